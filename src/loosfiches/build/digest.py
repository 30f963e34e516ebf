"""The one hasher: SHA-256, as hexadecimal text."""

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

#: The most bytes of a file of a folder that are read.
_HEAVY = 50_000_000


def digest(*parts: str | bytes) -> str:
    """Return the digest of `parts`, told apart from the same text cut elsewhere; of one part, that of its bytes."""
    encoded = [part.encode(errors="surrogateescape") if isinstance(part, str) else part for part in parts]
    if len(encoded) == 1:
        return sha256(encoded[0]).hexdigest()
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in encoded)).hexdigest()


def digest_file(path: Path) -> str:
    """Return the digest of a file's bytes, of which few are in memory at once; raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def digest_files(paths: Iterable[Path]) -> str:
    """Return the digest of the bytes of several files in their order; raises OSError."""
    return digest(b"", *(path.read_bytes() for path in paths))


def digest_folder(root: Path) -> str:
    """Return the digest of the names and bytes of all files under `root`; raises OSError.

    Of a file that is too heavy to be read, its size and time stand for its bytes; of a link or a pipe, that it is one.
    """
    return digest(
        b"",
        *(part for entry in _walk(str(root)) for part in (os.fsencode(entry.path[len(str(root)) :]), _digest(entry))),
    )


def _digest(entry: os.DirEntry[str]) -> str:
    known = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(known.st_mode):
        return repr(known.st_mode)
    if known.st_size > _HEAVY:
        return repr((known.st_size, known.st_mtime_ns))
    with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  (making a Path takes longer, thousands of times)
        return sha256(file.read()).hexdigest()


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield what is under a folder, in order, but for folders: they may come and go; raises OSError."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not entry.is_dir(follow_symlinks=False):
            yield entry
        elif entry.name != "__pycache__":
            yield from _walk(entry.path)


def digest_stream(pieces: Iterable[bytes]) -> str:
    """Return the digest of pieces that follow one another, which need not be in memory together."""
    hasher = sha256()
    for piece in pieces:
        hasher.update(piece)
    return hasher.hexdigest()


@cache
def digest_code(*patterns: str) -> str:
    """Return the digest of the names and bytes of those files of this package that the patterns name."""
    package = Path(__file__).parents[1]
    paths = sorted(path for pattern in patterns for path in package.glob(pattern))
    return digest(*(str(path.relative_to(package)) for path in paths), digest_files(paths))
