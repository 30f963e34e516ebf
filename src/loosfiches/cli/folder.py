"""An output folder of ours: what a run no longer makes goes away, what others put there stays."""

import json
import os
import unicodedata
from collections.abc import Collection as Names
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from loosfiches.diagnostics import Stop
from loosfiches.language import _, plural

if TYPE_CHECKING:
    from loosfiches.staging import Stage


@dataclass(frozen=True)
class Folder:
    """A folder that we write to.

    Args:
        path: where it is, or will be.
        sources: the folder of the sheets, where nothing is ever written.
        manifest: the name of our own list of what we wrote there: nothing else there is ever removed.
        schema: what that list says that it is.
    """

    path: Path
    sources: Path
    manifest: str
    schema: str

    def __post_init__(self) -> None:
        """Refuse a folder that is a file or lies among the sheets, before any work is done."""
        if self.path.resolve().is_relative_to(self.sources.resolve()):
            raise Stop(_("{folder} lies among the sheets: choose another output folder").format(folder=self.path))
        if self.path.exists() and not self.path.is_dir():
            raise Stop(_("{folder} is not a folder").format(folder=self.path))
        listed = self.path / self.manifest
        if listed.exists() and not listed.is_file():  # a pipe would never end
            text = _("{file} is in the way: take it away, or choose another output folder")
            raise Stop(text.format(file=listed))

    def replace(self, files: Mapping[str, bytes | None], said: Mapping[str, Any] | None = None) -> str:
        """Write the files, by name, and settle as below; None stands for a file that is there already."""
        with self.stage() as stage:
            for name, content in files.items():
                if content is not None:
                    stage.put(name, content)
            return self.settle(stage, files, said)

    def stage(self) -> "Stage":
        """Return where files are kept until all are made."""
        from loosfiches.staging import Stage

        return Stage(self.path, self.sources)

    def settle(self, stage: "Stage", names: Names[str], said: Mapping[str, Any] | None = None) -> str:
        """Put new files in place and take away what a former run left; return in words what changed.

        `names` are those of all files, new or not. The manifest first names old and new files together, so that an
        interrupted run forgets none; once all is there it says what is `said` of them too.
        """
        from loosfiches.writing import write

        former = self._listed()
        self._refuse_foreign(former, names)
        write(self.path / self.manifest, self._list({*former, *names}))
        changed = stage.settle(names)
        kept = {_folded(name): name for name in names}
        gone = [name for name in sorted(former.difference(names)) if not self._is_same(name, kept.get(_folded(name)))]
        removed = sum(map(self._removed, gone))
        write(self.path / self.manifest, self._list(names, said))
        return _summary(changed, len(names) - changed, removed)

    def _refuse_foreign(self, former: Names[str], names: Names[str]) -> None:
        """Refuse to write over what is not ours; a file of ours may be known under another spelling of its name."""
        ours = {_folded(name): name for name in former}
        there = (name for name in names if name not in former and os.path.exists(f"{self.path}/{name}"))  # noqa: PTH110
        if foreign := sorted(name for name in there if not self._is_same(name, ours.get(_folded(name)))):
            file = self.path / foreign[0]
            raise Stop(_("{file} is there already and is not ours: choose another folder").format(file=file))

    def _is_same(self, name: str, other: str | None) -> bool:
        """Tell whether two names are one file on this disk, which may not tell capitals or kinds of accents apart."""
        try:
            return other is not None and (self.path / name).samefile(self.path / other)
        except OSError:
            return False

    def _list(self, names: Names[str], said: Mapping[str, Any] | None = None) -> bytes:
        listed = {"schema": self.schema, "files": sorted(names), **(said or {})}
        return f"{json.dumps(listed, ensure_ascii=False, indent=1)}\n".encode(errors="backslashreplace")

    def _listed(self) -> set[str]:
        """Return the files that we wrote there before; none when the list is absent or is not ours."""
        try:
            listed = json.loads((self.path / self.manifest).read_bytes())
            return (
                {PurePosixPath(name).as_posix() for name in listed["files"]}
                if listed["schema"] == self.schema
                else set()
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return set()

    def _removed(self, name: str) -> bool:
        """Remove a file of ours, and its folder once empty; never what lies, or leads, outside the output folder."""
        path, root = self.path / name, self.path.resolve()
        outside = PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts
        if outside or not path.is_file() or path.parent.resolve() != root / PurePosixPath(name).parent:
            return False
        path.unlink()
        with suppress(OSError):
            for folder in list(path.relative_to(self.path).parents)[:-1]:
                (self.path / folder).rmdir()
        return True


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _summary(changed: int, unchanged: int, removed: int) -> str:
    """Return such as « 12 fichiers écrits, 31 inchangés, 1 retiré »."""
    counts = [
        plural("{n} file written", "{n} files written", changed).format(n=changed),
        plural("{n} unchanged", "{n} unchanged", unchanged).format(n=unchanged),
    ]
    if removed:
        counts.append(plural("{n} removed", "{n} removed", removed).format(n=removed))
    return ", ".join(counts)
