"""A collection's glossary and sources -> leaves, by letter."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Any, Generic, Protocol, TypeVar

from loosfiches.model import words
from loosfiches.model.common import Source
from loosfiches.spelling import plain
from loosfiches.views.filters import address
from loosfiches.views.leaves import Block, leaves_of, lines_of
from loosfiches.views.stock import Line, Stock


@dataclass(frozen=True)
class Meaning:
    """A term of the glossary, and how many lines it takes."""

    term: str
    short: str
    definition: str
    lines: int
    run: str = ""


class Citing(Protocol):
    """What stands for a document that cites."""

    @property
    def code(self) -> str:
        """Its code."""


C = TypeVar("C", bound=Citing)


@dataclass(frozen=True)
class Cited(Generic[C]):
    """A source that documents cite, as the one that says most of it has it; all years and reliabilities told of it."""

    source: Source
    years: tuple[Any, ...]
    trust: tuple[str, ...]
    by: tuple[C, ...]

    @property
    def name(self) -> str:
        """What a source is looked for by."""
        return self.source.auteur or self.source.titre or address(self.source.url or "")

    @property
    def letter(self) -> str:
        """The letter that it stands under."""
        return _letter(self.name)


@dataclass(frozen=True)
class Reference:
    """A source, the words for its reliability, and the documents that cite it."""

    source: Source
    years: tuple[Any, ...]
    trust: tuple[str, ...]
    by: tuple[Line, ...]
    lines: int
    run: str = ""


def glossary(stock: Stock) -> list[dict[str, Any]]:
    """Return the glossary as a dictionary has it, a block for each letter."""
    terms = [
        Meaning(term.terme, term.sigle or "", term.definition or "", _meaning_lines(term))
        for term in stock.collection.glossaire.termes
        if term.terme
    ]
    return _by_letter(stock, sorted(terms, key=lambda each: _key(each.term)), lambda each: each.term)


def _meaning_lines(term: Any) -> int:
    return max(lines_of(f"{term.terme} {term.sigle or ''}", 40), lines_of(term.definition or "", 106))


def sources(stock: Stock) -> list[dict[str, Any]]:
    """Return the sources of the documents in the binder, a block for each letter."""
    told = [(source, stock.line(row, 40)) for row, document in stock.documents for source in document.sources]
    blocks = [
        Block(None, [_reference(stock, each) for each in own], title=letter)
        for letter, own in groupby(cited(told), lambda each: each.letter)
    ]
    return [{"blocks": leaf} for leaf in leaves_of(blocks)]


def cited(told: Iterable[tuple[Source, C]]) -> list[Cited[C]]:
    """Return sources in the order of their names; the same title at the same address is told once.

    Without an address, the year tells two issues of a magazine apart.
    """
    found: dict[tuple[str, str], list[tuple[Source, C]]] = {}
    for source, by in told:
        if title := source.titre or source.url:
            key = plain(title), plain(address(source.url)) if source.url else str(source.annee)
            found.setdefault(key, []).append((source, by))
    return sorted(map(_cited, found.values()), key=lambda each: (_key(each.name), _key(each.source.titre or "")))


def _cited(same: Sequence[tuple[Source, C]]) -> Cited[C]:
    known = [source for source, _ in same]
    return Cited(
        source=max(known, key=lambda each: (bool(each.auteur), bool(each.annee))),
        years=tuple({str(each.annee): each.annee for each in known if each.annee}.values()),
        trust=tuple(key for key in words.FIABILITES if key in {each.fiabilite for each in known}),
        by=tuple({by.code: by for _, by in same}.values()),
    )


def _reference(stock: Stock, each: Cited[Line]) -> Reference:
    source, years = each.source, each.years
    said = tuple(stock.label(words.FIABILITES[key]) for key in each.trust)
    text = (
        " ".join((source.auteur or "", source.titre or "", address(source.url or ""), *said)) + "2026" * len(years) * 4
    )
    return Reference(source, years, said, each.by, max(lines_of(text, 104), ceil(len(each.by) / 4)))


def _by_letter(stock: Stock, rows: Iterable[Any], name: Callable[[Any], str]) -> list[dict[str, Any]]:
    blocks = [Block(None, list(own), title=letter) for letter, own in groupby(rows, lambda row: _letter(name(row)))]
    return [{"blocks": leaf} for leaf in leaves_of(blocks, stock.full)]


def _letter(text: str) -> str:
    """Return the letter that a name stands under; all that begin with a figure or a sign stand together, first."""
    first = _key(text)[:1].upper()
    return first if first.isalpha() else "0–9"


def _key(text: str) -> str:
    """Return what names are sorted by: letters and figures, quotes before them left out."""
    key = re.sub(r"^\W+", "", plain(text).replace("_", " "))
    return key if key[:1].isalpha() else f" {key}"
