"""A file to take away -> the same one as the site offers it, without what programs noted, and what is to be told."""

import json

from loosfiches.build import limits
from loosfiches.pictures import pieces
from loosfiches.pictures.fault import Fault

#: What the process may take that reads a PDF to take away.
LIMITS = limits.Limits(seconds=30, megabytes=1000)


def looked(body: bytes, suffix: str, most: limits.Limits = LIMITS) -> tuple[bytes, Fault | None]:
    """Return a file to take away as the site offers it: as it is where it cannot be read, or is signed.

    What a PDF unpacks to takes no more than `most`; raises MemoryError where the machine gives less.
    """
    return _looked(body, most) if suffix == ".pdf" else pieces.inspect(body, suffix)


def _looked(body: bytes, most: limits.Limits) -> tuple[bytes, Fault | None]:
    answer = limits.answer("loosfiches.pdf.plain", most, body)
    if answer is None:
        return body, Fault("LF329")
    head, _, made = answer.partition(b"\n")
    found = json.loads(head)
    return made, Fault(*found) if found else None
