"""Files reach the disk whole or not at all, only when changed, only where they belong."""

import os
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from loosfiches.output.writer import claim, write


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a/b.txt"
    assert write(path, b"un") is True
    before = path.stat().st_mtime_ns
    assert write(path, b"un") is False
    assert path.stat().st_mtime_ns == before
    assert write(path, b"deux") is True


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write(path, b"ancien")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(path, b"nouveau")
    assert path.read_bytes() == b"ancien"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe, b"rapport")
    reader.join(timeout=5)
    assert read == [b"rapport"]
    assert pipe.is_fifo()


class _Interrupted(type(Path())):  # type: ignore[misc]
    """A file whose opening a signal comes before."""

    def open(self, *_how: object, **_more: object) -> NoReturn:
        raise KeyboardInterrupt


def test_who_is_stopped_before_a_file_is_made_leaves_that_of_another_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "A-02.yaml").write_text("d’un autre")
    with pytest.raises(KeyboardInterrupt):
        claim(_Interrupted(tmp_path / "A-02-idee.yaml"), "A-02", b"x")
    assert (tmp_path / "A-02.yaml").read_text() == "d’un autre"
