"""Joins leaves into one binder: a tagged PDF/UA-1 and PDF/A-3a with destinations, outline, labels and sources."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from loosfiches.print.colours import set_output_intent
from loosfiches.print.destinations import named_destinations, page_top, place
from loosfiches.print.enclosing import enclose
from loosfiches.print.enclosure import Enclosure
from loosfiches.print.metadata import Metadata, set_metadata
from loosfiches.print.navigation import Entry, page_labels, set_outline
from loosfiches.print.sharing import Shared
from loosfiches.print.structure import Structure

__all__ = ["Enclosure", "Entry", "Metadata", "Part", "join"]

PRIVATE = "loosfiches:"


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf in its place in the binder.

    Args:
        key: what links name (`loosfiches:A-02` leads to the first part of key « A-02 »); empty: no target.
        pdf: the leaf's file, as `leaf.render` made it.
        label: what stands before the folio in page labels (« A-03 · »); alone on parts without folio.
        title: the name of the part in the structure tree.
        numbered: whether the pages of the part bear folios, 1, 2, 3…

    The same file may stand in several parts: each gets its own copy of the tags.
    """

    key: str
    pdf: Path
    label: str
    title: str
    numbered: bool = True


def join(
    parts: Sequence[Part],
    metadata: Metadata,
    outline: Sequence[Entry] = (),
    enclosures: Sequence[Enclosure] = (),
) -> bytes:
    """The binder as the bytes of one PDF; the same parts, metadata and enclosures give the same bytes.

    Links to `loosfiches:KEY` become destinations; those to a key that is no part lose their annotation and
    keep their words. Raises OSError or pikepdf.PdfError when a leaf cannot be read.
    """
    with pikepdf.new() as pdf:
        binder = _Binder(pdf, metadata.language)
        for part in parts:
            binder.add(part)
        binder.close()
        set_outline(pdf, outline, binder.firsts)
        pdf.Root.PageLabels = page_labels(binder.starts)
        enclose(pdf, enclosures)
        set_output_intent(pdf)
        set_metadata(pdf, metadata)
        return _saved(pdf)


class _Binder:
    """A binder being joined.

    `firsts`: key → index of its first page; `starts`: (page index, label, numbered) of each part.
    """

    def __init__(self, pdf: Pdf, language: str) -> None:
        self.firsts: dict[str, int] = {}
        self.starts: list[tuple[int, str, bool]] = []
        self._pdf = pdf
        self._structure = Structure(pdf, language)
        self._shared = Shared()
        self._links: list[tuple[Object, Object, str]] = []

    def add(self, part: Part) -> None:
        start = len(self._pdf.pages)
        with pikepdf.open(part.pdf) as leaf:
            # Pages first: the tree copied next then points at these copies.
            for page in leaf.pages:
                self._pdf.pages.append(page)
            pages: list[Object] = [self._pdf.pages[index].obj for index in range(start, len(self._pdf.pages))]
            offset = self._structure.add(leaf, part.title)
            self._renumber(leaf, pages, offset)
        self._shared.share(pages)
        self.firsts.setdefault(part.key, start)
        self.starts.append((start, part.label, part.numbered))

    def close(self) -> None:
        """Lead the private links, now that every part has its page; finish the tree."""
        for page, annotation, address in self._links:
            key = address.removeprefix(PRIVATE).partition("#")[0]
            if key and key in self.firsts:
                self._lead(annotation, self.firsts[key])
            else:
                self._unlink(page, annotation)
        self._structure.close()

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
                self._keep_private(page, annotation)

    def _keep_private(self, page: Object, annotation: Object) -> None:
        address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(PRIVATE):
            self._links.append((page, annotation, address))

    def _lead(self, annotation: Object, index: int) -> None:
        del annotation["/A"]
        annotation.Dest = page_top(self._pdf, index)

    def _unlink(self, page: Object, annotation: Object) -> None:
        self._structure.drop_annotation(annotation)
        page.Annots = Array([kept for kept in page.Annots if kept.objgen != annotation.objgen])
        if not len(page.Annots):
            del page["/Annots"]


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    generate = pikepdf.ObjectStreamMode.generate
    pdf.save(target, object_stream_mode=generate, deterministic_id=True, min_version="1.7")
    return target.getvalue()
