"""A collection is checked alike in one go and in several processes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.checking import check
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.survey import check_project
from loosfiches.system import processes
from tests.conftest import TODAY, put, sheet
from tests.stopping import KILLED

Make = Callable[..., Project]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_processes_change_nothing(many: Project, processes: int) -> None:
    register, found = check_project(many, TODAY, processes=processes)
    collection = load(many, TODAY)
    assert found == check(collection)
    assert list(register.cards) == list(collection.register.cards)
    assert {each.code for each in found} > {"LF013", "LF105", "LF112", "LF201", "LF301"}


def test_where_processes_are_refused(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError("no more of them")

    monkeypatch.setattr(os, "fork", none)
    monkeypatch.setattr(processes, "Popen", none)
    assert check_project(many, TODAY, processes=2)[1] == check(load(many, TODAY))


def test_where_a_process_is_killed(many: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(processes, "CAN_FORK", False)
    monkeypatch.setenv("PYTHONPATH", str(put(tmp_path, "notes/sitecustomize.py", KILLED).parent))
    assert check_project(many, TODAY, processes=2)[1] == check(load(many, TODAY))


def test_a_text_not_yet_saved_is_checked_in_its_place(many: Project) -> None:
    name = "fiches/dispositifs/A-98-illisible.yaml"
    given = {name: sheet('code: A-98\ntitre: "Budget : le guide"').encode()}
    _, found = check_project(many, TODAY, instead=given, processes=2)
    assert "LF013" not in {each.code for each in found}
