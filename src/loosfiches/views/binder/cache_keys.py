"""Cache keys of the leaves of a binder: a leaf whose key is known is not printed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from loosfiches.build.digest import digest, digest_code
from loosfiches.collection import Collection, Entry
from loosfiches.lookup import find_inside, read
from loosfiches.pictures import MAX_BYTES
from loosfiches.print import versions
from loosfiches.templates import Templates
from loosfiches.views.binder.matter import GeneratedLeaf
from loosfiches.views.binder.paper import Paper
from loosfiches.views.page import Page

#: What composes pages; what checks sheets, makes the site or speaks in the terminal reprints none.
_COMPOSERS = (
    "*.py", "collection/*.py", "model/*.py", "pictures/*.py", "views/*.py", "views/binder/*.py", "locale/**/*.po",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class CacheKeys:
    """The recipes of one binder; `hrefs` is where each code leads."""

    collection: Collection
    templates: Templates
    paper: Paper
    hrefs: Mapping[str, str]

    def of(self, *parts: str) -> str:
        """Return the hash of `parts` and of all that composes and prints: templates, our code, libraries, paper."""
        return digest(*parts, *self._means)

    def document(self, entry: Entry, made: Page) -> str:
        """Return the recipe of a document; nothing is composed for it."""
        facts = repr((made.frame, made.place, made.links, sorted(made.hrefs.items()), made.language, made.address))
        pictures = (self._digest(each.fichier) for each in entry.document.illustrations if each.fichier)
        return self.of(entry.source.text, facts, *pictures)

    def _digest(self, name: str) -> str:
        """Return the digest of a picture of the project, "" when there is none to show."""
        path = find_inside(self.collection.project.fiches, name)
        return digest(read(path, MAX_BYTES)) if path else ""

    def facts(self, standing: GeneratedLeaf) -> str:
        """Return the hash of all that a leaf that is no document may say."""
        return self.of(self._classeur, standing.facts)

    def standing(self, standing: GeneratedLeaf) -> str:
        """Return the recipe of such a leaf by what it says; the bytes of the logo are part of it where it is shown."""
        html = standing.html()
        return self.of(html, self._logo_digest if self._logo and any(form in html for form in self._logo_forms) else "")

    @cached_property
    def _means(self) -> list[str]:
        engine, code = versions.fingerprint(), digest_code(*_COMPOSERS)
        return [repr(self.paper), self.templates.fingerprint("binder"), engine, code]

    @property
    def _logo(self) -> str:
        authority = self.collection.classeur.collectivite
        return (authority and authority.logo and authority.logo.fichier) or ""

    @property
    def _logo_forms(self) -> tuple[str, str]:
        """How pages may name the logo."""
        return self._logo, quote(self._logo)

    @cached_property
    def _logo_digest(self) -> str:
        return self._digest(self._logo) if self._logo else ""

    @cached_property
    def _classeur(self) -> str:
        """What such leaves may say of the classeur itself, and where links in its texts may lead."""
        return repr((self.collection.classeur, sorted(self.hrefs.items()), self._logo_digest))
