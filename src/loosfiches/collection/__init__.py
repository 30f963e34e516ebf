"""All documents of a project, read and indexed: codes, sections, links both ways, and what reading found."""

import datetime
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from loosfiches import refusals
from loosfiches.collection.copies import find_difference
from loosfiches.collection.links import Link, collect_texts, find_links, find_mentions
from loosfiches.collection.private import find_private_fields
from loosfiches.collection.project import APART, Files, Project, list_files
from loosfiches.collection.prose import find_prose
from loosfiches.collection.register import Card, Index, ProjectContext, build_index, rank
from loosfiches.diagnostics import TOP, Diagnostic
from loosfiches.lookup import read as read_file
from loosfiches.model import reading
from loosfiches.model.classeur import Classeur, Glossaire
from loosfiches.model.common import Document
from loosfiches.model.recit import Recit
from loosfiches.model.words import OPEN
from loosfiches.source import Path as Place
from loosfiches.source import Source, read
from loosfiches.source.text import MAX_BYTES


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

    @cached_property
    def links(self) -> Sequence[Link]:
        """The links that leave the document."""
        return tuple(find_links(self.document, self.source, self.texts))

    @cached_property
    def texts(self) -> Sequence[tuple[Place, str]]:
        """Every text of the document and where it stands."""
        return collect_texts(self.source.value)

    @cached_property
    def prose(self) -> Sequence[tuple[Place, str]]:
        """The texts that the authors wrote in sentences."""
        return tuple(find_prose(self.texts))

    @cached_property
    def private(self) -> Sequence[Place]:
        """The places of what the public may not read."""
        return tuple(find_private_fields(self.source, self.document))

    @cached_property
    def card(self) -> Card:
        """What other documents need to know of this one."""
        document = self.document
        titre, instead, place = document.titre or "", document.remplacee_par or "", self.source.place(("code",))
        named = tuple(find_mentions(document, self.source, self.prose))
        return Card(
            self.file, self.kind, self.code, titre, document.state, instead, self.spoilt, place, self.links, named
        )


@dataclass(frozen=True)
class KnownEntry(Entry):
    """A document whose card and private fields are known without its source being read."""

    known_card: Card
    known_private: Sequence[Place]

    @cached_property
    def card(self) -> Card:
        """What other documents need to know of this one."""
        return self.known_card

    @cached_property
    def links(self) -> Sequence[Link]:
        """The links that leave the document."""
        return self.known_card.links

    @cached_property
    def private(self) -> Sequence[Place]:
        """The places of what the public may not read."""
        return self.known_private


@dataclass(frozen=True, eq=False)
class Collection(ProjectContext):
    """Documents of a project, all or some, in the order of their codes.

    `sources` are the files that were read, the classeur and the glossary among them where they belong to the
    collection; `diagnostics` is what reading them found wrong.
    """

    sources: Mapping[str, Source]
    entries: Sequence[Entry]
    diagnostics: Sequence[Diagnostic]

    @cached_property
    def register(self) -> Index:
        """A card for each document."""
        return build_index(self, [entry.card for entry in self.entries], self.sources)

    @cached_property
    def texts(self) -> Mapping[str, Sequence[tuple[Place, str]]]:
        """Every text of each file that was read and where it stands, by the file's name."""
        others = set(self.sources).difference(entry.file for entry in self.entries)
        return {entry.file: entry.texts for entry in self.entries} | {
            name: collect_texts(self.sources[name].value) for name in others
        }

    @cached_property
    def prose(self) -> Mapping[str, Sequence[tuple[Place, str]]]:
        """The texts of each file that its authors wrote in sentences."""
        prose_by_file = {entry.file: entry.prose for entry in self.entries}
        return prose_by_file | {
            name: tuple(find_prose(texts_of_file))
            for name, texts_of_file in self.texts.items()
            if name not in prose_by_file
        }

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """The document of each code; of several, the first whose file name has the code, else the first."""
        by_file = {entry.file: entry for entry in self.entries}
        return {code: by_file[card.file] for code, card in self.register.by_code.items()}

    def of_section(self, letter: str) -> list[Entry]:
        """Return the documents of a section in the order of their codes, those of `ordre` first."""
        return [self.by_code[code] for code in self.register.of_section(letter)]


def is_publishable(entry: Entry, support: str) -> bool:
    """Tell whether a document may be published on a support ("papier", "site"): public, and a récit only with consent.

    A document whose `diffusion` or `consentement` was not understood is not published.
    """
    document = entry.document
    if not document.public or entry.spoilt.intersection({"diffusion", "consentement"}):
        return False
    return not isinstance(document, Recit) or document.tellable(support)


