"""What a binder is made of: leaves in their places, and lists cut into leaves of a page each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from loosfiches.print.press import Printed
from loosfiches.views.page import Place

#: The most lines that a leaf of contents or of the list in force holds.
LINES = 40


@dataclass(frozen=True)
class Row:
    """One line of a list: a document, how it is numbered and how many pages it has."""

    code: str
    title: str
    version: int | None
    date: date | None
    state: str
    pages: int
    href: str


@dataclass(frozen=True)
class Block:
    """Some rows of one section; `more` when the section started on an earlier leaf."""

    place: Place
    rows: Sequence[Row]
    more: bool = False


@dataclass(frozen=True)
class Leaf:
    """A leaf in its place: what links call it, what its page labels start with, its title, its print."""

    key: str
    label: str
    title: str
    printed: Printed
    numbered: bool = True


def leaves_of(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Cut the sections' rows into leaves of at most LINES rows, keeping sections whole where they fit."""
    leaf: list[Block] = []
    for block in blocks:
        if leaf and sum(len(each.rows) for each in leaf) + len(block.rows) > LINES:
            yield leaf
            leaf = []
        starts = range(0, len(block.rows) + LINES, LINES)
        for start, end in pairwise(starts):
            if start:
                yield leaf
                leaf = []
            if block.rows[start:end]:
                leaf.append(Block(block.place, block.rows[start:end], more=start > 0))
    if leaf:
        yield leaf
