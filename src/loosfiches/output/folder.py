"""An output folder of ours: what a run no longer makes goes away, what others put there stays."""

import json
import os
from collections.abc import Collection as Names
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from loosfiches.diagnostics import Stop
from loosfiches.language import _, plural
from loosfiches.output.places import fold, in_the_way, refuse_sources
from loosfiches.output.stage import Stage, digest_stamps, stamp
from loosfiches.output.writer import write


class Changes(NamedTuple):
    """How many files a run wrote, found as they were to be, and took away."""

    written: int
    unchanged: int
    removed: int = 0

    def __str__(self) -> str:
        """Return such as « 12 fichiers écrits, 31 inchangés, 1 retiré »."""
        counts = [
            plural("{n} file written", "{n} files written", self.written).format(n=self.written),
            plural("{n} unchanged", "{n} unchanged", self.unchanged).format(n=self.unchanged),
        ]
        if self.removed:
            counts.append(plural("{n} removed", "{n} removed", self.removed).format(n=self.removed))
        return ", ".join(counts)


@dataclass(frozen=True)
class OutputFolder:
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
        """Refuse a folder that is a file or is in the folder of the sheets, before any work is done."""
        refuse_sources(self.path, self.sources)
        listed = self.path / self.manifest
        if listed.exists() and not listed.is_file():  # a pipe would never end
            raise in_the_way(listed)

    def stage(self) -> Stage:
        """Return where files are kept until all are made."""
        return Stage(self.path)

    def replace(self, files: Mapping[str, bytes | None], said: Mapping[str, Any] | None = None) -> Changes:
        """Write the files, by name, and settle as below; None stands for a file that is there already."""
        with self.stage() as stage:
            for name, content in files.items():
                if content is not None:
                    stage.put(name, content)
            return self.settle(stage, files, said)

    def settle(self, stage: Stage, names: Names[str], said: Mapping[str, Any] | None = None) -> Changes:
        """Put new files in place and take away what a former run left; return what changed.

        `names` are those of all files, new or not. A manifest that is to change first names old and new files together,
        so that an interrupted run forgets none; once all is there it says what is `said` of them too.
        """
        before, after = self._read_manifest(), self._manifest(names, said)
        former = set(before.get("files", ()))
        self._refuse_foreign(former, [name for name in names if name not in former])
        if after != before:
            self._write_manifest(self._manifest({*former, *names}))
        changed = stage.settle(names)
        removed = self._remove_all(former.difference(names), names)
        if after != before:
            self._write_manifest(after)
        return Changes(changed, len(names) - changed, removed)

    def state(self) -> str:
        """Return the digest of how the files that we wrote there lie on disk."""
        return digest_stamps({name: stamp(self.path, name) for name in self._read_manifest().get("files", ())})

    def _refuse_foreign(self, former: Names[str], new: Names[str]) -> None:
        """Refuse to write over what is not ours; a file of ours may be known under another spelling of its name."""
        there = [name for name in new if os.path.exists(f"{self.path}/{name}")]  # noqa: PTH110  (thousands of them)
        ours = {fold(name): name for name in former} if there else {}
        if foreign := sorted(name for name in there if not self._is_same(name, ours.get(fold(name)))):
            file = self.path / foreign[0]
            text = _("{file} already exists and was not written by loosfiches: choose another folder")
            raise Stop(text.format(file=file))

    def _is_same(self, name: str, other: str | None) -> bool:
        """Tell whether two names are one file on this disk, which may not tell capitals or kinds of accents apart."""
        try:
            return other is not None and (self.path / name).samefile(self.path / other)
        except OSError:
            return False

    def _manifest(self, names: Names[str], said: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"schema": self.schema, "files": sorted(names), **(said or {})}

    def _write_manifest(self, manifest: Mapping[str, Any]) -> None:
        text = f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n"
        write(self.path / self.manifest, text.encode(errors="backslashreplace"))

    def _read_manifest(self) -> dict[str, Any]:
        """Return what we wrote there before of the folder's files; nothing when it is absent or is not ours."""
        try:
            manifest = json.loads((self.path / self.manifest).read_bytes())
            files = [PurePosixPath(name).as_posix() for name in manifest["files"]]
            return {**manifest, "files": files} if manifest["schema"] == self.schema else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def _remove_all(self, gone: Names[str], names: Names[str]) -> int:
        """Remove files of ours that are no longer made; one that goes by another spelling now stays."""
        kept = {fold(name): name for name in names} if gone else {}
        return sum(self._remove(name) for name in sorted(gone) if not self._is_same(name, kept.get(fold(name))))

    def _remove(self, name: str) -> bool:
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
