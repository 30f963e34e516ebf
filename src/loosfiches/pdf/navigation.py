"""What a reader's side panel shows: the outline of the binder, and its page labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from loosfiches.pdf.destinations import Sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: title, the key of the part it leads to, and what is under it.

    `page` counts from 0 within the part, `y` is in points above its foot (None: the head of the page); both
    are those of a record's Heading. `opened`: whether the panel shows what is under it at first.
    """

    title: str
    key: str
    page: int = 0
    y: float | None = None
    children: tuple["Entry", ...] = ()
    opened: bool = False


def set_outline(pdf: Pdf, entries: Sequence[Entry], firsts: Mapping[str, int], pages: Sequence[Sheet]) -> None:
    """Write the outline (ISO 32000-1, 12.3.3); raises KeyError when an entry leads to no part.

    `firsts` has the index, among `pages`, of the first page of each part.
    """
    if not entries:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    root.Count = _hang(pdf, root, entries, firsts, pages)
    pdf.Root.Outlines = root
    pdf.Root.PageMode = Name.UseOutlines


def page_labels(starts: Sequence[tuple[int, str, bool]]) -> Dictionary:
    """Labels equal to the printed folios (ISO 32000-1, 12.4.2), from (page index, prefix, numbered)."""
    numbers: list[Object | int] = []
    for index, prefix, numbered in starts:
        style = {"/S": Name.D, "/St": 1} if numbered else {}
        numbers += [index, Dictionary({"/P": pikepdf.String(prefix), **style})]
    return Dictionary(Nums=Array(numbers))


def _hang(pdf: Pdf, parent: Object, entries: Sequence[Entry], firsts: Mapping[str, int], pages: Sequence[Sheet]) -> int:
    """Hang `entries` under `parent`; returns how many lines they show when the parent is open."""
    items = [_item(pdf, parent, entry, firsts, pages) for entry in entries]
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    parent.First, parent.Last = items[0], items[-1]
    return len(items) + sum(max(0, int(item.get("/Count", 0))) for item in items)


def _item(pdf: Pdf, parent: Object, entry: Entry, firsts: Mapping[str, int], pages: Sequence[Sheet]) -> Object:
    page = pages[firsts[entry.key] + entry.page]
    at_head = pikepdf.String(entry.key) if not entry.page else page.top
    target = at_head if entry.y is None else page.at(entry.y)
    item = pdf.make_indirect(Dictionary(Title=pikepdf.String(entry.title), Parent=parent, Dest=target))
    if entry.children:
        shown = _hang(pdf, item, entry.children, firsts, pages)
        item.Count = shown if entry.opened else -shown
    return item
