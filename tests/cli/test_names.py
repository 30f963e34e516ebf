"""Names that are no UTF-8, as old file servers have them: what stands there is built, or refused in plain words."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.collection.project import Project
from tests.conftest import put

Make = Callable[..., Project]
#: « café » in Latin-1.
NAME = os.fsdecode(b"caf\xe9")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")


def said(*arguments: str, folder: Path, status: int = 0, **environment: str) -> str:
    command = [sys.executable, "-m", "loosfiches", *arguments]
    known = {**os.environ, "LOOSFICHES_LANG": "fr", **environment}
    done = subprocess.run(command, env=known, cwd=folder, capture_output=True, check=False, timeout=200)
    assert done.returncode == status, done.stderr
    return (done.stdout + done.stderr).decode("utf-8")


@pytest.fixture
def town(project: Make, tmp_path: Path) -> Path:
    """Return the root of a project whose folder has such a name."""
    made = project("code: A-07\ntitre: Café\n").root
    (tmp_path / NAME).mkdir()
    (made / "fiches").rename(tmp_path / NAME / "fiches")
    return tmp_path / NAME


def test_a_project_in_such_a_folder_is_built(town: Path) -> None:
    for form in ("full", "concise", "json", "sarif", "gitlab", "junit", "github"):
        said("validate", "--format", form, folder=town)
    said("list", "--format", "json", folder=town)
    said("schema", folder=town)
    said("render", folder=town)
    said("binder", folder=town)
    assert (
        "rien n’a changé" in said("binder", "--sheets", "build/sheets", folder=town) or (town / "build/sheets").is_dir()
    )
    said("extract", "build/classeur.pdf", "out", folder=town)
    assert (town / "build/site/a-07/index.html").is_file()


def test_a_cache_of_such_a_name_is_done_without(town: Path, tmp_path: Path) -> None:
    cache = str(tmp_path / f"cache-{NAME}")
    said("render", folder=town, LOOSFICHES_CACHE_DIR=cache)
    said("binder", folder=town, LOOSFICHES_CACHE_DIR=cache)
    assert (town / "build/classeur.pdf").is_file()


def test_a_sheet_of_such_a_name_is_told(town: Path) -> None:
    put(town, f"fiches/dispositifs/A-08-{NAME}.yaml", "schema: fiche/1\ncode: A-08\ntitre: Un\nresume: Deux.\n")
    for command in ("validate", "render", "binder"):
        assert "caf\\xe9.yaml" in said(command, folder=town, status=1)
    for form in ("json", "sarif", "gitlab", "junit", "github"):
        assert "caf" in said("validate", "--format", form, folder=town, status=1)


def test_other_files_of_such_names_stop_nothing(town: Path) -> None:
    for name in (f"fiches/images/{NAME}.png", f"fiches/documents/{NAME}.odt", f"templates/site/{NAME}.html"):
        put(town, name, "x")
    sheet = town / "fiches/dispositifs/A-07-cafe-citoyen.yaml"
    assert "caf" in said("render", folder=town)
    sheet.write_text(sheet.read_text() + "documents:\n  - titre: Un\n    fichier: documents/caf.odt\n")
    said("validate", folder=town, status=1)
    said("validate", "--format", "json", folder=town, status=1)
