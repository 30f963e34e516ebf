"""Where a project is on disk."""

import os
from dataclasses import dataclass
from pathlib import Path

from loosfiches.diagnostics import Stop
from loosfiches.language import _

CLASSEUR = "classeur.yaml"


@dataclass(frozen=True)
class Project:
    """A folder that holds `fiches/`; its files are named from there, with slashes."""

    root: Path

    @property
    def fiches(self) -> Path:
        """The folder of the sheets."""
        return self.root / "fiches"

    def name(self, path: Path) -> str:
        """Return the name of a file as reports show it, whatever bytes the name holds."""
        return show_name(path.relative_to(self.root).as_posix())


def show_name(name: str) -> str:
    """Return a file's name as text; bytes that are no UTF-8 are escaped."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def find_project(start: Path) -> Project:
    """Return the project that `start` lies in, walking up to a `fiches/classeur.yaml`.

    Raises Stop (status 2) when there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "fiches" / CLASSEUR).is_file():
            return Project(folder)
    message = _(
        "no classeur here: {folder} and its parents hold no fiches/classeur.yaml (-C DIR names a project; "
        "the README shows how to begin one)"
    )
    raise Stop(message.format(folder=start))
