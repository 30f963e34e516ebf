"""Binds gatherings into one binder: PDF/UA-1 and PDF/A-3a, with destinations, outline, page labels and sources."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pikepdf
from pikepdf import Object, Pdf

from loosfiches.print.colours import set_output_intent
from loosfiches.print.destinations import name_parts
from loosfiches.print.enclosing import enclose
from loosfiches.print.enclosure import Enclosure
from loosfiches.print.gather import Part, gather
from loosfiches.print.metadata import Metadata, set_metadata
from loosfiches.print.navigation import Entry, page_labels, set_outline
from loosfiches.print.sharing import Shared
from loosfiches.print.structure import Bound

__all__ = ["Enclosure", "Entry", "Gathering", "Metadata", "Part", "bind", "join"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A file that `gather` made, and its parts, each with how many pages it has."""

    pdf: Path | io.BytesIO
    parts: Sequence[tuple[Part, int]]


def bind(
    gatherings: Sequence[Gathering],
    metadata: Metadata,
    outline: Sequence[Entry] = (),
    enclosures: Sequence[Enclosure] = (),
) -> bytes:
    """Return the binder as the bytes of one PDF; the same arguments give the same bytes.

    Raises OSError or pikepdf.PdfError when a gathering cannot be read, KeyError when a bookmark leads to no part.
    """
    with pikepdf.new() as pdf:
        structure, shared = Bound(pdf), Shared()
        for gathering in gatherings:
            with pikepdf.open(gathering.pdf) as one:
                shared.share(_append(pdf, one))
                structure.add(one)
        structure.close()
        starts = list(_starts(gatherings))
        firsts = {part.key: index for index, part in reversed(starts) if part.key}
        name_parts(pdf, firsts)
        set_outline(pdf, outline, firsts)
        pdf.Root.PageLabels = page_labels([(index, part.label, part.numbered) for index, part in starts])
        enclose(pdf, enclosures)
        set_output_intent(pdf)
        set_metadata(pdf, metadata)
        return saved(pdf)


def join(
    parts: Sequence[Part],
    metadata: Metadata,
    outline: Sequence[Entry] = (),
    enclosures: Sequence[Enclosure] = (),
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the binder of a few leaves, gathered in one go; `elsewhere` as in `gather`."""
    with gather(parts, frozenset(part.key for part in parts), metadata.language, elsewhere=elsewhere) as pdf:
        counts = [_pages(part) for part in parts]
        whole = Gathering(io.BytesIO(saved(pdf)), list(zip(parts, counts, strict=True)))
    return bind([whole], metadata, outline, enclosures)


def saved(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF: the same for the same objects."""
    target = io.BytesIO()
    generate = pikepdf.ObjectStreamMode.generate
    pdf.save(target, object_stream_mode=generate, deterministic_id=True, min_version="1.7")
    return target.getvalue()


def _append(pdf: Pdf, one: Pdf) -> list[Object]:
    start = len(pdf.pages)
    for page in one.pages:
        pdf.pages.append(page)
    return [page.obj for page in pdf.pages[start:]]


def _starts(gatherings: Sequence[Gathering]) -> Iterator[tuple[int, Part]]:
    """Yield each part with the index of its first page."""
    index = 0
    for gathering in gatherings:
        for part, pages in gathering.parts:
            yield index, part
            index += pages


def _pages(part: Part) -> int:
    with pikepdf.open(part.pdf) as leaf:
        return len(leaf.pages)
