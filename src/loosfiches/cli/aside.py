"""A folder for what a command makes and nobody keeps; one that a killed process left goes away at the next start."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK = ".lock"
#: A folder this young may belong to a process that has not locked it yet (seconds).
_YOUNG = 60


@contextmanager
def aside(prefix: str) -> Iterator[Path]:
    """Yield a new folder among the system's temporary ones, which is there as long as the `with` block."""
    if os.name == "posix":  # elsewhere there are no such locks, and folders of killed processes stay
        _sweep(Path(tempfile.gettempdir()), prefix)
    with tempfile.TemporaryDirectory(prefix=prefix) as name, (Path(name) / _LOCK).open("w") as lock:
        with suppress(ImportError, OSError):
            _hold(lock.fileno())
        yield Path(name)


def _sweep(temporary: Path, prefix: str) -> None:
    """Take away the folders whose lock nobody holds: the system gives it back when a process dies."""
    for folder in temporary.glob(f"{prefix}*"):
        with suppress(OSError):
            if folder.lstat().st_uid == os.getuid() and (folder / _LOCK).stat().st_mtime < time.time() - _YOUNG:
                with (folder / _LOCK).open() as lock:
                    _hold(lock.fileno())
                    shutil.rmtree(folder)


def _hold(descriptor: int) -> None:
    """Lock a file as long as it is open; raises OSError when another process has it."""
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
