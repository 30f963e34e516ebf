"""A file that goes along in the binder, as a value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to enclose.

    Args:
        name: its path, with slashes, as `extract` will give it back (`fiches/recits/R-01-x.yaml`).
        body: its bytes.
        title: what it holds, for the reader's panel.
        day: when it last changed; unknown: None. Never the clock's, so that the same binder has the same bytes.
    """

    name: str
    body: bytes
    title: str
    day: date | None = None
