"""How much memory a piece of work may take: past it Python raises MemoryError, which we tell; the machine goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: In bytes, beside what the process has already.
_MOST = 1 << 28


@contextmanager
def little_memory() -> Iterator[None]:
    """Let what is done inside take a quarter of a gigabyte at most; on systems other than Linux nothing is limited."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = pages * resource.getpagesize() + _MOST
    known = [each for each in (soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([wanted, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
