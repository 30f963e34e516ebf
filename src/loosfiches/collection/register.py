"""What rules that compare documents need of each: its code, its state, its links; not its content."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from loosfiches.collection.links import Link
from loosfiches.collection.project import APART, Files, Project
from loosfiches.diagnostics import Span
from loosfiches.model.classeur import Classeur, Glossaire, Section
from loosfiches.source import Source


@dataclass(frozen=True, eq=False)
class ProjectContext:
    """What is known before any document is read.

    `files` are those of the project; `spoilt` names the files of the classeur and the glossary that were read, with
    the fields not understood there; `today` is the date of the reading: nothing else asks the clock.
    """

    project: Project
    classeur: Classeur
    glossaire: Glossaire
    spoilt: Mapping[str, frozenset[str]]
    files: Files
    today: datetime.date

    @property
    def documents(self) -> list[str]:
        """The names of the files that hold documents."""
        return [name for name in self.files if name not in APART]

    @property
    def sections(self) -> Sequence[Section]:
        """The classeur's sections that have a letter, in its order."""
        return [section for section in self.classeur.sections if section.lettre]


@dataclass(frozen=True)
class Card:
    """What others need to know of one document.

    `spoilt` are its top fields that were written but not understood; `place` is that of its code; `mentions` are the
    documents that it names and does not link to.
    """

    file: str
    kind: str
    code: str
    titre: str
    state: str
    remplacee_par: str
    spoilt: frozenset[str]
    place: Span
    links: Sequence[Link]
    mentions: Sequence[Link] = ()


@dataclass(frozen=True, eq=False)
class Index(ProjectContext):
    """A card for each document of a project; `sources` are the files of the classeur and the glossary."""

    cards: Sequence[Card]
    sources: Mapping[str, Source]

    @cached_property
    def by_code(self) -> Mapping[str, Card]:
        """The document of each code; of several, the first whose file name has the code, else the first."""
        index: dict[str, Card] = {}
        for card in sorted(self.cards, key=lambda card: (not _has_code_in_name(card), card.file)):
            if card.code:
                index.setdefault(card.code, card)
        return index

    def of_section(self, letter: str) -> list[str]:
        """Return the codes of a section in their order, those of its `ordre` first."""
        order = next((section.ordre for section in self.sections if section.lettre == letter), ())
        first = {code: number for number, code in enumerate(order)}
        codes = [code for code in self.by_code if code.startswith(letter)]
        return sorted(codes, key=lambda code: (first.get(code, len(first)), rank(code)))

    @cached_property
    def unread(self) -> frozenset[str]:
        """The codes that occur in file names but not in the documents, as far as these could be read."""
        codes = {card.file: card.code for card in self.cards if "code" not in card.spoilt}
        names = {file: re.match(r"[A-Z]-[0-9]{2,3}(?![0-9])", file.rpartition("/")[2]) for file in self.files}
        return frozenset(match[0] for file, match in names.items() if match and codes.get(file) != match[0])

    @cached_property
    def incoming(self) -> Mapping[str, Sequence[Link]]:
        """The links that reach each code, in the order of the codes they come from."""
        index: dict[str, list[Link]] = {code: [] for code in self.by_code}
        for card in self.cards:
            for link in card.links:
                index.setdefault(link.target, []).append(link)
        return index


def _has_code_in_name(card: Card) -> bool:
    return card.file.rpartition("/")[2].startswith(card.code)


def build_index(premises: ProjectContext, cards: Iterable[Card], sources: Mapping[str, Source]) -> Index:
    """Return the index of these cards, sorted by code."""
    values = {item.name: getattr(premises, item.name) for item in fields(ProjectContext)}
    return Index(**values, cards=sorted(cards, key=lambda card: (rank(card.code), card.file)), sources=sources)


def rank(code: str) -> tuple[str, int]:
    """Return the sort key of a code: letter, then number (A-99 before A-100)."""
    letter, _, number = code.partition("-")
    return letter, int(number or 0)
