"""The structure tree of a PDF that WeasyPrint is about to write, as elements that can be read and moved."""

import re
from collections.abc import Iterator

from loosfiches.print.engine import pydyf

_REFERENCE = re.compile(rb"(\d+) 0 R")

# Elements that mean something even with nothing in them: taking one out would shift a table or break a list.
_KEPT_WHEN_EMPTY = frozenset({"TR", "TD", "TH", "LI", "LBody", "L", "Table", "Document"})


class TagTree:
    """Reads pydyf's objects by reference; an element is the pydyf dictionary itself.

    Its kids (`K`) are marked content numbers (int) or references; see ISO 32000-1, 14.7.2.
    """

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = root = self.at(pdf.catalog["StructTreeRoot"])
        numbers = self.at(root["ParentTree"])["Nums"]
        self.parents: dict[int, pydyf.Array] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        self.document = self.at(root["K"][0])

    def at(self, reference: bytes | str) -> pydyf.Dictionary:
        """The object a reference stands for."""
        match = _REFERENCE.fullmatch(reference if isinstance(reference, bytes) else str(reference).encode())
        if match is None:
            raise ValueError(f"not a reference: {reference!r}")
        return self._pdf.objects[int(match[1])]

    def set_names(self, names: dict[str, bytes]) -> None:
        """Write the tree of named elements, name → reference, which named elements oblige to (14.7.2)."""
        flat = [item for name in sorted(names) for item in (pydyf.String(name), names[name])]
        if flat:
            self._root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(flat)})

    def parents_on(self, page: bytes) -> pydyf.Array:
        """The elements that hold the marked content of a page (its reference), by number."""
        return self.parents[self.at(page)["StructParents"]]

    def kids(self, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
        """The structure elements right under `element`, without marked content and annotations."""
        objects = (self.at(kid) for kid in element["K"] if not isinstance(kid, int))
        return [kid for kid in objects if kid["Type"] == "/StructElem"]

    def elements(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """`element` and all elements under it; those under are listed before their own kids are asked for."""
        yield element
        for kid in self.kids(element):
            yield from self.elements(kid)

    def holds_annotation(self, element: pydyf.Dictionary) -> bool:
        """Whether an annotation hangs right under `element`."""
        objects = (self.at(kid) for kid in element["K"] if not isinstance(kid, int))
        return any(kid["Type"] == "/OBJR" for kid in objects)

    def new_element(self, kind: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        """A new element of `kind` (« LBody ») on the page of `parent`; the caller puts it among the kids."""
        place = {"Pg": parent["Pg"], "P": parent.reference}
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kind}", "K": pydyf.Array(), **place})
        self._pdf.add_object(element)
        return element

    def detach(self, element: pydyf.Dictionary, number: int) -> None:
        """Take marked content out of `element`, then the element and its parents as far as they are empty."""
        element["K"].remove(number)
        while not element["K"] and kind(element) not in _KEPT_WHEN_EMPTY:
            parent = self.at(element["P"])
            parent["K"].remove(element.reference)
            element = parent


def kind(element: pydyf.Dictionary) -> str:
    """The type of an element: « P », « LI », « Figure »."""
    return str(element["S"]).removeprefix("/")
