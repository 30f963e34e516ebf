"""Leaves, filed already, -> the bytes of one PDF; gatherings of leaves that did not change come from the store."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from loosfiches.build.digest import digest
from loosfiches.build.store import Store
from loosfiches.pdf.enclosure import Enclosure
from loosfiches.print import fonts, versions
from loosfiches.views.binder.leaves import Leaf

if TYPE_CHECKING:
    from loosfiches.pdf.join import Entry, Gathering, Metadata

_CODE = re.compile(r"([A-Z])-\d{2,3}")
_DIVIDER = re.compile(r"section-([A-Z])")
#: How many documents, or leaves of lists, a gathering holds: joined again when one of them changes. With twenty, that
#: takes half a second more; with five, the binder is larger by a hundredth.
_MANY = 10
#: How many gatherings a section may have, which has up to 999 codes; those of section A have the ranks from there on.
_EACH = 128
#: The first ranks of the gatherings after the sections, and of those before; pdf/merge.py allows 8192 (`RANGE`).
_BACK, _FRONT = 27 * _EACH, 48 * _EACH


@dataclass(frozen=True)
class Assembler:
    """Joins leaves into a PDF, reusing the gatherings in the store.

    `elsewhere` are the web addresses of documents that leaves may link to and that are not among them; None when all
    are, as in a whole binder: then where links lead is no part of a gathering's recipe, and a new document joins no
    other gathering anew.
    """

    store: Store
    metadata: "Metadata"
    elsewhere: Mapping[str, str] | None = None

    def joined(self, leaves: Sequence[Leaf], marks: Sequence["Entry"], enclosed: Sequence[Enclosure]) -> bytes:
        """Return the PDF; raises OSError when the store cannot be written."""
        from loosfiches.pdf.join import FIRST, bind

        keys = frozenset(leaf.key for leaf in leaves if leaf.key)
        gatherings, base = list["Gathering"](), FIRST
        for rank, some in gatherings_of(leaves):
            gatherings.append(self._gather(rank, base, some, keys))
            base = gatherings[-1].segment.next
        return bind(gatherings, self.metadata, marks, enclosed, fonts.faces().programs)

    def _gather(self, rank: int, base: int, leaves: Sequence[Leaf], keys: frozenset[str]) -> "Gathering":
        """Return a gathering numbered from `base`, made again only when one of its leaves changed."""
        from loosfiches.pdf.join import Gathering, gathered
        from loosfiches.pdf.merge import Part, gather
        from loosfiches.pdf.segment import Segment

        parts = [Part(leaf.key, leaf.printed.read, leaf.label, leaf.title, leaf.numbered) for leaf in leaves]
        counts = [leaf.printed.record.pages for leaf in leaves]
        recipe = self._recipe(rank, base, leaves, keys)
        written = self.store.get(recipe)
        if written is None:
            with gather(parts, keys, self.metadata.language, rank, self.elsewhere or {}, whole_faces=True) as pdf:
                written = gathered(pdf, base).to_bytes()
            self.store.put(recipe, written)
        return Gathering(Segment.from_bytes(written), list(zip(parts, counts, strict=True)))

    def _recipe(self, rank: int, base: int, leaves: Sequence[Leaf], keys: frozenset[str]) -> str:
        leads = "" if self.elsewhere is None else repr((sorted(keys), sorted(self.elsewhere.items())))
        names = (repr((leaf.key, leaf.title, leaf.printed.recipe)) for leaf in leaves)
        return digest(versions.fingerprint(), str(rank), str(base), self.metadata.language, leads, *names)


def gatherings_of(leaves: Iterable[Leaf]) -> Iterator[tuple[int, list[Leaf]]]:
    """Cut leaves into gatherings of some ten documents or lists, each with a rank that is its alone.

    A section begins one, be it by its divider or by its first document; a leaf without a key goes with what it follows.
    """
    ranked, start, count = list[tuple[int, Leaf]](), _FRONT, 0
    for leaf in leaves:
        divider, document = _DIVIDER.fullmatch(leaf.key), _CODE.fullmatch(leaf.key)
        if section := divider or document:
            first = (ord(section[1]) - ord("A") + 1) * _EACH
            start, count = first, (count if start == first else 0) + bool(document)
        elif leaf.key and start not in {_FRONT, _BACK}:
            start, count = _BACK, 0
        elif start in {_FRONT, _BACK}:
            count += 1
        ranked.append((start + max(count - 1, 0) // _MANY, leaf))
    for rank, some in groupby(ranked, key=itemgetter(0)):
        yield rank, [leaf for _rank, leaf in some]
