"""What we read or replace of the insides of libraries that print and parse commands: these tell when one changes.

WeasyPrint says nothing in public of where its boxes lie, of which are tagged, or of how it breaks lines; Typer nothing
of what its help prints beside an option. What each is for stands where it is used.
"""

import inspect

import typer
from typer.main import get_command
from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.layout import inline  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]

from loosfiches.print import linebreaks
from loosfiches.print.engine import boxes
from loosfiches.print.links import descendants


def test_pages_of_weasyprint_hold_their_boxes_and_paint_themselves() -> None:
    document = HTML(string='<html lang="fr"><h1>Un</h1><p>Deux</p></html>').render()
    assert document._html.etree_element.tag == "html"
    page, held = document.pages[0], [box for page in document.pages for box in descendants(page._page_box)]
    assert list(inspect.signature(page.paint).parameters) == ["stream", "scale"]
    assert isinstance(page._page_box, boxes.PageBox)
    assert {"h1", "p"} <= {box.element_tag for box in held}
    assert AbsolutePlaceholder(page._page_box)._box is page._page_box


def test_weasyprint_breaks_lines_by_the_function_that_we_mend() -> None:
    assert linebreaks._theirs is line_break.split_first_line
    assert inline.split_first_line is linebreaks._split
    first = ["text", "style", "context", "max_width"]
    assert list(inspect.signature(line_break.split_first_line).parameters)[:4] == first


def test_options_of_typer_have_what_our_help_leaves_out() -> None:
    app = typer.Typer()

    @app.command()
    def call(name: str, times: int = 1) -> None:
        """Do nothing."""

    argument, option = get_command(app).params[:2]
    assert argument.param_type_name == "argument"
    assert callable(argument.display_type_rich)  # type: ignore[attr-defined]
    assert hasattr(option, "show_envvar")
