"""What a worker does for the press; nothing of WeasyPrint is loaded before it is called."""

import gc
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from loosfiches.build import limits
from loosfiches.print.setup import Setup
from loosfiches.system.bounds import allow

if TYPE_CHECKING:
    from loosfiches.print.leaf import Engine

#: After so many leaves all garbage goes: else a worker holds 0.3 MB more with each leaf, 260 MB after 700.
_MANY = 25


class EngineError(Exception):
    """WeasyPrint or Pango does not start: the machine lacks something."""


class _Ready:
    """The engine of this worker, and how many leaves it has printed."""

    setup: Setup | None = None
    engine: "Engine | None" = None
    leaves = 0


def load() -> None:
    """Load WeasyPrint, before anyone knows what is to be printed."""
    import loosfiches.print.leaf  # noqa: F401


def prepare(setup: Setup) -> None:
    """Read what all leaves of a setup share, while it is found out which are to be printed."""
    _find_engine(setup)


def print_leaves(setup: Setup, pages: Sequence[tuple[str, Mapping[str, str]]], seconds: float) -> list[bytes]:
    """Return the record and the PDF of each page, HTML and facts, as `Record.pack` has them.

    The system ends this process when one takes more seconds of processor than that. Raises EngineError, and what the
    engine or the system raises.
    """
    return [_print_leaf(_find_engine(setup), html, facts, seconds) for html, facts in pages]


def _print_leaf(engine: "Engine", html: str, facts: Mapping[str, str], seconds: float) -> bytes:
    allow(seconds)
    leaf = engine.render(html, facts)
    allow(0)
    _Ready.leaves += 1
    if _Ready.leaves % _MANY == 0:
        gc.collect()
    return leaf.record.pack(leaf.pdf)


def _find_engine(setup: Setup) -> "Engine":
    if _Ready.engine is None or _Ready.setup != setup:
        try:
            from loosfiches.print.leaf import Engine

            _Ready.engine, _Ready.setup = Engine(setup), setup
        except Exception as error:
            if limits.is_memory(error) or (isinstance(error, OSError) and error.errno):
                raise
            raise EngineError(f"{type(error).__name__}: {error}") from error
        _spare_collector()
    return _Ready.engine


def _spare_collector() -> None:
    """Look for garbage seldom, and never among what stays: it took a tenth of the time of a leaf."""
    gc.unfreeze()  # what a former setup left
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
