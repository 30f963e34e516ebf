"""A project -> all that is wrong in it: document by document, then across documents.

Documents are looked at in batches, on all processors when they are many; of each, only what others need to know is
kept, so that memory does not grow with the collection.
"""

import datetime
import gc
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial

from loosfiches.collection import Collection, opened, share, source
from loosfiches.collection.project import Files, Project
from loosfiches.collection.register import Card, Premises, Register, registered
from loosfiches.diagnostics import Diagnostic
from loosfiches.rules import RULES
from loosfiches.rules.silence import Silence, silenced, silences
from loosfiches.source import Source


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
    bare = opened(project, today, instead)
    names = bare.documents
    count = processes or max(1, min(_processors(), len(names) // MANY, MOST))
    looked = _spread(partial(_looked, bare), [names[n::count] for n in range(count)])
    parts = [examined(bare), *(part for each in looked for part in each)]
    register = registered(bare, [card for part in parts for card in part.cards], _Again(bare.files))
    return register, concluded(register, parts)


def _processors() -> int:
    """Return how many processors this process may use; a container may leave it fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _looked(bare: Collection, names: Sequence[str]) -> list[Part]:
    batches = [names[n : n + BATCH] for n in range(0, len(names), BATCH)]
    return [examined(share(bare, batch)) for batch in batches]


def _spread(look: "partial[list[Part]]", shares: Sequence[Sequence[str]]) -> list[list[Part]]:
    """Look at each share in a process of its own, at the first in this one."""
    first, *others = shares
    if not others:
        return [look(first)]
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # A fork has all modules at hand; elsewhere than on Linux, system libraries do not bear it.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        with ProcessPoolExecutor(len(others), context, initializer=_hush) as pool:
            awaited = [pool.submit(look, each) for each in others]
            return [look(first), *(each.result() for each in awaited)]
    # No processes here, or too little memory for several.
    except (OSError, ImportError, NotImplementedError, BrokenProcessPool):
        return [look(each) for each in shares]


def _hush() -> None:
    """Leave it to the first process to tell of an interruption, and to forget it all at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


class _Again(dict[str, Source]):
    """The sources of files, each read again when it is asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def __missing__(self, name: str) -> Source:
        self[name] = source(self._files, name)[0] or Source(name, "", {})  # it may have changed meanwhile
        return self[name]


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
