"""Where links and bookmarks lead (ISO 32000-1, 12.3.2): inside a leaf a page and a height, to another leaf its name."""

from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the binder, or what stands for it, and its height in points."""

    page: Object
    height: float

    @property
    def top(self) -> Array:
        """Its head, at the reader's own zoom."""
        return self.at(self.height)

    def at(self, y: float) -> Array:
        """The place `y` points above its foot."""
        return Array([self.page, Name.XYZ, 0, y, 0])


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


def name_parts(pdf: Pdf, firsts: Mapping[str, Sheet]) -> None:
    """Give each part its name, key → first page: links lead there, and so does `classeur.pdf#A-03` in a browser."""
    flat = [item for key in sorted(firsts, key=str.encode) for item in (pikepdf.String(key), firsts[key].top)]
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(flat))))
