"""A collection is checked alike in one go, in batches and in several processes."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches import forks
from loosfiches.checking import check, survey
from loosfiches.collection import load
from loosfiches.collection.project import Project
from tests.conftest import TODAY, put, sheet

Make = Callable[..., Project]

#: A mistake within each sheet, and one between any two: a code taken twice, links that lead nowhere, to a draft.
FAULTY = """\
code: A-{number:02}
duree: 1h30
promesse: Une réponse pour 50% des remarques.  # loosfiches: ignore LF506
liens:
  voir_aussi: [A-{next:02}, A-99]
"""


@pytest.fixture
def many(project: Make, tmp_path: Path) -> Project:
    """A project of a classeur, a glossary and sixty faulty sheets."""
    made = project("code: A-01")
    put(tmp_path, "fiches/glossaire.yaml", "schema: glossaire/1\ntermes:\n  - terme: Budjet\n    voir_ausi: x\n")
    put(tmp_path, "fiches/dispositifs/A-98-illisible.yaml", "titre: Budget : le guide")
    for number in range(2, 61):
        text = sheet(FAULTY.format(number=number - number % 2, next=number + 1))
        put(tmp_path, f"fiches/dispositifs/A-{number:02}-essai.yaml", text)
    return made


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_batches_and_processes_change_nothing(many: Project, processes: int) -> None:
    register, found = survey(many, TODAY, processes=processes)
    collection = load(many, TODAY)
    assert found == check(collection)
    assert list(register.cards) == list(collection.register.cards)
    assert {each.code for each in found} > {"LF013", "LF105", "LF112", "LF201", "LF301"}


def test_where_processes_are_refused(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise OSError("no more of them")

    monkeypatch.setattr(os, "fork", none)
    assert survey(many, TODAY, processes=2)[1] == check(load(many, TODAY))


def test_where_a_process_is_killed(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "_serve", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert survey(many, TODAY, processes=2)[1] == check(load(many, TODAY))


def test_a_text_not_yet_saved_is_checked_in_its_place(many: Project) -> None:
    name = "fiches/dispositifs/A-98-illisible.yaml"
    given = {name: sheet('code: A-98\ntitre: "Budget : le guide"').encode()}
    _, found = survey(many, TODAY, given, processes=2)
    assert "LF013" not in {each.code for each in found}
