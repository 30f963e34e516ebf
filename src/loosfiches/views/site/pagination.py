"""A long list -> pages that stay light: so many lines on each, the first at the list's own address."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")
#: The most lines that one page has; a line and its links take some 400 bytes, style and faces 100,000 more.
MOST = 120


@dataclass(frozen=True)
class Portion(Generic[R]):
    """One page of a list: its name, its rows, and the names of all pages of the list."""

    name: str
    rows: Sequence[R]
    names: Sequence[str]


def portions(rows: Iterable[R], first: str, weight: Callable[[R], int] = lambda _: 1) -> list[Portion[R]]:
    """Return a list cut into pages: `first`, then `2.html` beside it (`documents.2.html` for `documents.html`).

    No key that names another list holds a full stop. `weight` tells how many lines a row takes; a row is never cut.
    """
    kept = [*_cut(rows, weight)] or [[]]
    folder, _, page = first.rpartition("/")
    stem = page.removesuffix(".html")
    start = "" if stem == "index" else f"{stem}."
    names = [first, *(f"{folder}/{start}{number}.html" for number in range(2, len(kept) + 1))]
    return [Portion(name, page_rows, names) for name, page_rows in zip(names, kept, strict=True)]


def _cut(rows: Iterable[R], weight: Callable[[R], int]) -> Iterator[list[R]]:
    page: list[R] = []
    lines = 0
    for row in rows:
        if page and lines + weight(row) > MOST:
            yield page
            page, lines = [], 0
        page.append(row)
        lines += weight(row)
    if page:
        yield page
