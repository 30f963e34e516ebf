"""Work that runs in a process of its own, question by question, and is done here when that process fails.

A bare fork has all modules at hand and dies with us: pools of the standard library wait for their workers when one
interrupts them, outlive their parent when it is killed, and hang when a fork or a thread is refused.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

#: A number of Linux (prctl(2)).
_PR_SET_PDEATHSIG = 1

#: What work looks like: it yields an answer to each question, the first to None.
Work = Callable[[], Generator[Any, Any, None]]


def processors() -> int:
    """Return how many processes are of use: the processors this one may use, 1 where none can be forked."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


class Fork:
    """One such work; `tell` it a question, do something else, then take the `answer`; `end` it in the end."""

    def __init__(self, work: Work) -> None:
        self._work, self._told, self._pid = work, list[Any](), -1
        self._here: Generator[Any, Any, None] | None = None
        asked, ask = os.pipe()
        answer, answered = os.pipe()
        parent, end_with_parent = os.getpid(), _tie()
        with suppress(OSError):  # no more processes: the pipe stays empty, and the work is done here
            self._pid = os.fork()
        if self._pid == 0:
            os.close(ask)
            os.close(answer)
            end_with_parent()
            _serve(work(), asked, answered, parent)
        os.close(asked)
        os.close(answered)
        self._questions, self._answers = os.fdopen(ask, "wb"), os.fdopen(answer, "rb")

    def tell(self, question: Any = None) -> None:
        """Ask; the first question is None."""
        self._told.append(question)
        with suppress(OSError):  # it is gone, which its answer will tell
            pickle.dump(question, self._questions, pickle.HIGHEST_PROTOCOL)
            self._questions.flush()

    def answer(self) -> Any:
        """Wait for the answer to the last question."""
        if self._here is None:
            try:
                return pickle.load(self._answers)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._here = self._work()
                for question in self._told[:-1]:
                    self._here.send(question)
        return self._here.send(self._told[-1])

    def end(self) -> None:
        """Leave neither process nor pipe behind."""
        if self._pid > 0:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        for pipe in (self._questions, self._answers):
            with suppress(OSError):  # what was never read cannot be flushed any more
                pipe.close()


def _tie() -> Callable[[], object]:
    """Return what a fork does to end when its parent does, however that ends; the library is loaded before."""
    from ctypes import CDLL

    control = getattr(CDLL(None), "prctl", None)
    return partial(control, _PR_SET_PDEATHSIG, signal.SIGKILL) if control else bool


def _serve(work: Generator[Any, Any, None], questions: int, into: int, parent: int) -> NoReturn:
    """Answer until nobody asks; an interruption or a fault of ours is told by the first process alone."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(each, signal.SIG_DFL)
    try:
        with open(questions, "rb") as asked, open(into, "wb") as answers:
            while os.getppid() == parent:
                pickle.dump(work.send(pickle.load(asked)), answers, pickle.HIGHEST_PROTOCOL)
                answers.flush()
    finally:
        os._exit(0)
