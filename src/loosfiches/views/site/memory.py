"""What a build of the site learned, kept for the next one: of each file what it says, of each page what it came to."""

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loosfiches.build.store import Store
from loosfiches.checking import Part
from loosfiches.views.site.summary import Summary

#: Where classes that may come out of a memory are defined: values only, nothing that acts when it is made.
_OURS = ("loosfiches.model.", "loosfiches.collection.", "loosfiches.rules.silence", "loosfiches.diagnostics",
         "loosfiches.checking", "loosfiches.views.site.summary", "loosfiches.views.site.memory")  # fmt: skip
_OTHERS = {
    ("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"),
    ("fractions", "Fraction"),
}  # fmt: skip


@dataclass(frozen=True)
class Looked:
    """What looking at one file gave; no summary for what is no document, or bears no code.

    `beside` tells how the pictures and pieces that it names lay on disk: what is wrong with it depends on them.
    """

    digest: str
    beside: str
    part: Part
    summary: Summary | None


@dataclass(frozen=True)
class Memory:
    """`basis` is what all of it rests on; `looked` are files by name.

    `pages` are the facts of each output, as a digest, and how it lies on disk: its size and when it was written.
    """

    basis: str = ""
    looked: Mapping[str, Looked] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)


def recall(store: Store, key: str, basis: str) -> Memory:
    """Return what was kept under a key on the same basis; nothing when it is anything else."""
    try:
        memory = _Reader(io.BytesIO(store.get(key) or b"")).load()
    except Exception:  # whatever is there is no memory of ours
        return Memory(basis)
    return memory if isinstance(memory, Memory) and memory.basis == basis and _is_whole(memory) else Memory(basis)


def _is_whole(memory: Memory) -> bool:
    """Tell whether a memory holds what it is to hold."""
    whole = isinstance(memory.looked, dict) and isinstance(memory.pages, dict)
    return whole and all(
        isinstance(each, Looked) and isinstance(each.part, Part) and isinstance(each.summary, Summary | None)
        for each in memory.looked.values()
    )


def remember(store: Store, key: str, memory: Memory) -> None:
    """Keep a memory; where the store cannot be written, nothing is kept."""
    store.keep(key, pickle.dumps(memory, pickle.HIGHEST_PROTOCOL))


class _Reader(pickle.Unpickler):
    """Makes values of ours only: whoever can write into the store cannot have code run by it."""

    def find_class(self, module: str, name: str) -> Any:
        # A dotted name would lead out of the module, to whatever it imports.
        known = (module, name) in _OTHERS or (module.startswith(_OURS) and "." not in name)
        found = super().find_class(module, name) if known else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
