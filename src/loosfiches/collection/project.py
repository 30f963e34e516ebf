"""Which files of a project are read."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loosfiches.collection.copies import TEXT, find_copies
from loosfiches.lookup import read
from loosfiches.model.base import ASIDE
from loosfiches.project import CLASSEUR, Project, find_project, show_name
from loosfiches.source.text import MAX_BYTES

__all__ = ["APART", "CLASSEUR", "GLOSSAIRE", "SUFFIXES", "Files", "Project", "find_project", "list_files", "show_name"]

SUFFIXES = {".yaml", ".yml"}
GLOSSAIRE = "glossaire.yaml"
#: The names of the two files that hold no document.
APART = (f"fiches/{CLASSEUR}", f"fiches/{GLOSSAIRE}")


@dataclass(frozen=True, eq=False)
class Files(Mapping[str, bytes]):
    """The bytes of a project's files by name; `given` takes the place of files on disk, or adds to them.

    A file is read each time it is asked for. Raises OSError.
    """

    paths: Mapping[str, Path]
    given: Mapping[str, bytes]

    def __getitem__(self, name: str) -> bytes:
        return self.given[name] if name in self.given else read(self.paths[name], MAX_BYTES)

    def size(self, name: str) -> int:
        """Return the size of a file in bytes; `__getitem__` reads only enough of it to know that it is too long."""
        return len(self.given[name]) if name in self.given else self.paths[name].stat().st_size

    def __iter__(self) -> Iterator[str]:
        return iter((*self.paths, *sorted(set(self.given).difference(self.paths))))

    def __contains__(self, name: object) -> bool:
        return name in self.given or name in self.paths

    def __len__(self) -> int:
        return sum(1 for _name in self)


@dataclass(frozen=True)
class Listing:
    """What lies in `fiches/`: the files of sheets, those that are left aside as they are not regular, and copies.

    `copies` maps each to its original, which is None where a sheet was saved as plain text and has none.
    """

    sheets: Sequence[Path]
    aside: Sequence[Path]
    copies: Mapping[Path, Path | None]


def list_files(project: Project) -> Listing:
    """Return the YAML files of the collection, sorted.

    Hidden files, backups (`~`), and the folders set ASIDE are passed over; links are never followed, so that
    nothing outside the folder is read and nothing that blocks is opened.
    """
    paths = sorted(_candidates(project.fiches))
    regular = [path for path in paths if _is_regular(path)]
    copies = find_copies(regular)
    sheets = [path for path in regular if path not in copies]
    return Listing(sheets, sorted(set(paths).difference(regular)), copies)


def _is_regular(path: Path) -> bool:
    """Tell whether a file is one; it may be gone since it was listed."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _candidates(folder: Path) -> Iterator[Path]:
    unread: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: unread.append(Path(error.filename))):
        here = Path(place)
        aside = ASIDE if here == folder else set()
        yield from (here / name for name in folders if name not in aside and (here / name).is_symlink())
        folders[:] = [name for name in folders if name not in aside and not name.startswith(".")]
        for name in files:
            if name.lower().endswith((*SUFFIXES, *TEXT)) and not name.startswith((".", "~")):
                yield here / name
    yield from unread
