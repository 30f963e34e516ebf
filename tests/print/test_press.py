"""Printing on several processes: what is reused, what stops it, and what it leaves behind."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.print.cache import Cache, open_cache
from loosfiches.print.limits import Limits
from loosfiches.print.press import Crew, Order, PressError, Printed, press
from loosfiches.print.setup import Setup

from .paper import SVG, faults, html, text, written

SOURCES = str(Path(sys.modules["loosfiches"].__path__[0]).parent)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def order(name: str, body: str | None = None) -> Order:
    page = html(body or f"<h1>{name}</h1><p>Texte.</p>", title=name)
    return Order(hashlib.sha256(page.encode()).hexdigest(), lambda: page, lambda: {"nom": name})


def never() -> str:
    raise AssertionError("asked for a page that is in the cache")


def test_leaves_come_in_the_order_asked(setup: Setup, cache: Cache) -> None:
    printed = press([order(name) for name in "abcde"], setup, cache, jobs=2)
    assert [leaf.record.facts["nom"] for leaf in printed] == list("abcde")
    assert all(name in text(leaf.pdf.read_bytes())[0] for leaf, name in zip(printed, "abcde", strict=True))
    assert faults(printed[0].pdf.read_bytes()) == []


def test_a_second_time_nothing_is_rendered(setup: Setup, cache: Cache) -> None:
    first = press([order("a"), order("b")], setup, cache, jobs=1)
    again = press([Order(leaf.recipe, never) for leaf in first], setup, cache, jobs=1)
    assert [leaf.reused for leaf in again] == [True, True]
    assert [leaf.record for leaf in again] == [leaf.record for leaf in first]


def test_only_what_is_new_is_rendered_and_progress_is_told(setup: Setup, cache: Cache) -> None:
    press([order("a")], setup, cache, jobs=1)
    told: list[Printed] = []
    press([order("b"), order("a")], setup, cache, jobs=1, on_done=told.append)
    assert [(leaf.record.facts["nom"], leaf.reused) for leaf in told] == [("a", True), ("b", False)]


def test_a_corrupt_entry_is_printed_again(setup: Setup, cache: Cache) -> None:
    first = press([order("a")], setup, cache, jobs=1)[0]
    whole = first.pdf.read_bytes()
    first.pdf.write_bytes(whole[:100])
    again = press([order("a")], setup, cache, jobs=1)[0]
    assert (again.reused, again.pdf.read_bytes()) == (False, whole)


def test_one_or_two_workers_give_the_same_bytes(setup: Setup, tmp_path: Path) -> None:
    orders = [order(name) for name in "abcd"]
    one, two = (press(orders, setup, Cache(tmp_path / str(jobs)), jobs=jobs) for jobs in (1, 2))
    assert [leaf.pdf.read_bytes() for leaf in one] == [leaf.pdf.read_bytes() for leaf in two]


def test_warnings_come_back_with_a_reused_leaf(setup: Setup, cache: Cache) -> None:
    for _ in range(2):
        leaf = press([order("x", "<h1>⏱</h1>")], setup, cache, jobs=1)[0]
        assert [(warning.kind, warning.text) for warning in leaf.record.warnings] == [("missing_glyph", "⏱")]


def test_no_order_no_worker(setup: Setup, cache: Cache) -> None:
    assert press([], setup, cache) == []


def test_when_all_is_in_the_cache_no_library_of_print_is_loaded(setup: Setup, cache: Cache) -> None:
    leaf = press([order("a")], setup, cache, jobs=1)[0]
    code = (
        "import sys; from pathlib import Path; from loosfiches.print.press import *;"
        "from loosfiches.print.cache import Cache; from loosfiches.print.setup import Setup;"
        "cache = Cache(Path(sys.argv[1])); setup = Setup(Path('.'), {});"
        "assert press([Order(sys.argv[2], None)], setup, cache)[0].reused;"
        "print(sorted({'weasyprint', 'pikepdf', 'fontTools', 'PIL'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(cache.folder), leaf.recipe]
    known = os.environ | {"PYTHONPATH": SOURCES}
    assert subprocess.run(command, env=known, check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_page_that_cannot_be_made_stops_the_press_and_keeps_the_rest(setup: Setup, cache: Cache) -> None:
    def broken() -> str:
        raise LookupError("template")

    good = order("a")
    with pytest.raises(LookupError):
        press([good, order("b"), Order("c", broken)], setup, cache, jobs=1)
    assert not list(cache.folder.rglob(".tmp-*"))


def test_a_full_or_closed_disk_is_said(setup: Setup, cache: Cache) -> None:
    cache.folder.mkdir()
    (cache.folder / "leaf").write_text("in the way")
    with pytest.raises(PressError) as error:
        press([order("a")], setup, cache, jobs=1)
    assert error.value.reason == "disk"
    assert error.value.recipe == order("a").recipe


def test_a_machine_without_pango_is_said(
    setup: Setup, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "absent/weasyprint/__init__.py", "raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "absent"))
    with pytest.raises(PressError, match="libpango") as error:
        press([order("a")], setup, cache, jobs=1)
    assert error.value.reason == "engine"


# Ten lines that WeasyPrint draws a billion times over: it never comes back. (From a file it would be refused.)
LEVELS = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 10))
SLOW = SVG.format(f'<title>x</title><defs><path id="g0" d="M0 0h1"/>{LEVELS}</defs><use href="#g9"/>')


def children() -> list[int]:
    tree = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return [int(number) for number in tree.read_text().split()] if tree.exists() else []


def when_a_worker_prints(act: Callable[[int], None]) -> Callable[[], str]:
    """A page that takes minutes; `act` gets the worker's number a moment after it was sent."""
    from threading import Timer

    def make() -> str:
        Timer(1.5, lambda: act(max(children()))).start()
        return html(f"<h1>x</h1>{SLOW}")

    return make


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for the worker in /proc")
def test_a_worker_that_dies_is_said(setup: Setup, cache: Cache) -> None:
    slow = Order("slow", when_a_worker_prints(lambda number: os.kill(number, signal.SIGKILL)))
    with pytest.raises(PressError) as error:
        press([slow], setup, cache, jobs=1)
    assert (error.value.reason, error.value.recipe, error.value.text) == ("killed", "slow", "exit status -9")
    assert children() == []


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_within_a_drawing_stops_at_once_and_leaves_nothing(setup: Setup, cache: Cache) -> None:
    started = time.monotonic()
    slow = Order("slow", when_a_worker_prints(lambda _: os.kill(os.getpid(), signal.SIGINT)))
    with pytest.raises(KeyboardInterrupt):
        press([slow, order("a"), order("b")], setup, cache, jobs=1)
    assert time.monotonic() - started < 6
    assert cache.get("slow") is None
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []
    assert children() == []


