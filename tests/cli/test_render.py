"""`loosfiches render` as people type it: the PDFs that it offers are those of the pages, or none."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.cli import run
from loosfiches.collection.project import Project
from tests.conftest import put

Make = Callable[..., Project]
Said = Callable[..., str]

SHEETS = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
"""


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that runs a command that must succeed and gives back all that it said."""

    def call(*arguments: str | Path, status: int = 0) -> str:
        assert run([str(each) for each in arguments]) == status
        output = capsys.readouterr()
        return output.out + output.err

    return call


def offered(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "build/site").rglob("*.pdf"))


def test_the_pdfs_of_the_sheets_are_offered_until_their_sheet_changes(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    said("render", "-C", root)
    assert offered(root) == []
    said("binder", "--sheets", root / "build/sheets", "-C", root)
    said("render", "-C", root)
    assert offered(root) == ["a-01.pdf", "a-02.pdf"]
    assert (root / "build/site/a-01/a-01.pdf").read_bytes() == (root / "build/sheets/A-01-un.pdf").read_bytes()
    assert "(1\u00a0page," in (root / "build/site/a-01/index.html").read_text().replace("\u202f", "\u00a0")
    sheet = root / "fiches/dispositifs/A-01-un.yaml"
    sheet.write_text(sheet.read_text().replace("Café citoyen", "Café du coin"))
    out = said("render", "-C", root)
    assert "A-01" in out and "A-02" not in out
    assert offered(root) == ["a-02.pdf"]
    assert "a-01.pdf" not in (root / "build/site/a-01/index.html").read_text()


def test_the_pdfs_may_be_elsewhere_but_must_be_there(
    project: Make, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(SHEETS).root
    said("binder", "--sheets", root / "un par un", "--only", "A-02", "-C", root)
    monkeypatch.setenv("LOOSFICHES_RENDER_SHEETS", str(root / "un par un"))
    said("render", "-C", root)
    assert offered(root) == ["a-02.pdf"]
    assert "aucun PDF" in said("render", "--sheets", root / "fiches", "-C", root, status=2)


@pytest.mark.parametrize("spoilt", ["{}", "[]", "x", '{"schema": "loosfiches/sheets/1", "sheets": {"a": 1}}'])
def test_a_list_that_is_not_ours_offers_nothing(project: Make, said: Said, spoilt: str) -> None:
    root = project(SHEETS).root
    folder = root / "build/sheets"
    folder.mkdir(parents=True)
    (folder / ".loosfiches-sheets.json").write_text(spoilt)
    said("render", "-C", root)
    assert offered(root) == []


@pytest.mark.parametrize(
    "spelling",
    ["documents//x.txt", "documents/./x.txt", "./documents/x.txt", "'documents/x.txt  '", ".//documents//./x.txt"],
)
def test_another_spelling_of_a_path_is_told_and_names_the_same_file(project: Make, said: Said, spelling: str) -> None:
    root = project(f"{SHEETS}documents:\n  - titre: Modèle\n    fichier: {spelling}\n").root
    put(root, "fiches/documents/x.txt", "x")
    sheet = root / "fiches/dispositifs/A-02-deux.yaml"
    found = said("validate", "-C", root)
    assert "LF105" in found and "documents/x.txt" in found
    said("render", "-C", root)
    assert (root / "build/site/fichiers/documents/x.txt").is_file()
    said("validate", "--fix", "-C", root)
    assert "fichier: documents/x.txt" in sheet.read_text().replace("'", "")
    said("render", "-C", root)
    assert (root / "build/site/fichiers/documents/x.txt").is_file()


def test_a_folder_that_an_older_version_filled_is_still_ours(project: Make, said: Said) -> None:
    root = project(f"{SHEETS}documents:\n  - titre: Modèle\n    fichier: documents/x.txt\n").root
    put(root, "fiches/documents/x.txt", "x")
    said("render", "-C", root)
    manifest = root / "build/site/.loosfiches.json"
    manifest.write_text(manifest.read_text().replace("fichiers/documents/x.txt", "fichiers/documents//x.txt"))
    said("render", "-C", root)
    assert (root / "build/site/fichiers/documents/x.txt").is_file()


def test_a_disk_that_tells_no_capitals_apart_keeps_the_file(project: Make, said: Said) -> None:
    """There, the old name and the new one are one file, as two links to it are here."""
    root = project(f"{SHEETS}documents:\n  - titre: Modèle\n    fichier: documents/x.txt\n").root
    put(root, "fiches/documents/x.txt", "x")
    said("render", "-C", root)
    folder = root / "build/site/fichiers/documents"
    os.link(folder / "x.txt", folder / "X.txt")
    manifest = root / "build/site/.loosfiches.json"
    manifest.write_text(manifest.read_text().replace("documents/x.txt", "documents/X.txt"))
    said("render", "-C", root)
    assert (folder / "x.txt").read_text() == "x"
