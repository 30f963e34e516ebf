"""An output folder loses what a run no longer makes, and nothing else; its list names every file of ours, always."""

import json
from pathlib import Path
from typing import Any

import pytest

from loosfiches.diagnostics import Stop
from loosfiches.output.folder import Changes, OutputFolder
from tests.conftest import put


@pytest.fixture
def site(tmp_path: Path) -> OutputFolder:
    return OutputFolder(tmp_path / "site", tmp_path / "fiches", ".ours.json", "test/1")


def manifest(site: OutputFolder) -> Any:
    return json.loads((site.path / site.manifest).read_bytes())


def test_what_is_no_longer_made_goes_away_and_what_others_put_there_stays(site: OutputFolder) -> None:
    assert site.replace({"a/x.html": b"x", "b.html": b"y"}) == Changes(written=2, unchanged=0)
    put(site.path, "b/theirs.html", "z")
    assert site.replace({"b.html": b"y"}) == Changes(written=0, unchanged=1, removed=1)
    assert sorted(each.name for each in site.path.rglob("*")) == [".ours.json", "b", "b.html", "theirs.html"]


def test_a_file_that_is_not_ours_is_never_written_over(site: OutputFolder) -> None:
    put(site.path, "a.html", "theirs")
    with pytest.raises(Stop, match=r"a\.html"):
        site.replace({"a.html": b"ours", "b.html": b"ours"})
    assert [each.read_text() for each in site.path.iterdir()] == ["theirs"]


def test_a_run_that_stops_half_way_forgets_no_file_and_says_nothing_of_those_it_may_have_replaced(
    site: OutputFolder,
) -> None:
    site.replace({"a.pdf": b"x", "b": b"y"}, {"pages": {"a.pdf": 1}})
    with pytest.raises(Stop, match="/b "):
        site.replace({"a.pdf": b"new", "b/c.pdf": b"z"}, {"pages": {"a.pdf": 2}})
    assert manifest(site) == {"schema": "test/1", "files": ["a.pdf", "b", "b/c.pdf"]}


def test_a_list_that_says_the_same_is_not_written_again(site: OutputFolder) -> None:
    site.replace({"a.html": b"x"}, {"pages": {"a.html": 1}})
    before = (site.path / site.manifest).stat()
    site.replace({"a.html": b"new"}, {"pages": {"a.html": 1}})
    assert (site.path / site.manifest).stat().st_ino == before.st_ino
    assert (site.path / "a.html").read_bytes() == b"new"


@pytest.mark.parametrize("outside", ["../kept.txt", "link/kept.txt"])
def test_a_list_that_was_tampered_with_has_nothing_removed_elsewhere(
    site: OutputFolder, tmp_path: Path, outside: str
) -> None:
    site.replace({"a.html": b"x"})
    kept = put(tmp_path, "kept.txt", "x")
    (site.path / "link").symlink_to(tmp_path)
    (site.path / site.manifest).write_text(json.dumps({"schema": "test/1", "files": ["a.html", outside]}))
    assert site.replace({"a.html": b"x"}).removed == 0
    assert kept.read_text() == "x"
