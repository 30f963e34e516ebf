"""A project -> a card of each of its documents and all that is wrong in it; only what changed is looked at again.

Files are looked at in several processes when they are many; of each, only what others need to know is kept, so that
memory does not grow with the collection.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from loosfiches.build import values
from loosfiches.build.digest import digest, digest_code
from loosfiches.build.executor import LocalExecutor, result
from loosfiches.build.store import Store
from loosfiches.checking import Part, check_across, check_documents
from loosfiches.collection import Collection, Entry, KnownEntry, load_documents, open_collection
from loosfiches.collection.project import APART, Project
from loosfiches.collection.register import Card, Index, build_index, rank
from loosfiches.diagnostics import Diagnostic
from loosfiches.lookup import locate
from loosfiches.model.common import Document
from loosfiches.rules.named_files import files
from loosfiches.source import DeferredSource
from loosfiches.source import Path as Place
from loosfiches.system.processes import count_processors

T = TypeVar("T")

#: What makes a process worth starting, in files; the most processes there may be.
MANY, MOST = 100, 8
#: Where the classes are defined that what is remembered holds.
_MODULES = ("loosfiches.model.", "loosfiches.collection.", "loosfiches.rules.silence", "loosfiches.diagnostics",
            "loosfiches.checking", "loosfiches.survey")  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What checking one file alone gave.

    `digest` is that of its bytes, "" where it holds no document; `files` are those that it names, and `stamps` tell
    how they lay on disk: what is wrong with it depends on them.
    """

    digest: str
    files: Sequence[str]
    stamps: str
    part: Part


@dataclass(frozen=True)
class Known:
    """A document as it was read from a file of this digest, and its private fields."""

    digest: str
    kind: str
    document: Document
    spoilt: frozenset[str]
    card: Card
    private: Sequence[Place]

    @classmethod
    def of(cls, entry: Entry) -> "Known":
        """Return what is to be known of a document."""
        return cls(read_digest(entry), entry.kind, entry.document, entry.spoilt, entry.card, entry.private)

    def entry(self, file: str, data: bytes) -> Entry:
        """Return the document again, with the bytes of its file."""
        return KnownEntry(DeferredSource(file, data), self.kind, self.document, self.spoilt, self.card, self.private)


@dataclass
class Survey:
    """One look at a project; `store` remembers it for the next one, None keeps nothing.

    `data` are the bytes of the files that are known.
    """

    bare: Collection
    store: Store | None
    data: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def basis(self) -> str:
        """A digest of what all findings rest on: our code, the classeur and the glossary, the day."""
        frame = [part for name, source in sorted(self.bare.sources.items()) for part in (name, source.text)]
        spoilt = repr([(name, sorted(self.bare.spoilt.get(name, "?"))) for name in APART if name in self.bare.files])
        return digest(digest_code("**/*.py", "**/*.po"), str(self.bare.today), spoilt, *frame)

    @cached_property
    def known(self) -> Mapping[str, Checked]:
        """The files that are as they were at the last look, by name, with what that gave."""
        before = self._recall("checked", Checked)
        return {
            name: before[name] for name in self.bare.documents if name in before and self._holds(name, before[name])
        }

    def check(self, name: str) -> tuple[Checked, Entry | None]:
        """Look at one file; return the document that it holds too, None when it holds none."""
        one = load_documents(self.bare, [name])
        entry = one.entries[0] if one.entries else None
        # Of what was read, as the file may change meanwhile.
        read = read_digest(entry) if entry else ""
        named = [*dict.fromkeys(file for _, file in files(entry))] if entry else []
        return Checked(read, named, self._stamps(named), check_documents(one)), entry

    def remember(self, checked: Mapping[str, Checked]) -> None:
        """Keep what was found of each file, unless texts not yet saved were looked at in the place of files."""
        if not self.bare.files.given and checked != self.known:
            self._keep("checked", checked)

    @cached_property
    def documents(self) -> Mapping[str, Known]:
        """The documents that were read, by the names of their files, which may have changed since."""
        return self._recall("documents", Known)

    def remember_documents(self, entries: Iterable[Entry]) -> None:
        """Keep documents as they were read."""
        now = {entry.file: self.documents[entry.file] for entry in entries if isinstance(entry, KnownEntry)}
        new = {entry.file: Known.of(entry) for entry in entries if not isinstance(entry, KnownEntry)}
        if new or len(now) != len(self.documents):
            self._keep("documents", {**now, **new})

    def _recall(self, kind: str, value: type[T]) -> dict[str, T]:
        """Return what was kept of each file on the same basis; nothing when it is anything else."""
        match values.load(self.store.get(self._key(kind)), _MODULES) if self.store else None:
            case (self.basis, dict(known)) if all(isinstance(each, value) for each in known.values()):
                return known
            case _:
                return {}

    def _keep(self, kind: str, known: Mapping[str, object]) -> None:
        """Keep what is known of each file in the place of what was: a project has one entry of a kind for all days."""
        if self.store:
            self.store.keep(self._key(kind), values.dump((self.basis, dict(known))))

    def _key(self, kind: str) -> str:
        return digest(kind, str(self.bare.project.root.absolute()))

    def _holds(self, name: str, before: Checked) -> bool:
        try:
            data = self.bare.files[name]
        except OSError:
            return False
        self.data[name] = data
        return before.digest == digest(data) and before.stamps == self._stamps(before.files)

    def _stamps(self, names: Iterable[str]) -> str:
        """Return how files lie on disk, and their folders, as a name is compared with those beside it."""
        paths = [locate(self.bare.project.fiches, name) for name in names]
        return repr([(_state(path), _state(path.parent)) for path in paths])


