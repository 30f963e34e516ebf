"""Texts far longer than usual are printed whole: nothing covers anything, leaves the page, or leaves pages blank."""

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from loosfiches.build.store import Store
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.templates import Templates
from loosfiches.views.binder.workshop import Workshop
from loosfiches.views.filters import FILTERS
from tests.conftest import CLASSEUR, TODAY, put, written

FEW = CLASSEUR + "liminaires:\n  - garde\nannexes:\n  - colophon\n"


def text(name: str, signs: int) -> str:
    """Return a text whose first and last words are its own."""
    return f"{name}0 " + "des gens du quartier " * (signs // 21) + f"{name}9"


def pages(folder: Path, sheet: str, store: Store, **options: Any) -> list[Any]:
    """Print a sheet; return the pages of its document, nothing else being told of them."""
    made = written(folder, sheet)
    put(made.root, "fiches/classeur.yaml", FEW)
    built = Workshop(load(Project(made.root), TODAY), Templates(FILTERS), store, made.root / "x.pdf", **options).build()
    assert [each.code for each in built.found] == []
    return [page for page in pypdfium2.PdfDocument(built.pdf) if "A-07 · " in page.get_textpage().get_text_range()]


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
    "keeper": f"tenue_par:\n  service: {text('T', 900)}\n",
    "one word": f"materiel:\n  - {'ab' * 30}\nroles:\n  - role: {'cd' * 30}\n    mission: {'ef' * 40}\n",
}  # fmt: skip


@pytest.mark.parametrize("sheet", LONG.values(), ids=LONG)
def test_what_is_long_is_printed_whole(tmp_path: Path, store: Store, sheet: str) -> None:
    printed = pages(tmp_path, sheet, store)
    shown = "".join(map(words, printed))
    assert [word for word in re.findall(r"\b[A-Z]\d*x?[09]\b", sheet) if word not in shown] == []
    assert [pair for page in printed for pair in covering(page)] == []


def test_a_long_step_begins_under_its_heading_and_goes_on_overleaf(tmp_path: Path, store: Store) -> None:
    first, *others = map(words, pages(tmp_path, LONG["step"], store))
    assert "Déroulé" in first
    assert "E0" in first
    assert len(others) == 1


def test_sixty_sources_leave_no_page_nearly_blank(tmp_path: Path, store: Store) -> None:
    assert len(pages(tmp_path, LONG["sources"] + "objectifs:\n  - Parler.\n", store)) <= 2
