"""A collection's glossary and sources -> leaves, by letter."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Any

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
    """Return the sources of the documents in the binder; the same title at the same address is told once.

    Without an address, the year tells two issues of a magazine apart.
    """
    found: dict[tuple[str, str], list[tuple[Source, Line]]] = {}
    for row, document in stock.documents:
        for source in document.sources:
            if title := source.titre or source.url:
                key = plain(title), plain(address(source.url)) if source.url else str(source.annee)
                found.setdefault(key, []).append((source, stock.line(row, 40)))
    merged = [_reference(stock, each) for each in found.values()]
    return _by_letter(stock, sorted(merged, key=lambda each: (_key(_name(each)), _key(each.source.titre or ""))), _name)


def _reference(stock: Stock, same: Sequence[tuple[Source, Line]]) -> Reference:
    known = [source for source, _ in same]
    best = max(known, key=lambda each: (bool(each.auteur), bool(each.annee)))
    trust = [key for key in words.FIABILITES if key in {each.fiabilite for each in known}]
    by = tuple({line.code: line for _, line in same}.values())
    years = tuple({str(each.annee): each.annee for each in known if each.annee}.values())
    said = tuple(stock.label(words.FIABILITES[key]) for key in trust)
    text = " ".join((best.auteur or "", best.titre or "", address(best.url or ""), *said)) + "2026" * len(years) * 4
    return Reference(best, years, said, by, max(lines_of(text, 104), ceil(len(by) / 4)))


def _name(reference: Reference) -> str:
    """Return what a source is looked for by."""
    return reference.source.auteur or reference.source.titre or address(reference.source.url or "")


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
