"""A binder drawn in one line of text, as it lies in the hands: what stands on each page, and which side it is laid for."""

import io
import re

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

MM = 72 / 25.4


def drawn(pdf: bytes) -> str:
    """Draw a printed binder: `| Couverture r | Page de titre v | A r | notes v | A-01 r | v |`.

    What a page is comes from its label; its side, from where its text begins: 25 mm from the edge on a recto, 20 on a
    verso. A page of the same document, or of the same list, is drawn by its side alone.
    """
    words, before = [], ""
    for label, side in zip(labels(pdf), sides(pdf), strict=True):
        name = "notes" if label.endswith(" · notes") else re.sub(r" · \d+$", "", label)
        words.append(side if name == before else f"{name} {side}")
        before = "" if name == "notes" else name
    return f"| {' | '.join(words)} |"


def labels(pdf: bytes) -> list[str]:
    """The label that a reader shows for each page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(page.label) for page in opened.pages]


def sides(pdf: bytes) -> list[str]:
    """For each page, the side that it is laid for; « ? » where its text begins elsewhere."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_side(page.get_textpage()) for page in document]
    finally:
        document.close()


def _side(page: pypdfium2.PdfTextPage) -> str:
    boxes = [page.get_charbox(number) for number in range(page.count_chars())]
    # The edge mark's letter stands nearer to the edge than any text.
    left = min(box[0] for box in boxes if box[0] > 15 * MM and box[2] - box[0] > 0)
    return {25: "r", 20: "v"}.get(round((left - 0.6) / MM), "?")
