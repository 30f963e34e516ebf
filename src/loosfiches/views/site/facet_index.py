"""Cards of documents -> the choices that pages offer, and the list of fiches for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from loosfiches.views.site.choosing import Choice, Facet
from loosfiches.views.site.sections import Card


class Row(NamedTuple):
    """A document in a list of rows."""

    code: str
    title: str
    href: str
    letter: str


class Offer(NamedTuple):
    """A choice as the home offers it: the page where its list is, and how many documents that has."""

    key: str
    label: str
    page: str
    documents: int


class Question(NamedTuple):
    """A facet with the choices worth offering."""

    name: str
    question: str
    anything: str
    offers: Sequence[Offer]


@dataclass(frozen=True)
class Kept:
    """The documents that answer one choice."""

    facet: Facet
    choice: Choice
    rows: Sequence[Row]

    @property
    def page(self) -> str:
        """The page's name from the site's root."""
        return f"choisir/{self.facet.name}-{self.choice.key.replace('_', '-')}.html"

    @property
    def offer(self) -> Offer:
        """The choice as the home offers it."""
        return Offer(self.choice.key, self.choice.label, self.page, len(self.rows))


@dataclass(frozen=True, eq=False)
class FacetIndex:
    """What is offered of `cards`: documents as pages below the home show them."""

    facets: Sequence[Facet]
    cards: Sequence[Card]

    @cached_property
    def answers(self) -> Mapping[str, Sequence[int | None]]:
        """Which choices each fiche answers, for each facet, by code: one bit each; None where it does not say."""
        return {card.document.code: [facet.answered(card.document) for facet in self.facets] for card in self._fiches}

    @cached_property
    def lists(self) -> list[Kept]:
        """A list for each choice worth offering: some fiches answer it, not all of them."""
        answers = [self.answers[card.document.code] for card in self._fiches]
        every = [
            Kept(
                facet,
                choice,
                [row for row, bits in zip(self._rows, answers, strict=True) if (bits[number] or 0) >> rank & 1],
            )
            for number, facet in enumerate(self.facets)
            for rank, choice in enumerate(facet.choices)
        ]
        return [kept for kept in every if 0 < len(kept.rows) < len(self._fiches)]

    @property
    def questions(self) -> list[Question]:
        """The questions of the form that have choices, with those."""
        offers = {facet.name: [kept.offer for kept in self.lists if kept.facet is facet] for facet in self.facets}
        return [Question(facet.name, facet.question, facet.anything, offers[facet.name]) for facet in self.facets
                if offers[facet.name]]  # fmt: skip

    @property
    def fiches(self) -> Mapping[str, Sequence[Row]]:
        """The fiches of each section."""
        found: dict[str, list[Row]] = {}
        for row in self._rows:
            found.setdefault(row.letter, []).append(row)
        return found

    @cached_property
    def _fiches(self) -> Sequence[Card]:
        return [card for card in self.cards if card.document.kind == "fiche"]

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return [*map(_row, self._fiches)]


def _row(card: Card) -> Row:
    return Row(card.document.code, card.document.titre or card.document.code, card.href, card.place.letter)
