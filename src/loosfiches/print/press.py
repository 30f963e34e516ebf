"""Prints what is not printed yet, on several processes; what is in the store costs a look at it.

WeasyPrint runs in workers only. One that runs out of memory, or is lost in a drawing, does not take us along,
and Ctrl-C is ours to hear: WeasyPrint swallows it while it draws an SVG, and would then write a wrong PDF.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock
from types import TracebackType

from loosfiches.build.store import Store
from loosfiches.limits import LIMITS, Limits
from loosfiches.print.record import PrintWarning, Record, unpack
from loosfiches.print.setup import Setup
from loosfiches.print.workshop import PressError, Task, Worker

__all__ = ["Crew", "Order", "PressError", "Printed", "press"]


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
#: What a leaf may take too much of.
_EXCESSES = ("time", "memory")


class Crew:
    """Workers that wait for pages; when the `with` block ends, however it ends, none is left behind.

    Args:
        store: where they put what they print.
        jobs: how many there may be (by default, the processors this process may use).
        limits: what a leaf may take.
    """

    def __init__(self, store: Store, jobs: int | None = None, limits: Limits = LIMITS) -> None:
        self._store, self._most, self.limits = store, jobs or _processors(), limits
        self._workers: list[Worker] = []
        self._lock = Lock()
        self.idle: SimpleQueue[Worker] = SimpleQueue()

    def __enter__(self) -> "Crew":
        """Nobody is there yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let all workers go."""
        self.stop()

    def hire(self, wanted: int) -> int:
        """See that as many workers are there as are of use for so many pages; return how many.

        A worker takes a second to get ready: ask for one as soon as it is likely that something is to be printed.
        """
        number = min(self._most, wanted)
        while len(self._workers) < number:
            self._workers.append(Worker(self._store, self.limits))
            self.idle.put(self._workers[-1])
        return number

    def replaced(self, worker: Worker) -> Worker:
        """Return another worker in the place of one that is spent; the same when all were let go."""
        with self._lock:
            if worker not in self._workers:
                return worker
            worker.stop()
            self._store.sweep(worker.number)
            self._workers[self._workers.index(worker)] = new = Worker(self._store, self.limits)
            return new

    def prepare(self, setup: Setup) -> None:
        """Let those that wait read what all pages share, while it is found out which are to be printed."""
        for worker in self._workers:
            worker.prepare(setup)

    def stop(self) -> None:
        """End all workers now, whatever they are doing."""
        with self._lock, ExitStack() as leaving:  # all leave, even if a signal comes while one does
            leaving.callback(self._forget)
            for worker in self._workers:
                leaving.callback(self._store.sweep, worker.number)
                leaving.callback(worker.stop)

    def _forget(self) -> None:
        self._workers, self.idle = [], SimpleQueue()


def press(
    orders: Iterable[Order],
    setup: Setup,
    store: Store,
    jobs: int | None = None,
    on_done: Watcher | None = None,
    crew: Crew | None = None,
) -> list[Printed]:
    """Print the orders; returns one Printed for each, in their order.

    Args:
        orders: each is asked for its HTML in this thread, a few pages ahead of the workers at most.
        setup: shared by all pages; what of it changes a page belongs to the recipe.
        store: where leaves are looked for and kept.
        jobs: how many processes (by default, the processors this one may use).
        on_done: called for each leaf as it is there, those of the store first.
        crew: workers that print several lists of orders, one after the other; by default, some for these only.

    A leaf that asks for more than it may take is told by its record; the others are printed all the same.
    Raises PressError when a leaf cannot be printed for another reason, OSError when the store cannot be written,
    what `html` raises, and KeyboardInterrupt on Ctrl-C. In each case the workers are killed, what was printed before is
    kept, and nothing half-written is.
    """
    wanted = {order.recipe: order for order in orders}
    found = {recipe: printed for recipe in wanted if (printed := _kept(store, recipe))}
    done = dict(found)
    for printed in found.values():
        _tell(on_done, printed)
    missing = [order for recipe, order in wanted.items() if recipe not in found]
    with nullcontext(crew) if crew else Crew(store, jobs) as workers:
        for printed in _print(missing, setup, store, workers):
            done[printed.recipe] = printed
            _tell(on_done, printed)
    if missing:
        store.sweep()
        store.trim(spared=frozenset(wanted))
    return [done[recipe] for recipe in wanted]


def _kept(store: Store, recipe: str) -> Printed | None:
    found = unpack(store.get(recipe))
    return Printed(recipe, found[0], store, reused=True) if found else None


def _tell(on_done: Watcher | None, printed: Printed) -> None:
    if on_done:
        on_done(printed)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print(orders: list[Order], setup: Setup, store: Store, crew: Crew) -> Iterator[Printed]:
    if not orders:
        return
    number = crew.hire(len(orders))
    crew.prepare(setup)
    with ThreadPoolExecutor(number) as threads:
        try:
            running: set[Future[Printed]] = set()
            for order in orders:
                task = {"recipe": order.recipe, "html": order.html(), "facts": dict(order.facts())}
                running.add(threads.submit(_by_one_of, crew, task, setup, store))
                # One page more than there are workers is ready: none waits for a template.
                if len(running) > number:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            yield from (future.result() for future in as_completed(running))
        except BaseException:
            # No other page is begun, for want of workers it would wait for ever. Workers end first, threads after: a
            # thread waits for its worker's answer.
            threads.shutdown(wait=False, cancel_futures=True)
            crew.stop()
            raise


def _by_one_of(crew: Crew, task: Task, setup: Setup, store: Store) -> Printed:
    idle, recipe = crew.idle, str(task["recipe"])
    worker = idle.get()
    try:
        record = worker.print(task, setup)
    except PressError as error:
        if error.reason not in _EXCESSES:
            raise
        record, worker = _exceeding(error.reason, crew.limits), crew.replaced(worker)
    finally:
        idle.put(worker)
    return Printed(recipe, record, store, reused=False)


def _exceeding(reason: str, limits: Limits) -> Record:
    """Return what is said of a leaf that asked for too much: of what, and how much it might have taken."""
    most = limits.seconds if reason == "time" else limits.megabytes
    return Record("", 0, warnings=(PrintWarning(reason, f"{most:g}"),))
