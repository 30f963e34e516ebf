"""Processes: how many are of use, how one starts, and whether one is alive."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock
from typing import IO, NoReturn

#: Whether a copy of this process can be made that ends when this one is killed.
CAN_FORK = sys.platform == "linux"
#: A number of Linux (prctl(2)).
_PR_SET_PDEATHSIG = 1


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_apart(command: list[str], environment: dict[str, str], errors: int | None) -> "Popen[bytes]":
    """Start a process outside of the terminal's group, with two pipes: Ctrl-C reaches this process alone."""
    if sys.platform == "win32":
        from subprocess import CREATE_NEW_PROCESS_GROUP as APART

        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=errors, env=environment, creationflags=APART)
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=errors, env=environment, process_group=0)


class Fork:
    """A copy of this process that serves at the other ends of two pipes, and ends with this one; Linux only.

    Args:
        serve: what it does; it is given what to read and where to write.
    """

    def __init__(self, serve: Callable[[IO[bytes], IO[bytes]], None]) -> None:
        self._status: int | None = None
        self._lock = Lock()
        read, ask = os.pipe()
        answer, write = os.pipe()
        parent, tie = os.getpid(), _find_tie()
        try:
            self._number = os.fork()
        except OSError:
            for end in (read, ask, answer, write):
                os.close(end)
            raise
        if self._number == 0:
            os.close(ask)
            os.close(answer)
            _serve(serve, read, write, parent, tie)
        os.close(read)
        os.close(write)
        self.stdin: IO[bytes] | None = os.fdopen(ask, "wb")
        self.stdout: IO[bytes] | None = os.fdopen(answer, "rb")

    def kill(self) -> None:
        """End it, if it is still there."""
        with self._lock:
            if self._status is None:
                os.kill(self._number, signal.SIGKILL)

    def wait(self) -> int:
        """Return its exit status once it has ended."""
        with self._lock:
            if self._status is None:
                self._status = os.waitstatus_to_exitcode(os.waitpid(self._number, 0)[1])
            return self._status


def _find_tie() -> Callable[[], object]:
    """Return what a fork calls to end when its parent does; the library is loaded before there is a fork."""
    from ctypes import CDLL

    control = CDLL(None).prctl
    return lambda: control(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _serve(
    serve: Callable[[IO[bytes], IO[bytes]], None], read: int, write: int, parent: int, tie: Callable[[], object]
) -> NoReturn:
    """Serve; a signal, or a fault of ours, is reported by the first process alone."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        tie()
        if os.getppid() == parent:  # it may have been killed meanwhile
            with os.fdopen(read, "rb") as calls, os.fdopen(write, "wb") as answers:
                serve(calls, answers)
    finally:
        os._exit(0)


def is_alive(process: int) -> bool:
    """Tell whether a process of this number is at work, whoever's it is."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Tell whether a process is over and its parent does not know yet; without an init, a container never will."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:  # not on Linux, or gone
        return False
    return state[:1] == ["Z"]
