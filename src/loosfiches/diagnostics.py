"""Diagnostics as values: a stable code, a place and details, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How serious a diagnostic is, from the most to the least."""

    ERROR = 0
    WARNING = 1
    INFO = 2


class Span(NamedTuple):
    """A stretch of a text file; lines and columns count from 1, in code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


#: The place of what concerns a whole file.
TOP = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Fix:
    """A replacement that would mend the fault, with others (`also`) that belong to it; checking never applies it."""

    span: Span
    text: str
    also: "tuple[Fix, ...]" = ()


@dataclass(frozen=True)
class Related:
    """Another place that helps to understand the diagnostic."""

    file: str
    span: Span


@dataclass(frozen=True)
class Diagnostic:
    """One mistake: the rule of `code` has its message, which `details` fill in."""

    code: str
    file: str
    span: Span
    details: Mapping[str, str] = field(default_factory=dict)
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """The sort key of reports: file, place, code, details, so that two runs print the same."""
        return (self.file, self.span, self.code, "\0".join(self.details.values()))


class Stop(Exception):  # noqa: N818  (it names what happens, not an error of ours)
    """The one exception that ends the program: its message is for the user, `status` for the shell.

    Exit statuses: 1 findings, 2 wrong use, 3 the machine lacks something, 4 nothing was checked.
    """

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status
