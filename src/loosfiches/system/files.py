"""Files as only some systems know them: locks, owners, the rights of new ones, ways to open them with care."""

import os
import stat
import sys
from pathlib import Path

#: How a file is opened that may have been replaced by a link, which is then refused, or by a pipe, which never ends.
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_carefully(path: Path) -> int:
    """Return a descriptor that reads a file; raises OSError for a link, and waits for no pipe."""
    return os.open(path, os.O_RDONLY | _CAREFULLY)


def lock(path: Path) -> int | None:
    """Return a descriptor of `path` that holds its lock; None when another has it, or no lock can be had."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        descriptor = open_carefully(path)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


#: Whether `lock` can tell anything.
CAN_LOCK = sys.platform != "win32"


def is_ours(state: os.stat_result) -> bool:
    """Tell whether a file is this user's."""
    return not hasattr(os, "getuid") or state.st_uid == os.getuid()


def is_open_to_others(folder: Path) -> bool:
    """Tell whether others than this user may enter a folder; False where there are no such rights."""
    return os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077 != 0


def find_umask() -> int:
    """Return which rights new files lack."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
