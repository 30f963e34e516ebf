"""The one hasher: SHA-256, as hexadecimal text."""

from collections.abc import Iterable
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path


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


def digest_stream(pieces: Iterable[bytes]) -> str:
    """Return the digest of pieces that follow one another, which need not be in memory together."""
    hasher = sha256()
    for piece in pieces:
        hasher.update(piece)
    return hasher.hexdigest()


@cache
def digest_code(*patterns: str) -> str:
    """Return the digest of those files of this package that the patterns name."""
    package = Path(__file__).parents[1]
    return digest_files(sorted(path for pattern in patterns for path in package.glob(pattern)))
