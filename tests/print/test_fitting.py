"""A document that ends badly is laid out tighter, when that mends it, and only then."""

import pypdfium2  # type: ignore[import-untyped]
import pytest

from loosfiches.print.leaf import Engine, Leaf
from loosfiches.print.setup import Setup

from .paper import CSS, html, text

# A page holds 170 mm; a paragraph takes 5.5 mm, 5 mm when tighter.
OWN = CSS + "p { margin: 0 0 .5mm; font: 10pt/5mm 'Loosfiches Sans' } .serre p { margin: 0 } .foot { height: 80mm }"
OWN += " .side > div { display: inline-block; width: 40% } .side.deplie > div { display: block }"
OWN += " .libre .rest { display: block; position: absolute; bottom: 0 }"


@pytest.fixture(scope="module")
def tight(setup: Setup) -> Engine:
    return Engine(Setup(setup.project, {"test.css": OWN}))


def pitch(leaf: Leaf) -> float:
    """Return the distance of two paragraphs, in mm."""
    page = pypdfium2.PdfDocument(leaf.pdf)[0].get_textpage()
    one, two = (page.search(word).get_next()[0] for word in ("Alinéa 1.", "Alinéa 2."))
    return float(round((page.get_charbox(one)[1] - page.get_charbox(two)[1]) / 72 * 25.4, 1))


def body(count: int, foot: bool = False) -> str:
    return "".join(f"<p>Alinéa {number}.</p>" for number in range(count)) + "<div class=foot data-foot>x</div>" * foot


@pytest.mark.parametrize(
    ("count", "foot", "pages", "apart"),
    [
        (20, False, 1, 5.5),  # one page is never touched
        (33, False, 1, 5.0),  # two lines overleaf: saved
        (38, False, 2, 5.5),  # too many to save, so nothing changes
        (50, False, 2, 5.5),  # a page well filled
        (32, True, 2, 5.5),  # the foot overleaf with one line of the document: not to be mended so
    ],
)
def test_a_last_page_with_next_to_nothing_is_saved_if_it_can_be(
    tight: Engine, count: int, foot: bool, pages: int, apart: float
) -> None:
    leaf = tight.render(html(body(count, foot)))
    assert (leaf.record.pages, pitch(leaf)) == (pages, apart)


@pytest.mark.parametrize(("count", "pages"), [(20, 1), (60, 2)])
def test_columns_longer_than_a_page_stand_one_after_the_other(tight: Engine, count: int, pages: int) -> None:
    leaf = tight.render(html(f"<div class=side><div>{body(count)}</div><div><p>À côté.</p></div></div>"))
    shown = " ".join(text(leaf.pdf))
    assert (leaf.record.pages, leaf.record.warnings) == (pages, ())
    assert f"Alinéa {count - 1}." in shown and "À côté." in shown


def test_the_same_page_gives_the_same_bytes_whether_tried_twice_or_not(tight: Engine) -> None:
    assert tight.render(html(body(38))).pdf == tight.render(html(body(38))).pdf


@pytest.mark.parametrize(
    ("count", "ruled"),
    [
        (38, True),  # most of the last page would stay white
        (50, False),
        (33, False),  # saved, so there is no last page to rule
        (20, False),
    ],
)
def test_what_would_stay_white_of_a_last_page_is_ruled(tight: Engine, count: int, ruled: bool) -> None:
    page = html(body(count) + "<div class=rest data-rest hidden>Notes</div>")
    assert ("Notes" in text(tight.render(page).pdf)[-1]) == ruled
    assert tight.render(page).record.pages == tight.render(html(body(count))).record.pages
