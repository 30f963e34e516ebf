"""Commands that take turns, each run a process of its own: what they took and how much memory they held."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PAUSE = 0.05
#: What getrusage counts in: bytes on macOS, kilobytes elsewhere.
_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024


@dataclass
class Contest:
    """One command, what its runs took (seconds) and held (MB): its first process, and the largest of the others.

    `before` is called before each run, and is not timed.
    """

    name: str
    tool: str
    command: list[str]
    before: Callable[[], object] = lambda: None
    environment: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)

    def run(self, folder: Path) -> None:
        """Run once; a command that does not succeed is no measure."""
        self.before()
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command, cwd=folder, stdout=output, stderr=output, env=_environment() | self.environment
            )
            watch = _Watch(process.pid)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.seconds.append(time.perf_counter() - start)
            held = watch.stop()
            self.own.append(held.pop(process.pid, 0) or usage.ru_maxrss / _UNIT)
            self.others.append(max(held.values(), default=0))
            if process.returncode:
                output.seek(0)
                raise SystemExit(f"{self.name}: status {process.returncode}\n{output.read(2000).decode()}")

    @property
    def median(self) -> float:
        """The seconds of the run in the middle."""
        return statistics.median(self.seconds)


class _Watch(threading.Thread):
    """Reads the most memory that a process and those it started have held, by number, from Linux's /proc."""

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self._number, self._held, self._over = number, dict[int, float](), threading.Event()
        self.start()

    def run(self) -> None:
        """Look every twentieth of a second."""
        while not self._over.wait(_PAUSE):
            for number in _family(self._number):
                self._held[number] = max(self._held.get(number, 0), _peak(number))

    def stop(self) -> dict[int, float]:
        """Return MB by process."""
        self._over.set()
        self.join()
        return self._held


def _family(number: int) -> list[int]:
    try:
        names = Path(f"/proc/{number}/task").iterdir()
        kids = [int(kid) for name in names for kid in (name / "children").read_text().split()]
    except OSError:
        return []
    return [number, *(each for kid in kids for each in _family(kid))]


def _peak(number: int) -> float:
    try:
        status = Path(f"/proc/{number}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, IndexError):
        return 0.0


def _environment() -> dict[str, str]:
    """Return what a user's shell would have: nothing of a CI, and Python keeps modules compiled."""
    left = ("LOOSFICHES_", "GITHUB_", "GITLAB_", "PYTHONDONTWRITEBYTECODE")
    own = {key: value for key, value in os.environ.items() if not key.startswith(left)}
    return own | {"LOOSFICHES_LANG": "fr"}


def measure(contests: Sequence[Contest], folder: Path, rounds: int) -> None:
    """Run each command `rounds` times, in turns."""
    for _ in range(rounds):
        for contest in contests:
            contest.run(folder)


def machine() -> str:
    """Return such as « Linux 6.1 x86_64, 2 processors (load 0.3), Python 3.11.7 »."""
    load = f" (load {os.getloadavg()[0]:.1f} at the end)" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}"
    return f"{system}, {os.cpu_count()} processors{load}, Python {platform.python_version()}"


def say(text: str) -> None:
    """Write a line at once: a contest is long."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
