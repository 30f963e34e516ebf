"""What the tests of print share: pages in HTML, images, and eyes for the PDFs that come out."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary
from PIL import Image

CSS = """
@page {
  size: 148mm 210mm; margin: 20mm;
  @top-left { content: "Tête" }
  @bottom-right { content: counter(page) }
}
body { font: 10pt/1.4 "Loosfiches Sans" }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 }
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">{}</svg>'


def html(body: str, title: str = "Titre", lang: str = "fr") -> str:
    head = f'<!doctype html><html lang="{lang}"><head><title>{title}</title></head>'
    return f"{head}<body>{body}</body></html>"


def image(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (20, 20)) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 90 if mode == "L" else (90,) * len(mode)).save(target, kind)
    return target.getvalue()


def faults(pdf: bytes) -> list[str]:
    """What a PDF/UA-1 validator finds wrong; empty when the file conforms."""
    report = validator.validate_pdf_bytes(pdf, profile=validator.ValidationProfile.PDF_UA_1)
    return [failure.rule_id for failure in report.failures]


def text(pdf: bytes) -> list[str]:
    """The text of each page, as a reader copies it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree: its type, depth, and the pdf dictionary."""

    kind: str
    depth: int
    element: Any


def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    """The structure tree in reading order, from Document down."""
    return list(_tags(pdf.Root.StructTreeRoot.K, 0))


def kinds(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [tag.kind for tag in tags(opened)]


def _tags(kids: Any, depth: int) -> Iterator[Tag]:
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield Tag(str(kid.S).removeprefix("/"), depth, kid)
            yield from _tags(kid.get("/K", Array()), depth + 1)


def links(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Each link annotation: its page, and its address or the page that it leads to."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = destinations(pdf)
    found = []
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            if "/A" in annotation:
                found.append((number, str(annotation.A.URI)))
                continue
            target = annotation.Dest if isinstance(annotation.Dest, Array) else names[str(annotation.Dest)]
            found.append((number, f"page {numbers[target[0].objgen]}"))
    return found


def destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The named destinations: where each name leads."""
    flat = list(pdf.Root.Names.Dests.Names) if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else []
    return dict(zip(map(str, flat[::2]), flat[1::2], strict=True))


def parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """The tree of content parents, by number, in the order in which it stands."""
    nodes = [pdf.Root.StructTreeRoot.ParentTree]
    flat = [item for node in nodes for kid in node.get("/Kids", [node]) for item in kid.Nums]
    return dict(zip(map(int, flat[::2]), flat[1::2], strict=True))


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
