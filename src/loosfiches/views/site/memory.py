"""What a build of the site learned, kept for the next one: what lists say of each sheet, what each page came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loosfiches.build import values
from loosfiches.build.store import Store
from loosfiches.views.site.summary import Summary

#: Where the classes are defined that a memory holds.
_MODULES = ("loosfiches.model.", "loosfiches.collection.", "loosfiches.diagnostics", "loosfiches.views.site.summary",
            "loosfiches.views.site.memory")  # fmt: skip


@dataclass(frozen=True)
class Memory:
    """`basis` is what all of it rests on; `summaries` are those of documents, by file.

    `pages` are the facts of each output, as a digest, and how it lies on disk: its size and when it was written.
    """

    basis: str = ""
    summaries: Mapping[str, Summary] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)


def recall(store: Store, key: str, basis: str) -> Memory:
    """Return what was kept under a key on the same basis; nothing when it is anything else."""
    memory = values.load(store.get(key), _MODULES)
    return memory if isinstance(memory, Memory) and memory.basis == basis and _is_whole(memory) else Memory(basis)


def _is_whole(memory: Memory) -> bool:
    """Tell whether a memory holds what it is to hold."""
    whole = isinstance(memory.summaries, dict) and isinstance(memory.pages, dict)
    return whole and all(isinstance(each, Summary) for each in memory.summaries.values())


def remember(store: Store, key: str, memory: Memory) -> None:
    """Keep a memory; where the store cannot be written, nothing is kept."""
    store.keep(key, values.dump(memory))
