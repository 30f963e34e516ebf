"""Binds gatherings into one binder: PDF/UA-1 and PDF/A-3a, with destinations, outline, page labels and sources."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pikepdf
from pikepdf import Pdf

from loosfiches.pdf.attach import enclose
from loosfiches.pdf.catalog import Catalog
from loosfiches.pdf.colours import set_output_intent
from loosfiches.pdf.destinations import name_parts
from loosfiches.pdf.enclosure import Enclosure
from loosfiches.pdf.merge import Part, gather
from loosfiches.pdf.metadata import Metadata, set_metadata
from loosfiches.pdf.navigation import Entry, page_labels, set_outline
from loosfiches.pdf.segment import FIRST, Segment, segment

__all__ = ["FIRST", "Enclosure", "Entry", "Gathering", "Metadata", "Part", "bind", "gathered", "join"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A segment, and the parts in it, each with how many pages it has."""

    segment: Segment
    parts: Sequence[tuple[Part, int]]


def bind(
    gatherings: Sequence[Gathering],
    metadata: Metadata,
    outline: Sequence[Entry] = (),
    enclosures: Sequence[Enclosure] = (),
    faces: Sequence[bytes] = (),
) -> bytes:
    """Return the binder as the bytes of one PDF; the same arguments give the same bytes.

    Each segment starts where the one before ends (`Segment.next`), the first at `FIRST`. `faces` are the programs of
    our faces, for gatherings that count on them. Raises KeyError when a bookmark leads to no part.
    """
    head = Catalog([each.segment for each in gatherings], faces)
    starts = list(_starts(gatherings))
    firsts = {part.key: index for index, part in reversed(starts) if part.key}
    name_parts(head.pdf, {key: head.pages[index] for key, index in firsts.items()})
    set_outline(head.pdf, outline, firsts, head.pages)
    head.pdf.Root.PageLabels = page_labels([(index, part.label, part.numbered) for index, part in starts])
    enclose(head.pdf, enclosures)
    set_output_intent(head.pdf)
    set_metadata(head.pdf, metadata)
    return head.whole()


def gathered(pdf: Pdf, base: int) -> Segment:
    """Return the leaves that `gather` brought together as a segment whose numbers start at `base`."""
    target = io.BytesIO()
    # Saved first: what nothing refers to any more goes, and what is left is in one order.
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return segment(target.getvalue(), base)


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
        whole = Gathering(gathered(pdf, FIRST), list(zip(parts, counts, strict=True)))
    return bind([whole], metadata, outline, enclosures)


def _starts(gatherings: Sequence[Gathering]) -> Iterator[tuple[int, Part]]:
    """Yield each part with the index of its first page."""
    index = 0
    for gathering in gatherings:
        for part, pages in gathering.parts:
            yield index, part
            index += pages


def _pages(part: Part) -> int:
    with pikepdf.open(io.BytesIO(part.read())) as leaf:
        return len(leaf.pages)
