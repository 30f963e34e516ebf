"""Leaves in their order -> the bytes of one PDF; gatherings of leaves that did not change come from the cache."""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from loosfiches.print import versions
from loosfiches.print.cache import Cache
from loosfiches.print.record import Record
from loosfiches.views.leaves import Leaf

if TYPE_CHECKING:
    from loosfiches.print.join import Entry, Gathering, Metadata

_CODE = re.compile(r"[A-Z]-\d{2,3}")
#: How many documents a gathering holds: joined again when one of them changes.
_MANY = 20
#: The ranks of the gatherings before and after the sections; those of a section start at 64 times its letter.
_FRONT, _BACK = 0, 27 * 64


def joined(leaves: Sequence[Leaf], metadata: "Metadata", marks: Sequence["Entry"], cache: Cache) -> bytes:
    """Return the binder; raises OSError when the cache cannot be written."""
    from loosfiches.print.join import bind

    keys = frozenset(leaf.key for leaf in leaves if leaf.key)
    gatherings = [_gathered(rank, some, keys, metadata.language, cache) for rank, some in gatherings_of(leaves)]
    return bind(gatherings, metadata, marks)


def _gathered(rank: int, leaves: Sequence[Leaf], keys: frozenset[str], language: str, cache: Cache) -> "Gathering":
    """Return some leaves in one file, made anew only when one of them changed.

    `keys` are not part of the recipe: a leaf links to what is there when it is composed, and to nothing else.
    """
    from loosfiches.print.gather import Part, gather
    from loosfiches.print.join import Gathering, saved

    parts = [Part(leaf.key, leaf.printed.pdf, leaf.label, leaf.title, leaf.numbered) for leaf in leaves]
    counts = [leaf.printed.record.pages for leaf in leaves]
    names = (repr((leaf.key, leaf.title, leaf.printed.recipe)) for leaf in leaves)
    recipe = sha256("\0".join([versions.fingerprint(), str(rank), language, *names]).encode()).hexdigest()
    if not cache.get(recipe):
        with gather(parts, keys, language, rank) as pdf:
            cache.put(recipe, saved(pdf), Record(recipe, sum(counts)))
    return Gathering(cache.leaf(recipe), list(zip(parts, counts, strict=True)))


def gatherings_of(leaves: Iterable[Leaf]) -> Iterator[tuple[int, list[Leaf]]]:
    """Cut leaves into gatherings of some twenty documents of one section, each with a rank that is its alone."""
    ranked, rank, count = list[tuple[int, Leaf]](), _FRONT, 0
    for leaf in leaves:
        if leaf.key.startswith("section-"):
            section, count = (ord(leaf.key[-1]) - ord("A") + 1) * 64, 0
            rank = section
        elif _CODE.fullmatch(leaf.key):
            rank, count = section + count // _MANY, count + 1
        elif leaf.key and rank != _FRONT:
            rank = _BACK
        ranked.append((rank, leaf))
    for rank, some in groupby(ranked, key=itemgetter(0)):
        yield rank, [leaf for _rank, leaf in some]
