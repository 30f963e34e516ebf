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
from pathlib import Path

from loosfiches.build.digest import digest, digest_file
from loosfiches.build.store import Store
from loosfiches.collection.project import Project
from loosfiches.pictures.pieces import MAX_PIECE
from loosfiches.print import versions
from loosfiches.templates import builtin

_SCHEMA = "loosfiches/unchanged/3"


@dataclass(frozen=True)
class Unchanged:
    """Whether one output is what it would be; `options` are what the command was asked, and the day."""

    project: Project
    output: Path
    store: Store
    options: tuple[str, ...]

    def kept(self) -> Mapping[str, int] | None:
        """Return the counts kept with the seal; None when the output on disk is not what would be written."""
        try:
            value = json.loads(self.store.get(self._key) or b"")
            same = self.output.is_file() and value["output"] == digest_file(self.output)
            return {str(name): int(count) for name, count in value["counts"].items()} if same else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def set(self, counts: Mapping[str, int]) -> None:
        """Keep the seal of the output as it now is, unless a file changed while it was made.

        A cache that cannot be written keeps none.
        """
        with suppress(OSError):
            if self._find_key() == self._key:
                value = {"output": digest_file(self.output), "counts": dict(counts)}
                self.store.put(self._key, json.dumps(value, sort_keys=True).encode())

    @cached_property
    def _key(self) -> str:
        """The key of what was there before anything was read."""
        return self._find_key()

    def _find_key(self) -> str:
        parts = [_SCHEMA, *self.options, versions.fingerprint()]
        package = Path(__file__).parents[1]
        for root in (self.project.fiches, self.project.root / "templates", builtin(), package):
            for name, path in _files(root):
                parts += [name, _digest(path)]
        return digest(*parts)


def _digest(path: Path) -> str:
    """Return the digest of a file; of one that is too heavy to be read, that of its size and time."""
    known = path.stat()
    if known.st_size > MAX_PIECE:
        return digest(repr((known.st_size, known.st_mtime_ns)))
    return digest_file(path)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the regular files under `root` with their names from there, in order; links are not followed."""
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = Path(place, name)
            with suppress(OSError):  # gone since it was listed
                if stat.S_ISREG(path.lstat().st_mode):
                    yield os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace"), path
