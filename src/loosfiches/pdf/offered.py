"""A file to take away -> the same one as the site offers it, without what programs noted, and what is to be told."""

from loosfiches.pictures import pieces
from loosfiches.pictures.fault import Fault


def looked(body: bytes, suffix: str) -> tuple[bytes, Fault | None]:
    """Return a file to take away as the site offers it: as it is where it cannot be read, or is signed."""
    if suffix != ".pdf":
        return pieces.looked(body, suffix)
    from loosfiches.pdf import plain

    return plain.looked(body)
