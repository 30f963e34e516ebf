"""Files and folders that live no longer than the process that makes them; those of killed processes are swept.

A draft's name holds the number of its process, which keeps it locked: a number that is free here may be that of a
process of another container, which works in the same folder.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from loosfiches.system.files import CAN_LOCK, is_ours, lock
from loosfiches.system.processes import is_alive

#: A draft this old that nobody keeps locked belongs to nobody, even if its number is that of a process (seconds).
STALE = 3600


def begun(prefix: str) -> str:
    """Return how the name of a draft of this process begins."""
    return f"{prefix}{os.getpid()}-"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep a draft, a file or a folder, locked in a `with` block; do nothing where there are no such locks."""
    descriptor = lock(path)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def replace(path: Path, content: bytes, prefix: str, aside: Path, mode: int, *, flush: bool) -> None:
    """Put a file at `path`, whole or not at all, in the place of a file or a link; raises OSError.

    It is written as a draft in the folder `aside`, of the same disk, gets the rights `mode`, is flushed to the disk if
    asked, and renamed.
    """
    descriptor, name = tempfile.mkstemp(prefix=begun(prefix), dir=aside)
    draft = Path(name)
    with held(draft):
        try:
            with os.fdopen(descriptor, "wb") as file:
                draft.chmod(mode)
                file.write(content)
                if flush:
                    file.flush()
                    os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


@contextmanager
def folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield a new folder of this process, which is there as long as the `with` block; raises OSError."""
    path = parent / f"{begun(prefix)}{token_hex(4)}"
    try:  # from before it is made: a signal may come at once
        path.mkdir(0o700)
        with held(path):
            yield path
    finally:
        remove(path)


def sweep(folder: Path, prefix: str, process: int = 0) -> None:
    """Take away from `folder` the drafts whose process is gone, or those of one that is known to be gone."""
    name = re.compile(re.escape(prefix) + r"(\d{1,9})-")
    with suppress(OSError):
        for each in list(os.scandir(folder)):
            found = name.match(each.name)
            if found and (int(found[1]) == process if process else _is_left(Path(each.path), int(found[1]))):
                remove(Path(each.path))


def remove(path: Path) -> None:
    """Take away a file, a link or a folder, as far as that can be done, even if a signal comes meanwhile."""
    try:
        _remove(path)
    except KeyboardInterrupt:  # one comes, no other
        _remove(path)
        raise


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _is_left(path: Path, process: int) -> bool:
    """Tell whether a draft of ours belongs to nobody any more."""
    try:
        state = path.lstat()
    except OSError:
        return False
    if not is_ours(state):
        return False
    is_old = state.st_mtime <= time.time() - STALE
    if not CAN_LOCK or not (is_old or not is_alive(process)):
        return is_old
    descriptor = lock(path)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is not None
