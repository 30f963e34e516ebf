"""Leaves already printed, kept by recipe: `leaf/<recipe>.pdf` and `record/<recipe>.json`; `picture/`."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from loosfiches import drafts
from loosfiches.keeping import DRAFT, keep, kept, private, put, regular
from loosfiches.print.record import Record

SCHEMA = "loosfiches/record/2"
MAX_BYTES = 1_000_000_000
#: The folders of the cache; see `Cache`, `views` for the last four.
FOLDERS = ("leaf", "record", "picture", "site", "binder", "composed", "unchanged")
#: How the name of a passing cache begins, in the folder for temporary files.
PASSING = "loosfiches-"


class Cache:
    """A folder of printed leaves; safe with several processes at once, and with one that is killed.

    An entry counts only when its record is whole and its PDF is the one that the record describes: anything
    else is as if it were absent. Methods raise OSError when the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._leaves, self._records = folder / "leaf", folder / "record"

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
            envelope = json.loads(kept(path) or b"")
            if envelope["schema"] != SCHEMA or envelope["leaf"] != _digest(regular(self.leaf(recipe))):
                return None
            record = Record.from_value(envelope["record"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        _touch(path, self.leaf(recipe))
        return record

    def put(self, recipe: str, pdf: bytes, record: Record) -> Path:
        """Keep a leaf; returns where its PDF is. The record comes last: until then there is no entry."""
        envelope = {"schema": SCHEMA, "leaf": _digest(pdf), "record": asdict(record)}
        text = json.dumps(envelope, ensure_ascii=False, sort_keys=True)
        put(self.leaf(recipe), pdf)
        keep(self._record(recipe), text.encode())
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

    def sweep(self, process: int = 0) -> None:
        """Take out the drafts that killed processes left: those of one, or of all that are gone."""
        for folder in (self.folder, *map(self.folder.joinpath, FOLDERS)):
            drafts.sweep(folder, DRAFT, process)

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """A folder for what a worker puts aside, as long as the `with` block lasts; raises OSError."""
        private(self.folder)
        with drafts.folder(self.folder, DRAFT) as folder:
            yield folder

    def _record(self, recipe: str) -> Path:
        return self._records / f"{self.leaf(recipe).stem}.json"


def default_folder(environment: dict[str, str] | None = None) -> Path | None:
    """`$LOOSFICHES_CACHE_DIR`, or `$XDG_CACHE_HOME/loosfiches`, or `~/.cache/loosfiches`; None without any home."""
    known = os.environ if environment is None else environment
    if own := known.get("LOOSFICHES_CACHE_DIR"):
        return Path(own)
    common = known.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path is to be ignored.
    if Path(common).is_absolute():
        return Path(common) / "loosfiches"
    try:
        return Path.home() / ".cache" / "loosfiches"
    except RuntimeError:  # neither HOME nor an entry among the users, as in a container
        return None


@contextmanager
def open_cache(folder: Path | None = None) -> Iterator[Cache]:
    """The cache in `folder` (by default `default_folder()`); a passing one where that cannot be written.

    What killed processes left is taken away first, in the cache and among temporary files.
    """
    with suppress(OSError):  # there may be no folder for temporary files
        drafts.sweep(Path(tempfile.gettempdir()), PASSING)
    wanted = folder or default_folder()
    if wanted and _is_text(wanted) and _is_usable(wanted):
        Cache(wanted).sweep()
        yield Cache(wanted)
    else:
        with passing_cache() as cache:
            yield cache


@contextmanager
def passing_cache() -> Iterator[Cache]:
    """A cache that lives as long as the `with` block."""
    with drafts.folder(Path(tempfile.gettempdir()), PASSING) as folder:
        yield Cache(folder)


def _is_text(folder: Path) -> bool:
    """Tell whether a path is text: the libraries that print cannot open others."""
    return not any("\ud800" <= sign <= "\udfff" for sign in str(folder))


def _is_usable(folder: Path) -> bool:
    """Tell whether files can be kept in each folder of the cache."""
    try:
        if not folder.exists():
            private(folder)
        for each in filter(os.path.lexists, (folder, *map(folder.joinpath, FOLDERS))):
            with tempfile.TemporaryFile(dir=each):
                pass
    except OSError:
        return False
    return True


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _touch(*paths: Path) -> None:
    with suppress(OSError):
        for path in paths:
            os.utime(path)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*") if path.is_file() and not path.name.startswith(DRAFT))
