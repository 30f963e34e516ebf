"""What tells, without parsing a sheet, that the file on disk is already what a command would write.

A seal is kept in the cache under the hash of everything that decides an output: the bytes of all files of the project,
our code and templates, the versions of what prints, the options. It holds the hash of the output and what was said of
it. A changed byte anywhere gives another name, and so no seal.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path

from loosfiches.collection.project import Project
from loosfiches.keeping import keep, kept
from loosfiches.pictures.pieces import MAX_PIECE
from loosfiches.print import versions
from loosfiches.templates import builtin

_SCHEMA = "loosfiches/unchanged/2"


@dataclass(frozen=True)
class Unchanged:
    """Whether one output is what it would be; `options` are what the command was asked, and the day."""

    project: Project
    output: Path
    cache: Path
    options: tuple[str, ...]

    def kept(self) -> Mapping[str, int] | None:
        """Return the counts kept with the seal; None when the output on disk is not what would be written."""
        try:
            value = json.loads(kept(self._path) or b"")
            if not self.output.is_file():
                return None
            with self.output.open("rb") as file:
                same = value["schema"] == _SCHEMA and value["output"] == file_digest(file, "sha256").hexdigest()
            return {str(name): int(count) for name, count in value["counts"].items()} if same else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def set(self, counts: Mapping[str, int]) -> None:
        """Keep the seal of the output as it now is, unless a file changed while it was made.

        A cache that cannot be written keeps none.
        """
        with suppress(OSError):
            if self._name() != self._path.name:
                return
            value = {"schema": _SCHEMA, "output": sha256(self.output.read_bytes()).hexdigest(), "counts": dict(counts)}
            keep(self._path, json.dumps(value, sort_keys=True).encode())

    @cached_property
    def _path(self) -> Path:
        """Where the seal is, named by what was there before anything was read."""
        return self.cache / "unchanged" / self._name()

    def _name(self) -> str:
        digest = sha256("\0".join([_SCHEMA, *self.options, versions.fingerprint()]).encode(errors="surrogateescape"))
        package = Path(__file__).parents[1]
        for root in (self.project.fiches, self.project.root / "templates", builtin(), package):
            for name, path in _files(root):
                digest.update(f"\0{name}\0".encode())
                digest.update(_digest(path))
        return digest.hexdigest()


def _digest(path: Path) -> bytes:
    """Return the digest of a file; of one that is too heavy to be read, that of its size and time."""
    known = path.stat()
    if known.st_size > MAX_PIECE:
        return sha256(repr((known.st_size, known.st_mtime_ns)).encode()).digest()
    return sha256(path.read_bytes()).digest()


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the regular files under `root` with their names from there, in order; links are not followed."""
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = Path(place, name)
            with suppress(OSError):  # gone since it was listed
                if stat.S_ISREG(path.lstat().st_mode):
                    yield os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace"), path
