"""The classeurs of many towns on one executor: python -m benchmarks.towns TOWNS SHEETS [--executor tcp://HOST:PORT].

A call is a town: it carries the bytes of its project and returns those of its site and, for `--binders N` of them, of
its binder. Prints the time, the digest of all that came back, and the processor time of each stage.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import corpus
from benchmarks.contest import machine, say
from loosfiches.build.digest import digest
from loosfiches.build.executor import LocalExecutor
from loosfiches.build.store import Store
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.press import open_press
from loosfiches.survey import check_project
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import BinderBuilder
from loosfiches.views.filters import FILTERS
from loosfiches.views.site.publishing import Publisher

TODAY = corpus._DAY


@dataclass(frozen=True)
class Town:
    """What came back: digests of the site's files and of the binder, and the seconds of processor of each stage."""

    digest: str
    seconds: Mapping[str, float]


def build(files: Mapping[str, bytes], prints: bool) -> Town:
    """Check a project and build its site and, where it `prints`, its binder, in a folder that goes away."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "town")
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        project, made, templates = Project(root), dict[str, bytes](), Templates(FILTERS)
        store = Store(Path(folder, "store"))

        def check() -> None:
            check_project(project, TODAY)

        def publish() -> None:
            site = Path(folder, "site")
            Publisher(project, TODAY, templates, site, made.__setitem__, store, "site", processes=1).publish()

        def bind() -> None:
            with open_press(store, 1) as press:
                built = BinderBuilder(load(project, TODAY), templates, press, Path(folder, "x.pdf")).build()
            made["classeur.pdf"] = built.pdf or b""

        stages = (check, publish, bind) if prints else (check, publish)
        seconds = {stage.__name__: _spend(stage) for stage in stages}
    return Town(digest(*(part for name in sorted(made) for part in (name, made[name]))), seconds)


def _spend(stage: Callable[[], None]) -> float:
    """Return the seconds of processor that a stage takes, those of its processes too."""
    before = sum(os.times()[:4])
    stage()
    return sum(os.times()[:4]) - before


@contextmanager
def opened(address: str, jobs: int) -> Iterator[Executor]:
    """Yield the executor of a cluster, or one of this machine."""
    if not address:
        with LocalExecutor(jobs) as executor:
            yield executor
        return
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        yield client.get_executor(pure=False)


def projects(towns: int, sheets: int) -> Iterator[Mapping[str, bytes]]:
    """Yield the files of each town's project, another text for each."""
    for seed in range(towns):
        with TemporaryDirectory() as folder:
            corpus.write(sheets, Path(folder), seed)
            paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
            yield {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def main() -> None:
    """Build all towns, and say what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("towns", type=int)
    parser.add_argument("sheets", type=int)
    parser.add_argument("--executor", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--binders", type=int, default=0)
    asked = parser.parse_args()
    given = list(projects(asked.towns, asked.sheets))
    with opened(asked.executor, asked.jobs) as executor:
        started = time.monotonic()
        calls = {executor.submit(build, files, number < asked.binders): number for number, files in enumerate(given)}
        back = {calls[call]: call.result() for call in as_completed(calls)}
        took = time.monotonic() - started
    total = Counter[str]()
    for town in back.values():
        total.update(town.seconds)
    say(f"{asked.towns} towns of {asked.sheets} sheets: {took:.1f} s, {sum(map(len, given))} files sent")
    say(f"all that came back: {digest(*(back[number].digest for number in sorted(back)))}")
    for stage, spent in total.items():
        count = asked.binders if stage == "bind" else asked.towns
        say(f"{stage}: {spent / count:.3f} s of processor a town")
    say(f"\n{machine()}")


if __name__ == "__main__":
    main()