def _state(path: Path) -> tuple[int, ...]:
    """Return what tells that a file or a folder was touched, or is to be had by others."""
    try:
        known = path.stat()
    except OSError:
        return ()
    return known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_mode


def read_digest(entry: Entry) -> str:
    """Return the digest of the file that a document was read from, as it was then."""
    return digest(entry.source.encoded(entry.source.text))


def load_project(
    project: Project, today: datetime.date, store: Store | None = None
) -> tuple[Collection, list[Diagnostic]]:
    """Return the documents of a project as it stands `today`, and all that is wrong in it.

    Those whose files did not change since `store` remembered them are not read: the places of their values are, once
    they are asked for.
    """
    bare = open_collection(project, today)
    survey = Survey(bare, store)
    known, checked = survey.documents, dict[str, Checked]()
    entries: list[Entry] = []
    for name in bare.documents:
        if name in survey.known and name in known and known[name].digest == survey.known[name].digest:
            checked[name] = survey.known[name]
            entries.append(known[name].entry(name, survey.data[name]))
            continue
        checked[name], entry = survey.check(name)
        entries += [entry] if entry else []
    entries.sort(key=lambda entry: (rank(entry.code), entry.file))
    _, found = conclude(bare, [each.part for each in checked.values()])
    sources = {**bare.sources, **{entry.file: entry.source for entry in entries}}
    survey.remember(checked)
    survey.remember_documents(entries)
    return replace(bare, sources=sources, entries=entries), found


def check_project(
    project: Project,
    today: datetime.date,
    store: Store | None = None,
    instead: Mapping[str, bytes] | None = None,
    processes: int = 0,
) -> tuple[Index, list[Diagnostic]]:
    """Check a project as it stands `today`, without keeping its documents; return its register and all that is wrong.

    Args:
        store: what remembers it for the next time.
        instead: by name, bytes to read in place of those on disk, or as if they were there.
        processes: how many there may be, what suits the machine and the project when it is 0.
    """
    survey = Survey(open_collection(project, today, instead), store)
    stale = [name for name in survey.bare.documents if name not in survey.known]
    count = processes or max(1, min(count_processors(), len(stale) // MANY, MOST))
    checked = dict(survey.known)
    for found in _spread(survey, [stale[number::count] for number in range(count)]):
        checked |= found
    survey.remember(checked)
    return conclude(survey.bare, [each.part for each in checked.values()])


def conclude(bare: Collection, parts: Sequence[Part]) -> tuple[Index, list[Diagnostic]]:
    """Return the register of documents looked at one by one, and all that is wrong in them and between them."""
    every = [check_documents(bare), *parts]
    register = build_index(bare, [card for part in every for card in part.cards], bare.sources)
    return register, check_across(register, every)


def _spread(survey: Survey, shares: Sequence[Sequence[str]]) -> list[dict[str, Checked]]:
    """Look at each share in a process of its own, at the first in this one."""
    first, *others = shares
    if not others:
        return [_look(survey, first)]
    bare = survey.bare
    with LocalExecutor(len(others)) as executor:
        calls = [executor.submit(_check, bare.project, bare.today, bare.files.given, names) for names in others]
        return [
            _look(survey, first),
            *(result(call, partial(_look, survey, names)) for call, names in zip(calls, others, strict=True)),
        ]


def _check(
    project: Project, today: datetime.date, instead: Mapping[str, bytes], names: Sequence[str]
) -> dict[str, Checked]:
    """Look at some files of a project, in a process that knows nothing of it."""
    return _look(Survey(open_collection(project, today, instead), None), names)


def _look(survey: Survey, names: Iterable[str]) -> dict[str, Checked]:
    return {name: survey.check(name)[0] for name in names}
