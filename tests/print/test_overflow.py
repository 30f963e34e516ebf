"""What overflows its place is told, with its words and its page; what keeps to its place is not."""

from pathlib import Path

import pytest

from loosfiches.print.record import PrintWarning

from .conftest import Render
from .paper import image, written

LONG = "anticonstitutionnellement" * 3
ROWS = "".join(f"<tr><td>{n}</td><td>x</td></tr>" for n in range(90))
COLUMN = '<div style="float:left;width:30mm">{}</div>'


SHOWN = LONG[:60] + "…"


def overflowing(render: Render, body: str) -> list[tuple[str, int]]:
    return [(each.text, each.page) for each in render(f"<h1>x</h1>{body}").record.warnings if each.kind == "overflow"]


OVER = {
    "a long word": (f"<p>Un {LONG}</p>", SHOWN),
    "a long word in a link": (f'<p><a href="https://example.org">{LONG}</a></p>', SHOWN),
    "a word wider than its column": (COLUMN.format(LONG[:25]), LONG[:25]),
    "a line that may not break": ('<p style="white-space:nowrap">' + "mot " * 40 + "</p>", ("mot " * 15) + "…"),
    "a word in a cell": (f"<table><tr><td>un</td><td>{LONG}</td></tr></table>", "un " + LONG[:57] + "…"),
    "a wide picture": ('<img src="large.png" alt="Plan" style="width:200mm">', "large.png"),
    "a tall picture": ('<p>a</p><img src="large.png" alt="Plan" style="height:200mm;width:9mm">', "large.png"),
    "a wide box in a line": ('<p>a</p><span style="display:inline-block;width:150mm">large</span>', "large"),
    "pushed off the left": ('<p>a</p><p style="margin-left:-40mm;text-indent:-20mm">dehors</p>', "dehors"),
    "placed under the paper": ('<p style="position:absolute;top:205mm">dessous</p>', "dessous"),
}


@pytest.mark.parametrize(("body", "words"), OVER.values(), ids=OVER)
def test_what_overflows_is_told_once(render: Render, project: Path, body: str, words: str) -> None:
    written(project, "large.png", image())
    found = overflowing(render, body)
    assert [text.strip() for text, _page in found] == [words]


def test_its_page_is_told(render: Render) -> None:
    assert overflowing(render, f'<p>a</p><p style="break-before:page">{LONG}</p>') == [(SHOWN, 2)]


def test_a_box_that_no_page_can_cut_is_told(render: Render) -> None:
    lines = "<br>".join(map(str, range(60)))
    ((words, page),) = overflowing(render, f'<span style="display:inline-block">{lines}</span>')
    assert (words[:9], page) == ("0 1 2 3 4", 2)


#: As wide as the page's text, within a comma; a box whose words end on the page, and its padding under it.
COMMA = '<span style="display:inline-block;width:100%">mot</span>'
BLANK_FOOT = '<div style="display:inline-block;padding-bottom:180mm">mot</div>'


KEPT = {
    "text": "<p>" + "mot " * 400 + "</p>",
    "a long word that may break": f'<p style="overflow-wrap:break-word">{LONG}</p>',
    "a hanging indent": '<p style="padding-left:9mm;text-indent:-9mm">un mot</p>',
    "a table over pages": f"<table>{ROWS}</table>",
    "a heading in the margin": '<div style="position:relative;margin-left:40mm">a<h2 style="position:absolute;left:-40mm;width:30mm">Titre</h2></div>',
    "a picture as wide as the column": '<img src="large.png" alt="Plan" style="width:100%">',
    "columns side by side": COLUMN.format("un") + COLUMN.format("deux") + '<p style="clear:both">suite</p>',
    "a mark in the margin": '<p style="position:absolute;left:-15mm;top:0">repère</p>',
    "a caption wider than its table": "<table><caption>Coûts</caption><tr><td>a</td></tr></table>",
    "a comma in the margin": f'<p style="white-space:nowrap">{COMMA},</p>',
    "blanks at the end of a line": f'<p style="white-space:pre">{COMMA}   </p>',
    "the blank foot of a box": BLANK_FOOT,
    "a list": "<ul><li>un<ul><li>deux</li></ul></li></ul>",
}


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
def test_what_keeps_to_its_place_is_not_told(render: Render, project: Path, body: str) -> None:
    written(project, "large.png", image())
    assert overflowing(render, body) == []


HEAD = "<style>@page {{ @top-left {{ content: string(tete); vertical-align: top; {} }} }} h1 {{ string-set: tete attr(data-tete) }}</style>"
RUNNING = {
    "more lines than the margin holds": ("width: 20mm", "mot " * 40),
    "more lines than the margin holds, from the middle": ("width: 20mm; vertical-align: middle", "mot " * 40),
    "a line that may not break": ("width: 40mm; white-space: nowrap", "mot " * 20),
    "a long word": ("width: 40mm", LONG),
}


@pytest.mark.parametrize(("style", "words"), RUNNING.values(), ids=RUNNING)
def test_a_running_head_that_overflows_is_told_once(render: Render, style: str, words: str) -> None:
    body = f'{HEAD.format(style)}<h1 data-tete="{words}">x</h1><p>a</p><p style="break-before:page">b</p>'
    ((kind, text, page),) = [(each.kind, each.text, each.page) for each in render(body).record.warnings]
    assert (kind, text[:3], page) == ("overflow", words[:3], 1)


@pytest.mark.parametrize(
    "style", ["width: 60mm", "width: 20mm; line-clamp: 2", "width: 20mm; transform: rotate(90deg)"]
)
def test_a_running_head_that_keeps_to_its_margin_is_not_told(render: Render, style: str) -> None:
    assert render(f'{HEAD.format(style)}<h1 data-tete="{"mot " * 20}">x</h1>').record.warnings == ()


def test_a_record_without_pages_is_read(render: Render) -> None:
    assert PrintWarning("other", "x").page == 0
    assert render("<h1>x</h1>").record.warnings == ()
