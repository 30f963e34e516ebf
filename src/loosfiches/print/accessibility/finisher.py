"""Fixes what WeasyPrint 70 gets wrong in PDF/UA-1 (ISO 14289-1) and PDF/A-3a, before its objects are written.

It relies on private parts of WeasyPrint (`_page_box`, `_tags`, `box.mark`): hence `weasyprint==70.*`, and
tests that run a validator on each construct.
"""

from collections.abc import Callable, Sequence
from functools import partial
from xml.etree.ElementTree import Element

from loosfiches.pdf import FACE
from loosfiches.print.accessibility.cells import mend_header_cells
from loosfiches.print.accessibility.flatten import flatten
from loosfiches.print.accessibility.tagtree import TagTree, kind
from loosfiches.print.engine import Document, Page, boxes, pydyf
from loosfiches.print.inks import draws_inks
from loosfiches.print.links import descendants, text_of

PT_PER_PX = 0.75
PRINTED = 4
# Running matter at the head or foot of a page is told apart from other artifacts: ISO 14289-1, 7.8.
_SIDE = {"top": "Header", "bottom": "Footer"}


class Finisher:
    """Observes a document being painted, then fixes its PDF.

    Make one per document, before `write_pdf`, and give it as `finisher`. `prefix` begins the names of the
    elements, and should be no other leaf's; `faces` are the programs of ours, in their order. Once written, `in_inks`
    tells whether any colour is that of printing inks.
    """

    in_inks = False

    def __init__(self, document: Document, prefix: str, faces: Sequence[bytes] = ()) -> None:
        self._prefix, self._faces = prefix, faces
        self._fonts, self._programs = document.fonts, dict[bytes, set[bytes]]()
        self._numbers: list[dict[boxes.Box, int]] = []
        self._hidden = _hidden_elements(document)
        for page in document.pages:
            page.paint = partial(self._paint, page.paint)

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        """Mend; called by WeasyPrint with its document and the pydyf PDF."""
        tree = TagTree(pdf)
        language = (document.metadata.lang or "").lower()
        for number, page in enumerate(document.pages):
            pdf_page = tree.at(pdf.page_references[number])
            _Page(tree, pdf_page, page, self._numbers[number]).mend(language, self._hidden)
        mend_header_cells(document, tree, self._prefix)
        _mend_elements(tree)
        _mend_pictures(pdf)
        self._name_faces(pdf)
        self.in_inks = draws_inks(pdf)

    def _paint(self, paint: Callable[[pydyf.Stream, float], None], stream: pydyf.Stream, scale: float = 1) -> None:
        """Paint a page, and keep which box got which marked content number: WeasyPrint forgets it."""
        paint(stream, scale)
        for font in self._fonts.values():
            # Whole until all pages are painted.
            self._programs.setdefault(font.name, set()).add(font.file_content)
        self._numbers.append({box: tag["mcid"] for box, tag in stream._tags.items()})

    def _name_faces(self, pdf: pydyf.PDF) -> None:
        """Tell of which of our faces a font program is a part, whatever its name: see `sharing.Shared`."""
        ranks = {frozenset([face]): rank for rank, face in enumerate(self._faces)}
        for item in pdf.objects:
            if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/FontDescriptor":
                rank = ranks.get(frozenset(self._programs.get(item["FontName"], ())))
                if rank is not None:
                    item[FACE.removeprefix("/")] = rank


