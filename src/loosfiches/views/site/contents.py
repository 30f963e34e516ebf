"""What a site shows: its documents by state and by section, what changed, the words explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from loosfiches.collection.register import Index
from loosfiches.model.classeur import Terme
from loosfiches.spelling import plain, sorting
from loosfiches.views.page import Frame, Place, frame, places
from loosfiches.views.site.changes import Change, changes
from loosfiches.views.site.sections import Sections
from loosfiches.views.site.summary import Summary


@dataclass(frozen=True, eq=False)
class Contents:
    """What the pages, lists and data files of one site are made of.

    `summaries` are those of all documents, by file; `in_force` leaves out drafts and documents under review.
    """

    register: Index
    summaries: Mapping[str, Summary]
    in_force: bool = False

    @cached_property
    def shown(self) -> list[Summary]:
        """The documents of the site, section by section."""
        states = {"en_vigueur"} if self.in_force else {"brouillon", "en_relecture", "en_vigueur"}
        return [summary for summary in self._known if summary.shown and summary.state in states]

    @cached_property
    def gone(self) -> list[Summary]:
        """The documents withdrawn, section by section: they are named, their text is not told."""
        return [summary for summary in self._known if summary.shown and summary.state == "retiree"]

    @cached_property
    def _known(self) -> list[Summary]:
        return [self.by_code[code] for letter in self.places for code in self.register.of_section(letter)]

    @cached_property
    def changes(self) -> list[Change]:
        """What changed, the newest first."""
        return changes(self.shown, self.gone, self.frame.language)

    @cached_property
    def has_feed(self) -> bool:
        """Whether there is a feed: it wants addresses of the web, and a day."""
        return bool(self.frame.url_base) and any(change.date for change in self.changes)

    @cached_property
    def is_in_france(self) -> bool:
        """Whether French law says what a statement of accessibility holds."""
        place = self.register.classeur.collectivite
        country = plain((place and place.pays) or "")
        return country == "france" or (not country and self.frame.language in {"fr", "fr-FR"})

    @cached_property
    def has_pairs(self) -> bool:
        """Whether there are two fiches to compare."""
        return sum(summary.kind == "fiche" for summary in self.shown) > 1

    @cached_property
    def by_code(self) -> Mapping[str, Summary]:
        """All documents by code."""
        return {code: self.summaries[card.file] for code, card in self.register.by_code.items()}

    @cached_property
    def has_sources(self) -> bool:
        """Whether there are `references`."""
        return any(source.titre or source.url for summary in self.shown for source in summary.sources)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The sections by letter."""
        return places(self.register)

    @cached_property
    def frame(self) -> Frame:
        """What every page repeats."""
        return frame(self.register.classeur)

    @cached_property
    def shelves(self) -> Sections:
        """The documents as lists show them."""
        return Sections(self.register, self.places, self.shown, self.gone)

    @property
    def hrefs(self) -> Mapping[str, Mapping[str, str]]:
        """Where each code leads, from the home and from the pages below."""
        return self.shelves.hrefs

    @cached_property
    def terms(self) -> list[Terme]:
        """The glossary's terms as a dictionary has them."""
        terms = [term for term in self.register.glossaire.termes if term.terme]
        return sorted(terms, key=lambda term: sorting(term.terme or ""))
