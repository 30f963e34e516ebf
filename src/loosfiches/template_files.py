"""Where our templates are, and which files of a project may be some: regular, of a sensible size, through no link."""

import os
import stat
from pathlib import Path

from loosfiches.language import _
from loosfiches.system.files import open_carefully

#: The greatest size of a template, in bytes; ours have 40 kB at most.
LARGEST = 1_000_000


class RefusedError(Exception):
    """A file that is no template, whatever its name; the message says why."""


def builtin() -> Path:
    """Return the folder of our own templates: inside the package, or two parents up in a checkout."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


def names(folder: Path) -> list[str]:
    """Return the names of the files that may be templates, with slashes, sorted."""
    if folder.is_symlink():
        return []
    found = (Path(place, name) for place, _folders, files in os.walk(folder) for name in files)
    return sorted(path.relative_to(folder).as_posix() for path in found if _fits(path))


def content(folder: Path, name: str) -> bytes | None:
    """Return the bytes of a file of `folder`, None when there is none. Raises RefusedError for what may not be read."""
    parts = name.split("/")
    if any(part in {"", ".", ".."} or os.sep in part or "\0" in part for part in parts):
        return None
    path = folder
    for step in ("", *parts):
        path = path / step
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISLNK(mode):
            raise RefusedError(_("a link: templates are read from the folder itself"))
    if stat.S_ISDIR(mode):
        return None
    if not _fits(path):
        raise RefusedError(_("no regular file, or more than {n} kB").format(n=LARGEST // 1000))
    with os.fdopen(open_carefully(path), "rb") as file:
        return file.read(LARGEST + 1)


def _fits(path: Path) -> bool:
    try:
        known = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(known.st_mode) and known.st_size <= LARGEST
