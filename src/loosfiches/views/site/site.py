"""Documents -> the web site, file by file: pages that link by relative address and ask nothing of anyone else.

Every page but the home is one folder deep, and names the files it links to: the site works from a disk as from a
server. Nothing of a document that may not be published is given to a template.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from loosfiches.build.digest import digest
from loosfiches.collection import Entry
from loosfiches.collection.register import Register
from loosfiches.model.classeur import Terme
from loosfiches.print.fonts import web_ranges
from loosfiches.spelling import plain
from loosfiches.templates import Templates
from loosfiches.views.citing import Cited
from loosfiches.views.markdown import Setting
from loosfiches.views.naming import Naming
from loosfiches.views.page import Frame, Place, frame, page, places, targets
from loosfiches.views.site import colours, feeds, machines, prose
from loosfiches.views.site.beside import BARE, Aside, Supply
from loosfiches.views.site.catalogue import Catalogue
from loosfiches.views.site.changes import Change, changes
from loosfiches.views.site.choosing import facets
from loosfiches.views.site.offering import Offering
from loosfiches.views.site.portions import portions
from loosfiches.views.site.scripts import Scripts
from loosfiches.views.site.shelves import BELOW, HOME, Shelves
from loosfiches.views.site.summary import Summary


@dataclass(frozen=True)
class Output:
    """A file of the site, not made yet: its name, all that its content depends on but code and templates, its maker.

    `file` is that of the document that must be read to make it: `make` is given its entry.
    """

    name: str
    facts: str
    make: Callable[..., bytes]
    file: str = ""


@dataclass(frozen=True, eq=False)
class Site:
    """One site in the making: `summaries` are those of all documents, by file; `fonts` are the faces by file name."""

    register: Register
    summaries: Mapping[str, Summary]
    templates: Templates
    in_force: bool = False
    fonts: Mapping[str, bytes] | None = None
    supply: Supply = BARE

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the site."""
        known = [*self._files(), *(Output(*each) for each in machines.files(self.catalogue))]
        yield from known
        yield from (Output(*each) for each in feeds.maps(self, [each.name for each in known]))

    def _files(self) -> Iterator[Output]:
        """Yield the files that people read, and what goes along with them."""
        yield self._page("index.html", "home", shelves=self.shelves.seen_from(HOME), questions=self.offering.questions)
        yield self._page("comparer/index.html", "compare", fiches=self.offering.fiches)
        yield from self._lists()
        for each in self.shown:
            yield from self.files_of(each)
        if self.terms:
            yield self._page("glossaire/index.html", "glossary", terms=self.terms)
        if self.shelves.in_english:
            yield self._page("en/index.html", "english", language="en", shelves=self.shelves.in_english)
        for name, template, values, told in prose.pages(self):
            yield self._page(name, template, told=told, **values)
        own = colours.lines(self.places.values())
        yield Output("site.css", repr((own, self.faces)), lambda: self._stylesheet(own))
        for name, content in (self.fonts or {}).items():
            yield Output(f"fonts/{name}", str(len(content)), partial(bytes, content))
        for name in ("site.js", "icon.svg"):
            yield Output(name, "", lambda name=name: self.templates.source(f"site/{name}").encode())
        yield from (Output(*each) for each in (*self.scripts.files(), *self.aside.files()))

    def _lists(self) -> Iterator[Output]:
        """Yield the documents that answer a choice, and those of a section."""
        for kept in self.offering.lists:
            for each in portions(kept.rows, kept.page):
                told = repr((kept.facet, kept.choice, len(kept.rows), each))
                yield self._page(each.name, "choice", told=told, kept=kept, portion=each)
        for shelf in self.shelves.seen_from(BELOW):
            for each in portions(shelf.cards, f"{shelf.place.letter.lower()}/index.html", lambda _card: 2):
                yield self._page(each.name, "section", shelf=shelf, portion=each, place=shelf.place)

    def files_of(self, each: Summary) -> Iterator[Output]:
        """Yield the files of one document."""
        yield self._document(each)
        for found in (
            machines.data_file(self.catalogue, each),
            self.scripts.compared(each),
            self.aside.source(each),
        ):
            if found:
                yield Output(*found, each.file)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What machines are told."""
        return Catalogue(self)

    @cached_property
    def shown(self) -> list[Summary]:
        """The documents of the site, section by section."""
        states = {"en_vigueur"} if self.in_force else {"brouillon", "en_relecture", "en_vigueur"}
        return [each for each in self._known if each.shown and each.state in states]

    @cached_property
    def gone(self) -> list[Summary]:
        """The documents withdrawn, section by section: they are named, their text is not told."""
        return [each for each in self._known if each.shown and each.state == "retiree"]

    @cached_property
    def _known(self) -> list[Summary]:
        return [self.by_code[code] for letter in self.places for code in self.register.of_section(letter)]

    @cached_property
    def changes(self) -> list[Change]:
        """What changed, the newest first."""
        return changes(self.shown, self.gone, self.frame.language)

    @cached_property
    def references(self) -> list[Cited[prose.Mark]]:
        """The sources that documents cite."""
        return prose.references(self.shown)

    @cached_property
    def _has_sources(self) -> bool:
        """Whether there are `references`, which take a while to tell and only one process needs."""
        return any(source.titre or source.url for each in self.shown for source in each.sources)

    @cached_property
    def in_france(self) -> bool:
        """Whether French law says what a statement of accessibility holds."""
        return prose.in_france(self)

    @cached_property
    def has_feed(self) -> bool:
        """Whether there is a feed: it wants addresses of the web, and a day."""
        return bool(self.frame.url_base) and any(each.date for each in self.changes)

    @cached_property
    def has_pairs(self) -> bool:
        """Whether there are two fiches to compare."""
        return sum(each.kind == "fiche" for each in self.shown) > 1

    @cached_property
    def by_code(self) -> Mapping[str, Summary]:
        """All documents by code."""
        return {code: self.summaries[card.file] for code, card in self.register.by_code.items()}

    @cached_property
    def aside(self) -> Aside:
        """What stands beside the pages of documents."""
        return Aside(self.register, self.shown, self.supply)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The sections by letter."""
        return places(self.register)

    @cached_property
    def frame(self) -> Frame:
        """What every page repeats."""
        return frame(self.register.classeur)

    @cached_property
    def faces(self) -> list[str]:
        """The names of the fonts' files."""
        return sorted(self.fonts or ())

    @cached_property
    def shelves(self) -> Shelves:
        """The documents as lists show them."""
        return Shelves(self.register, self.places, self.shown, self.gone)

    @property
    def hrefs(self) -> Mapping[str, Mapping[str, str]]:
        """Where each code leads, from the home and from the pages below."""
        return self.shelves.hrefs

    @cached_property
    def terms(self) -> list[Terme]:
        """The glossary's terms as a dictionary has them."""
        known = [term for term in self.register.glossaire.termes if term.terme]
        return sorted(known, key=lambda term: plain(term.terme or ""))

    def _stylesheet(self, own: str) -> bytes:
        given = {"fonts": self.faces, "ranges": web_ranges()}
        return (self.templates.render("site/site.css", self.frame.language, **given) + own).encode()

    # Documents

    def _document(self, each: Summary) -> Output:
        reached, leaving = self.register.incoming.get(each.code, ()), self.register.by_code[each.code].links
        hrefs = self.hrefs[BELOW]
        ends = [targets(self.register, leaving, hrefs, lambda link: link.target),
                targets(self.register, reached, hrefs, lambda link: link.origin)]  # fmt: skip
        beside = [card and (card.code, card.document.titre, card.href) for card in self.shelves.neighbours(each.code)]
        name, spoken = f"{each.code.lower()}/index.html", each.langue or self.frame.language
        facts = repr((each.digest, ends, self.aside.facts(each), beside, self._facts(name, spoken)))
        return Output(name, facts, self._composed, each.file)

    def _composed(self, entry: Entry) -> bytes:
        made = page(self.register, entry, self.hrefs[BELOW], incoming=True)
        return self._made(
            f"{entry.code.lower()}/index.html", entry.kind, language=made.language, page=made, place=made.place,
            document=made.document, setting=made.setting, neighbours=self.shelves.neighbours(entry.code),
            beside=self.aside.beside(entry),
        )  # fmt: skip

    # Choosing, searching, comparing

    @cached_property
    def naming(self) -> Naming:
        """The words of the frame's language."""
        return Naming(self.frame.lists, self.frame.language)

    @cached_property
    def offering(self) -> Offering:
        """What may be chosen."""
        return Offering(facets(self.naming), list(self.shelves.cards[BELOW].values()))

    @cached_property
    def scripts(self) -> Scripts:
        """What pages run."""
        return Scripts(self.shown, self.offering, self.naming, self.templates, self._frame_facts)

    # Pages

    def _page(self, name: str, template: str, language: str = "", told: str = "", **values: Any) -> Output:
        """Return a page that `values` decide, or what is `told` of them, beside what every page is given."""
        language = language or self.frame.language
        facts = repr((template, told or sorted(values.items()), self._facts(name, language)))
        return Output(name, facts, partial(self._made, name, template, language, **values))

    def _made(self, name: str, template: str, language: str, **values: Any) -> bytes:
        root = BELOW if "/" in name else HOME
        hrefs = self.hrefs[root]
        setting = Setting(language, lambda code: hrefs.get(code.partition("#")[0], ""), lambda _name: None)
        common = {"setting": setting, "classeur": self.register.classeur, **self._common(name, language)}
        return self.templates.render(f"site/{template}.html", language, **{**common, **values}).encode()

    def _facts(self, name: str, language: str) -> str:
        """What decides, of what every page is given, what a page is; of the codes, those that texts lead to."""
        return repr((name, self._others(language), self._frame_facts))

    @cached_property
    def _frame_facts(self) -> str:
        common = self._common("", "")
        kept = {key: value for key, value in common.items() if key not in {"root", "here", "languages"}}
        leads = "" if not self._codes_in_classeur else repr(sorted(self.hrefs[HOME]))
        # A digest: thousands of pages bear it, and the classeur alone takes more than a page.
        return digest(repr((sorted(kept.items()), self.register.classeur, leads)))

    @property
    def _codes_in_classeur(self) -> bool:
        """Whether texts of the classeur or of the glossary may lead to documents."""
        return any("](" in source.text for source in self.register.sources.values())

    def _common(self, name: str, language: str) -> dict[str, Any]:
        return {
            "frame": self.frame, "lists": self.frame.lists, "place": None,
            "root": BELOW if "/" in name else HOME, "here": name.removesuffix("index.html"),
            "menu": list(self.places.values()), "has_terms": bool(self.terms),
            "has_english": bool(self.shelves.in_english),
            "fonts": self.faces, "has_sources": self._has_sources, "has_changes": bool(self.changes),
            "has_feed": self.has_feed, "has_pairs": self.has_pairs, "in_france": self.in_france,
            "languages": self._others(language),
        }  # fmt: skip

    def _others(self, language: str) -> Mapping[str, str]:
        """Return the languages of the documents that are in another one, by code."""
        if language not in self._foreign:
            spoken = {each.code: each.langue or self.frame.language for each in self.shown}
            self._foreign[language] = {code: each for code, each in spoken.items() if each != language}
        return self._foreign[language]

    @cached_property
    def _foreign(self) -> dict[str, Mapping[str, str]]:
        """What `_others` found."""
        return {}
