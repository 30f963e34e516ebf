"""What is wrong with files that documents name, remembered by their bytes: none is decoded twice to be checked."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from loosfiches.keeping import keep, kept
from loosfiches.lookup import read
from loosfiches.pictures import Fault, too_heavy

#: A smaller file is judged sooner than its verdict is looked for.
_SMALL = 20_000


#: What judges the bytes of a file.
Judge = Callable[[bytes], Fault | None]


def verdict(path: Path, most: int, judge: Judge, cache: Path | None) -> Fault | None:
    """Return what `judge` finds wrong in a file of at most so many bytes.

    `cache` is the folder where verdicts are kept, None keeps none.
    """
    known = path.stat()
    return _verdict(path, most, judge, cache, (known.st_size, known.st_mtime_ns, known.st_ino))


@lru_cache(maxsize=4096)
def _verdict(path: Path, most: int, judge: Judge, cache: Path | None, stamp: tuple[int, int, int]) -> Fault | None:
    if stamp[0] > most:
        return too_heavy(stamp[0], most)
    body = read(path, most)
    if cache is None or len(body) < _SMALL:
        return judge(body)
    file = cache / f"{sha256(_recipe() + judge.__qualname__.encode() + body).hexdigest()}.verdict"
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        known = json.loads(kept(file) or b"")
        return Fault(str(known["code"]), {str(k): str(v) for k, v in known["details"].items()}) if known else None
    found = judge(body)
    # A cache that cannot be written costs time, nothing else.
    with suppress(OSError):
        keep(file, json.dumps({"code": found.code, "details": dict(found.details)} if found else {}).encode())
    return found


@lru_cache(maxsize=1)
def _recipe() -> bytes:
    """Return what changes when the same file is to be judged otherwise."""
    from importlib.metadata import version

    texts = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return sha256(b"\0".join([version("pillow").encode(), *texts])).digest()
