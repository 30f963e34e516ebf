"""Files as values -> disk: whole or not at all, only when changed, only inside their own folder."""

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from loosfiches.diagnostics import Stop
from loosfiches.language import _


def write(path: Path, content: bytes) -> bool:
    """Put `content` at `path` and return whether it changed anything.

    The file is written beside, flushed to disk and renamed: whoever reads, or whatever fails, finds the old file
    or the new one, whole, with the rights that the old one had. What is no regular file (/dev/null, a pipe) is
    written to, never replaced.
    Raises OSError when the disk refuses.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return True
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_all(folder: Path, files: Mapping[str, bytes], sources: Path) -> int:
    """Write `files` (name with slashes -> content) under `folder`; return how many changed.

    Raises Stop (status 2) when the folder lies among the sources or a name would leave it.
    """
    if folder.resolve().is_relative_to(sources.resolve()):
        raise Stop(_("{folder} lies among the sheets: choose another output folder").format(folder=folder))
    for name in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(name)
        if not (folder / name).parent.resolve().is_relative_to(folder.resolve()):
            raise Stop(_("{file} would be written through a link that leads elsewhere").format(file=folder / name))
    return sum(write(folder / name, content) for name, content in files.items())
