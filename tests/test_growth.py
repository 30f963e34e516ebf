"""Checking grows no faster than what it is given: steps are counted at a size and at four times that size."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from loosfiches.checking import check
from loosfiches.collection import load
from loosfiches.collection.marks import find_marks
from loosfiches.collection.project import Project
from loosfiches.text.markdown import Setting, blocks, cut
from tests.calls import counted
from tests.conftest import CLASSEUR, TODAY, put, sheet

#: Sizes, and how many times more steps the larger may take.
SMALL, LARGE, MOST = 100, 400, 5.0


def lines(number: int, line: str) -> str:
    return "".join(line.format(n=f"{n:04}", m=f"{n * 7919 % 10007:05}") for n in range(number))


def sheets(number: int, text: str) -> dict[str, str]:
    return {f"dispositifs/A-{n:03}-x.yaml": f"code: A-{n:03}\n{text.format(n=f'{n:03}')}" for n in range(1, number)}


#: What grows, in the files of a project: unknown names beside as many known ones, and other long lists.
GROWING: dict[str, Callable[[int], dict[str, str]]] = {
    "sources": lambda n: {
        "dispositifs/A-01.yaml": "ici:\n  texte: '" + lines(n, "[@vilage-{m}] ") + "'\nsources:\n" + lines(n, "  - id: village-{n}\n")
    },
    "files": lambda n: {
        "dispositifs/A-01.yaml": "documents:\n" + lines(n, "  - titre: Modèle\n    fichier: documents/modele{m}.odt\n"),
        **{f"documents/model-{number}.odt": "x" for number in range(n)},
    },
    "codes": lambda n: sheets(n, "liens:\n  voir_aussi: [B-{n}, Z-999]\n"),
    "words": lambda n: {
        "classeur.yaml": CLASSEUR + "publics:\n" + lines(n, "  - cle: voisin_{n}\n    titre: Voisins {n}\n"),
        "dispositifs/A-01.yaml": "publics:\n" + lines(n, "  - voizin_{m}\n"),
    },
    "forms of words": lambda n: {
        "classeur.yaml": CLASSEUR + "publics:\n" + lines(n, "  - cle: voisin_{n}\n    titre: Voisins {n}\n"),
        "dispositifs/A-01.yaml": "publics:\n" + lines(n, "  - Voisin {n}\n"),
    },
    "licences": lambda n: {
        "dispositifs/A-01.yaml": "illustrations:\n" + lines(n, "  - alt: Un plan\n    licence: CC-BI-{m}\n")
    },
    "fields": lambda n: {"dispositifs/A-01.yaml": lines(n, "titr{m}: x\n")},
    "colons in brackets": lambda n: {
        "dispositifs/A-01.yaml": "objectifs:\n  - [" + lines(n, "Cadre {n} : oui, ") + "[Un deux : non, trois]]\n"
    },
}  # fmt: skip


def steps(folder: Path, files: dict[str, str]) -> int:
    put(folder, "fiches/classeur.yaml", CLASSEUR)
    for name, content in files.items():
        put(folder, f"fiches/{name}", sheet(content) if name.startswith("dispositifs/") else content)
    return counted(lambda: check(load(Project(folder), TODAY)))[1]


@pytest.mark.parametrize("growing", GROWING)
def test_the_steps_of_checking_grow_as_what_is_checked(growing: str, tmp_path: Path) -> None:
    small = steps(tmp_path / "small", GROWING[growing](SMALL))
    assert steps(tmp_path / "large", GROWING[growing](LARGE)) < MOST * small


#: What hostile texts repeat: marks that open and never close, close and never opened, nest, or nearly mean something.
MARKS = [
    "[", "](", "[a](", "[[a](b)", "![", "[@a ", "*a ", "**a ", "_a ", "*a**b", "***", "`", "`` ` ", "<", "<a ", "&", "\\",
    "> ", "- ", "* - ", "> - ", "1. ", "- a\n", "  - a\n", "> a\n", "| a |", "|a|\n|-|\n", "|-", "a  \n", "[x]: <", "« ", "1 ",
    "```\n", "~~", "[a](A-01)", "https://a.fr ", "(", ")",
]  # fmt: skip
SHORT, LONG = 400, 1_600


def drawn(text: str) -> None:
    setting = Setting("fr-FR", lambda code: f"#{code}", lambda _name: 1)
    blocks(text, setting)
    cut(text, setting)
    for field in ("texte", "resume", "titre"):
        list(find_marks((field,), text))


@pytest.mark.parametrize("mark", MARKS)
def test_the_steps_of_a_text_grow_as_the_text(mark: str) -> None:
    small, large = (counted(partial(drawn, f"x {mark * (size // len(mark))}]"))[1] for size in (SHORT, LONG))
    assert large < MOST * small + 1_000
