"""What a kill -9 must not harm, tried before any change that a command makes to the disk."""

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from loosfiches.collection.project import Project
from tests import stopping
from tests.conftest import put, sheet

#: The name of the file by which Python finds out, for an instant, whether a folder can be written to.
_PYTHONS = re.compile("[a-z0-9_]{8}")
#: Our own lists of what we wrote in a folder.
LISTS = (".loosfiches.json", ".loosfiches-sheets.json")
CHANGED = "fiches/dispositifs/A-01-un.yaml"


class Kills:
    """A project built once, whose first sheet then changed; each kill starts from that state.

    Args:
        town: the project; it has a sheet A-01-un.yaml.
        folder: where caches are made; must not be there yet.
        command: what is killed, such as ["render"]; of the binder, with one worker, since chance decides when a second
            one is started.
    """

    def __init__(self, town: Project, folder: Path, command: Sequence[str]) -> None:
        self._root, self._folder = town.root, folder
        self._command = [*command, "-C", str(town.root)]
        folder.mkdir()
        self._before = self._state("before")
        assert self._run(self._before)[0] == 0
        self._former = self._output()
        put(self._root, CHANGED, sheet("code: A-01\ntitre: Café des voisins\n"))
        self._sources = self._files("fiches")
        self._keep("former")
        status, said = self._run(self._state("after", self._before))
        assert status == 0, said
        self._wanted, self.changes = self._output(), stopping.changes(said)
        assert self._wanted != self._former

    def few(self) -> list[int]:
        """Return some moments: the first, the one halfway and the last; `make prove` tries them all."""
        last = self.changes - 1
        return [0, last // 2, last]

    def at(self, moment: int) -> None:
        """Kill the command before its `moment`-th change to the disk, then hold what was promised."""
        cache = self._state(f"killed-{moment}", self._before)
        self._restore("former")
        status, _ = self._run(cache, moment)
        assert status == -signal.SIGKILL
        while _at_work(cache):  # its workers end by themselves as soon as they hear of it
            time.sleep(0.01)
        assert self._files("fiches") == self._sources
        assert self._whole(), moment
        status, said = self._run(cache)
        assert status == 0, said
        assert self._output() == self._wanted, moment
        left = self._leftovers(cache)
        assert left == [], (moment, left)
        shutil.rmtree(cache.parent)

    def _run(self, cache: Path, moment: int = stopping.NEVER) -> tuple[int, str]:
        """Run the command with a cache and a folder for passing files of its own."""
        around = {"LOOSFICHES_CACHE_DIR": str(cache), "TMPDIR": str(cache.parent / "tmp"), "LOOSFICHES_LANG": "fr"}
        return stopping.run(self._command, os.environ | around, moment)

    def _state(self, name: str, like: Path | None = None) -> Path:
        """Return a new cache, empty or like another one, in a folder of its own with another for passing files."""
        folder = self._folder / name
        (folder / "tmp").mkdir(parents=True)
        cache = folder / "cache"
        if like:
            shutil.copytree(like, cache, symlinks=True)
        else:
            cache.mkdir()
        return cache

    def _keep(self, name: str) -> None:
        shutil.copytree(self._root / "build", self._folder / name)

    def _restore(self, name: str) -> None:
        shutil.rmtree(self._root / "build")
        shutil.copytree(self._folder / name, self._root / "build")

    def _files(self, name: str) -> dict[str, bytes]:
        folder = self._root / name
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def _output(self) -> dict[str, bytes]:
        return self._files("build")

    def _whole(self) -> bool:
        """Tell whether each file of the output is the former one or the new one, whole, and each list names its files."""
        allowed = {name: {self._former.get(name), self._wanted.get(name)} for name in {*self._former, *self._wanted}}
        now = self._output()
        lists = {name for name in now if PurePosixPath(name).name in LISTS}
        known = {name: content in allowed[name] for name, content in now.items() if name in allowed}
        return all(known[name] for name in set(known) - lists) and all(
            known[name] or _names(now, name) for name in lists
        )

    def _leftovers(self, cache: Path) -> list[str]:
        """Return what a killed run left for good, in passing folders or as drafts."""
        passing = [path.name for path in (cache.parent / "tmp").iterdir() if not _PYTHONS.fullmatch(path.name)]
        return passing + [path.name for path in cache.rglob("*") if ".tmp" in path.name]


def _names(files: dict[str, bytes], name: str) -> bool:
    """Tell whether a list of ours, which first names old and new files together, names all that lie beside it."""
    folder = PurePosixPath(name).parent
    paths = [PurePosixPath(each) for each in files if folder in PurePosixPath(each).parents]
    beside = {path.relative_to(folder).as_posix() for path in paths}
    # Lists and drafts of ours, which the next run sweeps.
    own = {each for each in beside if each.startswith(".loosfiches")}
    return beside - own <= set(json.loads(files[name])["files"])


def _at_work(cache: Path) -> bool:
    """Tell whether a process runs that has this cache (Linux alone tells)."""
    for each in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if str(cache).encode() + b"\0" in each.read_bytes():
                return True
    return False
