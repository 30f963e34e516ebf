"""`# loosfiches: ignore LF402` silences one line; a silence that silences nothing is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.rules import Words, told
from loosfiches.source import Source

_COMMENT = re.compile(r"(?:^|\s)(#\s*loosfiches\s*:\s*ignore\s+(LF\d{3}(?:[\s,]+LF\d{3})*))")

told(
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


def silenced(asked: Sequence[Silence], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings that no comment silences, then the comments that silence nothing."""
    by_place = {(each.file, each.line, each.code): each for each in asked}
    used: set[Silence] = set()
    for diagnostic in found:
        silence = by_place.get((diagnostic.file, diagnostic.span.line, diagnostic.code))
        if silence is None:
            yield diagnostic
        else:
            used.add(silence)
    for each in asked:
        if each not in used:
            yield Diagnostic("LF030", each.file, each.span, {"code": each.code})
