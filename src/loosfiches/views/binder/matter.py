"""The pages around the documents: front matter, dividers, back matter, the page for notes; composed when asked.

A small selection leaves some of them out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from functools import cached_property, partial

from loosfiches.collection import Collection
from loosfiches.language import later
from loosfiches.model import words
from loosfiches.templates import Templates
from loosfiches.text.markdown import Setting
from loosfiches.views.binder import indexes, matrix, references
from loosfiches.views.binder.colophon import colophon
from loosfiches.views.binder.dividers import listing
from loosfiches.views.binder.leaves import LINES, Block, Row
from loosfiches.views.binder.listing import BinderListing
from loosfiches.views.binder.paper import Paper
from loosfiches.views.binder.together import PARTS as TOGETHER_PARTS
from loosfiches.views.binder.together import together
from loosfiches.views.page import Place

#: What each leaf of a matter is given beside what all are; no leaf when there is nothing to say.
Cut = Callable[[BinderListing], Sequence[Mapping[str, object]]]


def _one(_stock: BinderListing) -> Sequence[Mapping[str, object]]:
    return [{}]


def _matrix(stock: BinderListing) -> Sequence[Mapping[str, object]]:
    return matrix.legend(stock, matrix.matrix(stock))


@dataclass(frozen=True)
class Matter:
    """Pages of one kind: their title, their name in folios (none when they bear none), and how they are cut.

    `apart`: starts on a recto whatever stands before, and counts its own pages, be they one or several. In large print
    a list is one leaf, of as many pages as it takes, and all that bear a folio are so.
    """

    title: str
    folio: str
    template: str
    cut: Cut = _one
    apart: bool = False


#: The closing lists of a small binder, on the same pages.
TOGETHER = "listes_et_mentions"
#: All matters by the word that a classeur orders them with.
MATTERS = {
    "garde": Matter(later("Cover"), "", "cover", apart=True),
    "titre": Matter(later("Title page"), "", "title"),
    "mode_emploi": Matter(later("How to use this binder"), later("How to use"), "guide", apart=True),
    "liste_en_vigueur": Matter(later("List in force"), later("In force"), "list", indexes.in_force),
    "sommaire": Matter(later("Contents"), later("Contents"), "contents", indexes.contents),
    "matrice": Matter(later("Table to choose by"), later("To choose"), "matrix", _matrix),
    "index_niveaux": Matter(later("Index of levels"), later("Levels"), "index", indexes.by_level),
    "index_phases": Matter(later("Index of phases"), later("Phases"), "index", indexes.by_phase),
    "index_publics": Matter(later("Index of publics"), later("Publics"), "index", indexes.by_public),
    "index_durees": Matter(later("Durations and group sizes"), later("Durations"), "durations", indexes.by_duration),
    "index_liens": Matter(later("Who speaks of what"), later("Mentions"), "mentions", indexes.mentions),
    "glossaire": Matter(later("Glossary"), later("Glossary"), "glossary", references.glossary),
    "sources": Matter(later("Sources"), later("Sources"), "sources", references.sources),
    "colophon": Matter(later("Colophon"), later("Colophon"), "colophon", colophon),
    TOGETHER: Matter(later("Lists and notices"), later("Lists"), "together", together, apart=True),
}
#: As many documents make a small binder: its contents show all that indexes would, and its lists stand together.
SMALL = 12
#: What a small binder has around its documents where the classeur does not say.
_SMALL_LIMINAIRES, _SMALL_ANNEXES = ("garde", "sommaire", "mode_emploi"), (TOGETHER,)
#: In large print the contents are no back of the cover: they may be of several pages.
_SMALL_LARGE_LIMINAIRES = ("garde", "titre", "sommaire", "mode_emploi")
#: The imprint stands under contents of at most so many lines, with a mention of at most so many letters.
_IMPRINT_LINES, _IMPRINT_MENTION = 16, 240
#: So many documents make a divider worth its leaf.
_DIVIDED = 4
#: Chapters and récits: a document of another section shows better what a code is.
_APART = "CR"
#: More lines than any list has.
_UNCUT = 10**6


def is_small(documents: Sized) -> bool:
    """Tell whether so few documents make a small binder."""
    return len(documents) <= SMALL


@dataclass(frozen=True)
class GeneratedLeaf:
    """A leaf to print: its key, its matter (« glossaire », « section »), label and title.

    `facts` is what its HTML is made of, beside the classeur and the templates; `html` composes it.
    `numbered`: it counts its own pages, and folios follow its label; `verso`: it is laid out as the back of another.
    """

    key: str
    matter: str
    label: str
    title: str
    facts: str = field(repr=False)
    html: Callable[[], str] = field(repr=False)
    numbered: bool = False
    verso: bool = False


@dataclass(frozen=True, eq=False)
class FrontBackMatter:
    """What stands around the documents of one binder.

    `rows` are these documents in order, by code; `selection` says how they were chosen, "" when they are all, and
    `asked` which pages were asked for with them.
    """

    collection: Collection
    templates: Templates
    hrefs: Mapping[str, str]
    rows: Mapping[str, Row]
    paper: Paper
    selection: str = ""
    asked: Sequence[str] = ()

    def leaves(self) -> Iterator[GeneratedLeaf]:
        """Yield the leaves: front matter, dividers, back matter, and the page of notes."""
        yield from self._matters(self._liminaires)
        yield from self._dividers()
        yield from self._matters(self._annexes)
        yield GeneratedLeaf("", "notes", "", self.stock.said(later("Notes")), *self._page("notes"))

    @cached_property
    def stock(self) -> BinderListing:
        """The documents as lists tell them."""
        return BinderListing(self.collection, self.rows, _UNCUT if self.paper.large else LINES)

    @property
    def _liminaires(self) -> Sequence[str]:
        small = _SMALL_LARGE_LIMINAIRES if self.paper.large else _SMALL_LIMINAIRES
        return self._names("liminaires", list(words.LIMINAIRES), small)

    @property
    def _annexes(self) -> Sequence[str]:
        return self._names("annexes", [name for name in words.ANNEXES if name != TOGETHER], _SMALL_ANNEXES)

    def _names(self, field: str, usual: Sequence[str], small: Sequence[str]) -> Sequence[str]:
        """Return the matters to print: those asked for, those of the classeur, or those of a binder of that size.

        A small selection has only those asked for with it.
        """
        asked = [name for name in self.asked if name in (words.LIMINAIRES if field == "liminaires" else words.ANNEXES)]
        if self.selection and is_small(self.rows):
            return asked
        written = self.collection.classeur.asked_pages(field)
        names = written if written is not None else small if is_small(self.rows) else usual
        return [*names, *(name for name in asked if name not in names)]

    @cached_property
    def _cuts(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """The leaves of each matter that the classeur asks for and that has something to say."""
        cuts = {name: MATTERS[name].cut(self.stock) for name in (*self._liminaires, *self._annexes)}
        return {name: cut for name, cut in cuts.items() if cut}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, str]]:
        """What the binder has: each matter's title and address, by its name."""
        said = self.stock.said
        within = [name for cut in self._cuts.get(TOGETHER, ()) for name in TOGETHER_PARTS if cut[name]]
        homes = dict.fromkeys(within, TOGETHER) | {name: name for name in self._cuts}
        return {name: (said(MATTERS[name].title), f"loosfiches:{home}-1") for name, home in homes.items()}

    @cached_property
    def _imprint(self) -> str:
        """The matter that bears the imprint; in a small binder, the contents where they leave it room."""
        if TOGETHER not in self._cuts or "titre" in self._cuts:
            return "titre"
        listed = sum(block.lines for block in indexes.listed(self.stock))
        short = listed <= _IMPRINT_LINES and len(self.stock.frame.mention) <= _IMPRINT_MENTION
        return "sommaire" if short and "sommaire" in self._cuts and not self.paper.large else TOGETHER

    def _matters(self, names: Sequence[str]) -> Iterator[GeneratedLeaf]:
        """Yield leaves of a page each: those of one matter back to back, one that is alone behind a lone recto.

        So a matter of several leaves starts on a recto, whatever comes to those before it.
        """
        back_free = False
        for name in (name for name in names if name in self._cuts):
            cut, apart = self._cuts[name], self._apart(MATTERS[name])
            for number, values in enumerate(cut, 1):
                verso = not self.paper.simplex and back_free and not apart and (number > 1 or len(cut) == 1)
                yield self._generate(name, values, number, len(cut), verso)
                back_free = not verso and name != "mode_emploi"

    def _apart(self, matter: Matter) -> bool:
        return matter.apart or (self.paper.large and bool(matter.folio))

    def _generate(self, name: str, values: Mapping[str, object], number: int, count: int, verso: bool) -> GeneratedLeaf:
        matter, said = MATTERS[name], self.stock.said
        title, folio = said(matter.title), said(matter.folio) if matter.folio else ""
        numbered = self._apart(matter) and bool(folio)
        label = f"{folio} · {'' if numbered else number}" if folio else title
        page = self._page(matter.template, {
            "matter": name, "title": title, "folio": folio, "number": number, "count": count, "verso": verso,
            "numbered": numbered, "parts": self._parts, "annexes": self._annexes, "selection": self.selection,
            "documents": len(self.rows), "sections": self._places, "code": self._example,
            "divided": bool(self._divided), "imprint": self._imprint, **values,
        })  # fmt: skip
        return GeneratedLeaf(f"{name}-{number}", name, label, title, *page, numbered, verso)

    def _dividers(self) -> Iterator[GeneratedLeaf]:
        sections = {section.lettre: section for section in self.collection.sections}
        for block in self._divided:
            place = block.place
            assert place
            intro = sections[place.letter].intro or ""
            listed = listing(block.rows, place.title, intro, self.paper)
            overleaf = self._overleaf(listed.rest)
            values = {"intro": intro, "listed": listed, "overleaf": overleaf, "places": self._places}
            page = self._page("divider", values, place)
            yield GeneratedLeaf(f"section-{place.letter}", "section", place.letter, place.title, *page)

    @cached_property
    def _divided(self) -> Sequence[Block[Row]]:
        """The sections that have a divider."""
        if self.selection and is_small(self.rows):
            return ()
        asked = self.collection.classeur.dividers
        return [block for block in self.stock.blocks if (len(block.rows) >= _DIVIDED if asked is None else asked)]

    def _overleaf(self, rest: Sequence[Row]) -> tuple[str, str]:
        """Return the address and the folio of the leaf of the contents where some rows begin; "" when none has them."""
        leaves, folio = self._cuts.get("sommaire", ()), self.stock.said(MATTERS["sommaire"].folio)
        for number, leaf in enumerate(leaves, 1):
            blocks = leaf["blocks"]
            assert isinstance(blocks, list)
            if rest and any(row.code == rest[0].code for block in blocks for row in block.rows):
                page = f" · {number}/{len(leaves)}" if len(leaves) > 1 else ""
                return f"loosfiches:sommaire-{number}", folio + page
        return "", ""

    @cached_property
    def _example(self) -> str:
        """A code that is there: an invented one could be that of a document that may not be named."""
        return next((code for code in self.rows if code[0] not in _APART), next(iter(self.rows)))

    @cached_property
    def _places(self) -> list[Place]:
        """The sections that hold something."""
        return [block.place for block in self.stock.blocks if block.place]

    def _page(
        self, name: str, values: Mapping[str, object] | None = None, place: Place | None = None
    ) -> tuple[str, Callable[[], str]]:
        """Return what decides a page, and what composes it."""
        values = values or {}
        return repr((name, place, sorted(values.items()))), partial(self._compose, name, place=place, **values)

    def _compose(self, name: str, **values: object) -> str:
        classeur, own = self.collection.classeur, self.stock.frame
        setting = Setting(own.language, lambda code: self.hrefs.get(code, ""), lambda _name: None)
        return self.templates.render(
            f"binder/{name}.html", own.language, frame=own, classeur=classeur, lists=own.lists, setting=setting,
            paper=self.paper, in_french=self.stock.in_french, **values,
        )  # fmt: skip
