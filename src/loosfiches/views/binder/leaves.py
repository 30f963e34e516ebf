"""What a binder is made of: leaves in their places, and lists cut into leaves of a page each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from math import ceil
from typing import Generic, Protocol, TypeVar

from loosfiches.print.press import Printed
from loosfiches.views.page import Place

#: The most lines that a leaf of a list holds.
LINES = 40
#: How many lines at the foot of a leaf may stay empty, so that what comes next starts the next leaf.
SPARE = 10
#: What a letter of 10 points takes on average, in millimetres; a little more than measured, since lines break at words.
LETTER = 1.62


@dataclass(frozen=True)
class Row:
    """One line of a list: a document, how it is numbered and how many pages it has (none once withdrawn)."""

    code: str
    title: str
    version: int | None
    date: date | None
    state: str
    pages: int
    href: str
    lines: int = 1
    instead: str = ""

    @property
    def run(self) -> str:
        """What its neighbours of the same section share."""
        return self.code[:1]


class Lined(Protocol):
    """What is listed: how many lines it takes, and what it shares with the rows that it would stay with."""

    @property
    def lines(self) -> int:
        """How many lines it takes."""

    @property
    def run(self) -> str:
        """What its neighbours share."""


R = TypeVar("R", bound=Lined)


@dataclass(frozen=True)
class Block(Generic[R]):
    """Some rows under one heading; `more` when they started on an earlier leaf.

    `place` is the section that the heading is coloured as, `title` the heading where it is no section's name, `note`
    what it means, `over` the lines that it takes above its rows (none when it hangs in the margin column).
    """

    place: Place | None
    rows: Sequence[R]
    more: bool = False
    title: str = ""
    note: str = ""
    over: int = 0

    @property
    def least(self) -> int:
        """How many lines the heading takes in the margin column, 44 mm wide."""
        title = self.title or (self.place.title if self.place else "")
        return lines_of(title, 44) + (ceil(lines_of(self.note, 58) * 0.75) if self.note else 0)

    @property
    def lines(self) -> int:
        """How many lines the block takes."""
        return self.over + lines(self.rows) if self.over else max(self.least, lines(self.rows))


@dataclass(frozen=True)
class Leaf:
    """A leaf in its place: what links call it, what its page labels start with, its title, its print.

    `verso`: it was laid out to be the back of the leaf before. Leaves of the classeur itself say in `matter` which
    of its pages they are: « glossaire », « section ».
    """

    key: str
    label: str
    title: str
    printed: Printed
    numbered: bool = True
    verso: bool = False
    matter: str = ""


def lines_of(text: str, width: float) -> int:
    """Return how many lines of 10 points a text takes at most in a column of so many millimetres.

    A line ends between two words; capitals are wider by a fifth.
    """
    room, lines, used = width / LETTER, 1, 0.0
    for word in text.split():
        letters = len(word) + sum(map(str.isupper, word)) / 5
        if used and used + 1 + letters > room:
            lines, used = lines + 1, 0.0
        used += letters + (1 if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def lines(rows: Iterable[Lined | Block[R]]) -> int:
    """Return how many lines some rows, or some blocks, take."""
    return sum(row.lines for row in rows)


def leaves_of(blocks: Sequence[Block[R]], full: int = LINES) -> Iterator[list[Block[R]]]:
    """Cut the blocks into leaves of at most `full` lines, keeping blocks whole where no more than SPARE is left empty.

    A block that fills more than a leaf is cut where the section of its rows changes, if it can be: what comes to one
    section then moves few rows of the others.
    """
    leaf: list[Block[R]] = []
    for block in blocks:
        free = full - lines(leaf)
        if leaf and block.lines > free <= SPARE:
            yield leaf
            leaf, free = [], full
        for number, rows in enumerate(_pieces(block.rows, free - block.over, full - block.over)):
            if number:
                yield leaf
                leaf = []
            leaf.append(replace(block, rows=rows, more=number > 0))
    if leaf:
        yield leaf


def _pieces(rows: Sequence[R], free: int, full: int) -> Iterator[list[R]]:
    """Cut the rows of one block into pieces: at most `free` lines for the first, `full` for the others."""
    piece: list[R] = []
    for _, run in groupby(rows, key=lambda row: row.run):
        own = list(run)
        fits_better = len(own) < len(rows) and free - SPARE <= lines(piece)
        for number, row in enumerate(own):
            whole = lines(own) if number == 0 and fits_better else row.lines
            if piece and lines(piece) + whole > free:
                yield piece
                piece, free = [], full
            piece.append(row)
    if piece:
        yield piece
