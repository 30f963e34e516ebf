"""The closing lists of a small binder -> one leaf: list in force, glossary, sources, imprint and colophon."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loosfiches.views.binder import indexes, references
from loosfiches.views.binder.colophon import colophon
from loosfiches.views.binder.listing import BinderListing

#: The lists that the leaf holds, by the words that a classeur orders them with alone.
PARTS = {
    "liste_en_vigueur": indexes.in_force,
    "glossaire": references.glossary,
    "sources": references.sources,
}
#: More lines than any list has: the leaf has as many pages as it takes.
_UNCUT = 10**6


def together(stock: BinderListing) -> Sequence[Mapping[str, object]]:
    """Return what the leaf says: the blocks of each list, none of those with nothing to say, and the colophon."""
    uncut = replace(stock, full=_UNCUT)
    return [{**{name: list(_blocks(cut(uncut))) for name, cut in PARTS.items()}, **colophon(stock)[0]}]


def _blocks(leaves: indexes.Leaves) -> Iterator[object]:
    for leaf in leaves:
        blocks = leaf["blocks"]
        assert isinstance(blocks, list)
        yield from blocks