HUGE = "<p>" + "mot " * 400_000 + "</p>"


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for limits")
@pytest.mark.parametrize(
    ("limits", "excess"),
    [(Limits(seconds=2), ("time", "2")), (Limits(megabytes=400), ("memory", "400"))],
)
def test_a_leaf_that_asks_for_too_much_is_told_and_the_others_are_printed(
    setup: Setup, cache: Cache, limits: Limits, excess: tuple[str, str]
) -> None:
    orders = [order("a"), order("huge", HUGE), order("b")]
    with Crew(cache, 1, limits) as crew:
        printed = press(orders, setup, cache, crew=crew)
    assert [each.is_there for each in printed] == [True, False, True]
    assert [(each.kind, each.text) for each in printed[1].record.warnings] == [excess]
    assert cache.get(printed[1].recipe) is None
    assert children() == []


def test_soft_hyphens_cost_nothing(setup: Setup, cache: Cache) -> None:
    body = "<p>" + "par\xadti\xadci\xadpa\xadtion " * 400 + "</p>"
    with Crew(cache, 1, Limits(seconds=5)) as crew:
        leaf = press([order("a", body)], setup, cache, crew=crew)[0]
    assert "participation participation" in text(leaf.pdf.read_bytes())[0]


def test_a_worker_follows_a_press_that_is_killed_and_the_next_run_takes_away_what_they_left(
    cache: Cache,
) -> None:
    code = (
        "import sys; from pathlib import Path; from loosfiches.print.press import *;"
        "from loosfiches.print.cache import Cache; from loosfiches.print.setup import Setup;"
        "cache = Cache(Path(sys.argv[1])); setup = Setup(Path('.'), {});"
        "crew = Crew(cache, 1); crew.hire(1); crew.prepare(setup);"
        "print(crew._workers[0].number, flush=True);"
        "press([Order('slow', lambda: sys.argv[3])], setup, cache, crew=crew)"
    )
    command = [sys.executable, "-c", code, str(cache.folder), html(SLOW)]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": SOURCES}, stdout=subprocess.PIPE) as process:
        assert process.stdout
        worker = int(process.stdout.readline())
        time.sleep(2)
        assert list(cache.folder.glob(".tmp-*"))
        process.kill()
    ended = time.monotonic() + 10
    while alive(worker) and time.monotonic() < ended:
        time.sleep(0.05)
    assert not alive(worker)
    with open_cache(cache.folder):
        assert list(cache.folder.rglob(".tmp-*")) == []


def alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