class _Page:
    """One page: its boxes, their marked content, its stream."""

    def __init__(self, tree: TagTree, pdf_page: pydyf.Dictionary, page: Page, numbers: dict[boxes.Box, int]) -> None:
        self._tree, self._page, self._numbers = tree, page, numbers
        self._stream = tree.at(pdf_page["Contents"]).stream
        self._parents = tree.parents[pdf_page["StructParents"]]

    def mend(self, language: str, hidden: frozenset[Element]) -> None:
        self._mend_annotations()
        self._mend_languages(language)
        self._mend_figures()
        self._mend_artifacts(hidden)

    def _mend_annotations(self) -> None:
        """Describe each link in words (7.18.5), not by its address; let it print (ISO 19005-1, 6.5.3)."""
        for _, _, _, box in self._page.links:
            if box.link_annotation is not None:
                box.link_annotation["F"] = PRINTED
                if words := text_of(box):
                    box.link_annotation["Contents"] = pydyf.String(words)

    def _mend_languages(self, language: str) -> None:
        """Mark passages in another language (7.2): WeasyPrint keeps that of the document only."""
        for box, number in self._numbers.items():
            own = box.style["lang"]
            if own and own.lower() != language:
                self._tree.at(self._parents[number])["Lang"] = pydyf.String(own)

    def _mend_figures(self) -> None:
        """Frame a figure in points from the foot (ISO 32000-1, 14.8.5.4.3), not in pixels from the top."""
        height = self._page.height * PT_PER_PX
        for box, number in self._numbers.items():
            element = self._tree.at(self._parents[number])
            if isinstance(box, boxes.ReplacedBox) and "BBox" in element.get("A", {}):
                left, top, right, bottom = (side * PT_PER_PX for side in element["A"]["BBox"])
                element["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))

    def _mend_artifacts(self, hidden: frozenset[Element]) -> None:
        """Make artifacts (7.1, 7.8) of what is decoration, and of running heads, feet and folios."""
        running = self._running()
        boxes_aside = (box for box in self._numbers if _is_decoration(box, hidden))
        decoration = {self._numbers[box] for box in boxes_aside} - set(running)
        for number in decoration:
            self._tree.detach(self._tree.at(self._parents[number]), number)
        self._rewrite(running | dict.fromkeys(decoration))

    def _running(self) -> dict[int, pydyf.Dictionary | None]:
        """The marked content of margin boxes, which WeasyPrint leaves out of the tree, and what it is."""
        found: dict[int, pydyf.Dictionary | None] = {}
        for margin in descendants(self._page._page_box):
            if isinstance(margin, boxes.MarginBox):
                inner = (self._numbers[box] for box in descendants(margin) if box in self._numbers)
                found |= dict.fromkeys(inner, _pagination(margin.at_keyword))
        return found

    def _rewrite(self, artifacts: dict[int, pydyf.Dictionary | None]) -> None:
        """Change `/P <</MCID 3>> BDC` into `/Artifact BMC`, or BDC with its properties, in the stream."""
        for at, item in enumerate(self._stream):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in artifacts:
                kept = artifacts[item["MCID"]]
                self._stream[at - 1 : at + 2] = [b"/Artifact", kept or b"", b"BDC" if kept else b"BMC"]
        for number in artifacts:
            # A null keeps the places of the others: the array is indexed by marked content number.
            self._parents[number] = "null"


def is_decorative(element: Element) -> bool:
    """Whether an image of the HTML says nothing: empty `alt`, or hidden from readers."""
    hidden = element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}
    return hidden or (element.tag == "img" and element.get("alt") == "")


def _is_decoration(box: boxes.Box, hidden: frozenset[Element]) -> bool:
    if box.element is None or box.element in hidden:
        return box.element is not None
    # What a style sheet brings says nothing of its own.
    is_generated = "::" in box.element_tag
    return isinstance(box, boxes.ReplacedBox) and (is_generated or is_decorative(box.element))


def _hidden_elements(document: Document) -> frozenset[Element]:
    hidden = (e for e in document._html.etree_element.iter() if e.get("aria-hidden") == "true")
    return frozenset(inner for element in hidden for inner in element.iter())


def _pagination(at_keyword: str) -> pydyf.Dictionary:
    properties = pydyf.Dictionary({"Type": "/Pagination"})
    if side := _SIDE.get(at_keyword.removeprefix("@").partition("-")[0]):
        properties["Subtype"] = f"/{side}"
    return properties


def _mend_pictures(pdf: pydyf.PDF) -> None:
    """Let readers show pictures dot by dot (ISO 19005-3, 6.2.8): WeasyPrint asks them to smooth bitmaps."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


def _mend_elements(tree: TagTree) -> None:
    for element in list(tree.elements(tree.document)):
        if kind(element) == "Link" and not tree.holds_annotation(element):
            # `a::after`, or an <a> without target: a Link must hold its annotation (7.18.5).
            element["S"] = "/Span"
        elif kind(element) == "LI":
            _gather_body(tree, element)
    flatten(tree)


def _gather_body(tree: TagTree, item: pydyf.Dictionary) -> None:
    """Let a list item hold a label and one body (ISO 32000-1, table 336): its blocks go into the body."""
    kids = tree.kids(item)
    rest = [kid for kid in kids if kind(kid) != "Lbl"]
    bodies = [kid for kid in rest if kind(kid) == "LBody"]
    if len(rest) == len(bodies) <= 1:
        return
    body = bodies[0] if bodies else tree.new_element("LBody", item)
    content = [(kid["K"] if kind(kid) == "LBody" else [kid.reference]) for kid in rest]
    body["K"] = pydyf.Array([kid for part in content for kid in part])
    for kid in tree.kids(body):
        kid["P"] = body.reference
    item["K"] = pydyf.Array([*(kid.reference for kid in kids if kind(kid) == "Lbl"), body.reference])
