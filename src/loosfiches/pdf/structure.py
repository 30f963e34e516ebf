"""Structure trees (ISO 32000-1, 14.7): those of leaves under the Document of a gathering."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


class Structure:
    """Hangs the tree of each leaf, as a Part, under one Document; numbers all content parents anew, from `first`."""

    def __init__(self, pdf: Pdf, language: str, first: int = 0) -> None:
        self._pdf, self._language = pdf, language
        self._tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree))
        self._kids: list[Object] = []
        self._parents: dict[int, Object] = {}
        self._names: dict[str, Object] = {}
        self._roles: dict[str, Object] = {}
        self.next = first

    def add(self, leaf: Pdf, title: str) -> int:
        """Add the tree of `leaf`, whose pages are already in; returns what its parent numbers grew by."""
        offset = self.next
        if "/StructTreeRoot" not in leaf.Root:
            return offset
        copied = self._pdf.copy_foreign(leaf.Root.StructTreeRoot)
        for number, value in _numbers(copied.get("/ParentTree")):
            self._parents[number + offset] = value
            self.next = max(self.next, number + offset + 1)
        self._names |= dict(_names(copied)) | self._names
        self._roles |= dict(copied.get("/RoleMap", Dictionary()).items())
        self._hang(copied, title, str(leaf.Root.get("/Lang", "")))
        return offset

    def drop_annotation(self, annotation: Object) -> None:
        """Forget an annotation: its Link becomes a Span, since a Link must hold one (ISO 14289-1, 7.18.5)."""
        element = self._parents.pop(int(annotation.get("/StructParent", -1)), None)
        if element is not None:
            kids = element.K if isinstance(element.K, Array) else [element.K]
            element.K = Array([kid for kid in kids if not _refers_to(kid, annotation)])
            element.S = Name.Span

    def close(self) -> None:
        """Write the finished tree into the catalog."""
        self._document.K = Array(self._kids)
        self._tree.K = Array([self._document])
        flat = [item for number in sorted(self._parents) for item in (number, self._parents[number])]
        self._tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(flat)))
        self._tree.ParentTreeNextKey = self.next
        if self._roles:
            self._tree.RoleMap = Dictionary(self._roles)
        if self._names:
            self._tree.IDTree = self._pdf.make_indirect(_name_tree(self._names))
        self._pdf.Root.StructTreeRoot = self._tree
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _hang(self, copied: Object, title: str, language: str) -> None:
        for root in copied.K if isinstance(copied.K, Array) else [copied.K]:
            # A leaf of artifacts only, such as a page for notes, has nothing to say.
            if not len(root.get("/K", Array())):
                continue
            root.S, root.P, root.T = Name.Part, self._document, pikepdf.String(title)
            if language and language.lower() != self._language.lower():
                root.Lang = pikepdf.String(language)
            self._kids.append(root)


def _numbers(node: Object | None) -> Iterator[tuple[int, Object]]:
    if node is None:
        return
    flat = list(node.get("/Nums", Array()))
    yield from ((int(number), value) for number, value in zip(flat[::2], flat[1::2], strict=True))
    for kid in node.get("/Kids", Array()):
        yield from _numbers(kid)


def _names(tree: Object) -> Iterator[tuple[str, Object]]:
    flat = list(tree.get("/IDTree", Dictionary()).get("/Names", Array()))
    return ((str(name), element) for name, element in zip(flat[::2], flat[1::2], strict=True))


def _name_tree(names: dict[str, Object]) -> Dictionary:
    """A name tree of one node under its root: only a node may bear Limits, only Kids need them."""
    flat = [item for name in sorted(names) for item in (pikepdf.String(name), names[name])]
    return Dictionary(Names=Array(flat))


def _refers_to(kid: object, annotation: Object) -> bool:
    return isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == annotation.objgen
