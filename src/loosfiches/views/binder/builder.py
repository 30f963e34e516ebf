"""A collection -> the printed binder: which leaves, in which order, from which recipes; printed, then joined.

A document starts on a recto and counts its own pages, so its leaf depends on its source, on the titles of what it
links to and on what every page repeats; nothing else reprints it. Lists are cut into leaves of at most 40 lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from loosfiches.build.digest import digest, digest_file
from loosfiches.build.store import Store
from loosfiches.collection import Collection, Entry
from loosfiches.diagnostics import Diagnostic, Stop
from loosfiches.language import _, translator
from loosfiches.model.recit import Recit
from loosfiches.pdf.enclosure import Enclosure
from loosfiches.print.press import Order, Press, Printed, Watcher
from loosfiches.print.setup import Setup
from loosfiches.templates import Templates
from loosfiches.views.binder import sheets
from loosfiches.views.binder.assemble import Assembler
from loosfiches.views.binder.cache_keys import CacheKeys
from loosfiches.views.binder.filing import filed, outline
from loosfiches.views.binder.leaves import Leaf, Row
from loosfiches.views.binder.matter import FrontBackMatter, GeneratedLeaf, is_small
from loosfiches.views.binder.paper import Paper
from loosfiches.views.binder.warnings import warnings
from loosfiches.views.filters import licence, licence_address
from loosfiches.views.page import Page, frame, page, published
from loosfiches.views.public_source import enclosures
from loosfiches.views.selection import Selection


@dataclass(frozen=True)
class Binder:
    """What was built. A PDF is None when the file on disk is it already; `sheets` are those of documents, by name.

    `absent` are the documents that a selection asks for and that are not printed, by their codes; `lengths` are the
    numbers of pages of those that are. `is_whole` is False when a leaf asked for more than it may take: then there is
    no PDF, and `found` says why.
    """

    pdf: bytes | None
    pages: int = 0
    printed: int = 0
    reused: int = 0
    drafts: int = 0
    silent: int = 0
    found: Sequence[Diagnostic] = field(default=())
    sheets: Mapping[str, bytes | None] = field(default_factory=dict)
    absent: Sequence[str] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    is_whole: bool = True


@dataclass
class BinderBuilder:
    """Makes one binder; the steps run once, in the order of `build`.

    Args:
        output: where the binder will be written; it is not made again when it is there.
        in_force: leave out drafts and documents under review.
        selection: print these documents only; links to the others lead to the web, or are words.
        large, simplex: print large, on one side; a classeur may ask for one side too.
        apart: the folder where one PDF for each document will be written, besides the binder.
        press: prints the leaves; its workers may be getting ready already.
    """

    collection: Collection
    templates: Templates
    press: Press
    output: Path
    in_force: bool = False
    selection: Selection | None = None
    large: bool = False
    simplex: bool = False
    apart: Path | None = None
    watch: Watcher | None = None
    prints: list[Printed] = field(default_factory=list)

    def build(self) -> Binder:
        """Print what is not printed yet, join the leaves, and return the binder.

        Raises Stop when nothing may be published, and what printing raises: PressError, Faulty, OSError.
        """
        if not self.entries:
            raise Stop(self._nothing, 4)
        documents = self._print(self._document(entry) for entry in self.entries)
        if not all(each.is_there for each in documents):
            return self._halted
        rows = {entry.code: self._row(entry, print_) for entry, print_ in zip(self.entries, documents, strict=True)}
        by_code = dict(zip(rows, documents, strict=True))
        around = self._around(rows)
        if not all(each.is_there for each in self.prints):
            return self._halted
        leaves = list(
            filed(self.collection, around, by_code, duplex=not self.paper.simplex, even=not is_small(by_code))
        )
        enclosed, left = enclosures(self.collection, self.entries)
        return Binder(
            pdf=self._joined(leaves, enclosed),
            pages=sum(leaf.printed.record.pages for leaf in leaves),
            printed=sum(not each.reused for each in self.prints),
            reused=sum(each.reused for each in self.prints),
            drafts=sum(entry.document.state == "brouillon" for entry in self.entries),
            silent=self._silent,
            found=[*self._told, *left],
            sheets=dict(self._sheets(by_code)),
            absent=self._absent,
            lengths={code: printed.record.pages for code, printed in by_code.items()},
        )

    @property
    def store(self) -> Store:
        """Where leaves are kept."""
        return self.press.store

    @property
    def _halted(self) -> Binder:
        return Binder(None, found=self._told, is_whole=False)

    @property
    def _told(self) -> list[Diagnostic]:
        """What went wrong in print."""
        return list(warnings(self.prints, [entry.file for entry in self.entries], self.collection))

    # What is printed

    @cached_property
    def paper(self) -> Paper:
        """How the binder is laid on paper."""
        return Paper(self.large, self.simplex or not self.collection.classeur.duplex)

    @cached_property
    def whole(self) -> list[Entry]:
        """The documents of the whole binder, in order."""
        return published(self.collection, "papier", self.in_force)

    @cached_property
    def entries(self) -> list[Entry]:
        """The documents to print, in order."""
        return [entry for entry in self.whole if self._chosen(entry)]

    def _chosen(self, entry: Entry) -> bool:
        return self.selection is None or self.selection.holds(entry)

    @property
    def _nothing(self) -> str:
        if self.whole:
            return _("nothing to print: no document that may be published is chosen")
        return _("nothing to print: no document may be published")

    @property
    def _absent(self) -> list[str]:
        printed = {entry.code for entry in self.entries}
        chosen = [entry.code for entry in self.collection.entries if self.selection and self.selection.holds(entry)]
        return [code for code in chosen if code not in printed]

    @property
    def _silent(self) -> int:
        """How many récits stay out because their people have not agreed."""
        states = {"en_vigueur"} if self.in_force else {"brouillon", "en_relecture", "en_vigueur"}
        chosen = [entry.document for entry in self.collection.entries if self._chosen(entry)]
        told = [each for each in chosen if isinstance(each, Recit) and each.public and each.state in states]
        return sum(not each.tellable("papier") for each in told)

    @cached_property
    def web(self) -> Mapping[str, str]:
        """The web address of each document that has one."""
        base = frame(self.collection.classeur).url_base
        shown = published(self.collection, "site", self.in_force) if base else ()
        return {entry.code: f"{base}/{entry.code.lower()}/" for entry in shown}

    @cached_property
    def hrefs(self) -> Mapping[str, str]:
        """Where each document leads: inside the whole binder, else on the web when it has an address there.

        What is chosen among the whole changes no leaf: `join` sends a link whose target is left out to the web.
        """
        return {**self.web, **{entry.code: f"loosfiches:{entry.code}" for entry in self.whole}}

    @cached_property
    def recipes(self) -> CacheKeys:
        """What decides each leaf."""
        return CacheKeys(self.collection, self.templates, self.paper, self.hrefs)

    def _print(self, orders: Iterable[Order]) -> list[Printed]:
        setup = Setup(self.collection.project.root, self._stylesheets)
        self.press.prepare(setup, 1)
        from loosfiches.pdf import join  # noqa: F401  (what joins leaves loads while workers get ready)

        wanted = list(orders)
        made = {each.recipe: each for each in self.press.print(wanted, setup, self.watch)}
        self.prints += [made[order.recipe] for order in wanted]
        return [made[order.recipe] for order in wanted]

    @cached_property
    def _stylesheets(self) -> Mapping[str, str]:
        return self.paper.stylesheets(self.templates)

    def _document(self, entry: Entry) -> Order:
        made = page(self.collection.register, entry, self.hrefs, incoming=False, address=self.web.get(entry.code, ""))
        return Order(self.recipes.document(entry, made), lambda: self._composed(f"binder/{entry.kind}.html", made))

    def _composed(self, name: str, made: Page) -> str:
        return self.templates.render(
            name, made.language, page=made, frame=made.frame, place=made.place, document=made.document,
            lists=made.frame.lists, setting=made.setting, paper=self.paper,
        )  # fmt: skip

    # What stands around

    def _row(self, entry: Entry, printed: Printed) -> Row:
        document = entry.document
        return Row(
            entry.code, document.titre or "", document.version, document.updated, document.state,
            printed.record.pages, self.hrefs[entry.code],
        )  # fmt: skip

    def _around(self, rows: Mapping[str, Row]) -> list[Leaf]:
        """Return the leaves that are no document; only those that changed are composed and printed."""
        standing = list(
            FrontBackMatter(
                self.collection, self.templates, self.hrefs, rows, self.paper, self._said, self._asked_pages
            ).leaves()
        )
        recipes = self._recipes_of(standing)
        pages = zip(recipes, standing, strict=True)
        printed = self._print(Order(recipe, each.html) for recipe, each in pages)
        return [
            Leaf(each.key, each.label, each.title, print_, each.numbered, each.verso, each.matter)
            for each, print_ in zip(standing, printed, strict=True)
        ]

    def _recipes_of(self, standing: Sequence[GeneratedLeaf]) -> list[str]:
        """Return the recipes of leaves; those whose facts are as at the last build are not composed to find them.

        Facts are more than what is shown (a page knows the whole classeur), so new facts may give the same recipe.
        """
        key = self.recipes.of("composed", str(self.collection.project.root))
        before = self.store.recall(key)
        facts = [self.recipes.facts(each) for each in standing]
        now = {
            fact: before.get(fact) or self.recipes.standing(each) for fact, each in zip(facts, standing, strict=True)
        }
        if now != before:
            self.store.remember(key, now)
        return [now[fact] for fact in facts]

    @cached_property
    def _said(self) -> str:
        """How the documents were chosen, in the binder's language; "" when they are all there."""
        own = frame(self.collection.classeur)
        french = own.language.startswith("fr")
        return self.selection.said(own.lists, translator(own.language), french) if self.selection else ""

    @property
    def _asked_pages(self) -> Sequence[str]:
        """The pages of front or back matter that are asked for with a selection."""
        return self.selection.pages if self.selection else ()

    # The files

    def _holds(self, file: Path, recipe: str) -> bool:
        """Tell whether a file is on disk as its recipe gave it."""
        expected = self.store.get(digest("output", recipe))
        return bool(expected) and file.is_file() and expected == digest_file(file).encode()

    def _noted(self, recipe: str, content: bytes) -> bytes:
        """Return what a recipe gave, once its digest is kept."""
        self.store.keep(digest("output", recipe), digest(content).encode())
        return content

    @property
    def _facts(self) -> Mapping[str, Any]:
        """What the binder says of itself, as `pdf.metadata.Metadata` names it."""
        own = frame(self.collection.classeur)
        authors = dict.fromkeys(author for entry in self.entries for author in entry.document.auteurs)
        return {
            "title": f"{own.title} · {self._said}" if self._said else own.title,
            "language": own.language,
            "creator": ", ".join(authors) or own.authority,
            "rights": licence(own.licence),
            "subject": own.mention,
            "address": licence_address(own.licence),
            "day": self.collection.classeur.issued,
        }

    def _joined(self, leaves: Sequence[Leaf], enclosed: Sequence[Enclosure]) -> bytes | None:
        """Return the binder, None when it is on disk already."""
        said = sorted(self.web.items()), sorted(self._facts.items())
        parts = [repr((leaf.key, leaf.label, leaf.printed.recipe)) for leaf in leaves]
        parts += [repr((each.name, each.title, each.day, digest(each.body))) for each in enclosed]
        recipe = self.recipes.of(repr(said), *parts)
        if self._holds(self.output, recipe):
            return None
        from loosfiches.pdf.join import Metadata

        joiner = Assembler(self.store, Metadata(**self._facts), self.web if self.selection else None)
        marks = outline(self.collection, leaves, {entry.code: entry.document.titre or "" for entry in self.entries})
        return self._noted(recipe, joiner.joined(leaves, marks, enclosed))

    def _sheets(self, documents: Mapping[str, Printed]) -> Iterator[tuple[str, bytes | None]]:
        """Yield the name and PDF of each document, None when it is on disk already."""
        own = frame(self.collection.classeur)
        for entry in self.entries if self.apart else ():
            name, printed = sheets.name(entry), documents[entry.code]
            leads = {code: self.web[code] for code in sorted({link.target for link in entry.links} & set(self.web))}
            recipe = self.recipes.of("sheet", printed.recipe, repr((leads, sorted(sheets.facts(entry, own).items()))))
            same = self.apart and self._holds(self.apart / name, recipe)
            yield name, None if same else self._noted(recipe, sheets.whole(entry, printed, own, leads))
