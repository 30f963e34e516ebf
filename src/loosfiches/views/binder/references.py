"""A collection's glossary and sources -> leaves, by letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from loosfiches.addresses import shorten
from loosfiches.collection.bibliography import CitedSource, initial, merge_sources
from loosfiches.model import words
from loosfiches.model.classeur import Terme
from loosfiches.model.common import Source
from loosfiches.model.dates import Dating
from loosfiches.spelling import sorting
from loosfiches.views.binder.indexes import Leaves
from loosfiches.views.binder.leaves import Block, leaves_of, lines_of
from loosfiches.views.binder.listing import BinderListing, Line


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
    years: tuple[Dating, ...]
    trust: tuple[str, ...]
    by: tuple[Line, ...]
    lines: int
    run: str = ""


def glossary(stock: BinderListing) -> Leaves:
    """Return the glossary as a dictionary has it, a block for each letter."""
    terms = [
        Meaning(term.terme, term.sigle or "", term.definition or "", _meaning_lines(term))
        for term in stock.collection.glossaire.termes
        if term.terme
    ]
    return _by_letter(stock, sorted(terms, key=lambda each: sorting(each.term)))


def _meaning_lines(term: Terme) -> int:
    return max(lines_of(f"{term.terme} {term.sigle or ''}", 40), lines_of(term.definition or "", 106))


def sources(stock: BinderListing) -> Leaves:
    """Return the sources of the documents in the binder, a block for each letter."""
    citations = [(source, stock.line(row, 40)) for row, document in stock.documents for source in document.sources]
    blocks = [
        Block(None, [_reference(stock, each) for each in group], title=letter)
        for letter, group in groupby(merge_sources(citations), lambda each: each.letter)
    ]
    return [{"blocks": leaf} for leaf in leaves_of(blocks, stock.full)]


def _reference(stock: BinderListing, cited_source: CitedSource[Line]) -> Reference:
    source, years = cited_source.source, cited_source.years
    reliability = tuple(stock.label(words.FIABILITES[key]) for key in cited_source.trust)
    text = (
        " ".join((source.auteur or "", source.titre or "", shorten(source.url or ""), *reliability))
        + "2026" * len(years) * 4
    )
    return Reference(
        source, years, reliability, cited_source.by, max(lines_of(text, 104), ceil(len(cited_source.by) / 4))
    )


def _by_letter(stock: BinderListing, terms: Iterable[Meaning]) -> Leaves:
    blocks = [
        Block(None, list(group), title=letter) for letter, group in groupby(terms, lambda each: initial(each.term))
    ]
    return [{"blocks": leaf} for leaf in leaves_of(blocks, stock.full)]
