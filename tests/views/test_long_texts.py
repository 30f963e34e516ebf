"""Texts far longer than usual are printed whole: nothing covers anything, leaves the page, or leaves pages blank."""

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.press import Press
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import Binder, BinderBuilder
from loosfiches.views.filters import FILTERS
from tests.conftest import CLASSEUR, TODAY, put, written
from tests.views.filling import fill

FEW = CLASSEUR + "url_base: https://ville.example/fiches\nliminaires:\n  - garde\nannexes:\n  - colophon\n"


#: Sixty letters: no line of a column holds them.
WORD = "mn" * 30


def text(name: str, signs: int) -> str:
    """Return a text whose first and last words are its own."""
    return f"{name}0 " + "des gens du quartier " * (signs // 21) + f"{name}9"


def build(folder: Path, press: Press, **options: Any) -> Binder:
    known = load(Project(folder), TODAY)
    return BinderBuilder(known, Templates(FILTERS), press, folder / "x.pdf", **options).build()


def pages(folder: Path, sheet: str, press: Press, **options: Any) -> list[Any]:
    """Print a sheet; return the pages of its document, nothing else being told of them."""
    made = written(folder, sheet)
    put(made.root, "fiches/classeur.yaml", FEW)
    built = build(made.root, press, **options)
    assert [each.code for each in built.found] == []
    return [page for page in pypdfium2.PdfDocument(built.pdf) if "-07 · " in page.get_textpage().get_text_range()]


def words(page: Any) -> str:
    return "".join(page.get_textpage().get_text_range().split())


def covering(page: Any) -> list[tuple[str, str]]:
    """Return the lines of words that cover each other, those of the watermark and of the margins left out."""
    held = page.get_textpage()
    boxes = [held.get_rect(number) for number in range(held.count_rects())]
    small = [box for box in boxes if box[3] - box[1] < 24]
    return [
        (held.get_text_bounded(*one), held.get_text_bounded(*other))
        for one, other in combinations(small, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 2
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.6 * min(one[3] - one[1], other[3] - other[1])
    ]


def leaving(page: Any) -> list[str]:
    """Return the words nearer than 4 mm to an edge of the paper."""
    held, (width, height) = page.get_textpage(), page.get_size()
    boxes = [held.get_rect(number) for number in range(held.count_rects())]
    near = [box for box in boxes if min(box[0], box[1], width - box[2], height - box[3]) < 4 / 25.4 * 72]
    return [words for box in near if len(words := held.get_text_bounded(*box).strip()) > 1]


LONG = {
    "qui": "etapes:\n" + "".join(f"  - titre: Faire {n}\n    qui: {text(f'Q{n}', 200)}\n    texte: Ainsi.\n" for n in range(6)),
    "role": f"roles:\n  - role: {text('R', 120)}\n    mission: {text('M', 300)}\n",
    "mission": f"roles:\n  - role: Animatrice\n    mission: {text('M', 6000)}\n",
    "step": f"objectifs:\n  - Parler.\netapes:\n  - titre: Écouter\n    texte: {text('E', 3200)}\n",
    "strengths": f"points_forts:\n  - {text('F', 5000)}\nlimites:\n  - {text('L', 5000)}\n",
    "dangers": "points_de_vigilance:\n" + "".join(f"  - {text(f'D{n}', 3000)}\n" for n in range(3)),
    "postures": f"postures:\n  elus: {text('P', 6000)}\n",
    "contract": f"promesse: {text('C', 6000)}\n",
    "sources": "sources:\n" + "".join(f"  - id: s{n}\n    titre: {text(f'S{n}x', 60)}\n" for n in range(60)),
    "history": "historique:\n" + "".join(f"  - version: {n}\n    date: 2026-11-0{n}\n    motif: {text(f'V{n}', 900)}\n" for n in range(1, 9)),
    "lists in strengths": "points_forts:\n  - |\n    F0 :\n" + "    - Un.\n" * 70 + "    - F9\nlimites:\n  - Rare.\n",
    "lists in dangers": "points_de_vigilance:\n" + "".join(f"  - |\n    D{n}0 :\n" + "    - Un.\n" * 30 + f"    - D{n}9\n" for n in range(4)),
    "place": f"schema: recit/1\ncode: R-07\ntitre: La cour\nresume: Une cour.\nlieu: {text('L', 3000)}\nconsentement:\n  statut: obtenu\n",
    "keeper": f"tenue_par:\n  service: {text('T', 900)}\n",
    "one word": f"materiel:\n  - {'ab' * 30}\nroles:\n  - role: {'cd' * 30}\n    mission: {'ef' * 40}\n",
}  # fmt: skip


@pytest.mark.parametrize("sheet", LONG.values(), ids=LONG)
def test_what_is_long_is_printed_whole(tmp_path: Path, press: Press, sheet: str) -> None:
    printed = pages(tmp_path, sheet, press)
    shown = "".join(map(words, printed))
    assert [word for word in re.findall(r"\b[A-Z]\d*x?[09]\b", sheet) if word not in shown] == []
    assert [pair for page in printed for pair in covering(page)] == []


def test_what_stands_side_by_side_stays_so_where_a_page_holds_it(tmp_path: Path, press: Press) -> None:
    (page,) = pages(tmp_path, "points_forts:\n  - Simple.\nlimites:\n  - Rare.\n", press)
    held = page.get_textpage()
    strengths, limits = (held.get_charbox(held.search(word).get_next()[0]) for word in ("Points forts", "Limites"))
    assert strengths[1] == pytest.approx(limits[1], abs=1)


@pytest.mark.parametrize("mode", [{}, {"large": True}, {"simplex": True}], ids=["usual", "large", "simplex"])
def test_no_field_loses_a_word_or_lets_it_leave_its_place(tmp_path: Path, press: Press, mode: dict[str, bool]) -> None:
    """Each field that the model knows holds a word of sixty letters between two words of its own."""
    said: list[str] = []

    def say(path: tuple[str, ...], number: int) -> str:
        if path[-1] != "alt":  # for those who do not see the picture
            said.extend((f"Q{number}z", f"W{number}z"))
        return f"Q{number}z {WORD} W{number}z"

    fill(tmp_path, say)
    built = build(tmp_path, press, **mode)
    printed = list(pypdfium2.PdfDocument(built.pdf))
    shown = "".join(map(words, printed))
    assert [each.code for each in built.found] == []
    assert [word for word in said if word not in shown] == []
    assert [pair for page in printed for pair in covering(page)] == []
    assert [box for page in printed for box in leaving(page)] == []


def test_the_code_of_the_address_stands_under_a_history_that_goes_on_overleaf(tmp_path: Path, press: Press) -> None:
    sheet = f"objectifs:\n  - {text('O', 2000)}\n" + LONG["history"].replace("du quartier", "du quartier voisin")
    held = pages(tmp_path, sheet, press)[-1].get_textpage()
    end, address = (held.get_charbox(held.search(word).get_next()[0]) for word in ("V89", "ville.example"))
    assert address[3] < end[1]


def test_in_large_print_the_code_of_the_address_takes_no_page_of_its_own(tmp_path: Path, press: Press) -> None:
    assert len(pages(tmp_path, "points_forts:\n  - Simple.\n", press, large=True)) == 1


@pytest.mark.parametrize("large", [False, True])
def test_a_long_title_keeps_off_the_drawing_on_the_cover(tmp_path: Path, press: Press, large: bool) -> None:
    long = FEW.replace("Classeur d’essai\n", f"Classeur {WORD} fin\nsous_titre: Pour tous {WORD} suite\n", 1)
    put(tmp_path, "fiches/classeur.yaml", long)
    put(tmp_path, "fiches/dispositifs/A-07-cafe.yaml", "schema: fiche/1\ncode: A-07\ntitre: Café\nresume: Parler.\n")
    held = pypdfium2.PdfDocument(build(tmp_path, press, large=large).pdf)[0].get_textpage()
    end = held.get_charbox(held.search("suite").get_next()[0])
    assert end[1] / 72 * 25.4 > 297 - 18 - 121.5  # the summit, under the margin


def test_a_long_step_begins_under_its_heading_and_goes_on_overleaf(tmp_path: Path, press: Press) -> None:
    first, *others = map(words, pages(tmp_path, LONG["step"], press))
    assert "Déroulé" in first
    assert "E0" in first
    assert len(others) == 1


@pytest.mark.parametrize(
    ("heading", "sheet"),
    [
        ("Rôles", f"roles:\n  - role: Animatrice\n    mission: {text('M', 1500)}\n"),
        ("Déjà", f"ici:\n  mises_en_oeuvre:\n    - date: 2019\n      sujet: {text('M', 1000)}\n"),
    ],
)
def test_in_large_print_what_is_long_begins_under_its_heading(
    tmp_path: Path, press: Press, heading: str, sheet: str
) -> None:
    first, *others = map(words, pages(tmp_path, sheet, press, large=True))
    assert heading in first
    assert "M0" in first
    assert len(others) == 1


def test_sixty_sources_leave_no_page_nearly_blank(tmp_path: Path, press: Press) -> None:
    assert len(pages(tmp_path, LONG["sources"] + "objectifs:\n  - Parler.\n", press)) <= 2
