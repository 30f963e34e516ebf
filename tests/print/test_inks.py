"""A colour in printing inks is told where it is asked for: with one, a binder is no longer PDF/A."""

from pathlib import Path

import pytest

from loosfiches.print.leaf import Engine
from loosfiches.print.record import PrintWarning
from loosfiches.print.setup import Setup

from .conftest import Render
from .paper import CSS, SVG, html, written

INK = "device-cmyk(0 1 1 0)"
DRAWN = {
    "words": f'<p style="color:{INK}">a</p>',
    "a ground": f'<p style="background:{INK}">a</p>',
    "a rule": f'<p style="border:1pt solid {INK}">a</p>',
    "a line under words": f'<p style="text-decoration:underline {INK}">a</p>',
    "a drawing": SVG.format(f'<title>Un trait</title><path d="M0 0h9v9z" fill="{INK}"/>'),
    "a drawing in a file": '<img src="ink.svg" alt="Un trait">',
}


@pytest.mark.parametrize("body", DRAWN.values(), ids=DRAWN)
def test_a_colour_in_inks_is_told_with_the_page_that_asks_for_it(render: Render, project: Path, body: str) -> None:
    written(project, "ink.svg", SVG.format(f'<path d="M0 0h9v9z" fill="{INK}"/>'))
    assert render(f"<h1>x</h1>{body}").record.warnings == (PrintWarning("ink", "device-cmyk()"),)


def test_a_colour_in_inks_is_told_with_the_style_sheets_that_ask_for_it(project: Path) -> None:
    sheets = {
        "plain.css": CSS,
        "one.css": f"p {{ color: {INK} }}",
        "said.css": f"/* no\n{INK} here */",
        "two.css": ":root { --rouge: Device-CMYK(0 1 1 0) } h2 { color: var(--rouge) }",
    }
    engine = Engine(Setup(project, sheets))
    told = engine.render(html("<h1>x</h1><p>a</p>")).record.warnings
    assert [(each.kind, each.sheet) for each in told] == [("ink", "one.css"), ("ink", "two.css")]
    assert engine.render(html("<h1>x</h1>")).record.warnings == ()  # nothing is drawn in it


def test_colours_of_screens_are_not_told(render: Render) -> None:
    colours = ("#c00", "rgb(0 9 9 / 50%)", "hsl(20 50% 50%)", "lab(50% 40 40)", "oklch(60% .1 20)")
    body = "".join(f'<p style="color:{colour}">device-cmyk(0 1 1 0)</p>' for colour in colours)
    assert render(f"<h1>x</h1>{body}").record.warnings == ()
