"""A binder's fiches -> the table to choose by: a column for each phase, a row for each level, codes in the cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypedDict

from loosfiches.language import later
from loosfiches.views.binder.listing import BinderListing, Line

#: What the heads of the rows, the padding of a cell, a sign of a code and a space take; the page has 165 mm.
HEAD, PADDING, SIGN, SPACE, WIDTH = 29.0, 1.0, 2.1, 1.1, 165.0


@dataclass(frozen=True)
class Rung:
    """A row of the table: a level, and its codes for each phase; `more` when it started on an earlier leaf."""

    title: str
    note: str
    cells: Sequence[Sequence[Line]]
    lines: int
    more: bool = False


class MatrixLeaf(TypedDict):
    """What a leaf of the table is given: the heads of its columns, its rows, the titles under it in two columns."""

    heads: Sequence[str]
    rungs: Sequence[Rung]
    legend: Sequence[Sequence[Line]]


def matrix(stock: BinderListing) -> list[MatrixLeaf]:
    """Return the table as leaves; one as long as it fits. A leaf holds whole levels, or a part of one too full for it.

    The most shared level stands above: a row is one rung of the ladder.
    """
    phases, levels = stock.frame.lists["phases"], stock.frame.lists["niveaux"]
    code = max((len(row.code) for row, _ in stock.fiches), default=4) * SIGN + SPACE
    wide = max(1, int(((WIDTH - HEAD) / max(1, len(phases)) - PADDING + SPACE) / code))
    heads = [stock.label(word) for word in phases.values()]
    rungs = [_rung(stock, key, stock.label(word), word.definition, wide) for key, word in levels.items()]
    bare = _rung(stock, None, stock.said(later("No level of its own")), "", wide)
    kept = [rung for rung in (*reversed(rungs), bare) if any(rung.cells) or rung is not bare]
    if not any(any(rung.cells) for rung in kept):
        return []
    return [{"heads": heads, "rungs": leaf, "legend": []} for leaf in _leaves(kept, wide, stock.full)]


def legend(stock: BinderListing, leaves: list[MatrixLeaf]) -> list[MatrixLeaf]:
    """Return the leaves with the titles under the table, when it is alone on its page and all of them fit."""
    if len(leaves) != 1:
        return leaves
    lines = [stock.line(row, 62) for row, fiche in stock.fiches if fiche.phases]
    halves = [lines[: -(-len(lines) // 2)], lines[-(-len(lines) // 2) :]]
    room = stock.full - sum(rung.lines + 1 for rung in leaves[0]["rungs"]) - 2
    fits = max(sum(line.lines for line in half) for half in halves) <= room
    return [{**leaves[0], "legend": halves if fits else []}]


def _rung(stock: BinderListing, level: str | None, title: str, note: str, wide: int) -> Rung:
    fiches = [(row, fiche) for row, fiche in stock.fiches if (level in fiche.niveau if level else not fiche.niveau)]
    cells = [
        [stock.line(row, WIDTH) for row, fiche in fiches if phase in fiche.phases]
        for phase in stock.frame.lists["phases"]
    ]
    return Rung(title, note if stock.in_french else "", cells, max(2, _height(cells, wide)))


def _height(cells: Sequence[Sequence[Line]], wide: int) -> int:
    return max((-(-len(cell) // wide) for cell in cells), default=0)


def _leaves(rungs: Sequence[Rung], wide: int, full: int) -> Iterator[list[Rung]]:
    leaf: list[Rung] = []
    for rung in (piece for whole in rungs for piece in _pieces(whole, wide, full)):
        if leaf and sum(held.lines + 1 for held in (*leaf, rung)) > full:
            yield leaf
            leaf = []
        leaf.append(rung)
    if leaf:
        yield leaf


def _pieces(rung: Rung, wide: int, full: int) -> Iterator[Rung]:
    """Cut a level that is too full for a leaf."""
    room = (full - 1) * wide
    parts = [[cell[at : at + room] for at in range(0, len(cell), room)] for cell in rung.cells]
    for number, cells in enumerate(zip_longest(*parts, fillvalue=[])):
        yield Rung(rung.title, rung.note, cells, max(2, _height(cells, wide)), more=number > 0)
    if not any(rung.cells):
        yield rung
