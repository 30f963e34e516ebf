"""One file -> disk, whole or not at all."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from loosfiches import drafts
from loosfiches.system.files import find_umask

#: How the names of files begin that are being written.
_DRAFT = ".loosfiches-"
#: The folders where what killed processes left was looked for.
_SWEPT: set[Path] = set()


def write(path: Path, content: bytes) -> bool:
    """Put `content` at `path` and return whether it changed anything.

    The file is written beside, flushed to disk and renamed: whoever reads, or whatever fails, finds the old file
    or the new one, whole, with the rights that the old one had. What is no regular file (/dev/stdout, a pipe) is
    written to, never replaced; a link is replaced, and what it leads to is left alone.
    Raises OSError when the disk refuses, or a folder stands there, be it behind a link.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if _is_stream(path):
        path.write_bytes(content)
        return True
    _sweep(path.parent)
    if has_content(path, content):
        return False
    with make_folders(path.parent):
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~find_umask()
        drafts.replace(path, content, _DRAFT, path.parent, mode, flush=True)
    return True


def has_content(path: Path, content: bytes) -> bool:
    """Tell whether a regular file, perhaps behind a link, holds this and nothing else; raises OSError."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


@contextmanager
def make_folders(*folders: Path) -> Iterator[None]:
    """Have folders for a `with` block; where it fails, those that were not there before are taken away again."""
    missing = {each for folder in folders for each in (folder, *folder.parents) if not each.exists()}
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in sorted(missing, reverse=True):  # those inside others first
            with suppress(OSError):
                each.rmdir()
        raise


def claim(path: Path, stem: str, content: bytes) -> bool:
    """Put a new file at `path`, unless a file of its folder has the same `stem`; return whether it was put.

    `path` is the stem, and perhaps a dash and words. Of several processes that claim a stem at once, on one machine
    or on a share, one gets it: the file is made as the stem alone, which only one can make, and then renamed; whoever
    makes it after that sees the renamed one. A process that is killed leaves a file, never a lock.
    Raises OSError when the disk refuses.
    """
    first, ours = path.with_name(f"{stem}{path.suffix}"), False
    with make_folders(path.parent):
        try:
            with first.open("xb") as file:
                ours = True
                file.write(content)
            if _others(first, stem):
                first.unlink()
                return False
            if first != path:
                first.rename(path)
        except FileExistsError:
            return False
        except BaseException:
            if ours:  # a signal may come before anything is made, where somebody else's stands
                first.unlink(missing_ok=True)
            raise
    return True


def _others(first: Path, stem: str) -> list[str]:
    """Return the names of a folder that have a stem, whatever their case, but for that of `first`."""
    same = re.compile(rf"{re.escape(stem)}(?!\d)", re.IGNORECASE)
    return [name for name in os.listdir(first.parent) if name != first.name and same.match(name)]  # noqa: PTH208


def _is_stream(path: Path) -> bool:
    """Tell whether a path names a pipe, a terminal or another device; links to those are such only in /dev."""
    known = path.absolute().parts[1:2]
    return path.exists() and (known in {("dev",), ("proc",)} or not (path.is_file() or path.is_symlink()))


def _sweep(folder: Path) -> None:
    """Take away what killed processes left in a folder, the first time that something is written there."""
    if folder not in _SWEPT:
        _SWEPT.add(folder)
        drafts.sweep(folder, _DRAFT)
