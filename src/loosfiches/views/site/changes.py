"""The histories of documents -> what changed, the newest first: for a page, for a feed.

Of a document withdrawn, only its withdrawal is told.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from loosfiches.model.classeur import Classeur
from loosfiches.model.common import Ligne
from loosfiches.views.site.summary import Summary


@dataclass(frozen=True)
class Change:
    """A line of a document's history; `language` is that of its words, `version` 0 where the line says none."""

    code: str
    title: str
    language: str
    state: str
    version: int
    date: datetime.date | None
    kind: str
    reason: str
    approved: str

    @property
    def gone(self) -> bool:
        """Whether the document was withdrawn."""
        return self.state == "retiree"


@dataclass(frozen=True)
class Period:
    """Changes of one edition: `place` says where they stand beside it (before, until, since), "" without an edition."""

    place: str
    changes: Sequence[Change]


def changes(shown: Iterable[Summary], gone: Iterable[Summary], language: str) -> list[Change]:
    """Return the history lines of these documents, the newest first; those of one day in the order of the documents.

    `language` is that of documents that do not say theirs.
    """
    found = [change for summary in shown for change in reversed([*_lines(summary, summary.historique, language)])]
    found += [change for summary in gone for change in _lines(summary, summary.historique[-1:], language)]
    return sorted(found, key=lambda change: change.date or datetime.date.min, reverse=True)


def _lines(summary: Summary, lines: Sequence[Ligne], language: str) -> Iterator[Change]:
    for line in lines:
        yield Change(
            summary.code, summary.titre or summary.code, summary.langue or language, summary.state,
            line.version or 0, line.date, line.changement or "", line.motif or "", line.valide_par or "",
        )  # fmt: skip


def by_edition(found: Sequence[Change], classeur: Classeur) -> list[Period]:
    """Return changes by edition, the newest first.

    Only the edition in preparation is known: what came before its day belongs to it when it is the first, and else to
    it or to a former one.
    """
    edition = classeur.edition
    day = edition.date if edition else None
    if not (edition and edition.numero and day):
        return [Period("", found)] if found else []
    since = [change for change in found if change.date and change.date > day]
    until = [change for change in found if not change.date or change.date <= day]
    periods = (Period("since", since), Period("of" if edition.numero == 1 else "until", until))
    return [period for period in periods if period.changes]


def by_day(found: Iterable[Change]) -> list[tuple[datetime.date | None, list[Change]]]:
    """Return changes by day, in their order."""
    return [(day, list(own)) for day, own in groupby(found, lambda change: change.date)]


def by_document(found: Iterable[Change]) -> Mapping[str, list[Change]]:
    """Return changes by document, the one that changed last first."""
    rows: dict[str, list[Change]] = {}
    for change in found:
        rows.setdefault(change.code, []).append(change)
    return rows
