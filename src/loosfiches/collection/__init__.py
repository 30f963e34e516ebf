"""All documents of a project, read and indexed: codes, sections, links both ways, and what reading found."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loosfiches.collection.links import Link, links, texts
from loosfiches.collection.project import CLASSEUR, GLOSSAIRE, Project, sheets
from loosfiches.collection.prose import prose
from loosfiches.diagnostics import TOP, Diagnostic
from loosfiches.model import reading
from loosfiches.model.classeur import Classeur, Glossaire, Section
from loosfiches.model.common import Document
from loosfiches.model.recit import Recit
from loosfiches.model.words import OPEN
from loosfiches.source import Path as Place
from loosfiches.source import Source, read


@dataclass(frozen=True)
class Entry:
    """One document, the file it stands in, and the top fields that were written but not understood."""

    source: Source
    kind: str
    document: Document
    spoilt: frozenset[str]

    @property
    def file(self) -> str:
        """The file's name from the project's root."""
        return self.source.file

    @property
    def code(self) -> str:
        """The document's code, or "" while it has none."""
        return self.document.code or ""


@dataclass(frozen=True, eq=False)
class Collection:
    """The documents of a project in the order of their codes; `found` is what reading them brought to light.

    `frame` names the files of the classeur and the glossary that were read, with the fields not understood there;
    `today` is the day on which it is read, which nothing else asks the clock.
    """

    project: Project
    classeur: Classeur
    glossaire: Glossaire
    frame: Mapping[str, frozenset[str]]
    sources: Mapping[str, Source]
    entries: Sequence[Entry]
    found: Sequence[Diagnostic]
    files: Sequence[str]
    today: datetime.date

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """Each code's document; where two claim it, the first by file name."""
        index: dict[str, Entry] = {}
        for entry in sorted(self.entries, key=lambda entry: entry.file):
            if entry.code:
                index.setdefault(entry.code, entry)
        return index

    @cached_property
    def unread(self) -> frozenset[str]:
        """The codes that files which could not be read, or whose code could not, bear in their names."""
        read_ = {entry.file for entry in self.entries if "code" not in entry.spoilt}
        names = [file.rpartition("/")[2] for file in self.files if file not in read_]
        return frozenset(match[0] for name in names if (match := re.match(r"[A-Z]-[0-9]{2,3}(?![0-9])", name)))

    @cached_property
    def texts(self) -> Mapping[str, Sequence[tuple[Place, str]]]:
        """Every text of each file and where it stands, the classeur's and the glossary's too, by the file's name."""
        return {name: tuple(texts(dict(source.value))) for name, source in self.sources.items()}

    @cached_property
    def prose(self) -> Mapping[str, Sequence[tuple[Place, str]]]:
        """The sentences of each document that are its authors' own, by the file's name."""
        return {entry.file: tuple(prose(self.texts[entry.file])) for entry in self.entries}

    @cached_property
    def links(self) -> Mapping[str, Sequence[Link]]:
        """The links that leave each file, by the file's name."""
        return {entry.file: tuple(links(entry.document, self.texts[entry.file])) for entry in self.entries}

    @cached_property
    def incoming(self) -> Mapping[str, Sequence[Link]]:
        """The links that reach each code, in the order of the codes they come from."""
        index: dict[str, list[Link]] = {code: [] for code in self.by_code}
        for entry in self.entries:
            for link in self.links[entry.file]:
                index.setdefault(link.target, []).append(link)
        return index

    @property
    def sections(self) -> Sequence[Section]:
        """The classeur's sections that have a letter, in its order."""
        return [section for section in self.classeur.sections if section.lettre]

    def of_section(self, letter: str) -> list[Entry]:
        """Return the documents of a section in the order of their codes, those of `ordre` first."""
        order = next((section.ordre for section in self.sections if section.lettre == letter), ())
        first = {code: number for number, code in enumerate(order)}
        entries = [entry for code, entry in self.by_code.items() if code.startswith(letter)]
        return sorted(entries, key=lambda entry: (first.get(entry.code, len(first)), rank(entry.code)))


def rank(code: str) -> tuple[str, int]:
    """Return what codes are sorted by: letter, then number (A-99 before A-100)."""
    letter, _, number = code.partition("-")
    return letter, int(number or 0)


def publishable(entry: Entry, support: str) -> bool:
    """Tell whether the text may go out on a support ("papier", "site"): public, and for a récit with agreement.

    A document whose `diffusion` or `consentement` was not understood stays in.
    """
    document = entry.document
    if not document.public or entry.spoilt.intersection({"diffusion", "consentement"}):
        return False
    return not isinstance(document, Recit) or document.tellable(support)


def load(project: Project, today: datetime.date, instead: Mapping[str, bytes] | None = None) -> Collection:
    """Read every file of the project, as it stands `today`.

    `instead` holds, by name, bytes to read in place of those on disk, or as if they were there. Never raises for
    what a file holds.
    """
    regular, aside = sheets(project)
    found = [Diagnostic("LF023", project.name(path), TOP, {"special": "oui"}) for path in aside]
    sources: dict[str, Source] = {}
    given, paths = instead or {}, {project.name(path): path for path in regular}
    names = [*paths, *sorted(set(given) - set(paths))]
    for name in names:
        source, diagnostics = text(name, given[name]) if name in given else _source(name, paths[name])
        found += diagnostics
        if source:
            sources[name] = source
    classeur, glossaire, frame = _frame(sources, found)
    entries = _entries(sources, classeur, found)
    return Collection(project, classeur, glossaire, frame, sources, entries, found, names, today)


def _source(name: str, path: Path) -> tuple[Source | None, list[Diagnostic]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [Diagnostic("LF023", name, TOP, {"reason": error.strerror or ""})]
    return text(name, data)


def text(name: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Read the bytes of one file of a collection; a fix is offered only where the model agrees with it."""
    source, found = read(name, data)
    return source, [reading.unsure(each) for each in found]


def _frame(
    sources: Mapping[str, Source], found: list[Diagnostic]
) -> tuple[Classeur, Glossaire, Mapping[str, frozenset[str]]]:
    """Return the classeur and the glossary, empty ones where the files could not be read, and what was spoilt."""
    classeur, glossaire = Classeur(), Glossaire()
    frame: dict[str, frozenset[str]] = {}
    for name in (CLASSEUR, GLOSSAIRE):
        source = sources.get(f"fiches/{name}")
        if source is None:
            continue
        read_, diagnostics = reading.read(source, [name.removesuffix(".yaml")], OPEN)
        found += diagnostics
        frame |= {source.file: read_.spoilt} if read_ else {}
        if read_ and isinstance(read_.document, Classeur):
            classeur = read_.document
        elif read_ and isinstance(read_.document, Glossaire):
            glossaire = read_.document
    return classeur, glossaire, frame


def _entries(sources: Mapping[str, Source], classeur: Classeur, found: list[Diagnostic]) -> list[Entry]:
    entries = []
    lists = classeur.words()
    for name, source in sources.items():
        if name in {f"fiches/{CLASSEUR}", f"fiches/{GLOSSAIRE}"}:
            continue
        read_, diagnostics = reading.read(source, reading.DOCUMENTS, lists)
        found += diagnostics
        if read_ and isinstance(read_.document, Document):
            entries.append(Entry(source, read_.kind, read_.document, read_.spoilt))
    return sorted(entries, key=lambda entry: (rank(entry.code), entry.file))
