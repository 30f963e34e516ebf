"""Files as values -> disk: whole or not at all, only when changed, only inside their own folder."""

import errno
import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from loosfiches import drafts
from loosfiches.diagnostics import Stop
from loosfiches.inert import printable
from loosfiches.language import _

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
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return False
    with _folders(path.parent):
        _put(path, content)
    return True


def _put(path: Path, content: bytes) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=drafts.begun(_DRAFT), suffix=".tmp", dir=path.parent)
    with drafts.held(Path(name)):
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


@contextmanager
def _folders(*folders: Path) -> Iterator[None]:
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


def _is_stream(path: Path) -> bool:
    """Tell whether a path names a pipe, a terminal or another device; links to those are such only in /dev."""
    known = path.absolute().parts[1:2]
    return path.exists() and (known in {("dev",), ("proc",)} or not (path.is_file() or path.is_symlink()))


def refuse_link(root: Path, path: Path) -> None:
    """Raise Stop (status 2) where a link stands between `root` and a `path` below it, or in its place.

    A project may come from elsewhere: its links lead where its authors wish, and nobody has chosen that place.
    """
    between = [path, *path.parents][: len(path.parts) - len(root.parts)] if path.is_relative_to(root) else []
    if any(each.is_symlink() for each in between):
        raise Stop(_("{file} would be written through a link: choose another place").format(file=path))


def _sweep(folder: Path) -> None:
    """Take away what killed processes left in a folder, the first time that something is written there."""
    if folder not in _SWEPT:
        _SWEPT.add(folder)
        drafts.sweep(folder, _DRAFT)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def claim(path: Path, stem: str, content: bytes) -> bool:
    """Put a new file at `path`, unless a file of its folder has the same `stem`; return whether it was put.

    `path` is the stem, and perhaps a dash and words. Of several processes that claim a stem at once, on one machine
    or on a share, one gets it: the file is made as the stem alone, which only one can make, and then renamed; whoever
    makes it after that sees the renamed one. A process that is killed leaves a file, never a lock.
    Raises OSError when the disk refuses.
    """
    first, ours = path.with_name(f"{stem}{path.suffix}"), False
    with _folders(path.parent):
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


#: What no part of a path may be on one system or another: hidden, a device of Windows, ended by a dot or a space.
_UNSAFE = re.compile(
    r"""|[. ].*|.*[. ]|.*[\x00-\x1f\x7f-\x9f\ud800-\udfff\\:*?"<>|].*|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?""",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 255


def is_plain(name: str) -> bool:
    """Tell whether a name with slashes stays under any folder, on any system, as one file that is seen as it is."""
    parts = name.split("/")
    long = len(name.encode(errors="replace")) > 4 * _LONGEST or any(len(part) > _LONGEST for part in parts)
    return not long and printable(name) == name and not any(_UNSAFE.fullmatch(part) for part in parts)


def write_new(folder: Path, files: Sequence[tuple[str, bytes]]) -> int:
    """Write files whose names come from outside under `folder`; return how many were not there yet.

    All or none: Stop (status 2) is raised before anything is written where a name is unsafe, two are the same on some
    systems, a link stands in the way, or another file does. What was written is taken back when the disk refuses.
    """
    for name, _content in files:
        if not is_plain(name):
            raise Stop(_("a file named “{name}” is not safe to write: nothing was written").format(name=name))
    if twice := _twice([name for name, _content in files]):
        raise Stop(_("two files have the same name, “{name}”: nothing was written").format(name=twice))
    if folder.exists() and not folder.is_dir():
        raise Stop(_("{folder} is not a folder").format(folder=folder))
    new = [(folder / name, content) for name, content in files if not _there(folder, name, content)]
    with _folders(*{path.parent for path, _content in new}):
        try:
            for path, content in new:
                write(path, content)
        except BaseException:
            for path, _content in new:
                path.unlink(missing_ok=True)
            raise
    return len(new)


def _twice(names: Sequence[str]) -> str:
    """Return a name that some system takes for another one, or for the folder of another one; "" when there is none."""
    folded = [unicodedata.normalize("NFC", name).casefold() for name in names]
    folders = {str(parent) for name in folded for parent in PurePosixPath(name).parents}
    known: set[str] = set()
    for name, form in zip(names, folded, strict=True):
        if form in known | folders:
            return name
        known.add(form)
    return ""


def _there(folder: Path, name: str, content: bytes) -> bool:
    """Tell whether the file is there already with this content; Stop where anything else stands in its way."""
    path = folder / name
    between = [folder / parent for parent in list(PurePosixPath(name).parents)[:-1]]
    if path.is_symlink() or any(each.is_symlink() or (each.exists() and not each.is_dir()) for each in between):
        raise Stop(_("{file} would be written through a link, or over a file: nothing was written").format(file=path))
    if not path.exists():
        return False
    if not path.is_file() or path.stat().st_size != len(content) or path.read_bytes() != content:
        raise Stop(_("{file} is there already and is different: nothing was written").format(file=path))
    return True
