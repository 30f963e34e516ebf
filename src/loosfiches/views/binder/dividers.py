"""A section's documents -> what its divider lists of them, on one page however many they are.

One column while the twin heaps have room under it, then two; what finds no room is counted, and the contents list it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loosfiches.views.binder.leaves import Row, lines_of
from loosfiches.views.binder.paper import Paper


@dataclass(frozen=True)
class Listing:
    """Rows in columns, each read down, and those that found no room; `drawn` when the heaps find some."""

    columns: Sequence[Sequence[Row]]
    rest: Sequence[Row]
    drawn: bool


@dataclass(frozen=True)
class _Sizes:
    """A divider as the style sheets set it, in millimetres; widths are what 10-point letters would have.

    `head` is all that stands above the list save the lines of the title and of the introduction, which have their
    leading and width. `line` is that of a row, `columns` their width and the air in each row, in one column and in
    more. The list ends before `foot`; before `drawing` where the heaps stand under it.
    """

    head: float
    title: tuple[float, float]
    intro: tuple[float, float]
    line: float
    columns: tuple[tuple[float, float], ...]
    drawing: float
    foot: float


_USUAL = _Sizes(33.75, (9, 71), (5.625, 101), 4.5, ((141.5, 2.25), (59.75, 1.125)), drawing=160, foot=252)
#: In large print the heaps stand beside the letter.
_LARGE = _Sizes(55, (14, 44), (9, 75), 8.5, ((70, 2.4),), drawing=254, foot=254)


def listing(rows: Sequence[Row], title: str, intro: str, paper: Paper) -> Listing:
    """Return the rows of a section with that title and introduction ("" for none) as its divider shows them."""
    sizes = _LARGE if paper.large else _USUAL
    above = sizes.head + sizes.title[0] * lines_of(title, sizes.title[1])
    above += 4.5 + sizes.intro[0] * lines_of(intro, sizes.intro[1]) if intro else 0
    room, drawable = sizes.foot - above, sizes.drawing - above
    if sum(_heights(rows, sizes, sizes.columns[0])) <= drawable:
        return Listing([rows], (), drawn=True)
    heights, count = _heights(rows, sizes, sizes.columns[-1]), len(sizes.columns)
    depth = sum(heights) / count + max(heights) / 2
    if depth > room:
        depth = room - sizes.line - sizes.columns[-1][1]
    columns = list(_fill_columns(rows, heights, depth, count))
    return Listing(columns, rows[sum(map(len, columns)) :], drawn=depth <= drawable)


def _heights(rows: Sequence[Row], sizes: _Sizes, column: tuple[float, float]) -> list[float]:
    width, air = column
    return [sizes.line * lines_of(row.title, width) + air for row in rows]


def _fill_columns(rows: Sequence[Row], heights: Sequence[float], depth: float, count: int) -> Iterator[list[Row]]:
    """Yield so many columns, each filled from the top as deep as that."""
    waiting = list(zip(rows, heights, strict=True))
    for _ in range(count):
        column, left = list[Row](), depth
        while waiting and waiting[0][1] <= left:
            row, height = waiting.pop(0)
            column.append(row)
            left -= height
        yield column
