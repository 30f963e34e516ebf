"""The documents of a site as its lists show them: cards, section by section, from the home and from the pages below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loosfiches.collection.register import Index
from loosfiches.model.classeur import Section
from loosfiches.views.page import Place
from loosfiches.views.site.summary import Summary

#: What leads from a page to the home's folder: nothing from the home, one step up from the others.
HOME, BELOW = "", "../"


@dataclass(frozen=True)
class Card:
    """A document as a list shows it."""

    document: Summary
    href: str
    place: Place

    @property
    def code(self) -> str:
        """The document's code."""
        return self.document.code


@dataclass(frozen=True)
class SectionCards:
    """A section with what stands in it; `gone` are the documents withdrawn, each with the one that replaces it."""

    place: Place
    section: Section
    href: str
    cards: Sequence[Card]
    gone: Sequence[tuple[Summary, Card | None]]


@dataclass(frozen=True, eq=False)
class Sections:
    """All that lists show: `shown` and `gone` are the documents that are there and those withdrawn, in order."""

    register: Index
    places: Mapping[str, Place]
    shown: Sequence[Summary]
    gone: Sequence[Summary]

    def seen_from(self, root: str) -> list[SectionCards]:
        """Return the sections as a page shows them; `root` leads from it to the home's folder."""
        return [self._section_cards(section, root) for section in self.register.sections]

    def neighbours(self, code: str) -> tuple[Card | None, Card | None]:
        """Return the documents before and after one in its section."""
        return self._neighbours[code]

    @cached_property
    def cards(self) -> Mapping[str, Mapping[str, Card]]:
        """The documents by code, as the home shows them and as the pages below do."""
        return {root: {summary.code: self._card(summary, root) for summary in self.shown} for root in (HOME, BELOW)}

    @cached_property
    def hrefs(self) -> Mapping[str, Mapping[str, str]]:
        """Where each code leads, from the home and from the pages below."""
        return {root: {code: card.href for code, card in cards.items()} for root, cards in self.cards.items()}

    @cached_property
    def in_english(self) -> list[SectionCards]:
        """The sections with those of their documents that have a title or a summary in English."""
        shelves = [replace(each, cards=[*filter(_in_english, each.cards)]) for each in self.seen_from(BELOW)]
        return [shelf for shelf in shelves if shelf.cards]

    def _card(self, summary: Summary, root: str) -> Card:
        return Card(summary, f"{root}{summary.code.lower()}/index.html", self.places[summary.code[0]])

    def _section_cards(self, section: Section, root: str) -> SectionCards:
        letter, cards = section.lettre or "", self.cards[root]
        return SectionCards(
            place=self.places[letter],
            section=section,
            href=f"{root}{letter.lower()}/index.html",
            cards=self._rows[root].get(letter, []),
            gone=[(each, cards.get(each.remplacee_par or "")) for each in self.gone if each.code[0] == letter],
        )

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, list[Card]]]:
        """The cards of each section."""
        rows: dict[str, dict[str, list[Card]]] = {root: {} for root in self.cards}
        for root, cards in self.cards.items():
            for code, card in cards.items():
                rows[root].setdefault(code[0], []).append(card)
        return rows

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Card | None, Card | None]]:
        found: dict[str, tuple[Card | None, Card | None]] = {}
        for row in self._rows[BELOW].values():
            around = [None, *row, None]
            found |= {card.code: (around[at], around[at + 2]) for at, card in enumerate(row)}
        return found


def _in_english(card: Card) -> bool:
    words = card.document.traductions.get("en")
    return bool(words and (words.titre or words.resume))
