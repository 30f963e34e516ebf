"""Printing on a Dask cluster: the same bytes, what it refuses, and what is told when it fails."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loosfiches.build.limits import Limits
from loosfiches.build.store import Store
from loosfiches.diagnostics import Stop
from loosfiches.print import cluster as module
from loosfiches.print.cluster import open_cluster, read_named
from loosfiches.print.press import Order, PressError, Printed, open_press
from loosfiches.print.setup import Setup

from .paper import html, image, written

CLUSTER = """
import os, sys
from distributed import LocalCluster
one = {"n_workers": 1, "threads_per_worker": 1, "processes": False}
with LocalCluster(**one, host="127.0.0.1", protocol="tcp", dashboard_address=":0") as cluster:
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""
# Dask's own threads and files, on which we have no hold.
pytestmark = pytest.mark.filterwarnings("default")


@contextmanager
def cluster(code: str = CLUSTER) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Yield the address of a cluster of one worker, and its process."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with cluster() as (address, _):
        yield address


def orders(project: Path) -> list[Order]:
    written(project, "fiches/images/un & deux.png", image())
    pages = [html(f"<h1>{name}</h1>", title=name) for name in "abc"]
    pages.append(html('<h1>d</h1><img src="/fiches/images/un%20%26%20deux.png" alt="x">', title="d"))
    return [Order(f"recipe{number}", lambda page=page: page) for number, page in enumerate(pages)]  # type: ignore[misc]


def pdfs(printed: list[Printed]) -> list[bytes]:
    assert [warning for leaf in printed for warning in leaf.record.warnings] == []
    return [leaf.read() for leaf in printed]


def test_the_bytes_are_those_of_this_machine(address: str, setup: Setup, tmp_path: Path) -> None:
    wanted = orders(setup.project)
    with open_press(Store(tmp_path / "here")) as press:
        here = pdfs(press.print(wanted, setup))
    with open_cluster(address, Store(tmp_path / "there")) as press:
        assert pdfs(press.print(wanted, setup)) == here
        assert [leaf.reused for leaf in press.print(wanted, setup)] == [True] * 4


def test_a_leaf_that_asks_for_too_much_is_told_and_the_others_are_printed(
    address: str, setup: Setup, tmp_path: Path
) -> None:
    long = Order("long", lambda: html("<p>" + "mot " * 400_000 + "</p>"))
    with open_cluster(address, Store(tmp_path), Limits(seconds=2)) as press:
        printed = press.print([long, *orders(setup.project)], setup)
    assert [leaf.is_there for leaf in printed] == [False, True, True, True, True]
    assert [(warning.kind, warning.text) for warning in printed[0].record.warnings] == [("time", "2")]


def test_only_pictures_of_the_project_leave(setup: Setup, tmp_path: Path) -> None:
    written(tmp_path, "secret.png", image())
    written(setup.project, "fiches/images/x.png", image())
    (setup.project / "fiches" / "link.png").symlink_to(tmp_path / "secret.png")
    names = ["/fiches/images/x.png", "../secret.png", "/fiches/link.png", str(tmp_path / "secret.png"), "absent.png"]
    page = html("".join(f'<img src="{name}" alt="x">' for name in names))
    assert list(read_named(setup, [page])) == ["fiches/images/x.png"]


def test_workers_that_print_otherwise_get_no_work(tmp_path: Path) -> None:
    other = CLUSTER.replace("import os, sys", "import os, sys\nfrom loosfiches.print import versions\n").replace(
        "with Local", "versions.fingerprint = lambda: 'another'\nwith Local"
    )
    with cluster(other) as (address, _), pytest.raises(Stop) as stop, open_cluster(address, Store(tmp_path)):
        pass
    assert stop.value.status == 3
    assert "aucune machine" in str(stop.value)


def test_workers_without_this_package_get_no_work(tmp_path: Path) -> None:
    bare = CLUSTER.replace("import os, sys", "import os, sys\nsys.modules['loosfiches'] = None")
    with cluster(bare) as (address, _), pytest.raises(Stop) as stop, open_cluster(address, Store(tmp_path)):
        pass
    assert "aucune machine" in str(stop.value)


@pytest.mark.parametrize("address", ["", "127.0.0.1:8786", "http://x:1", "tcp://x", "tcp://x:1/y", "tcp://a b:1"])
def test_what_is_no_address_is_said(address: str, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="adresse d’une grappe"), open_cluster(address, Store(tmp_path)):
        pass


def test_a_cluster_that_is_lost_is_said(setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 2)  # seconds: it is sought again for as long
    with cluster() as (address, process), open_cluster(address, Store(tmp_path)) as press:

        def lose() -> str:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return html("<h1>x</h1>")

        with pytest.raises(PressError) as error:
            press.print([Order("lost", lose)], setup)
    assert error.value.reason == "cluster"
