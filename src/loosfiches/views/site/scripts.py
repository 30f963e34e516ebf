"""What pages run, and the data made for it: choosing and searching on the home, comparing two fiches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from loosfiches.collection import Entry
from loosfiches.model.fiche import Fiche
from loosfiches.templates import Templates
from loosfiches.views.labels import Naming
from loosfiches.views.site import card_data, comparing, searching
from loosfiches.views.site.facet_index import FacetIndex
from loosfiches.views.site.summary import Summary

#: What is copied as it stands.
COPIED = ("choose.js", "search.js", "compare.js", "vendor/minisearch.js", "vendor/minisearch.LICENSE.txt")
#: A file: its name, the facts that decide it beside code and templates, its maker.
Made = tuple[str, str, Callable[..., bytes]]


@dataclass(frozen=True)
class Scripts:
    """The scripts of a site that shows `documents`; `frame` are facts that decide every page."""

    documents: Sequence[Summary]
    offering: FacetIndex
    naming: Naming
    templates: Templates
    frame: str

    def files(self) -> Iterator[Made]:
        """Yield the files that serve all pages."""
        for name in COPIED:
            yield name, "", partial(self._copy, name)
        cards = card_data.script(self.offering, self.naming, self.documents)
        yield "cards-data.js", cards, cards.encode
        facts = repr([(summary.code, summary.words_digest, self._labels(summary)) for summary in self.documents])
        yield "search-data.js", facts, self._words

    def compared(self, summary: Summary) -> Made | None:
        """Return the file that hands a fiche to the page where two are compared; its maker is given the entry."""
        name = f"{summary.code.lower()}/{comparing.SCRIPT}"
        return (name, repr((summary.digest, self.frame)), self._compare_script) if summary.kind == "fiche" else None

    def _copy(self, name: str) -> bytes:
        return self.templates.source(f"site/{name}").encode()

    def _words(self) -> bytes:
        words = {summary.code: searching.labelled(summary.words, self._labels(summary)) for summary in self.documents}
        return searching.script(words).encode()

    def _labels(self, summary: Summary) -> list[str]:
        return card_data.labels(summary, self.naming)

    def _compare_script(self, entry: Entry) -> bytes:
        assert isinstance(entry.document, Fiche)
        return comparing.script(entry.document, self.naming).encode()
