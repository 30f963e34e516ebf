"""Files of the cache: each begins with the digest of the rest, so that one spoilt in any way is as if it were absent.

They are for this user alone, since they hold titles and texts of documents that are not published.
"""

import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path

from loosfiches import drafts

#: How the names of files begin that are being written.
DRAFT = ".tmp-"
_DIGEST = 32


def keep(file: Path, content: bytes) -> None:
    """Keep `content` under its digest, in the place of whatever is there; raises OSError where nothing can be kept."""
    put(file, sha256(content).digest() + content)


def kept(file: Path) -> bytes | None:
    """Return what `keep` put there, None if anything else is there, or nothing."""
    try:
        whole = regular(file)
    except OSError:
        return None
    digest, content = whole[:_DIGEST], whole[_DIGEST:]
    return content if digest == sha256(content).digest() else None


def regular(file: Path) -> bytes:
    """Return the content of a regular file; raises OSError for a link, and for a pipe, which would never end."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"not a regular file: {file}")
        return opened.read()


def put(file: Path, content: bytes) -> None:
    """Write a file that this user alone may read, whole or not at all, in the place of whatever is there."""
    private(file.parent)
    descriptor, name = tempfile.mkstemp(prefix=drafts.begun(DRAFT), dir=file.parent)
    draft = Path(name)
    with drafts.held(draft):
        try:
            with os.fdopen(descriptor, "wb") as opened:
                draft.chmod(0o600)  # whatever the umask
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            if file.is_dir() and not file.is_symlink():
                drafts.remove(file)
            draft.replace(file)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def private(folder: Path) -> None:
    """Make a folder, with those above it, that this user alone may enter; close one that was open to others."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        each.chmod(0o700)  # whatever the umask
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(0o700)
