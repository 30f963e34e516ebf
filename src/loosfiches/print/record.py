"""What a printed leaf says of itself: pages, outline, warnings; kept as a line of JSON before its PDF."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A bookmark of a leaf: level from 1, page from 0, `y` in points from the foot of the page."""

    level: int
    title: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class PrintWarning:
    """Something that went wrong while a leaf was printed, though a PDF came out.

    kind: missing_glyph (text: the character), missing_file (the path asked for), refused (what, and why),
    unreadable (an image that is broken), missing_anchor (the name), missing_alt (the image), relative_link
    (the address), opacity (the element: use rgba() instead), overflow (the words, or the picture), ink (the function
    that asks for it), time or memory (the seconds or megabytes that the leaf may take and asked more than),
    stylesheet or other (the engine's own words, in English). `page` is that of the leaf, from 1,
    where it is known; else 0. `sheet` is the style sheet at fault, as `Setup` names it; empty when none is.
    """

    kind: str
    text: str
    page: int = 0
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The facts of one leaf: SHA-256 of its HTML, pages, outline, warnings, and what its caller adds."""

    html: str
    pages: int
    outline: tuple[Heading, ...] = ()
    warnings: tuple[PrintWarning, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The record as one line of JSON, the same text for the same facts."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def pack(self, pdf: bytes) -> bytes:
        """Return the record and the PDF of a leaf as the bytes of one entry of the store."""
        return f"{self.to_json()}\n".encode() + pdf

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """Read what `to_json` wrote; raises ValueError, KeyError or TypeError on anything else."""
        return cls.from_value(json.loads(text))

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Record":
        """As `from_json`, from the parsed value."""
        return cls(
            html=str(value["html"]),
            pages=int(value["pages"]),
            outline=tuple(Heading(**heading) for heading in value["outline"]),
            warnings=tuple(PrintWarning(**warning) for warning in value["warnings"]),
            facts=dict(value["facts"]),
        )


def unpack(entry: bytes | None) -> tuple[Record, bytes] | None:
    """Return what `Record.pack` packed, None for anything else."""
    line, _, pdf = (entry or b"").partition(b"\n")
    try:
        return Record.from_json(line.decode()), pdf
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
