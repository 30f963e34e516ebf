"""A collection -> the printed binder: which leaves, in which order, from which recipes; printed, then joined.

A document starts on a recto and counts its own pages, so its leaf depends on its source, on the titles of what it
links to and on what every page repeats; nothing else reprints it. Lists are cut into leaves of at most 40 lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache as memo
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from loosfiches.collection import Collection, Entry
from loosfiches.diagnostics import TOP, Diagnostic, Stop
from loosfiches.language import _
from loosfiches.model.recit import Recit
from loosfiches.print import versions
from loosfiches.print.cache import Cache
from loosfiches.print.press import Order, Printed, Watcher, press
from loosfiches.print.record import PrintWarning
from loosfiches.print.setup import Setup
from loosfiches.templates import Templates
from loosfiches.views.around import Around
from loosfiches.views.filing import filed, outline
from loosfiches.views.leaves import Leaf, Row
from loosfiches.views.page import Page, frame, page, published
from loosfiches.writing import write

_CODES = {
    "missing_glyph": "LF601", "missing_file": "LF602", "refused": "LF602", "unreadable": "LF602",
}  # fmt: skip


@dataclass(frozen=True)
class Binder:
    """What was built. `pdf` is None when the file on disk is this very binder already."""

    pdf: bytes | None
    pages: int
    printed: int
    reused: int
    drafts: int
    silent: int
    found: Sequence[Diagnostic] = field(default=())


@dataclass
class Workshop:
    """Makes one binder; the steps run once, in the order of `build`."""

    collection: Collection
    templates: Templates
    cache: Cache
    output: Path
    in_force: bool = False
    jobs: int | None = None
    watch: Watcher | None = None
    prints: list[Printed] = field(default_factory=list)

    def build(self) -> Binder:
        """Print what is not printed yet, join the leaves, and return the binder.

        Raises Stop when nothing may be published, and what printing raises: PressError, Faulty, OSError.
        """
        if not self.entries:
            raise Stop(_("nothing to print: no document may be published"), 4)
        documents = self._press(self._document(entry) for entry in self.entries)
        rows = {entry.code: self._row(entry, print_) for entry, print_ in zip(self.entries, documents, strict=True)}
        leaves = list(filed(self.collection, self._around(rows), dict(zip(rows, documents, strict=True))))
        found = list(self._warnings(rows))
        recipe = self._recipe_of(leaves)
        same = self._on_disk(recipe)
        return Binder(
            pdf=None if same else self._joined(leaves, recipe),
            pages=sum(leaf.printed.record.pages for leaf in leaves),
            printed=sum(not each.reused for each in self.prints),
            reused=sum(each.reused for each in self.prints),
            drafts=sum(entry.document.state == "brouillon" for entry in self.entries),
            silent=self._silent,
            found=found,
        )

    # What is printed

    @cached_property
    def entries(self) -> list[Entry]:
        """The documents of the binder, in order."""
        return published(self.collection, "papier", self.in_force)

    @property
    def _silent(self) -> int:
        """How many récits stay out because their people have not agreed."""
        documents = [entry.document for entry in self.collection.entries]
        return sum(isinstance(each, Recit) and each.public and not each.tellable("papier") for each in documents)

    @cached_property
    def hrefs(self) -> Mapping[str, str]:
        """Where each document leads: inside the binder, else on the web when it has an address there."""
        return {**self._web, **{entry.code: f"loosfiches:{entry.code}" for entry in self.entries}}

    @cached_property
    def _web(self) -> Mapping[str, str]:
        """Where each document of the site stands on the web; none without `url_base`."""
        base = frame(self.collection.classeur).url_base
        on_site = published(self.collection, "site") if base else ()
        return {entry.code: f"{base}/{entry.code.lower()}/" for entry in on_site}

    def _press(self, orders: Iterable[Order]) -> list[Printed]:
        setup = Setup(self.collection.project.root, (self._stylesheet,), self.cache.fonts)
        wanted = list(orders)
        made = {each.recipe: each for each in press(wanted, setup, self.cache, self.jobs, self.watch)}
        self.prints += [made[order.recipe] for order in wanted]
        return [made[order.recipe] for order in wanted]

    @cached_property
    def _stylesheet(self) -> str:
        return self.templates.render("binder/binder.css", "fr")

    def _document(self, entry: Entry) -> Order:
        made = page(self.collection, entry, self.hrefs, incoming=False, address=self._web.get(entry.code, ""))
        return Order(self._recipe(entry, made), lambda: self._composed(f"binder/{entry.kind}.html", made))

    def _composed(self, name: str, made: Page) -> str:
        return self.templates.render(
            name, made.language, page=made, frame=made.frame, place=made.place, document=made.document,
            lists=made.frame.lists, setting=made.setting,
        )  # fmt: skip

    def _recipe(self, entry: Entry, made: Page) -> str:
        """Return the hash of all that the leaf depends on; nothing is composed for it."""
        facts = repr((made.frame, made.place, made.links, sorted(made.hrefs.items()), made.language, made.address))
        pictures = (
            self.collection.project.fiches / each.fichier for each in entry.document.illustrations if each.fichier
        )
        parts = [entry.source.text, facts, *(sha256(path.read_bytes()).hexdigest() for path in pictures)]
        return self._hash(*parts)

    def _hash(self, *parts: str) -> str:
        whole = [*parts, self.templates.fingerprint("binder"), versions.fingerprint(), _own_code()]
        return sha256("\0".join(whole).encode()).hexdigest()

    # What stands around

    def _row(self, entry: Entry, printed: Printed) -> Row:
        document = entry.document
        return Row(
            entry.code, document.titre or "", document.version, document.updated, document.state,
            printed.record.pages, self.hrefs[entry.code],
        )  # fmt: skip

    def _around(self, rows: Mapping[str, Row]) -> Mapping[str, Printed]:
        """Return the leaves that are no document, by name; composed each time, printed if they changed."""
        pages = dict(Around(self.collection, self.templates, self.hrefs, rows).pages())
        printed = self._press(Order(self._hash(html), lambda html=html: html) for html in pages.values())  # type: ignore[misc]
        return dict(zip(pages, printed, strict=True))

    # The file

    def _recipe_of(self, leaves: Sequence[Leaf]) -> str:
        return self._hash(*(repr((leaf.key, leaf.label, leaf.printed.recipe)) for leaf in leaves))

    def _on_disk(self, recipe: str) -> bool:
        """Tell whether the file to write is already the binder of this recipe."""
        seal = self.cache.folder / "binder" / recipe
        if not (seal.is_file() and self.output.is_file()):
            return False
        return seal.read_text() == sha256(self.output.read_bytes()).hexdigest()

    def _joined(self, leaves: Sequence[Leaf], recipe: str) -> bytes:
        from loosfiches.print.join import Metadata, Part, join

        own = frame(self.collection.classeur)
        parts = [Part(leaf.key, leaf.printed.pdf, leaf.label, leaf.title, leaf.numbered) for leaf in leaves]
        authors = dict.fromkeys(author for entry in self.entries for author in entry.document.auteurs)
        metadata = Metadata(own.title, own.language, ", ".join(authors) or own.authority, own.licence, own.mention)
        pdf = join(parts, metadata, outline(leaves, {entry.code: entry.document.titre or "" for entry in self.entries}))
        write(self.cache.folder / "binder" / recipe, sha256(pdf).hexdigest().encode())
        return pdf

    def _warnings(self, rows: Mapping[str, Row]) -> Iterator[Diagnostic]:
        """Tell each warning once: with its sheet, with the style sheet, or with the classeur for what stands around."""
        files = [self.collection.by_code[code].file for code in rows]
        told: dict[PrintWarning, set[str]] = {}
        for number, printed in enumerate(self.prints):
            for warning in printed.record.warnings:
                places = told.setdefault(warning, set())
                place = files[number] if number < len(files) else "fiches/classeur.yaml"
                place = "templates/binder/binder.css" if warning.kind == "stylesheet" else place
                if place not in places and (number < len(files) or not places):
                    places.add(place)
                    yield _told(place, warning)


def _told(file: str, warning: PrintWarning) -> Diagnostic:
    code = _CODES.get(warning.kind, "LF603")
    details = {"signs": warning.text} if code == "LF601" else {"text": warning.text}
    return Diagnostic(code, file, TOP, details)


@memo
def _own_code() -> str:
    """Return a digest of the code and catalogues that compose pages."""
    package = Path(__file__).parents[1]
    rooms = ("*.py", "collection/*.py", "model/*.py", "views/*.py", "locale/**/*.po")
    files = sorted(path for room in rooms for path in package.glob(room))
    return sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
