"""A file's name as a sheet writes it -> the file on disk; read only if it is a regular one, reached through no link."""

import os
import stat
import unicodedata
from pathlib import Path


def locate(folder: Path, name: str) -> Path:
    """Return where the file that `name` (with slashes) means is, or would be.

    Systems write accented letters in two ways that look the same (NFC, NFD): where no file has the name as it is
    written, one that has it in the other way is meant.
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
    """Return the name of the one file that differs from `name` by capitals only, "" when there is none, or several."""
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
    return right if right != name and is_inside(folder, right) else ""


def _names(folder: Path) -> list[str]:
    """Return the names of the files of a folder, none where there is no folder."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def is_inside(root: Path, name: str) -> Path | None:
    """Return the regular file of the folder `root` that `name` means, None where there is none, or through a link."""
    try:
        path = locate(root, name)
        regular = stat.S_ISREG(path.lstat().st_mode)
        return path if regular and path.resolve() == root.resolve() / path.relative_to(root) else None
    except (OSError, ValueError):  # a name that no file system would take
        return None


def stands(root: Path, name: str) -> bool:
    """Tell whether anything at all has that name, be it a folder, a pipe, a link."""
    try:
        return os.path.lexists(locate(root, name))
    except (OSError, ValueError):
        return False


def read(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, `most` and one more at most; raises OSError."""
    with path.open("rb") as file:
        return file.read(most + 1)
