"""A collection is checked alike in one go, in several processes, and from what was remembered of it."""

import os
import pickle
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches import forks
from loosfiches.build.store import Store
from loosfiches.checking import check
from loosfiches.collection import begun, load
from loosfiches.collection.project import Project
from loosfiches.survey import Survey, check_project
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
def test_processes_change_nothing(many: Project, processes: int) -> None:
    register, found = check_project(many, TODAY, processes=processes)
    collection = load(many, TODAY)
    assert found == check(collection)
    assert list(register.cards) == list(collection.register.cards)
    assert {each.code for each in found} > {"LF013", "LF105", "LF112", "LF201", "LF301"}


def test_where_processes_are_refused(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise OSError("no more of them")

    monkeypatch.setattr(os, "fork", none)
    assert check_project(many, TODAY, processes=2)[1] == check(load(many, TODAY))


def test_where_a_process_is_killed(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "_serve", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert check_project(many, TODAY, processes=2)[1] == check(load(many, TODAY))


def test_a_text_not_yet_saved_is_checked_in_its_place(many: Project) -> None:
    name = "fiches/dispositifs/A-98-illisible.yaml"
    given = {name: sheet('code: A-98\ntitre: "Budget : le guide"').encode()}
    _, found = check_project(many, TODAY, instead=given, processes=2)
    assert "LF013" not in {each.code for each in found}


# What is remembered


def stale(project: Project, store: Store) -> list[str]:
    """Return the files that the next look looks at, by their codes."""
    survey = Survey(begun(project, TODAY), store)
    return [name.rpartition("/")[2][:4] for name in survey.bare.documents if name not in survey.known]


def test_a_second_look_finds_the_same_and_reads_only_what_it_must(many: Project, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    first = check_project(many, TODAY, store)
    assert stale(many, store) == ["A-98"]  # it cannot be read
    register, found = check_project(many, TODAY, store)
    assert found == first[1] == check(load(many, TODAY))
    assert list(register.cards) == list(first[0].cards)


def test_what_changed_is_looked_at_again(project: Make, tmp_path: Path) -> None:
    """
    # fiches/dispositifs/A-01-un.yaml
    code: A-01
    titre: Un
    # fiches/dispositifs/A-02-deux.yaml
    code: A-02
    titre: Deux
    illustrations:
      - fichier: images/a.svg
        alt: Un dessin.
    """
    made, store = project(), Store(tmp_path / "cache")
    assert "LF310" in {each.code for each in check_project(made, TODAY, store)[1]}
    assert stale(made, store) == []
    put(made.root, "fiches/images/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    assert stale(made, store) == ["A-02"]
    assert "LF310" not in {each.code for each in check_project(made, TODAY, store)[1]}
    put(made.root, "fiches/images/b.svg", "a name beside it")
    assert stale(made, store) == ["A-02"]
    put(made.root, "fiches/dispositifs/A-01-un.yaml", sheet("code: A-01\ntitre: Un autre\n"))
    assert stale(made, store) == ["A-01", "A-02"]
    check_project(made, TODAY, store)
    put(made.root, "fiches/glossaire.yaml", "schema: glossaire/1\n")
    assert stale(made, store) == ["A-01", "A-02"]


def test_a_text_not_yet_saved_is_not_remembered(many: Project, tmp_path: Path) -> None:
    store, name = Store(tmp_path / "cache"), "fiches/dispositifs/A-02-essai.yaml"
    check_project(many, TODAY, store)
    check_project(many, TODAY, store, {name: b"code: A-02"})
    assert stale(many, store) == ["A-98"]


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", pickle.dumps([]), pickle.dumps({"fiches/a": 1})])
def test_what_is_no_memory_of_ours_is_not_believed(project: Make, tmp_path: Path, spoilt: bytes) -> None:
    """code: A-07"""
    made, store = project(), Store(tmp_path / "cache")
    first = check_project(made, TODAY, store)[1]
    (entry,) = (store.folder / "entries").iterdir()
    store.put(entry.name, spoilt)
    assert stale(made, store) == ["A-07"]
    assert check_project(made, TODAY, store)[1] == first
