"""A project -> all that is wrong in it: document by document, then across documents.

Documents are looked at in batches, on all processors when they are many; of each, only what others need to know is
kept, so that memory does not grow with the collection.
"""

import datetime
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial

from loosfiches.collection import Collection, begun, share
from loosfiches.collection.project import Project
from loosfiches.collection.register import Card, Premises, Register, registered
from loosfiches.diagnostics import Diagnostic
from loosfiches.forks import Fork, processors
from loosfiches.rules import RULES
from loosfiches.rules.silence import Silence, silenced, silences


@dataclass(frozen=True)
class Part:
    """What looking at some documents one by one gives: their cards, what is wrong in each, what they silence."""

    cards: Sequence[Card]
    found: Sequence[Diagnostic]
    silences: Sequence[Silence]


#: Documents looked at together; what makes a process worth starting; the most processes there may be.
BATCH, MANY, MOST = 25, 100, 8


def survey(
    project: Project, today: datetime.date, instead: Mapping[str, bytes] | None = None, processes: int = 0
) -> tuple[Register, list[Diagnostic]]:
    """Check a project as it stands `today`, without keeping its documents; return its register and all that is wrong.

    `instead` holds, by name, bytes to read in place of those on disk, or as if they were there; `processes` is the
    number of processes, which suits the machine and the project when it is 0.
    """
    bare = begun(project, today, instead)
    names = bare.documents
    count = processes or max(1, min(processors(), len(names) // MANY, MOST))
    looked = _spread(bare, [names[n::count] for n in range(count)])
    parts = [examined(bare), *(part for each in looked for part in each)]
    register = registered(bare, [card for part in parts for card in part.cards], bare.sources)
    return register, concluded(register, parts)


def _looked(bare: Collection, names: Sequence[str]) -> list[Part]:
    """Look at documents batch by batch."""
    return [examined(share(bare, names[n : n + BATCH])) for n in range(0, len(names), BATCH)]


def _spread(bare: Collection, shares: Sequence[Sequence[str]]) -> list[list[Part]]:
    """Look at each share in a process of its own, at the first in this one."""

    def work(names: Sequence[str]) -> Generator[list[Part], None, None]:
        yield _looked(bare, names)

    first, *others = shares
    forks: list[Fork] = []
    try:
        for names in others:  # those that started are ended even if one cannot
            forks.append(Fork(partial(work, names)))
            forks[-1].tell()
        return [_looked(bare, first), *(fork.answer() for fork in forks)]
    finally:
        for fork in forks:
            fork.end()


def check(collection: Collection) -> list[Diagnostic]:
    """Return all that is wrong in the collection, in the order of files and places, as the classeur selects it."""
    return concluded(collection.register, [examined(collection)])


def examined(collection: Collection) -> Part:
    """Look at documents one by one."""
    found = list(collection.found)
    for each in RULES.values():
        if each.find:
            found += each.find(collection)
    return Part(collection.register.cards, found, list(silences(collection.sources.values())))


def concluded(register: Register, parts: Iterable[Part]) -> list[Diagnostic]:
    """Look across documents, and return all that was found in them and between them, as `check` does."""
    found = [diagnostic for part in parts for diagnostic in part.found]
    for each in RULES.values():
        if each.across:
            found += each.across(register)
    kept = silenced([silence for part in parts for silence in part.silences], _kept(register, found))
    return sorted(kept, key=lambda diagnostic: diagnostic.order)


def _kept(premises: Premises, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    settings = premises.classeur.validation
    for diagnostic in found:
        code, ignored = diagnostic.code, settings.ignorer if settings else ()
        for place in settings.par_chemin if settings else ():
            name = diagnostic.file.removeprefix("fiches/")
            ignored += place.ignorer if fnmatch(name, place.chemin or "") else ()
        selected = (settings.selection if settings else ()) or ("LF",)
        chosen = code.startswith(tuple(selected)) and not code.startswith(tuple(ignored) or ("-",))
        if chosen or code == "LF208":  # what is wrong with the settings is told whatever they say
            yield diagnostic
