"""Detects changes in folders: files are compared when the system reports a change, and every second in any case.

What the system tells is not enough: a folder that goes away and comes back is no longer watched, a share is changed
by another machine, the system may refuse to watch. It only shortens the wait; comparing loses nothing.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

#: How long files must stay the same before a change is complete: editors write, rename and touch (seconds).
_SAVE = 0.06
#: How many times that is waited for; a longer change calls for several builds.
_TIMES = 10
#: How long until files are compared when the system tells nothing (seconds); longer where comparing takes long.
_WAIT, _SHARE = 1.0, 20

#: Mode, size, time of the last change and number of a file.
_Stamp = tuple[int, int, int, int]


class Watch:
    """Reports what changed in `folders`, including absent ones, since it was made or last asked.

    `refused` is called once, when the system refuses to watch: changes are then seen within a second instead of at
    once.
    """

    def __init__(self, folders: Sequence[Path], refused: Callable[[], None]) -> None:
        self._folders, self._refused = folders, refused
        self._is_refused = False
        self._wait = _WAIT
        self._known = self._scan()

    def changes(self) -> list[str]:
        """Wait for a change, and return the paths of what was written, put or taken away."""
        changed: set[str] = set()
        while not changed:
            for _moment in self._ticks():
                if self._scan() != self._known:
                    break
            found = self._wait_until_stable()
            changed = {name for name, _stamp in self._known.items() ^ found.items()}
            self._known = found
        return sorted(changed)

    def _ticks(self) -> Iterator[None]:
        """Yield now, then whenever it is worth looking."""
        yield
        there = [folder for folder in self._folders if _is_folder(folder)]
        step = int(_SAVE * 500)
        try:
            for _told in watch(
                *there, debounce=2 * step, step=step, rust_timeout=int(self._wait * 1000), yield_on_timeout=True
            ):
                yield
        except (OSError, RuntimeError):
            if not self._is_refused and all(map(_is_folder, there)):
                self._is_refused = True
                self._refused()
        while True:
            time.sleep(self._wait)
            yield

    def _wait_until_stable(self) -> dict[str, _Stamp]:
        """Return the files once they no longer change, or have changed for long."""
        found = self._scan()
        for _time in range(_TIMES):
            time.sleep(_SAVE)
            before, found = found, self._scan()
            if found == before:
                break
        return found

    def _scan(self) -> dict[str, _Stamp]:
        """Return all files and folders, with the stamps by which changes are detected."""
        began = time.monotonic()
        found: dict[str, _Stamp] = {}
        for top in self._folders:
            for place, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not _is_passing(name)]
                for name in folders:
                    _stamp(found, os.path.join(place, name), is_folder=True)  # noqa: PTH118  (a Path takes longer)
                for name in files:
                    if not _is_passing(name):
                        _stamp(found, os.path.join(place, name))  # noqa: PTH118
        self._wait = max(_WAIT, _SHARE * (time.monotonic() - began))
        return found


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  (a Path raises where it may not look)


def _stamp(found: dict[str, _Stamp], path: str, is_folder: bool = False) -> None:
    with suppress(OSError):  # it has just gone
        known = os.stat(path)  # noqa: PTH116
        # A folder's time and size change with each passing file in it.
        found[path] = (
            (known.st_mode, 0, 0, 0) if is_folder else (known.st_mode, known.st_size, known.st_mtime_ns, known.st_ino)
        )


def _is_passing(name: str) -> bool:
    """Tell whether a name is one that editors and git give to what nobody should read."""
    return name.startswith((".", "~", "#")) or name.endswith("~")
