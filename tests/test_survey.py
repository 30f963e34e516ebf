"""A second look at a project finds the same and reads only what changed; what is remembered runs nothing."""

import datetime
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.build.store import Store
from loosfiches.checking import check
from loosfiches.collection import Collection, KnownEntry, load, open_collection
from loosfiches.collection.project import Project
from loosfiches.survey import Survey, check_project, load_project
from tests.conftest import ROOT, TODAY, put, sheet

Make = Callable[..., Project]


def stale(project: Project, store: Store) -> list[str]:
    """Return the files that the next look looks at, by their codes."""
    survey = Survey(open_collection(project, TODAY), store)
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
    for glossary in ("schema: glossaire/1\ntitre : 'x", "schema: glossaire/1\n"):
        put(made.root, "fiches/glossaire.yaml", glossary)
        assert stale(made, store) == ["A-01", "A-02"]
        check_project(made, TODAY, store)
    (made.fiches / "images/a.svg").chmod(0)
    assert stale(made, store) == ["A-02"]


def test_another_day_takes_the_place_of_the_one_before(project: Make, tmp_path: Path) -> None:
    """code: A-07"""
    made, store = project(), Store(tmp_path / "cache")
    for day in range(3):
        load_project(made, TODAY + datetime.timedelta(day), store)
    assert len(list((store.folder / "entries").iterdir())) == 2  # findings, documents


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


# Documents


@pytest.fixture
def ours(tmp_path: Path) -> Project:
    """Our own classeur, whose sheets hold every kind of value."""
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    return Project(tmp_path)


def told(collection: Collection) -> list[object]:
    """Return all that pages ask of documents."""
    return [
        (each.file, each.kind, each.document, each.spoilt, each.card, each.links, each.private, each.texts,
         each.source.text, each.source.value, dict(each.source.keys), dict(each.source.values))
        for each in collection.entries
    ]  # fmt: skip


def test_documents_remembered_are_those_that_were_read(ours: Project) -> None:
    store, cold = Store(ours.root / "cache"), load(ours, TODAY)
    for _ in range(2):
        collection, found = load_project(ours, TODAY, store)
        assert told(collection) == told(cold)
        assert found == check(cold)
        assert list(collection.register.cards) == list(cold.register.cards)
    assert all(isinstance(each, KnownEntry) for each in collection.entries)


def test_a_document_that_changed_is_read_and_the_others_are_not(ours: Project) -> None:
    store = Store(ours.root / "cache")
    load_project(ours, TODAY, store)
    (path,) = ours.fiches.rglob("A-03-*.yaml")
    path.write_text(path.read_text().replace("titre: ", "titre: Un autre, ", 1))
    collection, _ = load_project(ours, TODAY, store)
    assert [each.code for each in collection.entries if not isinstance(each, KnownEntry)] == ["A-03"]
    assert (collection.by_code["A-03"].document.titre or "").startswith("Un autre, ")
    path.unlink()
    assert "A-03" not in load_project(ours, TODAY, store)[0].by_code


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", pickle.dumps({"fiches/a": 1})])
def test_what_are_no_documents_of_ours_is_not_believed(project: Make, tmp_path: Path, spoilt: bytes) -> None:
    """code: A-07"""
    made, store = project(), Store(tmp_path / "cache")
    cold = told(load_project(made, TODAY, store)[0])
    for entry in (store.folder / "entries").iterdir():
        store.put(entry.name, spoilt)
    assert told(load_project(made, TODAY, store)[0]) == cold
