"""What is kept in the cache comes back as it was put, or not at all; nobody else reads it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loosfiches.keeping import keep, kept
from loosfiches.print.cache import default_folder, open_cache

SPOILT: dict[str, Callable[[Path], Any]] = {
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "a flipped byte": lambda file: file.write_bytes(file.read_bytes()[:-1] + b"!"),
    "empty": lambda file: file.write_bytes(b""),
    "deep": lambda file: file.write_bytes(b"[" * 100_000),
    "a pipe": lambda file: os.mkfifo(aside(file)),
    "a folder": lambda file: (aside(file) / "x").mkdir(parents=True),
    "a link": lambda file: aside(file).symlink_to("other"),
}


def aside(file: Path) -> Path:
    file.rename(file.with_name("other"))
    return file


@pytest.mark.parametrize("way", SPOILT)
def test_what_is_spoilt_is_as_if_absent_and_is_made_anew(tmp_path: Path, way: str) -> None:
    file = tmp_path / "binder/abc"
    keep(file, b"content")
    SPOILT[way](file)
    assert kept(file) is None
    keep(file, b"content")
    assert kept(file) == b"content"


def test_nobody_else_reads_what_is_kept_whatever_the_umask(tmp_path: Path) -> None:
    former = os.umask(0)
    try:
        (tmp_path / "cache/site").mkdir(parents=True)
        keep(tmp_path / "cache/site/abc", b"titles")
    finally:
        os.umask(former)
    rights = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "cache/site", tmp_path / "cache/site/abc")]
    assert rights == [0o700, 0o600]


@pytest.mark.parametrize("name", ["leaf", "picture", "unchanged"])
def test_a_cache_of_which_a_folder_cannot_be_used_gives_way_to_a_passing_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("in the way")
    with open_cache(tmp_path) as cache:
        assert cache.folder != tmp_path
        keep(cache.folder / name / "abc", b"x")
    assert not cache.folder.exists()


def test_without_a_home_there_is_no_folder_but_a_passing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_name: str) -> str:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert default_folder({}) is None
