"""Copies of a sheet that file managers, browsers, shared drives and text editors leave, told by their names."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

#: How a name ends, or begins, to which a program has added that it is a copy; numbers tell several apart.
_AFTER = re.compile(
    r"""(?: \ ?-\ (?:Copie|Copy)(?:\ \(\d+\))?                          # Windows
          | \ (?:copie|copy)(?:\ \d+)?                                  # macOS
          | \ ?\((?:\d+|[^()]*\b(?:copie|copy|conflit|conflict\w*)\b[^()]*)\)  # browsers, Linux, Dropbox, Nextcloud
          | \.sync-conflict-[\w-]+                                      # Syncthing
        )$""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:Copie(?: \(\d+\))? de|Copy(?: \(\d+\))? of) ", re.IGNORECASE)
#: What a text editor adds to the name that it was given.
TEXT = (".yaml.txt", ".yml.txt")


def find_copies(paths: Iterable[Path]) -> Mapping[Path, Path | None]:
    """Return those of the paths that are copies, with their originals, which lie beside them.

    A sheet that was saved as plain text counts as a copy, without original where none is there.
    """
    known = {_key(path): path for path in paths}
    found: dict[Path, Path | None] = {}
    for path in known.values():
        name = path.name.removesuffix(path.suffix) if path.name.lower().endswith(TEXT) else path.name
        bare = _strip(Path(name).stem) + Path(name).suffix
        if bare != path.name and (original := known.get(_key(path.with_name(bare)))) is not None:
            found[path] = original
        elif name != path.name:
            found[path] = None
    return found


def find_difference(copy: bytes, original: bytes) -> int:
    """Return the first line in which two texts differ, from 1, and 0 where they are the same but for line ends."""
    one, other = copy.splitlines(), original.splitlines()
    pairs = enumerate(zip(one, other, strict=False), 1)
    first = next((number for number, (mine, theirs) in pairs if mine != theirs), 0)
    return first or (0 if len(one) == len(other) else min(len(one), len(other)) + 1)


def _strip(stem: str) -> str:
    """Return a name without the marks of copies, of which a copy of a copy has several."""
    while (bare := _BEFORE.sub("", _AFTER.sub("", stem))) != stem and bare:
        stem = bare
    return stem


def _key(path: Path) -> tuple[Path, str]:
    return path.parent, path.name.casefold()
