"""Heads and feet of pages read back from the PDF: however long what they repeat, they keep off the text and the edge."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdfium2 import raw

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Diagnostic
from loosfiches.print.leaf import Engine
from loosfiches.print.press import Press
from loosfiches.print.setup import Setup
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import BinderBuilder
from loosfiches.views.binder.paper import Paper
from loosfiches.views.filters import FILTERS
from tests.conftest import CLASSEUR, TODAY, put
from tests.print.paper import text
from tests.views.conftest import Make
from tests.views.drawing import MM, sides
from tests.views.test_matter import around

HEIGHT, EDGE, GAP = 297, 5, 1.5  # no office printer prints the last 5 mm
TITLE = "Rencontrer chez eux les habitants du quartier de la gare, des cités et du bourg"
AUTHORITY = (
    "Communauté d’agglomération des Hauts de la Scarpe et des Monts du Ternois, service des relations aux usagers"
)
MENTION = (
    "Classeur d’exemple, composé pour l’essai par des agents et des habitants d’après des sources publiques et "
    "privées, sans valeur officielle, à ne pas diffuser hors des ateliers de la ville ni recopier, SUFFIT"
)
LONG = CLASSEUR.replace("Ville d’essai", AUTHORITY).replace("Classeur d’essai\n", f"{TITLE}\n", 1).replace(
    "Dispositifs", TITLE
) + "liminaires:\n  - sommaire\nannexes:\n  - colophon\n"  # fmt: skip
STEPS = "".join(f"  - titre: Étape {number}\n    texte: {'Un texte. ' * 40}\n" for number in range(12))
FICHE = f"code: A-01\ntitre: {TITLE}\netat: en_vigueur\netapes:\n{STEPS}"

Printed = Callable[..., tuple[bytes, list[Diagnostic]]]


@dataclass(frozen=True)
class Run:
    """A line of a head or foot: which of them, and where it starts and ends, in mm from the foot of the paper."""

    side: str
    words: str
    bottom: float
    top: float


@pytest.fixture
def printed(press: Press) -> Printed:
    """Return a function that prints one fiche with long names around it, and a mention."""

    def call(project: Project, mention: str, large: bool = False) -> tuple[bytes, list[Diagnostic]]:
        put(project.root, "fiches/classeur.yaml", LONG.replace("Classeur d’essai, sans valeur", mention))
        own = Templates(FILTERS, project.root / "templates")
        built = BinderBuilder(load(project, TODAY), own, press, project.root / "x.pdf", large=large).build()
        assert built.pdf is not None
        return built.pdf, list(built.found)

    return call


def running(pdf: bytes) -> list[list[Run]]:
    """The heads and feet of each page: what its content marks as such."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [list(_running(page)) for page in document]
    finally:
        document.close()


def _running(page: pypdfium2.PdfPage) -> Iterator[Run]:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()):
        marks = (raw.FPDFPageObj_GetMark(item, number) for number in range(raw.FPDFPageObj_CountMarks(item)))
        # Among artifacts, heads and feet alone have a subtype (ISO 14289-1, 7.8).
        if any(raw.FPDFPageObjMark_GetParamValueType(mark, b"Subtype") for mark in marks):
            _, bottom, _, top = (side / MM for side in item.get_bounds())
            yield Run("Header" if bottom > HEIGHT / 2 else "Footer", item.extract(), bottom, top)


def outside(pdf: bytes, head: float, foot: float) -> list[tuple[int, Run]]:
    """What of the heads and feet is too near to the edge, or in the text of a page whose margins are so high."""
    places = {"Header": (HEIGHT - head + GAP, HEIGHT - EDGE), "Footer": (EDGE, foot - GAP)}
    return [
        (number, run)
        for number, page in enumerate(running(pdf), 1)
        for run in page
        if run.bottom < places[run.side][0] or run.top > places[run.side][1]
    ]


def words(pdf: bytes, side: str) -> list[str]:
    return [" ".join(" ".join(run.words for run in page if run.side == side).split()) for page in running(pdf)]


@pytest.mark.parametrize(("large", "head", "foot"), [(False, 18, 22.5), (True, 31, 44)])
@pytest.mark.parametrize("times", [1, 4])
def test_heads_and_feet_keep_off_the_text_and_the_edge(
    project: Make, printed: Printed, large: bool, head: float, foot: float, times: int
) -> None:
    mention = " ".join([MENTION] * times)
    pdf, found = printed(project(FICHE), mention, large)
    assert outside(pdf, head, foot) == []
    assert found == []
    heads, feet = words(pdf, "Header"), words(pdf, "Footer")
    assert any("quartier de la gare" in each for each in heads)
    told = [each for each in feet if "Classeur d’exemple" in each]
    assert len(told) >= 4
    assert {"SUFFIT" in each and "…" not in each for each in told} == {times == 1}
    assert {"…" in each for each in told} == {times > 1}


def test_heads_and_feet_that_a_project_lets_grow_are_seen_and_told(project: Make, printed: Printed) -> None:
    made = project(FICHE)
    style = "@page { @top-left { line-clamp: none; width: 20mm } @bottom-left { line-clamp: none } }"
    put(made.root, "templates/binder/around.css", f'{{% include "builtin/binder/around.css" %}} {style}')
    pdf, found = printed(made, " ".join([MENTION] * 4))
    assert {run.side for _, run in outside(pdf, 18, 22.5)} == {"Header", "Footer"}
    assert {(each.code, each.file) for each in found} == {
        ("LF604", "fiches/dispositifs/A-01-cafe-citoyen.yaml"), ("LF604", "fiches/classeur.yaml"),
    }  # fmt: skip


def test_what_is_laid_as_a_back_and_goes_on_in_large_print_turns_with_the_paper_and_loses_no_word(
    project: Make,
) -> None:
    made = project(
        "".join(f"# fiches/dispositifs/A-{n:02d}-x.yaml\ncode: A-{n:02d}\netat: en_vigueur\n" for n in range(1, 31))
    )
    contact = "contact:\n  service: Vie citoyenne\n  courriel: vie@ville.example\nurl_base: https://ville.example/fin\n"
    asked = "liminaires:\n  - garde\n  - titre\n  - liste_en_vigueur\n  - sommaire\n"
    texts = LONG.partition("liminaires")[0].replace("Classeur d’essai, sans valeur", MENTION) + asked + contact
    put(made.root, "fiches/classeur.yaml", texts)
    large = Paper(large=True)
    engine = Engine(Setup(made.root, large.stylesheets(Templates(FILTERS))))
    backs = [each for each in replace(around(made), paper=large).leaves() if each.verso]
    assert [each.matter for each in backs] == ["titre"]
    title = engine.render(backs[0].html()).pdf
    assert sides(title) == ["v", "r"]
    assert "ville.example/fin" in text(title)[1]
