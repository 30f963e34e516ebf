"""The files of an output folder: kept aside until all are made, then put in place one by one, each whole.

Several processes may make them. Whatever fails before the end, the folder is as it was.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from stat import S_IMODE
from types import TracebackType
from uuid import uuid4

from loosfiches import drafts
from loosfiches.build.digest import digest
from loosfiches.output.places import in_the_way, through_link
from loosfiches.output.writer import has_content

#: A file's size, and when it was written (ns): renaming changes neither.
Stamp = tuple[int, int]
_PREFIX, _SUFFIX = ".loosfiches-", ".new"


@dataclass
class Stage:
    """Files on their way into `folder`; to be used in a `with`."""

    folder: Path
    _name: str = field(default_factory=lambda: f"{drafts.begun(_PREFIX)}{uuid4().hex}{_SUFFIX}")
    _new: list[Path] = field(default_factory=list)
    _sound: set[Path] = field(default_factory=set)

    def __enter__(self) -> "Stage":
        """Note which folders are not there yet."""
        self._new = [each for each in (self.folder, *self.folder.parents) if not each.exists()]
        return self

    def put(self, name: str, content: bytes) -> Stamp:
        """Set a file aside, by its name with slashes, unless the folder has it as it is; any process may.

        Returns the stamp that it will have in the folder.
        """
        if known := self._known(name, content):
            return known
        waiting = self._aside / _key(name)
        try:
            waiting.write_bytes(content)
        except FileNotFoundError:  # the first one
            self._aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            waiting.write_bytes(content)
        made = waiting.stat()
        return made.st_size, made.st_mtime_ns

    def settle(self, names: Iterable[str]) -> int:
        """Put in place those of the files that were set aside, with the rights of those they replace; return how many.

        Raises Stop (status 2) when a name would leave the folder, or what is not ours is in its way.
        """
        if not self._aside.is_dir():
            return 0
        put = set(os.listdir(self._aside))  # noqa: PTH208  (as in `stamp`)
        waiting = {name: key for name in names if (key := _key(name)) in put}
        for parent, name in {name.rpartition("/")[0]: name for name in waiting}.items():
            self._make(PurePosixPath(parent), name)
        for there in [] if self._new else map(self.folder.joinpath, waiting):
            if there.is_dir():
                raise in_the_way(there)
        for name, key in waiting.items():
            path, target = f"{self._aside}/{key}", f"{self.folder}/{name}"
            if not self._new:
                with suppress(FileNotFoundError):
                    os.chmod(path, S_IMODE(os.stat(target).st_mode))  # noqa: PTH101, PTH116
            os.replace(path, target)  # noqa: PTH105
        self._new = []
        return len(waiting)

    def _known(self, name: str, content: bytes) -> Stamp | None:
        """Return the stamp of a file that the folder has as it is: not asked of a folder that was not there."""
        known = None if self._new else stamp(self.folder, name)
        try:
            return known if known and known[0] == len(content) and has_content(self.folder / name, content) else None
        except OSError:
            return None

    def _make(self, parent: PurePosixPath, name: str) -> None:
        """Make the folder that a file goes into; none is gone through that is a link."""
        if parent.is_absolute() or ".." in parent.parts:
            raise ValueError(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        for each in (*reversed(parent.parents), parent):
            folder = self.folder / each
            if folder not in self._sound:
                with suppress(FileExistsError):
                    folder.mkdir()
                if each.parts and folder.is_symlink():
                    raise through_link(self.folder / name)
                if not folder.is_dir():
                    raise in_the_way(folder)
                self._sound.add(folder)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing aside, of this run or of one that was killed; take away folders made for nothing."""
        drafts.remove(self._aside)
        drafts.sweep(self.folder, _PREFIX)
        for each in self._new:
            with suppress(OSError):
                each.rmdir()

    @cached_property
    def _aside(self) -> Path:
        return self.folder / self._name


def stamp(folder: Path, name: str) -> Stamp | None:
    """Return what tells that a file was touched; None when there is none."""
    try:
        known = os.stat(f"{folder}/{name}")  # noqa: PTH116  (making a Path takes longer, thousands of times)
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns


def digest_stamps(stamps: Mapping[str, Stamp | None]) -> str:
    """Return the digest of how files lie on disk, by name."""
    return digest(repr(sorted(stamps.items())))


def _key(name: str) -> str:
    """Return the name that a file has while it waits."""
    return digest(name)
