"""Puts files into the binder as its associated sources (ISO 32000-2, 14.13; ISO 19005-3, 6.8)."""

from collections.abc import Sequence
from datetime import date
from hashlib import md5

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from loosfiches.pdf.enclosure import Enclosure

# RFC 9512
MEDIA_TYPE = Name("/application/yaml")


def enclose(pdf: Pdf, enclosures: Sequence[Enclosure]) -> None:
    """Write the files into the name tree, where viewers look, and into AF, which says what they are to the binder.

    The tree knows a file by its path in the project; the specification has its last part only, since viewers save
    under that name, and some refuse a slash in it.
    """
    if not enclosures:
        return
    # Sorted as name trees are (ISO 32000-1, 7.9.6): by the bytes of the strings.
    in_order = sorted(enclosures, key=lambda enclosure: bytes(pikepdf.String(enclosure.name)))
    flat = [item for enclosure in in_order for item in (pikepdf.String(enclosure.name), _specification(pdf, enclosure))]
    names = pdf.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(flat)))
    pdf.Root.Names = names
    pdf.Root.AF = pdf.make_indirect(Array(flat[1::2]))


def pdf_date(day: date) -> str:
    """Return a day as a PDF date (ISO 32000-1, 7.9.4); its hour is not known, so none is said."""
    return f"D:{day:%Y%m%d}"


def _specification(pdf: Pdf, enclosure: Enclosure) -> Object:
    name = pikepdf.String(enclosure.name.rpartition("/")[2])
    stream = _file(pdf, enclosure)
    specification = Dictionary(Type=Name.Filespec, F=name, UF=name, Desc=pikepdf.String(enclosure.title))
    specification.EF = Dictionary(F=stream, UF=stream)
    specification.AFRelationship = Name.Source
    return pdf.make_indirect(specification)


def _file(pdf: Pdf, enclosure: Enclosure) -> Object:
    """Return the stream of a file; it is indirect already: made so again, it would be written twice."""
    # The format's own check against damage (table 46), no guard against anybody.
    sum_ = md5(enclosure.body, usedforsecurity=False).digest()
    params = Dictionary(Size=len(enclosure.body), CheckSum=pikepdf.String(sum_))
    if enclosure.day:
        params.ModDate = pikepdf.String(pdf_date(enclosure.day))
    return pdf.make_stream(enclosure.body, Type=Name.EmbeddedFile, Subtype=MEDIA_TYPE, Params=params)
