"""The value that a document's template receives: frozen, its links resolved, its sources numbered.

A page only resolves (links, labels, dates); what a rule or the model should know is computed there, not here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from urllib.parse import quote

from loosfiches.collection import Collection, Entry, is_publishable
from loosfiches.collection.links import Link
from loosfiches.collection.register import Index, ProjectContext, rank
from loosfiches.language import later
from loosfiches.model.classeur import Classeur, Section
from loosfiches.model.colours import colour, tint
from loosfiches.model.common import Document, Source
from loosfiches.model.quantities import Expression, Family, Quantity
from loosfiches.model.words import Word
from loosfiches.reachable import for_templates
from loosfiches.text.markdown import Setting
from loosfiches.views.attachments import home

#: What a link says of its target, English, translated where it is printed; in reading order.
RELATIONS = {
    "raconte": later("tells of"),
    "avant": later("before"),
    "apres": later("after"),
    "avec": later("with it"),
    "a_la_place": later("instead"),
    "voir_aussi": later("see also"),
    "remplacee_par": later("replaced by"),
    "texte": later("see also"),
}
_STRENGTH = {relation: rank for rank, relation in enumerate(RELATIONS)}


@dataclass(frozen=True)
class Place:
    """A section of the classeur as every page of it shows it: letter, title, colour, tint, rank from 0."""

    letter: str
    title: str
    colour: str
    tint: str
    rank: int


@dataclass(frozen=True)
class Frame:
    """What every page repeats of the classeur; what else changes there reprints no document."""

    title: str
    authority: str
    mention: str
    licence: str
    language: str
    url_base: str
    lists: Mapping[str, Mapping[str, Word]]


@dataclass(frozen=True)
class Target:
    """A document that another points at, and what it is to it."""

    code: str
    title: str
    href: str
    relation: str


@dataclass(frozen=True)
class Page:
    """One document, ready for a template."""

    document: Document
    kind: str
    place: Place
    frame: Frame
    links: tuple[Target, ...]
    incoming: tuple[Target, ...]
    hrefs: Mapping[str, str]
    language: str
    #: Where the page itself stands on the web, "" nowhere.
    address: str = ""

    @property
    def related(self) -> Mapping[str, list[Target]]:
        """The documents it leads to, by what they are to it, in reading order."""
        found: dict[str, list[Target]] = {relation: [] for relation in RELATIONS.values()}
        for target in self.links:
            found[target.relation].append(target)
        return {relation: targets for relation, targets in found.items() if targets}

    @property
    def code(self) -> str:
        """The document's code, "" while it has none."""
        return self.document.code or ""

    @property
    def setting(self) -> Setting:
        """What the page's texts need around them."""
        return Setting(self.language, self.href, self.number)

    @cached_property
    def sources(self) -> Mapping[str, tuple[int, Source]]:
        """Each source by its short name, with its number from 1."""
        named = enumerate(self.document.sources, 1)
        return {source.id or str(number): (number, source) for number, source in named}

    @property
    def starts(self) -> Sequence[int]:
        """The minute at which each step with people starts, in their order; empty unless all last exact minutes."""
        steps = [step for step in getattr(self.document, "etapes", ()) if (step.quand or "pendant") == "pendant"]
        lasting = [minutes for step in steps if (minutes := _minutes(step.duree)) is not None]
        return tuple(accumulate(lasting, initial=0))[:-1] if len(lasting) == len(steps) > 1 else ()

    @for_templates
    def web(self, name: str) -> str:
        """Return the address of a file of the project, "" when the site has none."""
        return f"{self.frame.url_base}/{quote(home(name))}" if self.frame.url_base else ""

    @for_templates
    def where(self, name: str) -> str:
        """Return where a file of the project is found: its place on the site, or else in the project."""
        return home(name) if self.frame.url_base else f"fiches/{name}"

    @for_templates
    def number(self, name: str) -> int | None:
        """Return a source's number."""
        return self.sources[name][0] if name in self.sources else None

    @for_templates
    def href(self, code: str) -> str:
        """Return where a document's code leads from this page, "" when it leads nowhere."""
        return self.hrefs.get(code.partition("#")[0], "")


def _minutes(duration: Expression | None) -> int | None:
    """Return a duration that is an exact number of minutes, None for another."""
    if not isinstance(duration, Quantity) or duration.family is not Family.MINUTES or not duration.exact:
        return None
    return int(duration.least) if duration.least.denominator == 1 else None


def frame(classeur: Classeur) -> Frame:
    """Return what every page repeats of the classeur."""
    return Frame(
        title=classeur.titre or "",
        authority=(classeur.collectivite and classeur.collectivite.nom) or "",
        mention=classeur.mention or "",
        licence=classeur.licence or "",
        language=classeur.langue or "fr-FR",
        url_base=(classeur.url_base or "").rstrip("/"),
        lists=classeur.words(),
    )


def places(premises: ProjectContext) -> Mapping[str, Place]:
    """Return the sections by letter, in the classeur's order."""
    return {section.lettre or "": _place(section, number) for number, section in enumerate(premises.sections)}


def _place(section: Section, number: int) -> Place:
    ink = colour(section.couleur, number)
    return Place(section.lettre or "", section.titre or "", ink, tint(ink), number)


def published(collection: Collection, support: str, in_force: bool = False) -> list[Entry]:
    """Return the documents whose text goes out on a support, section by section: public, agreed to, not withdrawn."""
    states = {"en_vigueur"} if in_force else {"brouillon", "en_relecture", "en_vigueur"}
    entries = [entry for letter in places(collection) for entry in collection.of_section(letter)]
    return [entry for entry in entries if is_publishable(entry, support) and entry.document.state in states]


def page(register: Index, entry: Entry, hrefs: Mapping[str, str], incoming: bool, address: str = "") -> Page:
    """Return the page of a document; `address` is its own on the web.

    `hrefs` maps each code that can be reached to its address as seen from this page; links to other codes are left
    out, so that nothing is said of what is not published. `incoming` asks for the links that reach the document too.
    """
    outgoing = entry.links
    reached = register.incoming.get(entry.code, ()) if incoming else ()
    arriving = targets(register, reached, hrefs, lambda link: link.origin)
    around, sections = _shared_parts(register)
    return Page(
        # A template of the project could show what it is given: it is not given the notes of the team.
        document=entry.document.model_copy(update={"interne": None}),
        kind=entry.kind,
        place=sections[entry.code[0]],
        frame=around,
        links=targets(register, outgoing, hrefs, lambda link: link.target),
        incoming=tuple(sorted(arriving, key=lambda target: rank(target.code))),
        hrefs={link.target: hrefs[link.target] for link in outgoing if link.target in hrefs},
        language=entry.document.langue or register.classeur.langue or "fr-FR",
        address=address,
    )


@lru_cache(maxsize=1)
def _shared_parts(register: Index) -> tuple[Frame, Mapping[str, Place]]:
    """Return what all pages of a project share, made once for a thousand of them."""
    return frame(register.classeur), places(register)


def targets(
    register: Index, links: Iterable[Link], hrefs: Mapping[str, str], end: Callable[[Link], str]
) -> tuple[Target, ...]:
    """Return the documents at one end of links, each once, by the strongest thing said of it."""
    found: dict[str, Target] = {}
    for link in sorted(links, key=lambda link: _STRENGTH[link.relation]):
        code = end(link)
        if code in hrefs and code in register.by_code:
            title = register.by_code[code].titre or code
            found.setdefault(code, Target(code, title, hrefs[code], RELATIONS[link.relation]))
    return tuple(found.values())
