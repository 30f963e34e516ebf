"""What is wrong with files that documents name, remembered by their bytes: none is decoded twice to be checked."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from loosfiches.build.digest import digest, digest_code
from loosfiches.build.store import Store
from loosfiches.lookup import read
from loosfiches.pictures import Fault, too_heavy

#: A smaller file is judged sooner than its verdict is looked for.
_SMALL = 20_000


#: What judges the bytes of a file.
Judge = Callable[[bytes], Fault | None]


def judge_file(path: Path, most: int, judge: Judge, store: Store | None) -> Fault | None:
    """Return what `judge` finds wrong in a file of at most so many bytes.

    `store` is where verdicts are kept, None keeps none.
    """
    status = path.stat()
    return _verdict(path, most, judge, store, (status.st_size, status.st_mtime_ns, status.st_ino))


@lru_cache(maxsize=4096)
def _verdict(path: Path, most: int, judge: Judge, store: Store | None, stamp: tuple[int, int, int]) -> Fault | None:
    if stamp[0] > most:
        return too_heavy(stamp[0], most)
    body = read(path, most)
    if store is None or len(body) < _SMALL:
        return judge(body)
    key = digest("verdict", version("pillow"), digest_code("pictures/*.py"), judge.__qualname__, body)
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        kept = json.loads(store.get(key) or b"")
        return Fault(str(kept["code"]), {str(k): str(v) for k, v in kept["details"].items()}) if kept else None
    problem = judge(body)
    store.keep(key, json.dumps({"code": problem.code, "details": dict(problem.details)} if problem else {}).encode())
    return problem
