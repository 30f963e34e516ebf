"""Leaves -> a gathering: some leaves in one PDF that is no binder yet, kept so that the rest need not be joined
again when one leaf changes.

Links to other leaves lead to names (`A-03`), which only the binder knows (ISO 32000-1, 12.3.2.3). Content parents bear
numbers from the gathering's own range, which no other gathering uses: the binder takes them as they are.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from loosfiches.pdf.destinations import named_destinations, place
from loosfiches.pdf.sharing import Shared
from loosfiches.pdf.structure import Structure

PRIVATE = "loosfiches:"
#: How many content parents a gathering may have, pages and links of its leaves: the indexes of a thousand documents
#: have twenty thousand. Numbers of PDF end at 2^31 (ISO 32000-1, annex C).
RANGE = 1 << 18


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf in its place in the binder.

    Args:
        key: what links name (`loosfiches:A-02` leads to the first part of key « A-02 »); empty: no target.
        read: returns the leaf's PDF, as `leaf.render` made it.
        label: what stands before the folio in page labels (« A-03 · »); alone on parts without folio.
        title: the name of the part in the structure tree.
        numbered: whether the pages of the part bear folios, 1, 2, 3…

    The same leaf may stand in several parts: each gets its own copy of the tags.
    """

    key: str
    read: Callable[[], bytes]
    label: str
    title: str
    numbered: bool = True


def gather(
    parts: Sequence[Part],
    keys: frozenset[str],
    language: str,
    rank: int = 0,
    elsewhere: Mapping[str, str] = MappingProxyType({}),
    whole_faces: bool = False,
) -> Pdf:
    """Return the leaves of `parts` in one PDF, to be saved or bound; the caller closes it.

    Args:
        keys: those of all parts of the binder. A link to another one leads to its address `elsewhere`, or loses its
            annotation and keeps its words: so the same leaf serves in any binder.
        language: that of the binder (BCP 47): a leaf in another one says so.
        rank: which range of numbers is this gathering's; no two of a binder have the same.
        whole_faces: whether the binder will have our faces whole, in the place of the parts that leaves hold.

    Raises OSError or pikepdf.PdfError when a leaf cannot be read, ValueError when there are too many links.
    """
    pdf = pikepdf.new()
    made = _Gathering(pdf, keys, elsewhere, Structure(pdf, language, rank * RANGE), Shared(pdf, whole_faces))
    for part in parts:
        made.add(part)
    made.structure.close()
    if made.structure.next > (rank + 1) * RANGE:
        raise ValueError(f"over {RANGE} pages and links in one gathering")
    return pdf


class _Gathering:
    def __init__(
        self, pdf: Pdf, keys: frozenset[str], elsewhere: Mapping[str, str], structure: Structure, shared: Shared
    ) -> None:
        self.structure = structure
        self._pdf, self._keys, self._elsewhere, self._shared = pdf, keys, elsewhere, shared

    def add(self, part: Part) -> None:
        start = len(self._pdf.pages)
        with pikepdf.open(io.BytesIO(part.read())) as leaf:
            # Pages first: the tree copied next then points at these copies.
            for page in leaf.pages:
                self._pdf.pages.append(page)
            pages: list[Object] = [self._pdf.pages[index].obj for index in range(start, len(self._pdf.pages))]
            offset = self.structure.add(leaf, part.title)
            self._renumber(leaf, pages, offset)
        self._shared.share(pages)

    def _renumber(self, leaf: Pdf, pages: list[Object], offset: int) -> None:
        destinations = named_destinations(leaf)
        for page in pages:
            page.Tabs = Name.S
            if "/StructParents" in page:
                page.StructParents = int(page.StructParents) + offset
            for annotation in page.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + offset
                if "/Dest" in annotation:
                    place(annotation, destinations, pages)
                self._lead(page, annotation)

    def _lead(self, page: Object, annotation: Object) -> None:
        """Turn a private address into the name of a part or a web address, or take the link away."""
        address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if not address.startswith(PRIVATE):
            return
        key = address.removeprefix(PRIVATE).partition("#")[0]
        if key and key in self._keys:
            del annotation["/A"]
            annotation.Dest = pikepdf.String(key)
        elif key in self._elsewhere:
            annotation.A.URI = pikepdf.String(self._elsewhere[key])
        else:
            self._unlink(page, annotation)

    def _unlink(self, page: Object, annotation: Object) -> None:
        self.structure.drop_annotation(annotation)
        page.Annots = Array([kept for kept in page.Annots if kept.objgen != annotation.objgen])
        if not len(page.Annots):
            del page["/Annots"]
