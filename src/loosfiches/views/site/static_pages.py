"""The pages of a site that no document has: sources, what changed, licence, accessibility, not found, withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from loosfiches.collection.bibliography import CitedSource, merge_sources
from loosfiches.pictures.pieces import PIECES
from loosfiches.views.site.changes import Change, by_day, by_document, by_edition
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.pagination import Portion, portions
from loosfiches.views.site.summary import Summary

#: Where the list by edition and the list by document begin.
BY_EDITION, BY_DOCUMENT = "changements/index.html", "changements/documents.html"
#: A page: its name, its template, what this is given, and what decides it where that is told faster than by `repr`.
Page = tuple[str, str, Mapping[str, Any], str]


@dataclass(frozen=True)
class Mark:
    """A document where others are told of: its code, title and state."""

    code: str
    title: str
    state: str


def pages(contents: Contents, own_templates: Sequence[str]) -> Iterator[Page]:
    """Yield the pages, lists in as many as keep them light."""
    yield from _sources(contents)
    yield from _changes(contents)
    yield "licence/index.html", "licence", {"others": _licences(contents), "example": _example(contents)}, ""
    yield "accessibilite/index.html", "accessibility", {"pieces": _pieces(contents), "own": own_templates}, ""
    yield "404.html", "missing", {"root": start(contents.frame.url_base)}, ""
    for summary in contents.gone:
        yield f"{summary.code.lower()}/index.html", "withdrawn", _withdrawn(contents, summary), ""


def mark(summary: Summary) -> Mark:
    """Return what others show of a document."""
    return Mark(summary.code, summary.titre or summary.code, summary.state)


def start(url_base: str) -> str:
    """Return where the site begins on its server, as a page served at any depth must say it.

    The path alone: the page is as right on a server where the site is tried as on its own.
    """
    return urlsplit(url_base).path.rstrip("/") + "/"


# Sources


def _sources(contents: Contents) -> Iterator[Page]:
    rows = references(contents.shown)
    whole = portions(rows, "sources/index.html", lambda portion: 1 + len(portion.by) // 4) if rows else []
    letters = _letters(whole)
    for portion in whole:
        blocks = [(letter, list(own)) for letter, own in groupby(portion.rows, lambda row: row.letter)]
        values = {"portion": portion, "blocks": blocks, "letters": letters}
        yield portion.name, "sources", values, repr((portion.names, letters, [*map(_source_facts, portion.rows)]))


def _letters(whole: Sequence[Portion[CitedSource[Mark]]]) -> Mapping[str, str]:
    """Return where each letter begins: the name of a page."""
    found: dict[str, str] = {}
    for portion in whole:
        for row in portion.rows:
            found.setdefault(row.letter, portion.name)
    return found


def _source_facts(row: CitedSource[Mark]) -> tuple[object, ...]:
    """Return all that the list says of a source, as what is told apart fast."""
    source = row.source
    return (
        source.titre,
        source.auteur,
        source.url,
        [*map(str, row.years)],
        row.trust,
        [document.code for document in row.by],
    )


def references(shown: Sequence[Summary]) -> list[CitedSource[Mark]]:
    """Return the sources of the documents shown, and who cites them."""
    return merge_sources((source, mark(summary)) for summary in shown for source in summary.sources)


# What changed


def _changes(contents: Contents) -> Iterator[Page]:
    if not contents.changes:
        return
    for portion in portions(contents.changes, BY_EDITION):
        periods = [(period, by_day(period.changes)) for period in by_edition(portion.rows, contents.register.classeur)]
        values = {"portion": portion, "periods": periods}
        yield portion.name, "changes", values, _facts(portion.names, portion.rows)
    histories = list(by_document(contents.changes).values())
    for page in portions(histories, BY_DOCUMENT, lambda history: 1 + len(history)):
        lines = [line for history in page.rows for line in history]
        yield page.name, "changes_by_document", {"portion": page}, _facts(page.names, lines)


def _facts(names: Sequence[str], lines: Sequence[Change]) -> str:
    """Return what decides a page of changes."""
    return repr((names, [tuple(vars(each).values()) for each in lines]))


# Licence, accessibility, withdrawn


def _licences(contents: Contents) -> Mapping[str, Sequence[Mark]]:
    """Return the documents under another licence than the classeur's, by licence."""
    found: dict[str, list[Mark]] = {}
    for summary in contents.shown:
        if summary.licence and summary.licence != contents.frame.licence:
            found.setdefault(summary.licence, []).append(mark(summary))
    return found


def _example(contents: Contents) -> Mapping[str, object] | None:
    """Return what a citation says of a document: of a fiche in force if there is one."""
    first = min(
        contents.shown, key=lambda summary: (summary.kind != "fiche", summary.state != "en_vigueur"), default=None
    )
    names = ("code", "titre", "auteurs", "version", "updated", "langue")
    return {name: getattr(first, name) for name in names} if first else None


def _pieces(contents: Contents) -> Sequence[str]:
    """Return the kinds of files to take away, in letters."""
    found = {PurePosixPath(name).suffix.lower() for summary in contents.shown for name in summary.pieces}
    return sorted(kind[1:].upper() for kind in found & PIECES)


def _withdrawn(contents: Contents, summary: Summary) -> Mapping[str, object]:
    """Return what is said of a document withdrawn: nothing of its text."""
    last = summary.historique[-1] if summary.historique else None
    heir = contents.by_code.get(summary.remplacee_par or "")
    return {
        "gone": mark(summary),
        "language": contents.frame.language,
        "spoken": summary.langue or contents.frame.language,
        "place": contents.places[summary.code[0]],
        "date": summary.updated,
        "reason": (last and last.changement == "retrait" and last.motif) or "",
        "heir": mark(heir) if heir and heir.code in contents.hrefs[""] else None,
    }
