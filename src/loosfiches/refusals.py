"""Why the system refuses a file, in plain words of the reader's language: its own are English, and few know them."""

import errno
import os
from collections.abc import Mapping

from loosfiches.language import Translator, _, later

_DENIED, _FULL, _AWAY = (
    later("permission denied"),
    later("the disk is full"),
    later("the disk no longer responds"),
)
_WORDS: Mapping[str, str] = {
    "EACCES": _DENIED,
    "EPERM": _DENIED,
    "EROFS": later("the disk is read-only"),
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EFBIG": later("the file is too large for this disk"),
    "EIO": later("the disk has read or write errors: keep a copy elsewhere"),
    "ENOENT": later("no such file or folder"),
    "EEXIST": later("the name is already taken"),
    "EISDIR": later("it is a folder"),
    "ENOTDIR": later("part of the path is not a folder"),
    "ENOTEMPTY": later("the folder is not empty"),
    "ELOOP": later("too many links, or a link where none is allowed"),
    "ENAMETOOLONG": later("the name is too long"),
    "EILSEQ": later("the disk does not accept this name"),
    "EMFILE": later("too many files are open"),
    "ENFILE": later("too many files are open"),
    "EBUSY": later("another program is using it"),
    "ETXTBSY": later("another program is using it"),
    "EXDEV": later("it is on another disk"),
    **dict.fromkeys(("ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH"), _AWAY),
}

_RARE = later("refused by the system: {words}")


def name(error: OSError) -> str:
    """Return the name of what the system says, such as EACCES; its own words where it has none."""
    return errno.errorcode.get(error.errno or 0) or error.strerror or str(error)


def said(refusal: str, say: Translator = _) -> str:
    """Return in plain words what `name` returned; and what is rare in the system's own."""
    if refusal in _WORDS:
        return say(_WORDS[refusal])
    number = getattr(errno, refusal, None) if refusal.isalnum() else None
    return say(_RARE).format(words=os.strerror(number) if isinstance(number, int) else refusal)
