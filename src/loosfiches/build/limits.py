"""How much time and memory a piece of work may take, enforced by the system in a process of its own."""

import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from loosfiches.system.bounds import allow, bound, is_short


@dataclass(frozen=True, slots=True)
class Limits:
    """The seconds of processor that a leaf may take, and the megabytes of addresses that a worker may have."""

    seconds: float = 20
    megabytes: int = 1500


LIMITS = Limits()


def environment() -> dict[str, str]:
    """Return the environment of a process of ours, which finds this package wherever it is started."""
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def answer(module: str, most: Limits, given: bytes = b"", *arguments: str) -> bytes | None:
    """Return what a module of ours answers to the bytes `given`, run in a process of its own that is held to limits.

    It is told its limits first, for `hold`. None when it took more, or fails. Raises MemoryError when the machine
    gives less.
    """
    import subprocess

    command = [sys.executable, "-P", "-m", module, f"{most.seconds}", f"{most.megabytes}", *arguments]
    done = subprocess.run(command, env=environment(), capture_output=True, input=given, check=False)
    if done.returncode == 0:
        return done.stdout
    if is_short(most.megabytes):
        raise MemoryError
    return None


def hold() -> list[str]:
    """Keep to the limits that `answer` told, from now on; return the other arguments."""
    seconds, megabytes, *others = sys.argv[1:]
    bound(int(megabytes))
    allow(float(seconds))
    return others


def is_memory(error: BaseException) -> bool:
    """Tell whether an error is for want of memory, be it told by Python, the system or the loader of libraries."""
    is_out = isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM
    words = ("Cannot allocate memory", "failed to map segment", "can't start new thread")
    return is_out or (isinstance(error, OSError | ImportError | RuntimeError) and any(w in str(error) for w in words))
