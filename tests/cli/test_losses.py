"""Whatever stops a build, the former binder is whole, the cache is sound, and the next build gives the same bytes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loosfiches.collection.project import Project
from tests.conftest import put, written
from tests.kills import Kills
from tests.print.paper import text
from tests.stopping import noted
from tests.views.towns import TWO

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals, sets limits")

#: A pattern of many lines in many squares: WeasyPrint draws it for minutes, longer than `ended` waits.
LINES = "".join(f'<path d="M0 {n / 1000}h9" stroke="#000"/>' for n in range(6_000))
HATCHED = f'<defs><pattern id="p" width="9" height="9">{LINES}</pattern></defs>' + 6_000 * (
    '<path d="M0 0h9v9z" fill="url(#p)"/>'
)
Build = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def town(tmp_path: Path) -> Project:
    return written(tmp_path / "town", TWO)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds all leaves of the town."""
    folder = tmp_path_factory.mktemp("ready")
    written(folder / "town", TWO)
    around = os.environ | {"LOOSFICHES_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "loosfiches", "binder", "-C", str(folder / "town")]
    subprocess.run(command, env=around, capture_output=True, check=True)
    return folder / "cache"


@pytest.fixture
def start(town: Project, tmp_path: Path, ready: Path) -> Iterator[Build]:
    """Return a function that starts a build of the project, as a process of its own; none outlives the test."""
    cache = tmp_path / "cache"
    shutil.copytree(ready, cache)
    started: list[subprocess.Popen[bytes]] = []

    def call(limit: int = 0, **variables: str) -> "subprocess.Popen[bytes]":
        import resource

        around = os.environ | {"LOOSFICHES_CACHE_DIR": str(cache), "LOOSFICHES_LANG": "fr"} | variables
        command = [sys.executable, "-m", "loosfiches", "binder", "-C", str(town.root)]
        full = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, env=around, stdout=pipe, stderr=pipe, preexec_fn=full))  # noqa: PLW1509
        return started[-1]

    yield call
    for process in started:
        process.kill()
        process.communicate()


def ended(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    _, said = process.communicate(timeout=60)
    return process.returncode, said.decode()


def pdf(town: Project) -> Path:
    return town.root / "build" / "classeur.pdf"


def renamed(town: Project, title: str) -> None:
    sheet = town.fiches / "dispositifs" / "A-01-un.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("Café citoyen", title), encoding="utf-8")


def test_killed_before_any_change_to_the_disk_nothing_is_lost_and_the_next_binder_is_the_same(
    town: Project, tmp_path: Path
) -> None:
    kills = Kills(town, tmp_path / "cache", ["binder"])
    for moment in kills.few():
        kills.at(moment)


@pytest.mark.parametrize("room", [0.1, 0.9])
def test_where_the_disk_is_full_the_former_binder_stays(town: Project, start: Build, room: float) -> None:
    """The disk takes a tenth of the binder, less than a leaf; or nine tenths, all leaves but not the binder."""
    assert ended(start())[0] == 0
    former = pdf(town).read_bytes()
    renamed(town, "Café des voisins")
    for _ in range(2):
        found, said = ended(start(int(len(former) * room)))
        assert (found, "Traceback" in said, len(said.splitlines()) <= 3) == (3, False, True), said
        assert pdf(town).read_bytes() == former
        assert [path.name for path in pdf(town).parent.iterdir()] == ["classeur.pdf"]
    assert ended(start())[0] == 0
    assert "Café des voisins" in "".join(text(pdf(town).read_bytes()))


def test_interrupted_within_a_drawing_it_stops_and_the_former_binder_stays(
    town: Project, start: Build, tmp_path: Path
) -> None:
    assert ended(start())[0] == 0
    former = pdf(town).read_bytes()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">{HATCHED}</svg>'
    put(town.root, "fiches/images/x.svg", drawing)
    sheet = town.fiches / "dispositifs" / "A-01-un.yaml"
    picture = "illustrations:\n  - fichier: images/x.svg\n    alt: Des hachures.\n"
    sheet.write_text(sheet.read_text(encoding="utf-8") + picture, encoding="utf-8")
    for _ in range(2):
        drawn = tmp_path / "drawn"
        put(tmp_path, "notes/sitecustomize.py", noted("x.svg", drawn, "loosfiches.build.worker"))
        process = start(PYTHONPATH=str(tmp_path / "notes"))
        while not drawn.exists():
            assert process.poll() is None, ended(process)
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert ended(process)[0] == 130
        assert pdf(town).read_bytes() == former
        drawn.unlink()


def test_two_builds_at_once_both_succeed_with_the_same_bytes(town: Project, start: Build) -> None:
    for title in ("Café des voisins", "Café du marché"):
        renamed(town, title)
        both = [start(), start()]
        assert [ended(process)[0] for process in both] == [0, 0]
        first = pdf(town).read_bytes()
        pdf(town).unlink()
        assert ended(start())[0] == 0
        assert pdf(town).read_bytes() == first
        renamed(town, "Café citoyen")
