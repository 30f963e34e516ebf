"""The sources that documents cite -> each listed once, with the documents that cite it, in alphabetical order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from loosfiches.addresses import shorten
from loosfiches.model import words
from loosfiches.model.common import Source
from loosfiches.model.dates import Dating
from loosfiches.spelling import plain, sorting


class Citing(Protocol):
    """A document that cites sources."""

    @property
    def code(self) -> str:
        """Its code."""


C = TypeVar("C", bound=Citing)


@dataclass(frozen=True)
class CitedSource(Generic[C]):
    """A source that documents cite, as the most complete citation has it; all its years and reliabilities."""

    source: Source
    years: tuple[Dating, ...]
    trust: tuple[str, ...]
    by: tuple[C, ...]

    @property
    def name(self) -> str:
        """What a source is looked for by."""
        return self.source.auteur or self.source.titre or shorten(self.source.url or "")

    @property
    def letter(self) -> str:
        """The letter that it stands under."""
        return initial(self.name)


def merge_sources(told: Iterable[tuple[Source, C]]) -> list[CitedSource[C]]:
    """Return sources in the order of their names; the same title at the same address is listed once.

    Without an address, the year tells two issues of a magazine apart.
    """
    found: dict[tuple[str, str], list[tuple[Source, C]]] = {}
    for source, by in told:
        if title := source.titre or source.url:
            key = _plain(title), _plain(shorten(source.url)) if source.url else str(source.annee)
            found.setdefault(key, []).append((source, by))
    return sorted(map(_merge, found.values()), key=lambda each: (sorting(each.name), sorting(each.source.titre or "")))


def _merge(same: Sequence[tuple[Source, C]]) -> CitedSource[C]:
    known = [source for source, _ in same]
    return CitedSource(
        source=max(known, key=lambda each: (bool(each.auteur), bool(each.annee))),
        years=tuple({str(each.annee): each.annee for each in known if each.annee}.values()),
        trust=tuple(key for key in words.FIABILITES if key in {each.fiabilite for each in known}),
        by=tuple({by.code: by for _, by in same}.values()),
    )


#: A title is compared, sorted by and put under its letter.
_plain = lru_cache(maxsize=10_000)(plain)


def initial(text: str) -> str:
    """Return the letter that a name stands under; all that begin with a figure or a sign stand together, first."""
    first = sorting(text)[:1].upper()
    return first if first.isalpha() else "0–9"
