"""A file name in a sheet -> the file on disk, which is read only if it is regular and reached without links."""

import os
import stat
import unicodedata
from pathlib import Path


def locate(folder: Path, name: str) -> Path:
    """Return the path of the file `name` (with slashes), whether it exists or not.

    Accented letters have two forms that look the same (NFC, NFD): where no file has the name as written, one with the
    other form is taken.
    """
    if name.isascii() or os.path.lexists(folder / name):
        return folder / name
    path = folder
    for part in Path(name).parts:
        path = _find_part(path, part)
    return path


def _find_part(folder: Path, part: str) -> Path:
    if not os.path.lexists(folder / part):
        wanted = unicodedata.normalize("NFC", part)
        for name in _names(folder):
            if unicodedata.normalize("NFC", name) == wanted:
                return folder / name
    return folder / part


def other_case(folder: Path, name: str) -> str:
    """Return the name of the only file that differs from `name` by case alone, "" when there is none or several."""
    parts: list[str] = []
    for part in Path(name).parts:
        here = folder.joinpath(*parts)
        wanted = unicodedata.normalize("NFC", part).casefold()
        names = _names(here)
        alike = [other for other in names if unicodedata.normalize("NFC", other).casefold() == wanted]
        if part not in names and len(alike) != 1:
            return ""
        parts.append(part if part in names else alike[0])
    right = unicodedata.normalize("NFC", "/".join(parts))
    return right if right != name and find_inside(folder, right) else ""


def _names(folder: Path) -> list[str]:
    """Return the names of the files of a folder, none where there is no folder."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def find_inside(root: Path, name: str) -> Path | None:
    """Return the regular file `name` in the folder `root`, None where there is none or a link leads to it."""
    try:
        path = locate(root, name)
        regular = stat.S_ISREG(path.lstat().st_mode)
        return path if regular and path.resolve() == root.resolve() / path.relative_to(root) else None
    except (OSError, ValueError):  # a name that no file system would take
        return None


def stands(root: Path, name: str) -> bool:
    """Tell whether anything has that name, even a folder, a pipe or a link."""
    try:
        return os.path.lexists(locate(root, name))
    except (OSError, ValueError):
        return False


def read(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, `most` and one more at most; raises OSError."""
    with path.open("rb") as file:
        return file.read(most + 1)
