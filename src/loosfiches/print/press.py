"""Prints the leaves that the store does not hold, by an executor; what it holds costs a look at it.

WeasyPrint runs in workers only. One that runs out of memory, or is lost in a drawing, does not take us along,
and Ctrl-C is ours to hear: WeasyPrint swallows it while it draws an SVG, and would then write a wrong PDF.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from loosfiches.build.executor import LocalExecutor, WorkerLost
from loosfiches.build.limits import LIMITS, Limits, is_memory
from loosfiches.build.store import Store
from loosfiches.print.record import PrintWarning, Record, unpack
from loosfiches.print.setup import Setup
from loosfiches.print.task import EngineError, load, prepare, print_leaves
from loosfiches.system.bounds import is_crash, is_out_of_time, is_short

Reason = Literal["engine", "disk", "bug", "killed", "time", "memory", "short", "cluster"]


class PressError(Exception):
    """A leaf could not be printed.

    `reason`: engine (WeasyPrint or Pango does not start: the machine lacks something), disk (nothing can be
    written), short (the machine has no memory for it), killed (the worker is gone, as when memory runs out), time or
    memory (the leaf asks for more than it may take), cluster (its workers are lost, or all of it), bug (anything else).
    `recipe` is that of the page it was printing; `text` is the machine's own words.
    """

    def __init__(self, reason: Reason, recipe: str, text: str) -> None:
        super().__init__(reason, recipe, text)
        self.reason, self.recipe, self.text = reason, recipe, text


@dataclass(frozen=True, slots=True)
class Order:
    """A leaf that is wanted.

    Args:
        recipe: the hash of all that its print depends on; letters and digits.
        html: makes the page; called only when the recipe is not in the store.
        facts: what the record shall bear for later readers, such as a title; called after `html`.
    """

    recipe: str
    html: Callable[[], str]
    facts: Callable[[], Mapping[str, str]] = dict


@dataclass(frozen=True, slots=True)
class Printed:
    """A leaf that is there: its record, and whether it came from the store.

    One that asked for more than a leaf may take has a record without pages, which says so, and no PDF.
    """

    recipe: str
    record: Record
    store: Store
    reused: bool

    @property
    def is_there(self) -> bool:
        """Whether it was printed."""
        return self.record.pages > 0

    def read(self) -> bytes:
        """Return its PDF; raises FileNotFoundError when it is gone from the store."""
        found = unpack(self.store.get(self.recipe))
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.store.folder))
        return found[1]


Watcher = Callable[[Printed], None]
#: The HTML of a leaf and its facts.
Page = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class Press:
    """Prints lists of orders, one after the other.

    Args:
        store: where leaves are looked for and kept.
        executor: what runs the calls that print.
        jobs: how many calls keep it busy.
        limits: what a leaf may take.
        batch: how many leaves a call prints at most.
    """

    store: Store
    executor: Executor
    jobs: int
    limits: Limits = LIMITS
    batch: int = 1

    def load(self) -> None:
        """Get one worker ready, which takes it a second, as soon as it is likely that something is to be printed."""
        self.executor.submit(load)

    def prepare(self, setup: Setup, leaves: int) -> None:
        """Let as many workers as are of use for so many leaves read what these share."""
        for _ in range(min(self.jobs, leaves)):
            self.executor.submit(prepare, setup.resolve())

    def submit(self, setup: Setup, pages: Sequence[Page]) -> Future[list[bytes]]:
        """Have pages printed; the result is what `Record.pack` gives for each."""
        return self.executor.submit(print_leaves, setup, pages, self.limits.seconds)

    def print(self, orders: Iterable[Order], setup: Setup, on_done: Watcher | None = None) -> list[Printed]:
        """Print the orders; returns one Printed for each, in their order.

        Args:
            orders: each is asked for its HTML in this thread, a few pages ahead of the workers at most.
            setup: shared by all pages; what of it changes a page belongs to the recipe.
            on_done: called for each leaf as it is there, those of the store first.

        A leaf that asks for more than it may take is told by its record; the others are printed all the same.
        Raises PressError when a leaf cannot be printed for another reason, what `html` raises, and KeyboardInterrupt on
        Ctrl-C. What was printed before is kept, and nothing half-written is.
        """
        wanted = {order.recipe: order for order in orders}
        done = {recipe: printed for recipe in wanted if (printed := self._recall(recipe))}
        for printed in done.values():
            _tell(on_done, printed)
        if missing := [order for recipe, order in wanted.items() if recipe not in done]:
            for printed in self._print(missing, setup.resolve()):
                done[printed.recipe] = printed
                _tell(on_done, printed)
            self.store.sweep()
            self.store.trim(spared=frozenset(wanted))
        return [done[recipe] for recipe in wanted]

    def _recall(self, recipe: str) -> Printed | None:
        found = unpack(self.store.get(recipe))
        return Printed(recipe, found[0], self.store, reused=True) if found else None

    def _print(self, orders: Sequence[Order], setup: Setup) -> Iterator[Printed]:
        self.prepare(setup, len(orders))
        running: dict[Future[list[bytes]], list[str]] = {}
        left, most = iter(orders), min(self.batch, -(-len(orders) // self.jobs))
        while batch := list(islice(left, most)):
            call = self.submit(setup, [(order.html(), dict(order.facts())) for order in batch])
            running[call] = [order.recipe for order in batch]
            # One call more than are run at once is ready: no worker waits for a template.
            if len(running) > self.jobs:
                yield from self._collect(running)
        while running:
            yield from self._collect(running)

    def _collect(self, running: dict[Future[list[bytes]], list[str]]) -> Iterator[Printed]:
        """Wait for one call at least; yield what those that are over printed."""
        for call in wait(running, return_when=FIRST_COMPLETED).done:
            recipes = running.pop(call)
            try:
                leaves = call.result()
            except Exception as error:
                leaves = [give_up(error, self.limits, recipes[0])]
            yield from map(self._keep, recipes, leaves)

    def _keep(self, recipe: str, packed: bytes) -> Printed:
        found = unpack(packed)
        assert found
        if found[0].pages:
            try:
                self.store.put(recipe, packed)
            except OSError as error:
                raise PressError("disk", recipe, _words(error)) from error
        return Printed(recipe, found[0], self.store, reused=False)


@contextmanager
def open_press(store: Store, jobs: int = 0, limits: Limits = LIMITS) -> Iterator[Press]:
    """Yield a press whose workers are processes of this machine; none is left when the `with` block ends.

    `jobs` are how many there may be, by default the processors of use.
    """
    with store.scratch() as folder, LocalExecutor(jobs, limits.megabytes, folder) as executor:
        yield Press(store, executor, executor.jobs, limits)


def give_up(error: Exception, limits: Limits, recipe: str = "") -> bytes:
    """Return the record of a leaf that asked for too much: of what, and how much it might have taken.

    Raises PressError for any other reason why it could not be printed.
    """
    reason = _reason(error, limits)
    if reason not in {"time", "memory"}:
        raise PressError(reason, recipe, _words(error)) from error
    most = limits.seconds if reason == "time" else limits.megabytes
    return Record("", 0, warnings=(PrintWarning(reason, f"{most:g}"),)).pack(b"")


def _reason(error: Exception, limits: Limits) -> Reason:
    if isinstance(error, PressError):
        return error.reason
    if is_memory(error) or (isinstance(error, WorkerLost) and is_crash(error.status)):
        # Whose fault is it that there is no more memory? That of the leaf, unless the machine gave less.
        return "short" if is_short(limits.megabytes) else "memory"
    if isinstance(error, WorkerLost):
        return "time" if is_out_of_time(error.status) else "killed"
    if isinstance(error, CancelledError) or type(error).__module__.startswith("distributed"):
        return "cluster"
    if isinstance(error, EngineError):
        return "engine"
    return "disk" if isinstance(error, OSError) and error.errno else "bug"


def _words(error: Exception) -> str:
    match error:
        case PressError():
            return error.text
        case WorkerLost() | EngineError():
            return str(error)
        case _:
            return f"{type(error).__name__}: {error}"


def _tell(on_done: Watcher | None, printed: Printed) -> None:
    if on_done:
        on_done(printed)
