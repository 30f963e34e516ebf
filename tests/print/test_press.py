"""Printing on several processes: what is reused, what stops it, and what it leaves behind."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from loosfiches.build.limits import LIMITS, Limits
from loosfiches.build.store import Store, open_store
from loosfiches.print.press import Order, PressError, Printed, Watcher, open_press
from loosfiches.print.setup import Setup
from tests.stopping import noted

from .paper import SVG, faults, html, image, text, written

SOURCES = str(Path(sys.modules["loosfiches"].__path__[0]).parent)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def order(name: str, body: str | None = None) -> Order:
    page = html(body or f"<h1>{name}</h1><p>Texte.</p>", title=name)
    return Order(hashlib.sha256(page.encode()).hexdigest(), lambda: page, lambda: {"nom": name})


def print_all(
    orders: list[Order],
    setup: Setup,
    store: Store,
    jobs: int = 1,
    on_done: Watcher | None = None,
    limits: Limits = LIMITS,
) -> list[Printed]:
    with open_press(store, jobs, limits) as press:
        return press.print(orders, setup, on_done)


def never() -> str:
    raise AssertionError("asked for a page that is in the store")


def test_leaves_come_in_the_order_asked(setup: Setup, store: Store) -> None:
    printed = print_all([order(name) for name in "abcde"], setup, store, 2)
    assert [leaf.record.facts["nom"] for leaf in printed] == list("abcde")
    assert all(name in text(leaf.read())[0] for leaf, name in zip(printed, "abcde", strict=True))
    assert faults(printed[0].read()) == []


def test_a_second_time_nothing_is_rendered(setup: Setup, store: Store) -> None:
    first = print_all([order("a"), order("b")], setup, store, 1)
    again = print_all([Order(leaf.recipe, never) for leaf in first], setup, store, 1)
    assert [leaf.reused for leaf in again] == [True, True]
    assert [leaf.record for leaf in again] == [leaf.record for leaf in first]


def test_only_what_is_new_is_rendered_and_progress_is_told(setup: Setup, store: Store) -> None:
    print_all([order("a")], setup, store, 1)
    told: list[Printed] = []
    print_all([order("b"), order("a")], setup, store, 1, on_done=told.append)
    assert [(leaf.record.facts["nom"], leaf.reused) for leaf in told] == [("a", True), ("b", False)]


def test_a_corrupt_entry_is_printed_again(setup: Setup, store: Store) -> None:
    first = print_all([order("a")], setup, store, 1)[0]
    whole = first.read()
    store.put(first.recipe, first.record.pack(whole)[:5])
    again = print_all([order("a")], setup, store, 1)[0]
    assert (again.reused, again.read()) == (False, whole)


def test_a_leaf_that_is_gone_is_said(setup: Setup, store: Store) -> None:
    leaf = print_all([order("a")], setup, store, 1)[0]
    store.trim(limit=0)
    with pytest.raises(FileNotFoundError):
        leaf.read()


def test_one_or_two_workers_give_the_same_bytes(setup: Setup, tmp_path: Path) -> None:
    orders = [order(name) for name in "abcd"]
    one, two = (print_all(orders, setup, Store(tmp_path / str(jobs)), jobs) for jobs in (1, 2))
    assert [leaf.read() for leaf in one] == [leaf.read() for leaf in two]


def test_warnings_come_back_with_a_reused_leaf(setup: Setup, store: Store) -> None:
    for _ in range(2):
        leaf = print_all([order("x", "<h1>⏱</h1>")], setup, store, 1)[0]
        assert [(warning.kind, warning.text) for warning in leaf.record.warnings] == [("missing_glyph", "⏱")]


def test_no_order_no_worker(setup: Setup, store: Store) -> None:
    assert print_all([], setup, store) == []


def test_when_all_is_in_the_store_no_library_of_print_is_loaded(setup: Setup, store: Store) -> None:
    leaf = print_all([order("a")], setup, store, 1)[0]
    code = (
        "import os, sys; from pathlib import Path; from loosfiches.print.press import *;"
        "from loosfiches.build.store import Store; from loosfiches.print.setup import Setup;"
        "store = Store(Path(sys.argv[1])); setup = Setup(Path('.'), {});\n"
        "with open_press(store) as press: assert press.print([Order(sys.argv[2], None)], setup)[0].reused\n"
        "print(sorted({'weasyprint', 'pikepdf', 'fontTools', 'PIL'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(store.folder), leaf.recipe]
    known = os.environ | {"PYTHONPATH": SOURCES}
    assert subprocess.run(command, env=known, check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_page_that_cannot_be_made_stops_the_press_and_keeps_the_rest(setup: Setup, store: Store) -> None:
    def broken() -> str:
        raise LookupError("template")

    good = order("a")
    with pytest.raises(LookupError):
        print_all([good, order("b"), Order("c", broken)], setup, store, 1)
    assert not list(store.folder.rglob(".tmp-*"))


def test_a_full_or_closed_disk_is_said(setup: Setup, store: Store) -> None:
    store.folder.mkdir()
    (store.folder / "entries").write_text("in the way")
    with pytest.raises(PressError) as error:
        print_all([order("a")], setup, store, 1)
    assert error.value.reason == "disk"
    assert error.value.recipe == order("a").recipe


def test_a_machine_without_pango_is_said(
    setup: Setup, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "absent/weasyprint/__init__.py", "raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "absent"))
    with pytest.raises(PressError, match="libpango") as error:
        print_all([order("a")], setup, store, 1)
    assert error.value.reason == "engine"


# Ten lines that WeasyPrint draws a billion times over: it never comes back. (From a file it would be refused.)
LEVELS = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 10))
SLOW = SVG.format(f'<title>x</title><defs><path id="g0" d="M0 0h1"/>{LEVELS}</defs><use href="#g9"/>')


Children = Callable[[], list[int]]


def _children() -> set[int]:
    trees = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(number) for tree in trees for number in tree.read_text().split()}


@pytest.fixture(autouse=True)
def children() -> Children:
    """Return a function that tells the processes that the test started and that still run."""
    former = _children()
    return lambda: sorted(_children() - former)


class Slow:
    """A page that takes minutes, and the moment when a worker prints it: it opens the page's picture."""

    def __init__(self, project: Path, folder: Path) -> None:
        written(project, "fiches/mark.png", image())
        self.page = html(f'<h1>x</h1><img src="fiches/mark.png" alt="x">{SLOW}')
        self.notes, self._mark = folder / "notes", folder / "opened"
        written(folder, "notes/sitecustomize.py", noted("mark.png", self._mark, "loosfiches.build.worker"))

    def wait(self) -> None:
        """Wait until a worker prints it."""
        while not self._mark.exists():
            time.sleep(0.01)

    def order(self, act: Callable[[], None]) -> Order:
        """Return an order for the page; `act` is called when a worker prints it."""

        def make() -> str:
            Thread(target=then, daemon=True).start()
            return self.page

        def then() -> None:
            self.wait()
            act()

        return Order("slow", make)


