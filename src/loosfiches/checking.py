"""A project -> all that is wrong in it: document by document, then across documents.

Documents are looked at in batches, on all processors when they are many; of each, only what others need to know is
kept, so that memory does not grow with the collection.
"""

import datetime
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from typing import NoReturn

from loosfiches.collection import Collection, begun, share
from loosfiches.collection.project import Project
from loosfiches.collection.register import Card, Premises, Register, registered
from loosfiches.diagnostics import Diagnostic
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
    count = processes or (max(1, min(_processors(), len(names) // MANY, MOST)) if sys.platform == "linux" else 1)
    looked = _spread(bare, [names[n::count] for n in range(count)])
    parts = [examined(bare), *(part for each in looked for part in each)]
    register = registered(bare, [card for part in parts for card in part.cards], bare.sources)
    return register, concluded(register, parts)


def _processors() -> int:
    """Return how many processors this process may use; a container may leave it fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _looked(bare: Collection, names: Sequence[str], parent: int = 0) -> list[Part]:
    """Look at documents batch by batch; a process whose `parent` is gone goes too."""
    parts = []
    for n in range(0, len(names), BATCH):
        if parent and os.getppid() != parent:
            os._exit(1)
        parts.append(examined(share(bare, names[n : n + BATCH])))
    return parts


def _spread(bare: Collection, shares: Sequence[Sequence[str]]) -> list[list[Part]]:
    """Look at each share in a process of its own, at the first in this one; redo here what a process did not bring.

    A bare fork has all modules at hand and dies with us: pools of the standard library wait for their workers when
    one interrupts them, outlive their parent when it is killed, and hang when a fork or a thread is refused.
    """
    first, *others = shares
    workers: list[_Worker] = []
    try:
        for names in others:  # those that started are ended even if one cannot
            workers.append(_Worker(bare, names))
        return [_looked(bare, first), *(worker.result() for worker in workers)]
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that looks at some documents and sends what it found through a pipe."""

    def __init__(self, bare: Collection, names: Sequence[str]) -> None:
        self._bare, self._names, self._pid = bare, names, -1
        self._pipe, into = os.pipe()
        parent = os.getpid()
        with suppress(OSError):  # no more processes: the pipe stays empty, and the share is done here
            self._pid = os.fork()
        if self._pid == 0:
            _answer(into, partial(_looked, bare, names, parent))
        os.close(into)

    def result(self) -> list[Part]:
        """Wait for what was found."""
        try:
            with open(self._pipe, "rb", closefd=False) as pipe:
                parts: list[Part] = pickle.load(pipe)
        except (OSError, EOFError, pickle.UnpicklingError):
            return _looked(self._bare, self._names)
        return parts

    def end(self) -> None:
        """Leave neither process nor pipe behind."""
        if self._pid > 0:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._pipe)


def _answer(into: int, look: Callable[[], list[Part]]) -> NoReturn:
    """Write what was found and leave; an interruption or a fault of ours is told by the first process alone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with open(into, "wb") as pipe:
            pickle.dump(look(), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


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
