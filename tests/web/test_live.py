"""A page that `loosfiches serve` shows, in a browser that stays open."""

import signal
from collections.abc import Callable, Iterator

import pytest

from loosfiches.collection.project import Project
from tests.cli.test_serve import serving, sheet
from tests.web.chromium import Browser

Make = Callable[..., Project]


@pytest.fixture
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        opened.screen(1280)
        yield opened


def shown(browser: Browser, words: str) -> bool:
    """Tell whether the page says some words within a while: it may be on its way."""
    return browser.waited(f"document.body && document.body.innerText.includes('{words}')", 20)


def test_an_open_page_follows_saves_and_the_server_itself(project: Make, browser: Browser) -> None:
    town = project("code: A-01\ntitre: Marche")
    with serving(town.root, 0) as preview:
        port = int(preview.address.rpartition(":")[2])
        browser.open(f"{preview.address}/a-01/index.html")
        sheet(town).write_text(sheet(town).read_text().replace("titre: Marche", "titre: Budget"))
        assert shown(browser, "Budget")
        sheet(town).write_text(sheet(town).read_text().replace("titre: Budget", "titer: Budget"))
        assert shown(browser, "Cette page ne peut pas encore être refaite")
        preview.process.send_signal(signal.SIGTERM)
        assert shown(browser, "loosfiches serve ne répond plus")
    sheet(town).write_text(sheet(town).read_text().replace("titer: Budget", "titre: Jury"))
    with serving(town.root, port):
        assert shown(browser, "Jury")