def read_bytes(name: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Read the bytes of one file of a collection; a fix is offered only where the model agrees with it."""
    source, diagnostics = read(name, data)
    return source, [reading.drop_unsure_fix(diagnostic) for diagnostic in diagnostics]


def read_source(files: Files, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read one of the project's files; return its source, or None, and what was found."""
    try:
        data = files[name]
        if len(data) > MAX_BYTES:
            details = {"what": "file", "size": str(files.size(name) // 1024), "limit": str(MAX_BYTES // 1024)}
            return None, [Diagnostic("LF004", name, TOP, details)]
    except OSError as error:
        return None, [Diagnostic("LF023", name, TOP, {"reason": refusals.name(error)})]
    return read_bytes(name, data)


def load(project: Project, today: datetime.date, instead: Mapping[str, bytes] | None = None) -> Collection:
    """Read every file of the project; `today` is the date that rules go by.

    `instead` maps names to bytes that are read in place of the files on disk, or of files that do not exist. Never
    raises for what a file holds.
    """
    bare = open_collection(project, today, instead)
    rest = load_documents(bare, bare.documents)
    return replace(rest, sources={**bare.sources, **rest.sources}, diagnostics=[*bare.diagnostics, *rest.diagnostics])


def open_collection(project: Project, today: datetime.date, instead: Mapping[str, bytes] | None = None) -> Collection:
    """Return a collection of the classeur and the glossary only."""
    listing = list_files(project)
    found = [Diagnostic("LF023", project.name(path), TOP, {"reason": _why(path)}) for path in listing.aside]
    found += [_tell_copy(project, copy, original) for copy, original in listing.copies.items()]
    files = Files({project.name(path): path for path in listing.sheets}, instead or {})
    sources: dict[str, Source] = {}
    for name in APART:
        read_, diagnostics = read_source(files, name) if name in files else (None, [])
        found += diagnostics
        sources |= {name: read_} if read_ else {}
    classeur, glossaire, spoilt = _read_frame(sources, found)
    return Collection(project, classeur, glossaire, spoilt, files, today, sources, (), found)


def _tell_copy(project: Project, copy: Path, original: Path | None) -> Diagnostic:
    """Return what is said of a copy: how it differs from its original, or that its name is that of plain text."""
    details = {"original": project.name(original) if original else "", "line": ""}
    if original:
        try:
            line = find_difference(read_file(copy, MAX_BYTES), read_file(original, MAX_BYTES))
        except OSError:
            line = 1
        details["line"] = str(line) if line else ""
    return Diagnostic("LF032", project.name(copy), TOP, details)


def _why(path: Path) -> str:
    """Return why a file is left aside: a folder is one that may not be looked into."""
    try:
        return "EACCES" if stat.S_ISDIR(path.lstat().st_mode) else ""
    except OSError as error:
        return refusals.name(error)


def load_documents(bare: Collection, names: Iterable[str]) -> Collection:
    """Return a collection of these documents only, as the classeur of `bare` has them read."""
    sources: dict[str, Source] = {}
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    lists = bare.classeur.words()
    for name in names:
        made, diagnostics = read_source(bare.files, name)
        found += diagnostics
        if made is None:
            continue
        sources[name] = made
        read_, diagnostics = reading.read(made, reading.DOCUMENTS, lists, bare.classeur.langue or "fr")
        found += diagnostics
        if read_ and isinstance(read_.document, Document):
            entries.append(Entry(made, read_.kind, read_.document, read_.spoilt))
    entries.sort(key=lambda entry: (rank(entry.code), entry.file))
    return replace(bare, sources=sources, entries=entries, diagnostics=found)


def _read_frame(
    sources: Mapping[str, Source], found: list[Diagnostic]
) -> tuple[Classeur, Glossaire, Mapping[str, frozenset[str]]]:
    """Return the classeur and the glossary, empty where the files could not be read, and the fields not understood."""
    classeur, glossaire = Classeur(), Glossaire()
    spoilt: dict[str, frozenset[str]] = {}
    for name, source in sources.items():
        read_, diagnostics = reading.read(source, [Path(name).stem], OPEN)
        found += diagnostics
        spoilt |= {name: read_.spoilt} if read_ else {}
        if read_ and isinstance(read_.document, Classeur):
            classeur = read_.document
        elif read_ and isinstance(read_.document, Glossaire):
            glossaire = read_.document
    return classeur, glossaire, spoilt
