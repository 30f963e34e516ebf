"""Links that a project may hold lead where its authors wish: nothing is written there unless one asks for it."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.cli import run
from loosfiches.collection.project import Project
from tests.conftest import put

Make = Callable[..., Project]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder outside the project."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def town(project: Make, tmp_path: Path) -> Path:
    """Return the root of a project."""
    made = project("code: A-07\ntitre: Café\n").root
    (made / "fiches").rename(put(tmp_path, "town/x", "").parent / "fiches")
    return tmp_path / "town"


@pytest.mark.parametrize(
    ("command", "link"),
    [
        ("schema", "fiches/schemas"),
        ("schema", "fiches/schemas/fiche.schema.json"),
        ("render", "build"),
        ("render", "build/site"),
        ("binder", "build"),
        ("binder", "build/classeur.pdf"),
    ],
)
def test_usual_places_are_refused_where_they_are_links(
    town: Path, elsewhere: Path, command: str, link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / link).parent.mkdir(parents=True, exist_ok=True)
    (town / link).symlink_to(put(elsewhere, "x", "à moi") if "." in link else elsewhere)
    before = sorted(elsewhere.iterdir())
    assert run([command, "-C", str(town)]) == 2
    assert "lien" in capsys.readouterr().err
    assert sorted(elsewhere.iterdir()) == before
    assert [path.read_text() for path in before] == ["à moi"] * len(before)


def test_a_link_in_the_place_of_a_file_is_replaced(town: Path, elsewhere: Path, tmp_path: Path) -> None:
    mine = put(elsewhere, "x", "à moi")
    (tmp_path / "out").mkdir()
    for name, command in {
        "report.json": ["validate", "--format", "json", "-o"],
        "fiche.schema.json": ["schema", "-o"],
        "list.csv": ["list", "--format", "csv", "-o"],
        "all.md": ["explain", "--all", "--format", "md", "-o"],
    }.items():
        (tmp_path / "out" / name).symlink_to(mine)
        place = tmp_path / "out" / ("" if command[0] == "schema" else name)
        folder = [] if command[0] == "explain" else ["-C", str(town)]
        assert run([*command, str(place), *folder]) == 0
        assert not (tmp_path / "out" / name).is_symlink()
    assert mine.read_text() == "à moi"


@pytest.mark.parametrize(
    ("command", "place"),
    [
        ("render", "build/site/.loosfiches.json"),
        ("render", "build/sheets/.loosfiches-sheets.json"),
        ("binder", "build/classeur.pdf"),
        ("binder --sheets build/sheets", "build/sheets/.loosfiches-sheets.json"),
    ],
)
def test_a_pipe_in_a_usual_place_makes_nobody_wait(
    town: Path, command: str, place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(town)
    (town / place).parent.mkdir(parents=True)
    os.mkfifo(town / place)
    is_read_only = place.startswith("build/sheets") and command == "render"
    assert run([*command.split(), "-C", str(town)]) == (0 if is_read_only else 2)
    assert is_read_only or Path(place).name in capsys.readouterr().err


@pytest.mark.parametrize("target", ["../elsewhere", "autres", "nowhere"])
def test_a_new_sheet_goes_through_no_link(
    town: Path, elsewhere: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "fiches/dispositifs").rename(town / "fiches/autres")
    (town / "fiches/dispositifs").symlink_to(elsewhere if "elsewhere" in target else town / "fiches" / target)
    before = sorted((elsewhere.parent).rglob("*"))
    assert run(["new", "Idée", "--defaults", "-C", str(town)]) == 2
    assert "à travers un lien" in capsys.readouterr().err
    assert sorted((elsewhere.parent).rglob("*")) == before


@pytest.mark.parametrize("command", ["list --format csv -o", "validate -o", "render -o", "schema -o"])
def test_what_stands_in_the_way_is_told_in_the_language_of_the_user(
    town: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = put(tmp_path, "file", "à moi"), tmp_path / "link"
    folder.symlink_to(town)
    places = [file / "inside", *([folder] if command.endswith(("csv -o", "validate -o")) else [])]
    for place in places:
        assert run([*command.split(), str(place), "-C", str(town)]) == 3
        said = capsys.readouterr().err
        assert re.search("ce nom est déjà pris|c’est un dossier|n’est pas un dossier", said), said
    assert file.read_text() == "à moi"
    assert folder.is_symlink()


def test_a_link_to_a_device_is_replaced_too(town: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").symlink_to("/dev/full")
    assert run(["list", "--format", "csv", "-o", str(tmp_path / "list.csv"), "-C", str(town)]) == 0
    assert (tmp_path / "list.csv").read_text("utf-8-sig").startswith("code;")


def test_the_standard_output_may_be_named_as_a_file(town: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    with (tmp_path / "out.csv").open("wb") as out:
        command = [sys.executable, "-m", "loosfiches", "list", "--format", "csv", "-o", "/dev/stdout", "-C", str(town)]
        subprocess.run(command, stdout=out, check=True)
    assert Path("/dev/stdout").is_symlink()
    assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("code;")
