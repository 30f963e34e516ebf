"""A collection -> the web site, as files: pages that link by relative address and ask nothing of anyone else.

Every page but the home is one folder deep, and names the files it links to: the site works from a disk as from a
server. Nothing of a document that may not be published is given to a template.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from loosfiches.collection import Collection, Entry, publishable
from loosfiches.model.classeur import Section, Terme
from loosfiches.model.common import Document
from loosfiches.model.recit import Recit
from loosfiches.spelling import plain
from loosfiches.templates import Templates
from loosfiches.views import attachments, site_colours
from loosfiches.views.markdown import Setting
from loosfiches.views.page import RELATIONS, Frame, Place, frame, page, places, published

#: What leads from a page to the home's folder: nothing from the home, one step up from the others.
HOME, BELOW = "", "../"


@dataclass(frozen=True)
class Card:
    """A document as a list shows it."""

    entry: Entry
    href: str
    place: Place

    @property
    def document(self) -> Any:
        """The document."""
        return self.entry.document


@dataclass(frozen=True)
class Shelf:
    """A section with what stands in it; `gone` are the documents withdrawn, each with the one that replaces it."""

    place: Place
    section: Section
    href: str
    cards: Sequence[Card]
    gone: Sequence[tuple[Document, Card | None]]


def build(
    collection: Collection, templates: Templates, in_force: bool = False, fonts: Mapping[str, bytes] | None = None
) -> Mapping[str, bytes]:
    """Return the site's files by name; `fonts` are the faces by file name. Raises Faulty for a faulty template."""
    return dict(Site(collection, templates, in_force, fonts or {}).files())


def shown(collection: Collection, in_force: bool = False) -> list[Entry]:
    """Return the documents that the site shows, section by section."""
    return published(collection, "site", in_force)


def withheld(collection: Collection) -> list[Entry]:
    """Return the public récits whose people have not agreed, or not to the web."""
    every = [entry for entry in collection.by_code.values() if isinstance(entry.document, Recit)]
    told = [entry for entry in every if entry.document.public and entry.document.state != "retiree"]
    return [entry for entry in told if not publishable(entry, "site")]


def _gone(entry: Entry) -> bool:
    return entry.document.state == "retiree" and publishable(entry, "site")


def _in_english(card: Card) -> bool:
    words = card.document.traductions.get("en")
    return bool(words and (words.titre or words.resume))


