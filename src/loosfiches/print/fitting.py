"""A document that overflows is laid out once more, what overflows unrolled; one that ends badly, a little tighter.

Columns side by side are one thing that no end of a page cuts. Where they are longer than a page, what holds them bears
`.deplie`, under which style sheets set them one after the other.

A document ends badly with next to nothing on its last page. The second layout costs some six tenths of a leaf, and only
leaves that end badly pay it. Style sheets say under `.serre`, which the body then bears, what gives way: margins first.
Where nothing helps and most of the last page stays white, the body bears `.libre`: style sheets rule it for notes, in
what bears `data-rest`.
"""

from collections.abc import Callable, Iterator

from loosfiches.print.engine import HTML, Document, boxes
from loosfiches.print.overflow import uncut

#: A last page needs this much of a document's own words, 4 lines of 4.5 mm, in CSS pixels (96 to the inch).
LEAST = 4 * 4.5 * 96 / 25.4
#: One that is emptier than this share of its height is worth saving.
EMPTY = 0.35
TIGHTER, FREE, UNROLLED = "serre", "libre", "deplie"
#: What is unrolled may hold what must be unrolled too.
DEEPEST = 3


def fitted(html: HTML, lay_out: Callable[[HTML], Document]) -> Document:
    """Return the document that `lay_out` makes of `html`, tighter if it ends better so.

    What bears `data-foot` (sources, history) is not of the document's own words.
    """
    document = _unroll(html, lay_out)
    body = html.etree_element.find("body")
    if len(document.pages) < 2 or body is None or not _ends_badly(document):
        return document
    roomy = body.get("class", "")
    body.set("class", f"{roomy} {TIGHTER}".strip())
    tighter = lay_out(html)
    if len(tighter.pages) < len(document.pages) or not _ends_badly(tighter):
        return tighter
    body.set("class", roomy)
    if _is_empty(document) and body.find("*[@data-rest]") is not None:
        body.set("class", f"{roomy} {FREE}".strip())
        return lay_out(html)
    return document


def _unroll(html: HTML, lay_out: Callable[[HTML], Document]) -> Document:
    """Return the document, in which what holds columns longer than a page is unrolled."""
    document = lay_out(html)
    for _ in range(DEEPEST):
        out = {id(each) for each in uncut(document)}
        holders = [holder for holder in html.etree_element.iter() if any(id(each) in out for each in holder)]
        rolled = [holder for holder in holders if UNROLLED not in holder.get("class", "").split()]
        if not rolled:
            break
        for holder in rolled:
            holder.set("class", f"{holder.get('class', '')} {UNROLLED}".strip())
        document = lay_out(html)
    return document


def _ends_badly(document: Document) -> bool:
    """Tell whether the last page holds too little."""
    page = document.pages[-1]._page_box
    own = [child for child in _children(page) if child.element is None or child.element.get("data-foot") is None]
    return _bottom(own, page) < LEAST or _is_empty(document)


def _is_empty(document: Document) -> bool:
    """Tell whether most of the last page is white."""
    page = document.pages[-1]._page_box
    return bool(_bottom(list(_children(page)), page) < EMPTY * page.height)


def _children(page: boxes.PageBox) -> Iterator[boxes.Box]:
    """Yield what follows what, from the top, in the body of a page."""
    for root in page.children[:1]:
        for body in root.children:
            yield from (child for child in body.children if child.is_in_normal_flow())


def _bottom(children: list[boxes.Box], page: boxes.PageBox) -> float:
    """Return how far down the page they reach, in CSS pixels under its top margin."""
    ends = (child.position_y + child.margin_height() - child.margin_bottom for child in children)
    return float(max(ends, default=page.content_box_y()) - page.content_box_y())
