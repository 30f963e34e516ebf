"""Bounds on the processor time and the memory of this process, and how a process ends that passes one."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: What templates of a project may take, in bytes, beside what the process has already.
_LITTLE = 1 << 28
#: Signals by which a library ends a process that gets no more memory; so does a fault of its own, on this leaf.
_CRASHES = ("SIGABRT", "SIGTRAP", "SIGSEGV", "SIGBUS")


def is_short(megabytes: int) -> bool:
    """Tell whether this process, and those it starts, may have less memory than that from the start (`ulimit -v`)."""
    if sys.platform == "win32":
        return False
    import resource

    limits = [limit for limit in resource.getrlimit(resource.RLIMIT_AS) if limit != resource.RLIM_INFINITY]
    return bool(limits) and min(limits) < megabytes * 1_000_000


def bound(megabytes: int) -> None:
    """Let this process have no more memory than that, where the system can tell it so; leave no image of a crash."""
    if sys.platform == "win32" or is_short(megabytes):
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with suppress(ValueError, OSError):  # some systems know the limit and refuse to set it
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, hard))


def allow(seconds: float) -> None:
    """End this process when it has taken so many seconds of processor from now on; 0 allows any number."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def is_out_of_time(status: int) -> bool:
    """Tell whether a process ended since it took more than it was allowed."""
    return sys.platform != "win32" and status == -signal.SIGPROF


def is_crash(status: int) -> bool:
    """Tell whether a process was ended by a library, as is done for want of memory."""
    return -status in {getattr(signal, name) for name in _CRASHES if hasattr(signal, name)}


@contextmanager
def little_memory() -> Iterator[None]:
    """Let what is done inside take a quarter of a gigabyte at most, then get MemoryError; on Linux alone."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = pages * resource.getpagesize() + _LITTLE
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([wanted, *limits]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
