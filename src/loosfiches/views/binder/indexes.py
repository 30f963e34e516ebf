"""A binder's documents -> its lists and indexes, cut into leaves: contents, list in force, by level, phase, public…

An index names codes and titles, never a version, a date or a number of pages: a new version reprints none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log10

from loosfiches.language import later
from loosfiches.model import words
from loosfiches.model.fiche import Fiche
from loosfiches.model.quantities import Expression, Family, Quantity
from loosfiches.views.binder.leaves import Block, R, Row, leaves_of, lines_of
from loosfiches.views.binder.listing import BinderListing, Line
from loosfiches.views.labels import written

Leaves = list[dict[str, object]]
#: What a title has, in millimetres: alone in the text column, before a word, before a duration, before codes.
ALONE, TITLE, BESIDE, SPOKEN = 92.0, 66.0, 57.0, 71.0
#: The classes of durations: the most that each holds, by family of units, and its name; then what says none.
_CLASSES = (
    (Family.MINUTES, 90, later("An hour and a half at most")),
    (Family.MINUTES, 240, later("Half a day at most")),
    (Family.DAYS, 1, later("A day at most")),
    (Family.DAYS, 31, later("From some days to a month")),
    (Family.DAYS, 365, later("From a month to a year")),
)
_LONGER, _UNSAID = later("More than a year"), later("No duration said")
#: The scale of group sizes, from 3 to 1,000 people on 42 mm: each doubling takes the same room.
SCALE, SMALLEST, LARGEST = 42.0, 3, 1000
MARKS = (3, 10, 30, 100, 300, 1000)


def contents(stock: BinderListing) -> Leaves:
    """Return the contents: sections with their documents; those not in force say so."""
    return _leaves(stock, listed(stock))


def listed(stock: BinderListing) -> list[Block[Row]]:
    """Return the sections with their documents, and how many lines each takes in the contents."""
    return [replace(block, rows=[*map(_count_title_lines, block.rows)]) for block in stock.blocks]


def _count_title_lines(row: Row) -> Row:
    return replace(row, lines=lines_of(row.title, ALONE if row.state == "en_vigueur" else TITLE))


def in_force(stock: BinderListing) -> Leaves:
    """Return the list to check a binder by: documents in force with version, date and pages, and those withdrawn."""
    blocks = [replace(block, rows=[replace(row, lines=max(row.lines, lines_of(row.title, 78))) for row in block.rows])
              for block in stock.current]  # fmt: skip
    return _leaves(stock, blocks)


def by_level(stock: BinderListing) -> Leaves:
    """Return the fiches by level of involvement, from the first rung; techniques and tools may have none."""
    blocks = _by_word(stock, "niveaux", "niveau")
    bare = [stock.line(row, TITLE, _nature(stock, fiche)) for row, fiche in stock.fiches if not fiche.niveau]
    rest = Block(None, bare, title=stock.said(later("No level of its own")))
    return _leaves(stock, [*blocks, rest]) if any(block.rows for block in blocks) else []


def by_phase(stock: BinderListing) -> Leaves:
    """Return the fiches by phase of a project."""
    return _leaves(stock, _by_word(stock, "phases", "phases"))


def by_public(stock: BinderListing) -> Leaves:
    """Return the fiches by public."""
    return _leaves(stock, _by_word(stock, "publics", "publics"))


def _by_word(stock: BinderListing, name: str, field: str) -> list[Block[Line]]:
    return [
        Block(
            None,
            [
                stock.line(row, TITLE, _nature(stock, fiche))
                for row, fiche in stock.fiches
                if key in getattr(fiche, field)
            ],
            title=stock.label(word),
            note=word.definition if stock.in_french else "",
        )
        for key, word in stock.frame.lists[name].items()
    ]


def _nature(stock: BinderListing, fiche: Fiche) -> str:
    return stock.label(words.NATURES[fiche.nature]) if fiche.nature else ""


def _leaves(stock: BinderListing, blocks: Sequence[Block[R]]) -> Leaves:
    return [{"blocks": leaf} for leaf in leaves_of(blocks, stock.full)]


# Who speaks of whom


@dataclass(frozen=True)
class Spoken(Line):
    """A document and the rows of those that lead to it."""

    by: tuple[Line, ...] = ()


def mentions(stock: BinderListing) -> Leaves:
    """Return, for each document, the others that lead to it."""
    blocks = [Block(block.place, list(_list_mentions(stock, block.rows))) for block in stock.blocks]
    return _leaves(stock, [block for block in blocks if block.rows])


def _list_mentions(stock: BinderListing, rows: Sequence[Row]) -> Iterator[Spoken]:
    for row in rows:
        reached = stock.collection.register.incoming.get(row.code, ())
        codes = {link.origin for link in reached if link.origin in stock.rows} - {row.code}
        if codes:
            by = tuple(stock.line(each, SPOKEN) for code, each in stock.rows.items() if code in codes)
            line = stock.line(row, SPOKEN)
            yield Spoken(line.code, line.title, line.href, line.place, max(line.lines, -(-len(by) // 8)), by=by)


# How long, with how many


@dataclass(frozen=True)
class Lasting(Line):
    """A fiche, how long it lasts, with how many; `start` and `span` are its group sizes on the scale, in mm."""

    duration: str = ""
    people: str = ""
    start: float = 0
    span: float = 0


def by_duration(stock: BinderListing) -> Leaves:
    """Return the fiches by duration, the shortest first, with the sizes of their groups drawn on a scale."""
    sized = [(row, fiche) for row, fiche in stock.fiches if fiche.duree or fiche.participants]
    classes: dict[str, list[Lasting]] = {name: [] for name in (*(name for *_, name in _CLASSES), _LONGER, _UNSAID)}
    for row, fiche in sorted(sized, key=lambda each: _days(each[1].duree)):
        classes[_class(fiche.duree)].append(_duration_row(stock, row, fiche))
    leaves = _leaves(stock, [Block(None, rows, title=stock.said(name), over=2) for name, rows in classes.items()])
    return [{**leaf, "marks": [(mark, round(_at(mark), 2)) for mark in MARKS]} for leaf in leaves]


def _class(duration: Expression | None) -> str:
    if not isinstance(duration, Quantity):
        return _UNSAID
    most = duration.least if duration.most is None else duration.most
    fits = (name for family, bound, name in _CLASSES if _in_days(most, duration.family) <= _in_days(bound, family))
    return next(fits, _LONGER)


def _in_days(number: Fraction | int, family: Family) -> Fraction:
    """Return minutes as days of seven hours' work, days as they are: enough to sort by."""
    return Fraction(number) / 420 if family is Family.MINUTES else Fraction(number)


def _days(duration: Expression | None) -> Fraction:
    return _in_days(duration.least, duration.family) if isinstance(duration, Quantity) else Fraction(10**9)


def _duration_row(stock: BinderListing, row: Row, fiche: Fiche) -> Lasting:
    line, people = stock.line(row, BESIDE), fiche.participants
    size = people if isinstance(people, Quantity) else None
    start = _at(size.least) if size else 0.0
    end = 0.0 if not size else SCALE if size.most is None else _at(size.most)
    duration, number = (written(value, stock.frame.language) for value in (fiche.duree, people))
    return Lasting(
        row.code, row.title, row.href, line.place, max(line.lines, lines_of(duration, 23), lines_of(number, 23)),
        duration=duration, people=number,
        start=round(start, 2), span=round(max(end - start, 0.8 if size else 0), 2),
    )  # fmt: skip


def _at(people: Fraction | int) -> float:
    """Return where a number of people stands on the scale, in millimetres from its start."""
    kept = min(max(float(people), SMALLEST), LARGEST)
    return SCALE * log10(kept / SMALLEST) / log10(LARGEST / SMALLEST)
