"""The binder read back: what stands where, what is reprinted, and that nothing private leaves."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from loosfiches.build.store import Store
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Stop
from loosfiches.print.press import Press, open_press
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import Binder, BinderBuilder
from loosfiches.views.filters import FILTERS
from tests.conftest import CLASSEUR, ROOT, TODAY, WHOLE, put, sheet
from tests.print.paper import faults, links, text
from tests.views.conftest import Build, Make
from tests.views.drawing import drawn, labels
from tests.views.towns import TWO


def pages(built: Binder) -> list[str]:
    assert built.pdf is not None
    return [" ".join(page.split()) for page in text(built.pdf)]


def the(built: Binder, label: str) -> str:
    """The words of the page that bears a label."""
    assert built.pdf is not None
    return pages(built)[labels(built.pdf).index(label)]


def test_every_document_starts_on_a_recto_and_counts_its_own_pages(project: Make, build: Build) -> None:
    built = build(project(TWO, **{"classeur.yaml": CLASSEUR + WHOLE}))
    assert built.pdf is not None
    assert "| A r | notes v | A-01 r | notes v | A-02 r | notes v |" in drawn(built.pdf)
    assert "A-01 · 1/1" in the(built, "A-01 · 1").replace("\u00a0", " ")
    assert built.pages == len(pages(built)) == 14


def test_one_side_printing_needs_no_backs(project: Make, build: Build) -> None:
    made = project(TWO)
    put(made.root, "fiches/classeur.yaml", CLASSEUR + "format:\n  recto_verso: non\n")
    built = build(made)
    assert built.pdf is not None
    assert not any("notes" in label for label in labels(built.pdf))


def test_the_list_in_force_tells_the_documents_in_force_and_no_other(press: Press, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    put(tmp_path, "fiches/dispositifs/A-99-brouillon.yaml", sheet("code: A-99\ntitre: Café ébauché"))
    known = load(Project(tmp_path), TODAY)
    built = BinderBuilder(known, Templates(FILTERS), press, tmp_path / "x.pdf").build()
    (page,) = [page for page in pages(built) if "cochez" in page]
    assert "A-02" in page
    assert "A-99" not in page


def test_the_binder_is_accessible(project: Make, build: Build) -> None:
    built = build(project(TWO))
    assert built.pdf is not None
    assert faults(built.pdf) == []


def test_links_lead_to_the_document_they_name_and_the_outline_lists_all(project: Make, build: Build) -> None:
    built = build(project(TWO, **{"classeur.yaml": CLASSEUR + WHOLE}))
    assert built.pdf is not None
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        first = {str(page.label): number for number, page in enumerate(pdf.pages)}
        targets = [target for page, target in links(pdf) if page == first["A-01 · 1"]]
        with pdf.open_outline() as outline:
            titles = [[item.title, *(child.title for child in item.children)] for item in outline.root]
    assert f"page {first['A-02 · 1']}" in targets
    assert titles == [
        ["Couverture"], ["Page de titre"], ["Mode d’emploi du classeur"], ["Sommaire", "A · Dispositifs", "À la fin"],
        ["A · Dispositifs", "A-01 Café citoyen", "A-02 Marché aux idées"], ["Où l’on en parle"], ["Colophon"],
    ]  # fmt: skip


def test_nothing_changed_costs_nothing(project: Make, build: Build) -> None:
    made = project(TWO)
    build(made)
    again = build(made)
    assert (again.pdf, again.printed) == (None, 0)


def test_a_changed_sheet_reprints_its_leaf_and_the_lists_that_show_it(project: Make, build: Build) -> None:
    made = project(TWO, **{"classeur.yaml": CLASSEUR + WHOLE})
    first = build(made)
    put(
        made.root,
        "fiches/dispositifs/A-02-deux.yaml",
        sheet("code: A-02\ntitre: Marché aux idées\nlimites:\n  - Rare.\n"),
    )
    body = build(made)
    assert (body.printed, body.reused) == (1, first.printed + first.reused - 1)
    put(made.root, "fiches/dispositifs/A-02-deux.yaml", sheet("code: A-02\ntitre: Autre titre\nlimites:\n  - Rare.\n"))
    title = build(made)  # itself, A-01 that links to it, contents, divider, who speaks of what
    assert title.printed == 5


def test_a_sheet_that_comes_to_link_does_not_reprint_its_target(project: Make, build: Build) -> None:
    made = project(TWO, **{"classeur.yaml": CLASSEUR + WHOLE})
    build(made)
    put(
        made.root,
        "fiches/dispositifs/A-02-deux.yaml",
        sheet("code: A-02\ntitre: Marché aux idées\nliens:\n  avec:\n    - A-01\n"),
    )
    assert build(made).printed == 2  # itself and who speaks of what


def test_what_is_not_printed_by_leaves_reprints_none(project: Make, build: Build) -> None:
    made = project(TWO, **{"classeur.yaml": CLASSEUR + WHOLE})
    build(made)
    put(
        made.root,
        "fiches/classeur.yaml",
        CLASSEUR.replace("couleur: brique", "couleur: brique\n    intro: Ce que l’on fait.") + WHOLE,
    )
    assert build(made).printed == 1  # the divider


def test_the_same_sources_give_the_same_bytes_in_any_folder(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from tests.conftest import written

    def made(folder: Path, jobs: int) -> bytes | None:
        known = load(written(folder, TWO), TODAY)
        with open_press(Store(tmp_path_factory.mktemp("cache")), jobs) as press:
            return BinderBuilder(known, Templates(FILTERS), press, folder / "x.pdf").build().pdf

    one = made(tmp_path_factory.mktemp("un"), jobs=1)
    other = made(tmp_path_factory.mktemp("autre dossier é"), jobs=2)
    assert one == other
    assert one is not None
    assert b"/tmp/" not in one


def test_drafts_are_marked_and_counted_and_may_be_left_out(project: Make, build: Build) -> None:
    made = project(TWO)
    built = build(made)
    assert built.drafts == 2
    assert "brouillon" in the(built, "A-01 · 1").lower()
    with pytest.raises(Stop) as stop:
        build(made, in_force=True)
    assert stop.value.status == 4


def test_a_sign_that_the_font_lacks_is_told_with_its_sheet(project: Make, build: Build) -> None:
    built = build(project("# fiches/dispositifs/A-01-un.yaml\ncode: A-01\ntitre: Café ⏱\n"))
    assert [(each.code, each.file) for each in built.found] == [("LF601", "fiches/dispositifs/A-01-un.yaml")]


def test_a_hostile_picture_is_told_and_reads_nothing(project: Make, build: Build) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    made = project("illustrations:\n  - fichier: images/x.svg\n    alt: Plan.\n")
    put(made.root, "fiches/images/x.svg", svg)
    assert {each.code for each in build(made).found} == {"LF602"}


def test_what_overflows_is_told_with_its_sheet_and_its_page(project: Make, press: Press) -> None:
    made = project(TWO)
    put(made.root, "fiches/dispositifs/A-02-deux.yaml", sheet(f"code: A-02\nresume: {'Trop long ' * 20}\n"))
    style = '{% include "builtin/binder/binder.css" %} .fiche .resume { white-space: nowrap }'
    own = Templates(FILTERS, put(made.root, "templates/binder/binder.css", style).parents[1])
    (found,) = BinderBuilder(load(made, TODAY), own, press, made.root / "x.pdf").build().found
    assert (found.code, found.file) == ("LF604", "fiches/dispositifs/A-02-deux.yaml")
    assert (found.details["page"], found.details["text"][:9]) == ("1", "Trop long")


def test_an_unchanged_binder_does_not_import_the_print_engine(tmp_path: Path) -> None:
    code = (
        "import sys; from loosfiches.cli import run\n"
        f"assert run(['binder', '-C', {str(ROOT)!r}, '-o', {str(tmp_path / 'classeur.pdf')!r}]) == 0\n"
        "print(sorted({'weasyprint', 'pikepdf', 'fontTools'} & set(sys.modules)))"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert "pikepdf" in first.stdout
    assert second.stdout.splitlines()[-1] == "[]"


def test_what_print_says_of_words_stands_at_their_field(project: Make, press: Press) -> None:
    made = project(TWO)
    put(made.root, "fiches/dispositifs/A-02-deux.yaml", sheet(f"code: A-02\nresume: {'Trop **long** ' * 15}\n"))
    put(made.root, "fiches/dispositifs/A-01-un.yaml", sheet("code: A-01\nvariantes:\n  - Un\n  - Le réveil ⏱ sonne\n"))
    style = '{% include "builtin/binder/binder.css" %} .fiche .resume { white-space: nowrap }'
    own = Templates(FILTERS, put(made.root, "templates/binder/binder.css", style).parents[1])
    found = BinderBuilder(load(made, TODAY), own, press, made.root / "x.pdf").build().found
    lines = {each.file: (made.root / each.file).read_text().splitlines()[each.span.line - 1] for each in found}
    assert lines["fiches/dispositifs/A-02-deux.yaml"].startswith("resume: Trop")
    assert lines["fiches/dispositifs/A-01-un.yaml"] == "  - Le réveil ⏱ sonne"
    assert [each.details["text"].endswith("(resume)") for each in found if each.code == "LF604"] == [True]
