"""An output folder gets its new files all at once, or stays as it was."""

import os
import time
from pathlib import Path

import pytest

from loosfiches.diagnostics import Stop
from loosfiches.output.stage import Stage
from tests.conftest import MANIFEST, write_all


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "fiches"
    folder.mkdir()
    return folder


def found(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_files_stay_in_their_folder_and_out_of_the_sheets(tmp_path: Path, sources: Path) -> None:
    assert write_all(tmp_path / "site", {"a/index.html": b"x"}, sources) == 1
    with pytest.raises(Stop):
        write_all(sources / "site", {"a.html": b"x"}, sources)
    with pytest.raises(ValueError, match=r"\.\./x"):
        write_all(tmp_path / "site", {"../x": b"x"}, sources)
    assert list(sources.iterdir()) == []


@pytest.mark.parametrize("target", ["../elsewhere", "b"])
def test_a_link_is_not_followed_wherever_it_leads(tmp_path: Path, sources: Path, target: str) -> None:
    site = tmp_path / "site"
    (site / "a/b").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (site / "a/link").symlink_to(site / target)
    with pytest.raises(Stop, match=r"a/link/c/index\.html"):
        write_all(site, {"a/link/c/index.html": b"x"}, sources)
    assert found(tmp_path) == {}
    assert not (tmp_path / "elsewhere/c").exists()


@pytest.mark.parametrize("names", [("a", "a/b.html"), ("a/b.html", "a")])
def test_what_is_in_the_way_is_named_before_anything_changes(
    tmp_path: Path, sources: Path, names: tuple[str, str]
) -> None:
    site = tmp_path / "site"
    write_all(site, {names[0]: b"x", "z.html": b"old"}, sources)
    with pytest.raises(Stop, match=f"{site}/a "):
        write_all(site, {names[1]: b"x", "z.html": b"new"}, sources)
    assert found(site) == {names[0]: "x", "z.html": "old"}


def test_what_fails_before_the_end_changes_nothing(tmp_path: Path, sources: Path) -> None:
    site = tmp_path / "site"
    write_all(site, {"a.html": b"old"}, sources)
    with pytest.raises(RuntimeError), Stage(site) as stage:
        stage.put("a.html", b"new")
        raise RuntimeError
    assert found(site) == {"a.html": "old"}


def test_a_folder_made_for_nothing_goes_away(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Stage(tmp_path / "build/site") as stage:
        stage.put("a.html", b"new")
        raise RuntimeError
    assert not (tmp_path / "build").exists()


def test_only_files_that_differ_are_put_in_place_with_the_rights_they_had(tmp_path: Path, sources: Path) -> None:
    site = tmp_path / "site"
    write_all(site, {"a.html": b"one", "b.html": b"two"}, sources)
    (site / "b.html").chmod(0o640)
    before = (site / "a.html").stat()
    assert write_all(site, {"a.html": b"one", "b.html": b"new"}, sources) == 1
    assert (site / "a.html").stat().st_ino == before.st_ino
    assert (site / "b.html").stat().st_mode & 0o777 == 0o640
    assert found(site) == {"a.html": "one", "b.html": "new"}


def test_what_a_killed_run_left_aside_goes_away_later(tmp_path: Path, sources: Path) -> None:
    site = tmp_path / "site"
    killed, running = Stage(site), Stage(site)
    killed.put("a.html", b"never put in place")
    running.put("b.html", b"not yet")
    os.utime(killed._aside, times=(time.time() - 7200,) * 2)
    write_all(site, {"c.html": b"x"}, sources)
    assert set(found(site).values()) == {"not yet", "x"}
