"""Finds what overflows its box on a page: it covers its neighbours or leaves the paper, without any warning.

Words, pictures, tables and boxes set in a line are measured against the box that holds them, its paddings included;
what is in the flow, against the foot of the page's text too; running heads and feet, against their margin.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from xml.etree.ElementTree import Element

from loosfiches.print.engine import AbsolutePlaceholder, Document, boxes
from loosfiches.print.fetcher import PROJECT
from loosfiches.print.record import PrintWarning

# In pixels of CSS: what no eye sees.
_TOLERANCE = 2
#: A sign that ends a line may hang in its margin, as wide as this share of its size: printers hang them on purpose.
_HANGING, _HUNG = 0.6, tuple(",.;:!?…»”’)]-")
#: A blank at the end of a line, which is not drawn.
_BLANK = 0.35
_MEASURED = (boxes.TextBox, boxes.ReplacedBox, boxes.InlineBlockBox)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box may be, in pixels from the top left corner of the paper."""

    left: float
    right: float
    bottom: float
    top: float = 0

    def holds(self, box: boxes.Box) -> bool:
        return self.holds_across(box) and self.holds_down(box)

    def holds_across(self, box: boxes.Box) -> bool:
        left = box.border_box_x()
        return bool(max(self.left - left, left + box.border_width() - self.right - _slack(box)) <= _TOLERANCE)

    def holds_down(self, box: boxes.Box) -> bool:
        top = box.border_box_y()
        return bool(max(self.top - top, top + box.border_height() - self.bottom) <= _TOLERANCE)


def overflowing(document: Document) -> Iterator[PrintWarning]:
    """What overflows on the pages of `document`: the words, or the address of the picture, and the page from 1."""
    running = set[str]()
    for number, page in enumerate(document.pages, 1):
        paper = page._page_box
        yield from (PrintWarning("overflow", _describe(box), number) for box in _over_paper(paper))
        for child in paper.children:
            if (
                isinstance(child, boxes.MarginBox)
                and (words := _describe(child)) not in running
                and any(_over_margin(child, paper))
            ):
                # Told once, with all its words: a head or foot comes back on each page.
                running.add(words)
                yield PrintWarning("overflow", words, number)


def uncut(document: Document) -> Iterator[Element]:
    """The elements that stand in a line, as one thing that no end of a page cuts, and overflow."""
    for page in document.pages:
        for box in _over_paper(page._page_box):
            if isinstance(box, boxes.InlineBlockBox) and box.element is not None:
                yield box.element


def _over_paper(paper: boxes.PageBox) -> Iterator[boxes.Box]:
    """The outermost boxes in the body of a page that are not in their place."""
    place = _Place(0, paper.margin_width(), paper.content_box_y() + paper.height)
    for child in paper.children:
        if not isinstance(child, boxes.MarginBox):
            yield from _over(child, place, paper.margin_height())


def _over_margin(box: boxes.Box, paper: boxes.PageBox) -> Iterator[boxes.Box]:
    """What of a head or foot is not in its margin or its own box; one that is turned or moved is drawn freely."""
    if not box.style["transform"]:
        top, foot = paper.content_box_y(), paper.margin_height()
        end = top + paper.height
        side = box.at_keyword.removeprefix("@").partition("-")[0]
        place = {"top": (top, 0), "bottom": (foot, end)}.get(side, (foot, 0))
        yield from _over(box, _Place(0, paper.margin_width(), *place), foot)


def _over(box: boxes.Box, place: _Place, foot: float) -> Iterator[boxes.Box]:
    """The outermost boxes under `box` that are not in their place; `foot` is that of the paper."""
    if isinstance(box, AbsolutePlaceholder):
        # Placed by hand, maybe in a margin: the paper is its only edge.
        box, place = box._box, replace(place, bottom=foot, left=float("-inf"), right=float("inf"))
    if isinstance(box, boxes.InlineBlockBox) and box.margin_left < 0:
        # Hung out on purpose, into a margin column.
        place = replace(place, left=place.left + box.margin_left)
    # A table stands in a box of its own, which is as wide as the table.
    if (isinstance(box, _MEASURED) or box.is_table_wrapper) and _is_out(box, place):
        yield box
        return
    inner = _inside(box, place)
    children = box.all_children() if hasattr(box, "children") else ()
    found = (each for child in children for each in _over(child, inner, foot))
    # A line may be cut in several texts: it is told once.
    yield from islice(found, 1) if isinstance(box, boxes.LineBox) else found


def _slack(box: boxes.Box) -> float:
    """How far the end of a text may be out of its place: blanks are not drawn, and a comma may hang."""
    if not isinstance(box, boxes.TextBox):
        return 0
    drawn = box.text.rstrip()
    hanging = _HANGING if drawn.endswith(_HUNG) else 0
    return float((hanging + _BLANK * (len(box.text) - len(drawn))) * box.style["font_size"])


def _is_out(box: boxes.Box, place: _Place) -> bool:
    """Tell whether a box is out of its place; what only its blank foot is under the page is not."""
    return not place.holds_across(box) or (not place.holds_down(box) and _shows(box, place))


def _shows(box: boxes.Box, place: _Place) -> bool:
    """Tell whether anything drawn of a box is out of its place: words, a picture, a frame, a ground."""
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip()) and not place.holds(box)
    if isinstance(box, boxes.ReplacedBox) or (_is_drawn(box) and not place.holds(box)):
        return not place.holds(box)
    children = box.all_children() if hasattr(box, "children") else ()
    return any(_shows(child, place) for child in children if not isinstance(child, AbsolutePlaceholder))


def _is_drawn(box: boxes.Box) -> bool:
    """Tell whether a box has a frame or a ground of its own."""
    style = box.style
    ground = style["background_color"]
    framed = any(style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))
    return framed or any(image[0] != "none" for image in style["background_image"]) or getattr(ground, "alpha", 1) > 0


def _inside(box: boxes.Box, place: _Place) -> _Place:
    """Where the children of `box` may be; a caption may be wider than its table, as far as the table's own place.

    So may what a template says to be free (`data-overflow`): words beside a rung that is drawn as their box.
    """
    is_caption = box.is_table_wrapper or isinstance(box, boxes.TableCaptionBox)
    is_free = box.element is not None and box.element.get("data-overflow") is not None
    if is_caption or is_free or not isinstance(box, boxes.BlockContainerBox):
        return place
    left = box.border_box_x()
    return replace(place, left=left, right=left + box.border_width())


def _describe(box: boxes.Box) -> str:
    if isinstance(box, boxes.ReplacedBox) and box.element is not None and box.element.get("src"):
        return str(box.element.get("src")).removeprefix(PROJECT).removeprefix("/")[:200]
    words = " ".join(_words(box).split()) or box.element_tag or ""
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _words(box: boxes.Box) -> str:
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    return " ".join(_words(child) for child in getattr(box, "children", ()))
