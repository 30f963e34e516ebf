"""The cache of printed leaves: where it is, and that it never gives back what was not put whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loosfiches.print.cache import Cache, default_folder, open_cache, passing_cache
from loosfiches.print.record import Heading, PrintWarning, Record

RECORD = Record("0" * 64, 2, (Heading(1, "Café", 0, 400.5),), (PrintWarning("missing_glyph", "⏱"),), {"a": "é"})


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_a_leaf_put_is_found_again(cache: Cache) -> None:
    path = cache.put("abc1", b"%PDF", RECORD)
    assert (cache.get("abc1"), path.read_bytes()) == (RECORD, b"%PDF")
    assert path == cache.leaf("abc1")


def test_an_unknown_recipe_is_a_miss(cache: Cache) -> None:
    assert cache.get("abc1") is None


@pytest.mark.parametrize("recipe", ["", "../x", "a/b", "a.b", "é"])
def test_a_recipe_is_a_plain_word(cache: Cache, recipe: str) -> None:
    with pytest.raises(ValueError, match="recipe"):
        cache.get(recipe)


@pytest.mark.parametrize("spoiled", ["", "x", "{}", "[1]", '{"schema": "loosfiches/record/0"}', "\udcff"])
def test_a_corrupt_record_is_a_miss(cache: Cache, spoiled: str) -> None:
    cache.put("abc1", b"%PDF", RECORD)
    (cache.folder / "record/abc1.json").write_bytes(spoiled.encode("utf-8", "surrogateescape"))
    assert cache.get("abc1") is None


def test_a_truncated_or_missing_leaf_is_a_miss(cache: Cache) -> None:
    path = cache.put("abc1", b"%PDF whole", RECORD)
    path.write_bytes(b"%PDF")
    assert cache.get("abc1") is None
    path.unlink()
    assert cache.get("abc1") is None


def test_a_leaf_without_its_record_is_a_miss(cache: Cache) -> None:
    cache.put("abc1", b"%PDF", RECORD)
    (cache.folder / "record/abc1.json").unlink()
    assert cache.get("abc1") is None


def test_a_leaf_replaced_while_its_old_record_stands_is_a_miss(cache: Cache) -> None:
    cache.put("abc1", b"%PDF old", RECORD)
    cache.leaf("abc1").write_bytes(b"%PDF new")
    assert cache.get("abc1") is None


KILLED = """
import sys; from pathlib import Path
from loosfiches.print.cache import Cache; from loosfiches.print.record import Record
cache = Cache(Path(sys.argv[1])); print(flush=True)
while True:
    cache.put("abc1", b"%PDF" + bytes(3_000_000), Record("0", 1))
"""


def test_a_writer_killed_at_any_moment_leaves_no_wrong_entry(cache: Cache) -> None:
    whole = b"%PDF" + bytes(3_000_000)
    for moment in range(5):
        writer = subprocess.Popen([sys.executable, "-c", KILLED, str(cache.folder)], stdout=subprocess.PIPE)
        with writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(0.005 * moment)
            writer.send_signal(signal.SIGKILL)
        assert cache.get("abc1") is None or cache.leaf("abc1").read_bytes() == whole
        cache.sweep(writer.pid)
    assert not list(cache.folder.rglob(".tmp-*"))


def test_drafts_of_the_living_are_left_alone_those_of_the_dead_swept(cache: Cache) -> None:
    cache.put("abc1", b"%PDF", RECORD)
    young, old = cache.folder / "leaf/.tmp-1-a", cache.folder / "leaf/.tmp-2-b"
    for draft in (young, old):
        draft.write_bytes(b"x")
    os.utime(old, (0, 0))
    cache.sweep()
    assert (young.exists(), old.exists()) == (True, False)


def test_trimming_takes_the_leaf_used_longest_ago(cache: Cache) -> None:
    for age, recipe in ((3, "a"), (2, "b"), (1, "c")):
        cache.put(recipe, bytes(1000), RECORD)
        for path in cache.folder.rglob(f"{recipe}.*"):
            os.utime(path, (time.time() - 1000 * age,) * 2)
    assert cache.get("a") == RECORD
    cache.trim(limit=2 * 1000 + 3 * len((cache.folder / "record/c.json").read_bytes()))
    assert [cache.get(recipe) is not None for recipe in "abc"] == [True, False, True]


def test_trimming_spares_what_is_being_joined(cache: Cache) -> None:
    for recipe in "ab":
        cache.put(recipe, bytes(1000), RECORD)
    cache.trim(limit=0, keep=frozenset("a"))
    assert [cache.get(recipe) is not None for recipe in "ab"] == [True, False]


def test_the_folder_follows_the_environment() -> None:
    assert default_folder({"LOOSFICHES_CACHE_DIR": "/a"}) == Path("/a")
    assert default_folder({"XDG_CACHE_HOME": "/b"}) == Path("/b/loosfiches")
    assert default_folder({"XDG_CACHE_HOME": "relative"}) == Path.home() / ".cache/loosfiches"


def test_where_nothing_can_be_written_a_passing_cache_serves(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with open_cache(blocked / "cache") as cache:
        cache.put("abc1", b"%PDF", RECORD)
        assert cache.get("abc1") == RECORD
    assert not cache.folder.exists()


def test_a_passing_cache_passes() -> None:
    with passing_cache() as cache:
        cache.put("abc1", b"%PDF", RECORD)
    assert not cache.folder.exists()
