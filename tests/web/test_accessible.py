"""What the law asks of the site (RGAA, WCAG 2.2 AA), read by axe-core in Chromium, and what HTML asks, read by vnu."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import ROOT
from tests.views.filling import RICH, fill

from .chromium import Browser, found

TOOLS = ROOT / "build/web/node_modules"
AXE, VNU = TOOLS / "axe-core/axe.min.js", TOOLS / "vnu-jar/build/dist/vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Sixty letters, which no screen of a telephone holds; what takes one word only.
WORD, SHORT = "mn" * 30, {"titre", "resume", "id", "groupe"}
#: One document of each kind stands for the others; of all other pages, each is its own kind.
DOCUMENTS = {"a-01", "b-04", "c-01", "r-01"}

pytestmark = pytest.mark.skipif(not AXE.exists() or not found(), reason="make test-web brings axe-core and Chromium")


def kinds(site: Path) -> list[Path]:
    """The pages to look at: home, sections, one document of each kind, and every page that is no document."""
    # A server alone shows 404.html, at any depth: from a disk its addresses, which start at the root, lead nowhere.
    pages = sorted(page for page in site.rglob("*.html") if page.name != "404.html")
    is_document = {page: page.parent.name[:2] in {"a-", "b-", "c-", "r-"} for page in pages}
    return [page for page in pages if not is_document[page] or page.parent.name in DOCUMENTS]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own site, as the command makes it, typeface included."""
    folder = tmp_path_factory.mktemp("accessible") / "site"
    command = [sys.executable, "-m", "loosfiches", "render", "-C", str(ROOT), "-o", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose documents say something in every field: a word of sixty letters, lists, a quotation, a table."""
    project = tmp_path_factory.mktemp("filled")
    fill(project, lambda path, number: f"T{number} {WORD}" + (f"\n{RICH}" if path[-1] not in SHORT else ""))
    command = [sys.executable, "-m", "loosfiches", "render", "-C", str(project), "-o", str(project / "site")]
    subprocess.run(command, check=True, capture_output=True)
    return project / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one


def violations(browser: Browser) -> list[str]:
    """What axe-core finds on the page that is open."""
    browser.run(AXE.read_text(encoding="utf-8") + ";0")
    found = browser.run(
        f"axe.run({{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}}).then(r => r.violations)"
    )
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(browser: Browser, site: Path, scheme: str, width: int) -> None:
    browser.screen(width)
    browser.prefer(prefers_color_scheme=scheme)
    pages = kinds(site)
    assert len(pages) > 10
    wrong = {}
    for page in pages:
        browser.open(page)
        if found := violations(browser):
            wrong[page.relative_to(site).as_posix()] = found
    assert wrong == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_for_what_is_not_there_breaks_none_either(browser: Browser, site: Path, width: int) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        browser.screen(width)
        browser.prefer(prefers_color_scheme="light")
        browser.told.clear()
        browser.open(f"http://127.0.0.1:{server.server_port}/404.html")
        assert violations(browser) == []
        assert browser.told == []
        server.shutdown()


@pytest.mark.parametrize("width", [320, 640, 768, 1280])
def test_nothing_scrolls_sideways(browser: Browser, site: Path, width: int) -> None:
    browser.screen(width)
    wide = []
    for page in kinds(site):
        browser.open(page)
        if browser.run("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(page.relative_to(site).as_posix())
    assert wide == []


def test_no_page_speaks_on_the_console_or_asks_for_what_is_not_its_own(browser: Browser, site: Path) -> None:
    browser.told.clear()
    browser.asked.clear()
    for page in kinds(site):
        browser.open(page)
    assert browser.told == []
    assert [each for each in browser.asked if not each.startswith(("file:", "data:", "blob:"))] == []


def test_axe_is_able_to_find(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<!doctype html><title>x</title><img src="x.png"><p style="color:#bbb">gris</p>')
    browser.open(page)
    assert {"image-alt", "html-has-lang", "color-contrast"} <= {each.partition(":")[0] for each in violations(browser)}


@pytest.mark.parametrize("width", [320, 1280])
def test_no_field_breaks_a_rule_or_makes_a_page_scroll_sideways(browser: Browser, filled: Path, width: int) -> None:
    browser.screen(width)
    browser.prefer(prefers_color_scheme="light")
    wrong, wide = {}, []
    for page in kinds(filled):
        browser.open(page)
        if browser.run("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(page.relative_to(filled).as_posix())
        if page.parent.name in {"a-01", "c-01", "r-01"} and (found := violations(browser)):
            wrong[page.relative_to(filled).as_posix()] = found
    assert (wrong, wide) == ({}, [])


def test_every_page_is_valid(site: Path, filled: Path) -> None:
    folders = [str(site), str(filled)]
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--skip-non-html", *folders]
    run = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False)
    told = json.loads(run.stderr)["messages"]
    assert [f"{each['url'].rpartition('/site/')[2]}: {each['message']}" for each in told] == []