@pytest.fixture
def slow(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow(project, tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(made.notes))
    return made


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for the worker in /proc")
def test_a_worker_that_dies_is_said(setup: Setup, store: Store, slow: Slow, children: Children) -> None:
    order = slow.order(lambda: os.kill(max(children()), signal.SIGKILL))
    with pytest.raises(PressError) as error:
        print_all([order], setup, store, 1)
    assert (error.value.reason, error.value.recipe, error.value.text) == ("killed", "slow", "exit status -9")
    assert children() == []


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_within_a_drawing_stops_and_leaves_nothing(
    setup: Setup, store: Store, slow: Slow, children: Children
) -> None:
    stopped = slow.order(lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        print_all([stopped, order("a"), order("b")], setup, store, 1)
    assert store.get("slow") is None
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []
    assert children() == []


LONG, LARGE = "<p>" + "mot " * 400_000 + "</p>", f"<!--{'x' * 100_000_000}-->"


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for limits")
@pytest.mark.parametrize(
    ("body", "limits", "excess"),
    [(LONG, Limits(seconds=2), ("time", "2")), (LARGE, Limits(megabytes=400), ("memory", "400"))],
    ids=["time", "memory"],
)
def test_a_leaf_that_asks_for_too_much_is_told_and_the_others_are_printed(
    setup: Setup, store: Store, children: Children, body: str, limits: Limits, excess: tuple[str, str]
) -> None:
    orders = [order("a"), order("huge", body), order("b")]
    printed = print_all(orders, setup, store, limits=limits)
    assert [each.is_there for each in printed] == [True, False, True]
    assert [(each.kind, each.text) for each in printed[1].record.warnings] == [excess]
    assert store.get(printed[1].recipe) is None
    assert children() == []


def test_soft_hyphens_cost_nothing(setup: Setup, store: Store) -> None:
    body = "<p>" + "par\xadti\xadci\xadpa\xadtion " * 400 + "</p>"
    leaf = print_all([order("a", body)], setup, store, limits=Limits(seconds=5))[0]
    assert "participation participation" in text(leaf.read())[0]


def test_a_worker_follows_a_press_that_is_killed_and_the_next_run_takes_away_what_they_left(
    store: Store, setup: Setup, slow: Slow
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from loosfiches.print.press import *;"
        "from loosfiches.build.store import Store; from loosfiches.print.setup import Setup;"
        "store = Store(Path(sys.argv[1])); setup = Setup(Path(sys.argv[3]), {});\n"
        "with open_press(store, 1) as press:\n"
        "    print(press.executor.submit(os.getpid).result(), flush=True)\n"
        "    press.print([Order('slow', lambda: sys.argv[2])], setup)\n"
    )
    command = [sys.executable, "-c", code, str(store.folder), slow.page, str(setup.project)]
    around = os.environ | {"PYTHONPATH": os.pathsep.join([SOURCES, str(slow.notes)])}
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE) as process:
        assert process.stdout
        worker = int(process.stdout.readline())
        slow.wait()
        assert list(store.folder.glob("drafts/.tmp-*"))
        process.kill()
    while alive(worker):  # it would draw for hours
        time.sleep(0.05)
    with open_store(store.folder):
        assert list(store.folder.rglob(".tmp-*")) == []


def alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
