"""`# loosfiches: ignore LF402` silences one line; a silence that silences nothing is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.rules import Words, declare
from loosfiches.source import Source

_COMMENT = re.compile(r"(?:^|\s)(#\s*loosfiches\s*:\s*ignore\s+(LF\d{3}(?:[\s,]+LF\d{3})*))")

declare(
    "LF030",
    Severity.WARNING,
    fr=Words(
        "ce commentaire fait taire {code}, qui n’a rien à dire ici",
        "Un commentaire oublié cacherait la prochaine vraie erreur.",
        "Effacez le code du commentaire, ou le commentaire.",
    ),
    en=Words(
        "this comment ignores {code}, which finds nothing here",
        "A forgotten comment would hide the next real mistake.",
        "Delete the code from the comment, or the comment.",
    ),
    bad="duree: 1 h 30  # loosfiches: ignore LF105",
    good="duree: 1h30  # loosfiches: ignore LF105",
)


@dataclass(frozen=True)
class Silence:
    """One code silenced on one line of a file; `span` is the comment's place."""

    file: str
    code: str
    line: int
    span: Span


def silences(sources: Iterable[Source]) -> Iterator[Silence]:
    """Yield the silences of files: a comment speaks of its line, or of the next one when it stands alone."""
    for source in sources:
        for number, line in enumerate(source.lines, 1) if "loosfiches" in source.text else ():
            for match in _COMMENT.finditer(line):
                aim = number if line[: match.start(1)].strip() else number + 1
                span = Span(number, match.start(1) + 1, number, match.end(1) + 1)
                yield from (Silence(source.file, code, aim, span) for code in re.findall(r"LF\d{3}", match[2]))


def drop_silenced(asked: Sequence[Silence], diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings that no comment silences, then the comments that silence nothing."""
    by_place = {(silence.file, silence.line, silence.code): silence for silence in asked}
    used: set[Silence] = set()
    for diagnostic in diagnostics:
        silence = by_place.get((diagnostic.file, diagnostic.span.line, diagnostic.code))
        if silence is None:
            yield diagnostic
        else:
            used.add(silence)
    for silence in asked:
        if silence not in used:
            yield Diagnostic("LF030", silence.file, silence.span, {"code": silence.code})
