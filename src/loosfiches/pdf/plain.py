"""A PDF to take away -> the same pages without author, notes of programs, and what acts when it is opened.

It is a stranger's, and may unpack to any size in the library that reads it: that is done in a process of its own.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from loosfiches.build import limits
from loosfiches.pictures.fault import Fault
from loosfiches.pictures.strip import strip

#: What is kept of a PDF's word about itself: its title, its language, the standards that it keeps to.
_KEPT = ("http://www.aiim.org/pdf", "http://www.npes.org/pdfx/ns/id/")
_KEPT_KEYS = frozenset({"{http://purl.org/dc/elements/1.1/}title", "{http://purl.org/dc/elements/1.1/}language",
                        "{http://purl.org/dc/elements/1.1/}format"})  # fmt: skip
_NOTES = frozenset({"/Metadata", "/PieceInfo", "/Thumb", "/LastModified"})
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"})


def looked(body: bytes) -> tuple[bytes, Fault | None]:
    """Return a PDF as the site offers it, and what is to be told of it; as it is where it is signed or unreadable."""
    try:
        with pikepdf.open(BytesIO(body)) as pdf:
            if _is_signed(pdf):
                return body, Fault("LF328")
            active = _clean(pdf)
            made = BytesIO()
            pdf.save(made, deterministic_id=True, fix_metadata_version=False)
            return made.getvalue(), Fault("LF325", {"sign": ", ".join(active)}) if active else None
    except Exception:  # a broken file raises whatever its reader met
        return body, Fault("LF329")


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and bool(int(form.get("/SigFlags", 0)) & 1)


def _clean(pdf: pikepdf.Pdf) -> list[str]:
    """Take out of a PDF what is not for readers; return the actions taken out."""
    _name(pdf)
    active: dict[str, None] = {}
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        active["/JavaScript"] = None
        del names["/JavaScript"]
    for each in _dictionaries(pdf):
        for key in [key for key in each.keys() if key in _NOTES]:  # noqa: SIM118  (a pikepdf object)
            if each.objgen != pdf.Root.objgen:
                del each[key]
        for key in [key for key in each.keys() if key in {"/AA", "/OpenAction", "/A", "/Next", "/JS"}]:  # noqa: SIM118
            for found in _acts(each[key], key):
                active[found] = None
                if key in each:
                    del each[key]
        _photograph(each)
    return list(active)


def _acts(value: Any, key: str) -> Iterator[str]:
    """Yield the actions under a key that do more than show a page."""
    if key == "/JS":
        yield "/JavaScript"
    elif isinstance(value, Dictionary):
        kind = str(value.get("/S", ""))
        if kind in _ACTIONS:
            yield kind
        for inner in [value[name] for name in value.keys()] if key == "/AA" else ():  # noqa: SIM118
            yield from _acts(inner, "/A")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary of a PDF, those inside others too."""
    waiting: list[Any] = [pdf.Root, *pdf.objects]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Stream | Dictionary):
            yield at
            inner = [at[key] for key in at.keys()]  # noqa: SIM118
        else:
            inner = list(at) if isinstance(at, Array) else []
        waiting += [each for each in inner if isinstance(each, Dictionary | Array) and not each.is_indirect]


def _name(pdf: pikepdf.Pdf) -> None:
    """Keep, of what a PDF says of itself, its title and the standards that it keeps to."""
    kept = {key: pdf.docinfo[key] for key in ("/Title",) if key in pdf.docinfo}
    if "/Metadata" in pdf.Root:
        try:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
                for key in [key for key in said if key not in _KEPT_KEYS and not key[1:].startswith(_KEPT)]:
                    del said[key]
        except Exception:  # XMP that is none
            del pdf.Root["/Metadata"]
    del pdf.docinfo
    for key, value in kept.items():
        pdf.docinfo[key] = value
    with suppress(KeyError):
        del pdf.Root["/PieceInfo"]


def _photograph(stream: Any) -> None:
    """Take out of a photograph what its camera noted."""
    named = stream.get("/Filter") if isinstance(stream, Stream) else None
    if named not in (Name.DCTDecode, Array([Name.DCTDecode])):
        return
    body = stream.read_raw_bytes()
    made = strip(body, "JPEG")
    if made is not None and len(made) < len(body):
        kept: dict[str, Any] = {"filter": stream["/Filter"], "decode_parms": stream.get("/DecodeParms")}
        stream.write(made, **kept)


def main() -> None:
    """Write what is to be told of the PDF that is given, as a line of JSON, then the PDF as the site offers it."""
    limits.hold()
    made, found = looked(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found and [found.code, dict(found.details)]).encode() + b"\n" + made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
