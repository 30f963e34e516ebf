"""The one memory: what was made before, by the key of all that decides it, in the cache folder.

An entry begins with the digest of its key and of the rest, so that one spoilt in any way, or under another's name,
counts as absent and is made anew. Entries are for this user alone, since they hold titles and texts of documents that
are not published.
"""

import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loosfiches import drafts
from loosfiches.build.digest import digest
from loosfiches.system.files import is_open_to_others, open_carefully

#: How many bytes of entries are kept.
MAX_BYTES = 1_000_000_000
#: How the name of a temporary store begins, in the folder for temporary files.
PREFIX = "loosfiches-"
#: How the names of files begin that are being written.
DRAFT = ".tmp-"
#: The folders of former layouts.
_FORMER = ("leaf", "record", "picture", "site", "binder", "composed", "unchanged")
_DIGEST = 32


@dataclass(frozen=True)
class Store:
    """Entries in a folder; safe with several processes at once, and with one that is killed."""

    folder: Path

    @cached_property
    def _entries(self) -> Path:
        return self.folder / "entries"

    @cached_property
    def _drafts(self) -> Path:
        return self.folder / "drafts"

    def get(self, key: str) -> bytes | None:
        """Return what `put` kept under a key, now marked as used; None if anything else is there, or nothing."""
        file = self._file(key)
        try:
            whole = read_regular(file)
        except OSError:
            return None
        expected, content = whole[:_DIGEST], whole[_DIGEST:]
        if expected != _seal(key, content):
            return None
        with suppress(OSError):
            os.utime(file)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`, whole or not at all, in the place of whatever is there; raises OSError."""
        for folder in (self._entries, self._drafts):
            make_private(folder)
        file = self._file(key)
        if file.is_dir() and not file.is_symlink():
            drafts.remove(file)
        # Not flushed to the disk: what a power cut spoils is found out by its digest.
        drafts.replace(file, _seal(key, content) + content, DRAFT, self._drafts, 0o600, flush=False)

    def keep(self, key: str, content: bytes) -> None:
        """Put what can be made again; where the store cannot be written, that costs time and nothing else."""
        with suppress(OSError):
            self.put(key, content)

    def recall(self, key: str) -> Mapping[str, str]:
        """Return the texts by name that `remember` kept; none when they are anything else."""
        try:
            known = json.loads(self.get(key) or b"")
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(text) for name, text in known.items()} if isinstance(known, dict) else {}

    def remember(self, key: str, texts: Mapping[str, str]) -> None:
        """Keep texts by name."""
        self.keep(key, json.dumps(texts, ensure_ascii=False, indent=0, sort_keys=True).encode())

    def trim(self, limit: int = MAX_BYTES, spared: frozenset[str] = frozenset()) -> None:
        """Take out the entries used longest ago until `limit` bytes hold the rest; those of keys `spared` stay."""
        for name in _FORMER:
            drafts.remove(self.folder / name)
        files = [(path, path.lstat()) for path in self._entries.glob("*")]
        size = sum(state.st_size for _, state in files)
        for path, state in sorted(files, key=lambda file: file[1].st_mtime):
            if size <= limit:
                return
            if path.name not in spared:
                drafts.remove(path)
                size -= state.st_size

    def sweep(self, process: int = 0) -> None:
        """Take out the drafts that killed processes left: those of one, or of all that are gone."""
        drafts.sweep(self._drafts, DRAFT, process)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Yield a folder for passing files, which is there as long as the `with` block; raises OSError."""
        make_private(self._drafts)
        with drafts.folder(self._drafts, DRAFT) as folder:
            yield folder

    def is_usable(self) -> bool:
        """Tell whether files can be kept here."""
        try:
            make_folder(self.folder)
            for folder in filter(os.path.lexists, (self.folder, self._entries, self._drafts)):
                with tempfile.TemporaryFile(dir=folder):
                    pass
        except OSError:
            return False
        return True

    def _file(self, key: str) -> Path:
        if not key.isalnum() or not key.isascii():
            raise ValueError(f"not a key: {key!r}")
        return self._entries / key


def default_folder() -> Path | None:
    """Return `$LOOSFICHES_CACHE_DIR`, else where this system keeps the caches of its user; None without a home."""
    if own := os.environ.get("LOOSFICHES_CACHE_DIR"):
        return Path(own)
    import platformdirs  # 2 ms, for those alone who have not named a folder

    try:
        return platformdirs.user_cache_path("loosfiches", appauthor=False)
    except RuntimeError:  # neither HOME nor an entry among the users, as in a container
        return None


def default_store() -> Store | None:
    """Return the store of this user, used or not; None where there is no folder for one."""
    folder = default_folder()
    return Store(folder) if folder and _is_text(folder) else None


@contextmanager
def open_store(folder: Path | None = None) -> Iterator[Store]:
    """Yield the store in `folder` (by default that of this user); a temporary one where that cannot be written.

    What killed processes left is taken away first, in the store and among temporary files.
    """
    with suppress(OSError):  # there may be no folder for temporary files
        drafts.sweep(Path(tempfile.gettempdir()), PREFIX)
    store = Store(folder) if folder else default_store()
    if store and store.is_usable():
        store.sweep()
        yield store
    else:
        with temporary_store() as store:
            yield store


@contextmanager
def temporary_store() -> Iterator[Store]:
    """Yield a store that lives as long as the `with` block."""
    with drafts.folder(Path(tempfile.gettempdir()), PREFIX) as folder:
        yield Store(folder)


def make_private(folder: Path) -> None:
    """Make a folder, with those above it, that this user alone may enter; close one that was open to others."""
    make_folder(folder)
    if is_open_to_others(folder):
        folder.chmod(0o700)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, that this user alone may enter; one that is there may be anybody's."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        each.chmod(0o700)  # whatever the umask


def _seal(key: str, content: bytes) -> bytes:
    return bytes.fromhex(digest(key, content))


def read_regular(file: Path) -> bytes:
    """Return the content of a regular file; raises OSError for a link, and for a pipe, which would never end."""
    descriptor = open_carefully(file)
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"not a regular file: {file}")
        return opened.read()


def _is_text(folder: Path) -> bool:
    """Tell whether a path is text: the libraries that print cannot open others."""
    return not any("\ud800" <= sign <= "\udfff" for sign in str(folder))
