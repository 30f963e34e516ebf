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
from loosfiches.print.fonts import web_ranges
from loosfiches.templates import Templates
from loosfiches.text.markdown import Setting
from loosfiches.views.labels import Naming
from loosfiches.views.page import page, targets
from loosfiches.views.site import colours, data_files, feeds, static_pages
from loosfiches.views.site.catalogue import Catalogue
from loosfiches.views.site.choosing import facets
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.downloads import BARE, DownloadSources, SiteDownloads
from loosfiches.views.site.facet_index import FacetIndex
from loosfiches.views.site.pagination import portions
from loosfiches.views.site.scripts import Scripts
from loosfiches.views.site.sections import BELOW, HOME
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
    """The files of one site; `fonts` are the faces by file name."""

    contents: Contents
    templates: Templates
    fonts: Mapping[str, bytes] | None = None
    supply: DownloadSources = BARE

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the site."""
        known = [*self._files(), *(Output(*each) for each in data_files.files(self.catalogue))]
        yield from known
        yield from (Output(*each) for each in feeds.maps(self.contents, [each.name for each in known]))

    def _files(self) -> Iterator[Output]:
        """Yield the files that people read, and what goes along with them."""
        yield self._page(
            "index.html", "home", shelves=self.contents.shelves.seen_from(HOME), questions=self.offering.questions
        )
        yield self._page("comparer/index.html", "compare", fiches=self.offering.fiches)
        yield from self._lists()
        for each in self.contents.shown:
            yield from self.files_of(each)
        if self.contents.terms:
            yield self._page("glossaire/index.html", "glossary", terms=self.contents.terms)
        if self.contents.shelves.in_english:
            yield self._page("en/index.html", "english", language="en", shelves=self.contents.shelves.in_english)
        for name, template, values, told in static_pages.pages(self.contents, self._own_templates):
            yield self._page(name, template, told=told, **values)
        own = colours.lines(self.contents.places.values())
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
                told = repr((kept.facet, kept.choice, len(kept.rows), each.name, each.names, [*map(tuple, each.rows)]))
                yield self._page(each.name, "choice", told=told, kept=kept, portion=each)
        for shelf in self.contents.shelves.seen_from(BELOW):
            for portion in portions(shelf.cards, f"{shelf.place.letter.lower()}/index.html", lambda _card: 2):
                yield self._page(portion.name, "section", shelf=shelf, portion=portion, place=shelf.place)

    def files_of(self, each: Summary) -> Iterator[Output]:
        """Yield the files of one document."""
        yield self._document(each)
        for found in (
            data_files.data_file(self.catalogue, each),
            self.scripts.compared(each),
            self.aside.source(each),
        ):
            if found:
                yield Output(*found, each.file)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What machines are told."""
        return Catalogue(self.contents)

    @cached_property
    def aside(self) -> SiteDownloads:
        """What stands beside the pages of documents."""
        return SiteDownloads(self.contents.register, self.contents.shown, self.supply)

    @property
    def _own_templates(self) -> list[str]:
        """The names of the project's own templates of the site."""
        return [name for name in self.templates.announced() if name.startswith("site/")]

    @cached_property
    def faces(self) -> list[str]:
        """The names of the fonts' files."""
        return sorted(self.fonts or ())

    def _stylesheet(self, own: str) -> bytes:
        given = {"fonts": self.faces, "ranges": web_ranges()}
        return (self.templates.render("site/site.css", self.contents.frame.language, **given) + own).encode()

    # Documents

    def _document(self, each: Summary) -> Output:
        reached, leaving = (
            self.contents.register.incoming.get(each.code, ()),
            self.contents.register.by_code[each.code].links,
        )
        hrefs = self.contents.hrefs[BELOW]
        ends = [targets(self.contents.register, leaving, hrefs, lambda link: link.target),
                targets(self.contents.register, reached, hrefs, lambda link: link.origin)]  # fmt: skip
        beside = [
            card and (card.code, card.document.titre, card.href) for card in self.contents.shelves.neighbours(each.code)
        ]
        name, spoken = f"{each.code.lower()}/index.html", each.langue or self.contents.frame.language
        facts = repr((each.digest, ends, self.aside.facts(each), beside, self._facts(name, spoken)))
        return Output(name, facts, self._composed, each.file)

    def _composed(self, entry: Entry) -> bytes:
        made = page(self.contents.register, entry, self.contents.hrefs[BELOW], incoming=True)
        return self._made(
            f"{entry.code.lower()}/index.html", entry.kind, language=made.language, page=made, place=made.place,
            document=made.document, setting=made.setting, neighbours=self.contents.shelves.neighbours(entry.code),
            beside=self.aside.beside(entry),
        )  # fmt: skip

    # Choosing, searching, comparing

    @cached_property
    def naming(self) -> Naming:
        """The words of the frame's language."""
        return Naming(self.contents.frame.lists, self.contents.frame.language)

    @cached_property
    def offering(self) -> FacetIndex:
        """What may be chosen."""
        return FacetIndex(facets(self.naming), list(self.contents.shelves.cards[BELOW].values()))

    @cached_property
    def scripts(self) -> Scripts:
        """What pages run."""
        return Scripts(self.contents.shown, self.offering, self.naming, self.templates, self._frame_facts)

    # Pages

    def _page(self, name: str, template: str, language: str = "", told: str = "", **values: Any) -> Output:
        """Return a page that `values` decide, or what is `told` of them, beside what every page is given."""
        language = language or self.contents.frame.language
        facts = repr((template, told or sorted(values.items()), self._facts(name, language)))
        return Output(name, facts, partial(self._made, name, template, language, **values))

    def _made(self, name: str, template: str, language: str, **values: Any) -> bytes:
        root = BELOW if "/" in name else HOME
        hrefs = self.contents.hrefs[root]
        setting = Setting(language, lambda code: hrefs.get(code.partition("#")[0], ""), lambda _name: None)
        common = {"setting": setting, "classeur": self.contents.register.classeur, **self._common(name, language)}
        return self.templates.render(f"site/{template}.html", language, **{**common, **values}).encode()

    def _facts(self, name: str, language: str) -> str:
        """What decides, of what every page is given, what a page is; of the codes, those that texts lead to."""
        return repr((name, self._others(language), self._frame_facts))

    @cached_property
    def _frame_facts(self) -> str:
        common = self._common("", "")
        kept = {key: value for key, value in common.items() if key not in {"root", "here", "languages"}}
        leads = "" if not self._codes_in_classeur else repr(sorted(self.contents.hrefs[HOME]))
        # A digest: thousands of pages bear it, and the classeur alone takes more than a page.
        return digest(repr((sorted(kept.items()), self.contents.register.classeur, leads)))

    @property
    def _codes_in_classeur(self) -> bool:
        """Whether texts of the classeur or of the glossary may lead to documents."""
        return any("](" in source.text for source in self.contents.register.sources.values())

    def _common(self, name: str, language: str) -> dict[str, Any]:
        own = self.contents
        return {
            "frame": own.frame, "lists": own.frame.lists, "place": None,
            "root": BELOW if "/" in name else HOME, "here": name.removesuffix("index.html"),
            "menu": list(own.places.values()), "has_terms": bool(own.terms),
            "has_english": bool(own.shelves.in_english), "fonts": self.faces,
            "has_sources": own.has_sources, "has_changes": bool(own.changes), "has_feed": own.has_feed,
            "has_pairs": own.has_pairs, "in_france": own.is_in_france,
            "languages": self._others(language),
        }  # fmt: skip

    def _others(self, language: str) -> Mapping[str, str]:
        """Return the languages of the documents that are in another one, by code."""
        if language not in self._foreign:
            spoken = {each.code: each.langue or self.contents.frame.language for each in self.contents.shown}
            self._foreign[language] = {code: each for code, each in spoken.items() if each != language}
        return self._foreign[language]

    @cached_property
    def _foreign(self) -> dict[str, Mapping[str, str]]:
        """What `_others` found."""
        return {}
