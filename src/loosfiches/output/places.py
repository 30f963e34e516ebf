"""What may be written where: never among the sheets, through a link that nobody chose, or under an unsafe name."""

import re
import unicodedata
from pathlib import Path

from loosfiches.diagnostics import Stop
from loosfiches.inert import printable
from loosfiches.language import _

#: What no part of a path may be on one system or another: hidden, a device of Windows, ended by a dot or a space.
_UNSAFE = re.compile(
    r"""|[. ].*|.*[. ]|.*[\x00-\x1f\x7f-\x9f\ud800-\udfff\\:*?"<>|].*|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?""",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 255


def refuse_link(root: Path, path: Path) -> None:
    """Raise Stop (status 2) where a link stands between `root` and a `path` below it, or in its place.

    A project may come from elsewhere: its links lead where its authors wish, and nobody has chosen that place.
    """
    if has_link(root, path):
        raise through_link(path)


def has_link(root: Path, path: Path) -> bool:
    """Tell whether a link stands between `root` and a `path` below it, or in its place."""
    between = [path, *path.parents][: len(path.parts) - len(root.parts)] if path.is_relative_to(root) else []
    return any(each.is_symlink() for each in between)


def through_link(file: Path) -> Stop:
    """Return what to raise where a link stands in the way of a file."""
    return Stop(_("{file} would be written through a link: choose another location").format(file=file))


def refuse_sources(folder: Path, sources: Path) -> None:
    """Raise Stop (status 2) where an output folder is in the folder of the sheets, or is no folder."""
    if folder.resolve().is_relative_to(sources.resolve()):
        raise Stop(_("{folder} is in the folder of the sheets: choose another output folder").format(folder=folder))
    refuse_file(folder)


def refuse_file(folder: Path) -> None:
    """Raise Stop (status 2) where something else stands in the place of a folder."""
    if folder.exists() and not folder.is_dir():
        raise Stop(_("{folder} is not a folder").format(folder=folder))


def in_the_way(file: Path) -> Stop:
    """Return what to raise where something that is not ours stands in the place of an output."""
    return Stop(_("{file} is in the way: remove it, or choose another output folder").format(file=file))


def is_plain(name: str) -> bool:
    """Tell whether a name with slashes stays under any folder, on any system, as one file that is seen as it is."""
    parts = name.split("/")
    long = len(name.encode(errors="replace")) > 4 * _LONGEST or any(len(part) > _LONGEST for part in parts)
    return not long and printable(name) == name and not any(_UNSAFE.fullmatch(part) for part in parts)


def fold(name: str) -> str:
    """Return what is the same for names that some system takes for one: other capitals, other kinds of accents."""
    return unicodedata.normalize("NFC", name).casefold()
