"""The store: what is kept comes back as it was put, or not at all; nobody else reads it; where it is."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loosfiches.build.store import Store, default_folder, open_store, temporary_store

SPOILT: dict[str, Callable[[Path], Any]] = {
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "a flipped byte": lambda file: file.write_bytes(file.read_bytes()[:-1] + b"!"),
    "empty": lambda file: file.write_bytes(b""),
    "another entry": lambda file: file.write_bytes(b"\0" * 32 + b"content"),
    "deep": lambda file: file.write_bytes(b"[" * 100_000),
    "a pipe": lambda file: os.mkfifo(aside(file)),
    "a folder": lambda file: (aside(file) / "x").mkdir(parents=True),
    "a link": lambda file: aside(file).symlink_to("other"),
}


def aside(file: Path) -> Path:
    file.rename(file.with_name("other"))
    return file


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def test_what_is_put_is_found_again_and_what_is_not_is_absent(store: Store) -> None:
    store.put("abc1", b"content")
    assert (store.get("abc1"), store.get("abc2")) == (b"content", None)
    store.put("abc1", b"other")
    assert store.get("abc1") == b"other"


@pytest.mark.parametrize("key", ["", "../x", "a/b", "a.b", "é"])
def test_a_key_is_a_plain_word(store: Store, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        store.get(key)


@pytest.mark.parametrize("way", SPOILT)
def test_what_is_spoilt_is_as_if_absent_and_is_made_anew(store: Store, way: str) -> None:
    store.put("abc", b"content")
    SPOILT[way](store.folder / "entries/abc")
    assert store.get("abc") is None
    store.put("abc", b"content")
    assert store.get("abc") == b"content"


def test_an_entry_under_the_name_of_another_is_absent(store: Store) -> None:
    store.put("abc", b"content")
    shutil.copy(store.folder / "entries/abc", store.folder / "entries/def")
    assert (store.get("abc"), store.get("def")) == (b"content", None)


@pytest.mark.parametrize("content", [b"", b"x", b"{}", b"[1]", b"null", b"\xff", b"[" * 100_000])
def test_texts_that_are_none_are_not_recalled(store: Store, content: bytes) -> None:
    store.remember("abc", {"é": "1"})
    assert store.recall("abc") == {"é": "1"}
    store.put("abc", content)
    assert store.recall("abc") == {}


def test_nobody_else_reads_what_is_kept_whatever_the_umask(store: Store) -> None:
    former = os.umask(0)
    try:
        (store.folder / "entries").mkdir(parents=True)
        store.put("abc", b"titles")
    finally:
        os.umask(former)
    rights = [stat.S_IMODE((store.folder / name).stat().st_mode) for name in ("entries", "drafts", "entries/abc")]
    assert rights == [0o700, 0o700, 0o600]


def test_a_folder_that_was_there_keeps_its_rights_as_it_may_serve_others_too(tmp_path: Path) -> None:
    tmp_path.chmod(0o775)
    with open_store(tmp_path) as store, store.scratch() as own:
        store.put("abc", b"titles")
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o775
        assert stat.S_IMODE(own.stat().st_mode) == 0o700


KILLED = """
import sys; from pathlib import Path
from loosfiches.build.store import Store
store = Store(Path(sys.argv[1])); print(flush=True)
while True:
    store.put("abc1", bytes(3_000_000))
"""


def test_a_writer_killed_at_any_moment_leaves_no_wrong_entry(store: Store) -> None:
    for moment in range(5):
        writer = subprocess.Popen([sys.executable, "-c", KILLED, str(store.folder)], stdout=subprocess.PIPE)
        with writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(0.005 * moment)
            writer.send_signal(signal.SIGKILL)
        assert store.get("abc1") in {None, bytes(3_000_000)}
        store.sweep(writer.pid)
    assert not list(store.folder.rglob(".tmp-*"))


def test_drafts_of_the_living_are_left_alone_those_of_the_dead_swept(store: Store) -> None:
    store.put("abc1", b"content")
    young, old = store.folder / "drafts/.tmp-1-a", store.folder / "drafts/.tmp-2-b"
    for draft in (young, old):
        draft.write_bytes(b"x")
    os.utime(old, (0, 0))
    store.sweep()
    assert (young.exists(), old.exists()) == (True, False)


def test_trimming_takes_the_entry_used_longest_ago_and_what_is_no_entry(store: Store) -> None:
    for age, key in ((3, "a"), (2, "b"), (1, "c")):
        store.put(key, bytes(1000))
        os.utime(store.folder / "entries" / key, (time.time() - 1000 * age,) * 2)
    (store.folder / "leaf").mkdir()  # of a former layout
    assert store.get("a")
    store.trim(limit=2 * 1032)
    assert [store.get(key) is not None for key in "abc"] == [True, False, True]
    assert not (store.folder / "leaf").exists()


def test_trimming_spares_what_is_in_use(store: Store) -> None:
    for key in "ab":
        store.put(key, bytes(1000))
    store.trim(limit=0, spared=frozenset("a"))
    assert [store.get(key) is not None for key in "ab"] == [True, False]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing of caches."""
    for name in ("LOOSFICHES_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_the_folder_follows_the_environment(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("XDG_CACHE_HOME", "/b")
    assert default_folder() == Path("/b/loosfiches")
    bare.setenv("LOOSFICHES_CACHE_DIR", "/a")
    assert default_folder() == Path("/a")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
@pytest.mark.parametrize("common", ["", "relative"])
def test_without_an_absolute_address_the_folder_is_in_the_home(bare: pytest.MonkeyPatch, common: str) -> None:
    bare.setenv("XDG_CACHE_HOME", common)
    assert default_folder() == Path.home() / ".cache/loosfiches"


def test_without_a_home_there_is_no_folder_but_a_temporary_one(bare: pytest.MonkeyPatch) -> None:
    def nobody(_name: str) -> str:
        raise KeyError

    bare.delenv("HOME", raising=False)
    bare.setattr("pwd.getpwuid", nobody)
    assert default_folder() is None


def test_where_nothing_can_be_written_a_temporary_store_serves(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with open_store(blocked / "cache") as store:
        store.put("abc1", b"content")
        assert store.get("abc1") == b"content"
    assert not store.folder.exists()


@pytest.mark.parametrize("name", ["entries", "drafts"])
def test_a_store_of_which_a_folder_cannot_be_used_gives_way_to_a_temporary_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("in the way")
    with open_store(tmp_path) as store:
        assert store.folder != tmp_path
        store.put("abc", b"x")
    assert not store.folder.exists()


def test_a_temporary_store_goes_away() -> None:
    with temporary_store() as store:
        store.put("abc1", b"content")
    assert not store.folder.exists()
