"""What goes wrong in print is told once, with the file where it is mended."""

from collections.abc import Callable

import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.press import Press
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import BinderBuilder
from loosfiches.views.filters import FILTERS
from tests.conftest import CLASSEUR, TODAY, put
from tests.views.conftest import Make

Told = Callable[..., list[tuple[str, str, str]]]
FEW = CLASSEUR + "liminaires:\n  - garde\nannexes:\n  - colophon\n"


@pytest.fixture
def told(press: Press) -> Told:
    """Return a function that prints a project with its own templates and gives back what was told: code, file, words."""

    def call(project: Project, **options: bool) -> list[tuple[str, str, str]]:
        put(project.root, "fiches/classeur.yaml", FEW)
        own = Templates(FILTERS, project.root / "templates")
        target = project.root / "x.pdf"
        found = BinderBuilder(load(project, TODAY), own, press, target, **options).build().found  # type: ignore[arg-type]
        return [(each.code, each.file, each.details["text"]) for each in found]

    return call


def styled(project: Project, name: str, rules: str) -> None:
    """Give a project its own style sheet: ours and some rules."""
    put(project.root, f"templates/binder/{name}.css", f'{{% include "builtin/binder/{name}.css" %}}\n{rules}')


def test_a_fault_of_a_style_sheet_is_told_once_with_that_style_sheet(project: Make, told: Told) -> None:
    made = project("# fiches/dispositifs/A-01-un.yaml\ncode: A-01\n# fiches/dispositifs/A-02-deux.yaml\ncode: A-02\n")
    for name, rule in (("binder", "colour: red"), ("around", "widht: 2mm"), ("large", "heigth: 2mm")):
        styled(made, name, f"p {{ {rule} }}")
    found = told(made, large=True)
    assert [(code, file) for code, file, _ in found] == [
        ("LF603", f"templates/binder/{name}.css") for name in ("binder", "around", "large")
    ]
    assert [next(word for word in ("colour", "widht", "heigth") if word in text) for *_, text in found] == [
        "colour", "widht", "heigth",
    ]  # fmt: skip


def test_a_colour_in_printing_inks_is_told_with_its_style_sheet(project: Make, told: Told) -> None:
    made = project("# fiches/dispositifs/A-01-un.yaml\ncode: A-01\n# fiches/dispositifs/A-02-deux.yaml\ncode: A-02\n")
    styled(made, "around", ".couverture h1 { color: device-cmyk(0 1 1 0) }")
    assert told(made) == [("LF609", "templates/binder/around.css", "device-cmyk()")]
