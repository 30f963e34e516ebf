"""What killed processes left goes away; what belongs to anybody else, or to nobody we know, stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from loosfiches import drafts
from tests import stopping
from tests.conftest import written

OLD = (0, 0)


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    command = [sys.executable, "-c", "import os; print(os.getpid())"]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def test_drafts_of_the_dead_go_and_nothing_else(tmp_path: Path, gone: int) -> None:
    kept = ["loosfiches-serve-1abc", "loosfiches-cases", f"{gone}-a", f"x.tmp-{gone}-a", ".tmp-12345678", "notes.txt"]
    for name in kept:
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, OLD)
    own = tmp_path / f"{drafts.begun('.tmp-')}a"
    own.write_text("being written")
    (tmp_path / f".tmp-{gone}-folder/deep").mkdir(parents=True)
    (tmp_path / f".tmp-{gone}-file").write_text("x")
    (tmp_path / f".tmp-{gone}-link").symlink_to(tmp_path / "notes.txt")
    drafts.sweep(tmp_path, ".tmp-")
    drafts.sweep(tmp_path, "loosfiches-")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*kept, own.name, f".tmp-{gone}-link"])


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_a_process_that_is_over_and_not_yet_known_to_be_keeps_no_draft(tmp_path: Path) -> None:
    """Where the first process is no init, as in a container, it may never be."""
    with subprocess.Popen([sys.executable, "-c", ""]) as over:
        while Path(f"/proc/{over.pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            assert Path(f"/proc/{over.pid}").exists()
        (tmp_path / f".tmp-{over.pid}-file").write_text("x")
        drafts.sweep(tmp_path, ".tmp-")
        assert list(tmp_path.iterdir()) == []


def test_what_is_locked_stays_whatever_its_number_and_age(tmp_path: Path, gone: int) -> None:
    draft = tmp_path / f".tmp-{gone}-a"
    draft.mkdir()
    os.utime(draft, OLD)
    with drafts.held(draft):
        drafts.sweep(tmp_path, ".tmp-")
        assert draft.exists()
    drafts.sweep(tmp_path, ".tmp-")
    assert not draft.exists()


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_a_signal_while_a_passing_folder_goes_away_does_not_keep_it(tmp_path: Path) -> None:
    town = written(tmp_path / "town", "code: A-01")
    aside = tmp_path / "tmp"
    aside.mkdir()
    around = os.environ | {"TMPDIR": str(aside), "LOOSFICHES_CACHE_DIR": "/dev/null"}
    command = ["render", "-C", str(town.root)]
    status, _said = stopping.signalled(command, around, signal.SIGTERM, "shutil.rmtree", f"{aside}/loosfiches-")
    assert (status, list(aside.iterdir())) == (143, [])
