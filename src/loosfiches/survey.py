"""A project -> a card of each of its documents and all that is wrong in it; only what changed is looked at again.

Files are looked at in several processes when they are many; of each, only what others need to know is kept, so that
memory does not grow with the collection.
"""

import datetime
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from loosfiches.build import values
from loosfiches.build.digest import digest, digest_code
from loosfiches.build.store import Store
from loosfiches.checking import Part, check_across, check_documents
from loosfiches.collection import Collection, Entry, begun, share
from loosfiches.collection.project import Project
from loosfiches.collection.register import Register, registered
from loosfiches.diagnostics import Diagnostic
from loosfiches.forks import Fork, processors
from loosfiches.lookup import located
from loosfiches.rules.links import files
from loosfiches.staging import stamp

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


@dataclass
class Survey:
    """One look at a project; `store` remembers it for the next one, None keeps nothing."""

    bare: Collection
    store: Store | None

    @cached_property
    def basis(self) -> str:
        """A digest of what all findings rest on: our code, the classeur and the glossary, the day."""
        frame = [part for name, source in sorted(self.bare.sources.items()) for part in (name, source.text)]
        return digest(digest_code("**/*.py", "**/*.po"), str(self.bare.today), *frame)

    @cached_property
    def known(self) -> Mapping[str, Checked]:
        """The files that are as they were at the last look, by name, with what that gave."""
        before = values.load(self.store.get(self._key), _MODULES) if self.store else None
        if not isinstance(before, dict) or not all(isinstance(each, Checked) for each in before.values()):
            return {}
        return {
            name: before[name] for name in self.bare.documents if name in before and self._holds(name, before[name])
        }

    def check(self, name: str) -> tuple[Checked, Entry | None]:
        """Look at one file; return the document that it holds too, None when it holds none."""
        one = share(self.bare, [name])
        entry = one.entries[0] if one.entries else None
        # Of what was read, as the file may change meanwhile.
        read = digest(entry.source.encoded(entry.source.text)) if entry else ""
        named = [*dict.fromkeys(file for _, file in files(entry))] if entry else []
        return Checked(read, named, self._stamps(named), check_documents(one)), entry

    def remember(self, checked: Mapping[str, Checked]) -> None:
        """Keep what was found of each file, unless texts not yet saved were looked at in the place of files."""
        if self.store and not self.bare.files.given and checked != self.known:
            self.store.keep(self._key, values.dump(dict(checked)))

    @cached_property
    def _key(self) -> str:
        return digest("checked", str(self.bare.project.root.absolute()), self.basis)

    def _holds(self, name: str, before: Checked) -> bool:
        try:
            return before.digest == digest(self.bare.files[name]) and before.stamps == self._stamps(before.files)
        except OSError:
            return False

    def _stamps(self, names: Iterable[str]) -> str:
        """Return how files lie on disk, and their folders, as a name is compared with those beside it."""
        paths = [located(self.bare.project.fiches, name) for name in names]
        return repr([(stamp(path.parent, path.name), stamp(path.parent, ".")) for path in paths])


def check_project(
    project: Project,
    today: datetime.date,
    store: Store | None = None,
    instead: Mapping[str, bytes] | None = None,
    processes: int = 0,
) -> tuple[Register, list[Diagnostic]]:
    """Check a project as it stands `today`, without keeping its documents; return its register and all that is wrong.

    Args:
        store: what remembers it for the next time.
        instead: by name, bytes to read in place of those on disk, or as if they were there.
        processes: how many there may be, what suits the machine and the project when it is 0.
    """
    survey = Survey(begun(project, today, instead), store)
    stale = [name for name in survey.bare.documents if name not in survey.known]
    count = processes or max(1, min(processors(), len(stale) // MANY, MOST))
    checked = dict(survey.known)
    for found in _spread(survey, [stale[number::count] for number in range(count)]):
        checked |= found
    survey.remember(checked)
    return conclude(survey.bare, [each.part for each in checked.values()])


def conclude(bare: Collection, parts: Sequence[Part]) -> tuple[Register, list[Diagnostic]]:
    """Return the register of documents looked at one by one, and all that is wrong in them and between them."""
    every = [check_documents(bare), *parts]
    register = registered(bare, [card for part in every for card in part.cards], bare.sources)
    return register, check_across(register, every)


def _spread(survey: Survey, shares: Sequence[Sequence[str]]) -> list[dict[str, Checked]]:
    """Look at each share in a process of its own, at the first in this one."""

    def look(names: Sequence[str]) -> dict[str, Checked]:
        return {name: survey.check(name)[0] for name in names}

    def work(names: Sequence[str]) -> Generator[dict[str, Checked], None, None]:
        yield look(names)

    first, *others = shares
    forks: list[Fork] = []
    try:
        for names in others:  # those that started are ended even if one cannot
            forks.append(Fork(partial(work, names)))
            forks[-1].tell()
        return [look(first), *(fork.answer() for fork in forks)]
    finally:
        for fork in forks:
            fork.end()
