"""Leaves already printed, kept by recipe: `leaf/<recipe>.pdf` and `record/<recipe>.json`; `font/` and `picture/`."""

import json
import math
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from loosfiches.print.record import Record

SCHEMA = "loosfiches/record/1"
MAX_BYTES = 1_000_000_000
# A draft this old belongs to a process that was killed (seconds).
STALE = 3600
DRAFT = ".tmp-"


class Cache:
    """A folder of printed leaves; safe with several processes at once, and with one that is killed.

    An entry counts only when its record is whole and its PDF is the one that the record describes: anything
    else is as if it were absent. Methods raise OSError when the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._leaves, self._records = folder / "leaf", folder / "record"

    @property
    def fonts(self) -> Path:
        """Where the faces are made in a checkout."""
        return self.folder / "font"

    @property
    def pictures(self) -> Path:
        """Where pictures converted for the site are kept."""
        return self.folder / "picture"

    def leaf(self, recipe: str) -> Path:
        """Where the PDF of `recipe` is, or would be; raises ValueError on a recipe that is no plain word."""
        if not recipe.isalnum() or not recipe.isascii():
            raise ValueError(f"not a recipe: {recipe!r}")
        return self._leaves / f"{recipe}.pdf"

    def get(self, recipe: str) -> Record | None:
        """The record of a leaf whose PDF is at `leaf(recipe)`, now marked as used; None if it is not here."""
        path = self._record(recipe)
        try:
            envelope = json.loads(path.read_bytes())
            if envelope["schema"] != SCHEMA or envelope["leaf"] != _digest(self.leaf(recipe).read_bytes()):
                return None
            record = Record.from_value(envelope["record"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        _touch(path, self.leaf(recipe))
        return record

    def put(self, recipe: str, pdf: bytes, record: Record) -> Path:
        """Keep a leaf; returns where its PDF is. The record comes last: until then there is no entry."""
        envelope = {"schema": SCHEMA, "leaf": _digest(pdf), "record": asdict(record)}
        text = json.dumps(envelope, ensure_ascii=False, sort_keys=True)
        _write(self.leaf(recipe), pdf)
        _write(self._record(recipe), text.encode())
        return self.leaf(recipe)

    def trim(self, limit: int = MAX_BYTES, keep: frozenset[str] = frozenset()) -> None:
        """Take out the leaves used longest ago until `limit` bytes hold the rest; those of `keep` stay."""
        folders = (self._leaves, self._records, self.pictures)
        files = [(path, path.stat()) for folder in folders for path in _files(folder)]
        size = sum(state.st_size for _, state in files)
        for path, state in sorted(files, key=lambda file: file[1].st_mtime):
            if size <= limit:
                return
            if path.stem not in keep:
                path.unlink(missing_ok=True)
                size -= state.st_size

    def sweep(self, process: int | None = None) -> None:
        """Take out the drafts that killed processes left: those of one, or of all that are long gone."""
        wanted = f"{DRAFT}{process}-*" if process else f"{DRAFT}*"
        youngest = math.inf if process else time.time() - STALE
        for path in (path for folder in (self._leaves, self._records) for path in folder.glob(wanted)):
            with suppress(OSError):
                if path.stat().st_mtime <= youngest:
                    path.unlink()

    def _record(self, recipe: str) -> Path:
        return self._records / f"{self.leaf(recipe).stem}.json"


def default_folder(environment: dict[str, str] | None = None) -> Path:
    """`$LOOSFICHES_CACHE_DIR`, or `$XDG_CACHE_HOME/loosfiches`, or `~/.cache/loosfiches`."""
    known = os.environ if environment is None else environment
    if own := known.get("LOOSFICHES_CACHE_DIR"):
        return Path(own)
    common = known.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path is to be ignored.
    return (Path(common) if Path(common).is_absolute() else Path.home() / ".cache") / "loosfiches"


@contextmanager
def open_cache(folder: Path | None = None) -> Iterator[Cache]:
    """The cache in `folder` (by default `default_folder()`); a passing one where that cannot be written."""
    wanted = folder or default_folder()
    if _is_writable(wanted):
        yield Cache(wanted)
    else:
        with passing_cache() as cache:
            yield cache


@contextmanager
def passing_cache() -> Iterator[Cache]:
    """A cache that lives as long as the `with` block."""
    with tempfile.TemporaryDirectory(prefix="loosfiches-") as folder:
        yield Cache(Path(folder))


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    """All or nothing: a reader sees the former file or the new one, whatever stops us."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=f"{DRAFT}{os.getpid()}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _touch(*paths: Path) -> None:
    with suppress(OSError):
        for path in paths:
            os.utime(path)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*") if path.is_file() and not path.name.startswith(DRAFT))