@dataclass(frozen=True, eq=False)
class Site:
    """One site in the making."""

    collection: Collection
    templates: Templates
    in_force: bool
    fonts: Mapping[str, bytes]
    carried: dict[str, bytes] = field(default_factory=dict)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file's name and content; those that documents carry come after all pages."""
        yield self._page("index.html", "home", shelves=self._shelves(HOME))
        for shelf in self._shelves(BELOW):
            yield self._page(f"{shelf.place.letter.lower()}/index.html", "section", shelf=shelf, place=shelf.place)
        yield from map(self._document, self.entries)
        if self.terms:
            yield self._page("glossaire/index.html", "glossary", terms=self.terms)
        if self.translated:
            yield self._page("en/index.html", "english", language="en", shelves=self.translated)
        yield "site.css", self._stylesheet.encode()
        yield from ((f"fonts/{name}", content) for name, content in self.fonts.items())
        yield from self.carried.items()

    @cached_property
    def entries(self) -> list[Entry]:
        """The documents of the site, in order."""
        return shown(self.collection, self.in_force)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The sections by letter."""
        return places(self.collection)

    @cached_property
    def frame(self) -> Frame:
        """What every page repeats."""
        return frame(self.collection.classeur)

    @cached_property
    def cards(self) -> Mapping[str, Mapping[str, Card]]:
        """The documents by code, as the home shows them and as the pages below do."""
        return {root: {each.code: self._card(each, root) for each in self.entries} for root in (HOME, BELOW)}

    @cached_property
    def hrefs(self) -> Mapping[str, Mapping[str, str]]:
        """Where each code leads, from the home and from the pages below."""
        return {root: {code: card.href for code, card in cards.items()} for root, cards in self.cards.items()}

    @cached_property
    def terms(self) -> list[Terme]:
        """The glossary's terms as a dictionary has them."""
        known = [term for term in self.collection.glossaire.termes if term.terme]
        return sorted(known, key=lambda term: plain(term.terme or ""))

    @cached_property
    def translated(self) -> list[Shelf]:
        """The sections with those of their documents that have a title or a summary in English."""
        shelves = [replace(each, cards=[*filter(_in_english, each.cards)]) for each in self._shelves(BELOW)]
        return [shelf for shelf in shelves if shelf.cards]

    @cached_property
    def _stylesheet(self) -> str:
        sheet = self.templates.render("site/site.css", self.frame.language, fonts=sorted(self.fonts))
        return sheet + site_colours.lines(self.places.values())

    def _card(self, entry: Entry, root: str) -> Card:
        return Card(entry, f"{root}{entry.code.lower()}/index.html", self.places[entry.code[0]])

    def _shelves(self, root: str) -> list[Shelf]:
        return [self._shelf(section, root) for section in self.collection.sections]

    def _shelf(self, section: Section, root: str) -> Shelf:
        letter, cards = section.lettre or "", self.cards[root]
        gone = [each.document for each in self.collection.of_section(letter) if _gone(each)]
        return Shelf(
            place=self.places[letter],
            section=section,
            href=f"{root}{letter.lower()}/index.html",
            cards=self._row(letter, root),
            gone=[(document, cards.get(document.remplacee_par or "")) for document in gone],
        )

    def _row(self, letter: str, root: str) -> list[Card]:
        return [card for code, card in self.cards[root].items() if code.startswith(letter)]

    def _document(self, entry: Entry) -> tuple[str, bytes]:
        made = page(self.collection, entry, self.hrefs[BELOW], incoming=True)
        attached = attachments.attached(self.collection.project, entry.document)
        self.carried.update({each.name: each.body for each in attached.values()})
        return self._page(
            f"{entry.code.lower()}/index.html", entry.kind, language=made.language, page=made, place=made.place,
            document=made.document, setting=made.setting, attached=attached, neighbours=self._neighbours(entry),
            relations=list(dict.fromkeys(RELATIONS.values())),
        )  # fmt: skip

    def _neighbours(self, entry: Entry) -> tuple[Card | None, Card | None]:
        """Return the documents before and after this one in its section."""
        row = [None, *self._row(entry.code[0], BELOW), None]
        at = row.index(self.cards[BELOW][entry.code])
        return row[at - 1], row[at + 1]

    def _page(self, name: str, template: str, language: str = "", **values: Any) -> tuple[str, bytes]:
        """Compose one page: `values` are its own, the rest is what every page is given."""
        language = language or self.frame.language
        common = self._common(name, language)
        return name, self.templates.render(f"site/{template}.html", language, **{**common, **values}).encode()

    def _common(self, name: str, language: str) -> dict[str, Any]:
        root = BELOW if "/" in name else HOME
        hrefs = self.hrefs[root]
        return {
            "frame": self.frame, "classeur": self.collection.classeur, "lists": self.frame.lists, "place": None,
            "root": root, "here": name.removesuffix("index.html"), "menu": list(self.places.values()),
            "has_terms": bool(self.terms), "has_english": bool(self.translated), "fonts": sorted(self.fonts),
            "setting": Setting(language, lambda code: hrefs.get(code.partition("#")[0], ""), lambda _name: None),
            "languages": {code: each for code, each in self._spoken.items() if each != language},
        }  # fmt: skip

    @cached_property
    def _spoken(self) -> Mapping[str, str]:
        """The language of each document."""
        return {entry.code: entry.document.langue or self.frame.language for entry in self.entries}
