"""Calls run in processes of this machine, behind the interface of the standard library: `concurrent.futures.Executor`.

Its own `ProcessPoolExecutor` does not serve here: a worker that the system ends, as it ends one that passes its
limits, breaks the whole pool, which does not tell the exit status; and workers outlive a parent that is killed.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, active_count
from types import TracebackType
from typing import IO, ParamSpec, Protocol, TypeVar

from loosfiches.build import limits
from loosfiches.build.worker import Failure, serve_pipe
from loosfiches.system import processes

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLost(BrokenExecutor):
    """A worker ended before it answered; `status` is its exit status, negative for a signal as `subprocess` has it."""

    def __init__(self, status: int) -> None:
        super().__init__(f"exit status {status}")
        self.status = status


class LocalExecutor(Executor):
    """Worker processes that run one call at a time each. Leaving the `with` block ends them, whatever they are doing.

    They end with this process too, however that ends. Calls, arguments and results are pickled; a call is a function
    of a module.

    Args:
        jobs: how many workers there may be; by default the processors of use.
        megabytes: the addresses that a worker may have; such workers start afresh, one by one as calls come. With 0,
            there is no bound, and they are forked at once where that is safe: all modules are then at hand.
        folder: where workers keep temporary files.
    """

    def __init__(self, jobs: int = 0, megabytes: int = 0, folder: Path | None = None) -> None:
        self.jobs = jobs or processes.count_processors()
        self._megabytes, self._folder = megabytes, folder
        self._calls: SimpleQueue[tuple[Future[object], bytes] | None] = SimpleQueue()
        self._lock, self._workers, self._idle, self._threads = Lock(), list[_Worker](), list[_Worker](), list[Thread]()
        self._open, self._closed = 0, False
        if not megabytes and processes.CAN_FORK and active_count() == 1:
            # All of them before any thread is there: a fork of several threads may wait for a lock for ever.
            with suppress(OSError):  # no more processes: each call tells
                for _ in range(self.jobs):
                    self._workers.append(_Worker(processes.Fork(serve_pipe)))
            self._idle = list(self._workers)

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a call in the first worker that is free; one that ends before it answers gives WorkerLost."""
        future: Future[T] = Future()
        data = pickle.dumps(partial(call, *args, **kwargs), pickle.HIGHEST_PROTOCOL)
        with self._lock:
            if self._closed:
                raise RuntimeError("the executor is shut down")
            self._open += 1
            future.add_done_callback(self._close)
            self._calls.put((future, data))  # type: ignore[arg-type]  # a queue holds futures of all kinds
            if len(self._threads) < min(self.jobs, self._open):
                worker = self._idle.pop() if self._idle else None
                self._threads.append(Thread(target=self._serve, args=[worker], daemon=True))
                self._threads[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; end the workers once those that were taken are answered, or are cancelled."""
        with self._lock:
            self._closed = True
        if cancel_futures:
            self._cancel()
        for _ in self._threads:
            self._calls.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            for worker in self._idle:
                worker.stop()

    def kill(self) -> None:
        """End all workers now."""
        self.shutdown(wait=False, cancel_futures=True)
        with self._lock, ExitStack() as leaving:  # all leave, even if a signal comes while one does
            for worker in self._workers:
                leaving.callback(worker.stop)
        self.shutdown()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers now: whoever wants an answer has waited for it."""
        self.kill()

    def _close(self, _future: Future[T]) -> None:
        self._open -= 1

    def _cancel(self) -> None:
        with suppress(Empty):
            while True:
                if call := self._calls.get_nowait():
                    call[0].cancel()

    def _serve(self, worker: "_Worker | None") -> None:
        """Give calls to one worker, or to those that take its place, until there are no more."""
        while taken := self._calls.get():
            future, data = taken
            if future.set_running_or_notify_cancel():
                try:
                    worker = worker or self._start()
                    future.set_result(worker.run(data))
                except BaseException as error:  # whatever it is, whoever waits for the answer is told
                    future.set_exception(error)
                    worker = worker and self._keep(worker, error)
        if worker:
            worker.stop()

    def _start(self) -> "_Worker":
        with self._lock:
            if self._closed:
                raise RuntimeError("the executor is shut down")
            self._workers.append(_Worker(_start(self._megabytes, self._folder)))
            return self._workers[-1]

    def _keep(self, worker: "_Worker", error: BaseException) -> "_Worker | None":
        """Return the worker, unless it is gone, or had no more memory, which leaves it unsound."""
        if not isinstance(error, WorkerLost) and not limits.is_memory(error):
            return worker
        worker.stop()
        with self._lock:
            self._workers.remove(worker)
        return None


def result(call: Future[T], otherwise: Callable[[], T]) -> T:
    """Return the result of a call, or of `otherwise`, which does the same here, where it failed for any reason."""
    try:
        return call.result()
    except Exception:
        return otherwise()


class Child(Protocol):
    """A process and its two pipes; `subprocess.Popen` is one."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def kill(self) -> None:
        """End it, if it is still there."""

    def wait(self) -> int:
        """Return its exit status, once it has ended."""


class _Worker:
    def __init__(self, child: Child) -> None:
        self._child = child

    def run(self, data: bytes) -> object:
        assert self._child.stdin
        assert self._child.stdout
        with suppress(OSError):  # it is gone, which its answer tells
            pickle.dump(data, self._child.stdin)
            self._child.stdin.flush()
        try:
            answer = pickle.load(self._child.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._child.kill()
            raise WorkerLost(self._child.wait()) from None
        if isinstance(answer, Failure):
            raise answer.error
        return answer

    def stop(self) -> None:
        self._child.kill()
        self._child.wait()
        for pipe in filter(None, (self._child.stdin, self._child.stdout)):
            with suppress(OSError):  # what was never sent cannot be flushed any more
                pipe.close()


def _start(megabytes: int, folder: Path | None) -> Child:
    """Return a worker that starts afresh: nothing of this process is in it, and Ctrl-C does not reach it."""
    # -P: the folder we are called from may be anybody's, and must not be imported from.
    command = [sys.executable, "-P", "-m", "loosfiches.build.worker", str(megabytes)]
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder.resolve())) if folder else {}
    errors = None if os.environ.get("LOOSFICHES_DEBUG") else subprocess.DEVNULL
    return processes.start_apart(command, limits.environment() | temporary, errors)
