"""Where links and bookmarks lead (ISO 32000-1, 12.3.2): inside a leaf a page and a height, to another leaf its name."""

from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


def page_top(pdf: Pdf, index: int) -> Array:
    """The head of the page at `index`, at the reader's own zoom."""
    return at_height(pdf, index, float(pdf.pages[index].obj.MediaBox[3]))


def at_height(pdf: Pdf, index: int, y: float) -> Array:
    """The page at `index`, `y` points above its foot."""
    return Array([pdf.pages[index].obj, Name.XYZ, 0, y, 0])


def named_destinations(leaf: Pdf) -> dict[str, tuple[int, list[Object]]]:
    """The anchors of a leaf: name → (page from 0, the rest of the destination).

    Names are those of HTML identifiers: two leaves would share them, so the binder keeps none.
    """
    names = leaf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return {}
    flat = list(names.Dests.Names)
    pages = {page.obj.objgen: number for number, page in enumerate(leaf.pages)}
    targets = zip(flat[::2], flat[1::2], strict=True)
    return {str(name): (pages[target[0].objgen], [*target][1:]) for name, target in targets}


def place(annotation: Object, destinations: dict[str, tuple[int, list[Object]]], pages: list[Object]) -> None:
    """Turn the name an annotation leads to into one of `pages`, its own leaf's pages in the binder."""
    number, rest = destinations[str(annotation.Dest)]
    annotation.Dest = Array([pages[number], *rest])


def name_parts(pdf: Pdf, firsts: Mapping[str, int]) -> None:
    """Give each part its name, key → page: links lead there, and so does `classeur.pdf#A-03` in a browser."""
    flat = [
        item for key in sorted(firsts, key=str.encode) for item in (pikepdf.String(key), page_top(pdf, firsts[key]))
    ]
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(flat))))
