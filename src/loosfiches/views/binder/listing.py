"""The documents of a binder for its lists and indexes: published ones only, in the order of the binder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from loosfiches.collection import Collection, Entry, is_publishable
from loosfiches.language import translator
from loosfiches.model.common import Document
from loosfiches.model.fiche import Fiche
from loosfiches.model.words import Word
from loosfiches.text.typography import typeset
from loosfiches.views.binder.leaves import LINES, Block, Row, lines_of
from loosfiches.views.page import Frame, Place, frame, places


@dataclass(frozen=True)
class Line:
    """A document in an index: its section gives its colour; `note` stands at the end of the line."""

    code: str
    title: str
    href: str
    place: Place
    lines: int = 1
    note: str = ""

    @property
    def run(self) -> str:
        """What its neighbours of the same section share."""
        return self.code[:1]


@dataclass(frozen=True, eq=False)
class BinderListing:
    """The documents of one binder; `rows` are by code, in order, and nothing else may be named.

    `full` is how many lines a leaf of a list holds.
    """

    collection: Collection
    rows: Mapping[str, Row]
    full: int = LINES

    @cached_property
    def frame(self) -> Frame:
        """What every page repeats."""
        return frame(self.collection.classeur)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The sections by letter."""
        return places(self.collection)

    @cached_property
    def blocks(self) -> list[Block[Row]]:
        """The sections that hold something, with their rows."""
        return _blocks(self.places, self.rows.values())

    @cached_property
    def current(self) -> list[Block[Row]]:
        """The sections with their documents in force, and those withdrawn, which say what replaces them."""
        kept = [row for row in self.rows.values() if row.state == "en_vigueur"]
        return _blocks(self.places, [*kept, *map(self._gone, filter(_withdrawn, self.collection.by_code.values()))])

    @cached_property
    def documents(self) -> list[tuple[Row, Document]]:
        """The documents with their rows."""
        return [(row, self.collection.by_code[code].document) for code, row in self.rows.items()]

    @cached_property
    def fiches(self) -> list[tuple[Row, Fiche]]:
        """The fiches with their rows."""
        return [(row, document) for row, document in self.documents if isinstance(document, Fiche)]

    def line(self, row: Row, width: float, note: str = "") -> Line:
        """Return a document's line, its title in so many millimetres."""
        return Line(row.code, row.title, row.href, self.places[row.code[0]], lines_of(row.title, width), note)

    def label(self, word: Word) -> str:
        """Return a word in the language of the frame."""
        return typeset(word.fr if self.in_french else word.en, self.frame.language)

    def said(self, message: str) -> str:
        """Return a message (English) in the language of the frame."""
        return translator(self.frame.language)(message)

    @property
    def in_french(self) -> bool:
        """Tell whether the frame speaks French."""
        return self.frame.language.startswith("fr")

    def _gone(self, entry: Entry) -> Row:
        document, instead = entry.document, entry.document.remplacee_par or ""
        heir = instead if instead in self.rows else ""
        return Row(entry.code, document.titre or "", None, document.updated, "retiree", 0, "", 2 if heir else 1, heir)


def _blocks(places: Mapping[str, Place], rows: Iterable[Row]) -> list[Block[Row]]:
    listed = list(rows)
    by_letter = {letter: [row for row in listed if row.code.startswith(letter)] for letter in places}
    return [Block(places[letter], kept) for letter, kept in by_letter.items() if kept]


def _withdrawn(entry: Entry) -> bool:
    return entry.document.state == "retiree" and is_publishable(entry, "papier")
