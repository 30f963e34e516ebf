"""The site of a town that begins, and of one that has a thousand sheets: every page, with its scripts, in a browser."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from loosfiches.templates import Templates
from loosfiches.views.filters import FILTERS
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.site import Site
from loosfiches.views.site.summary import summary
from tests.conftest import write_all
from tests.views.test_site import CLASSEUR, RECIT, collection, fiche
from tests.web.chromium import Browser
from tests.web.test_choosing import counted, visit

#: Sections B, D and E stay empty in small towns.
SECTIONS = "".join(f"  - {{lettre: {letter}, titre: Section {letter}}}\n" for letter in "BCDE")
TOWN = CLASSEUR + SECTIONS + 'langue: fr-FR\nurl_base: "https://exemple.fr/fiches/"\n'
SAYS = ("niveau: [concertation]", "phases: [choisir]", "publics: [jeunes]", "participants: 8 à 20", "duree: 1 h 30")
CHAPTER = """
schema: chapitre/1
code: C-01
titre: Ce que nous avons appris
resume: Un bilan.
etat: en_vigueur
"""

#: Makes every choice that the home offers, and gives those that show no card.
WITHOUT_CARDS = """(async () => {
  const none = [], options = [...document.querySelectorAll("[data-choisir] select")].flatMap(list =>
    [...list.options].filter(option => option.value).map(option => list.name + "=" + option.value));
  for (const each of options) {
    const heard = new Promise(then => addEventListener("hashchange", then, {once: true}));
    location.hash = each;
    await heard;
    if (!document.querySelectorAll("[data-trouves] .carte").length) { none.push(each); }
  }
  return none;
})()"""


def fiches(number: int) -> list[str]:
    """So many sheets: one in three says something else than the others, but on its level."""
    return [
        fiche(
            f"{'ABDE'[n // 250]}-{n % 250 + 1:02d}",
            *(SAYS if n % 3 else (SAYS[0], "cout: gratuit")),
            title=f"Essai {n}",
        )
        for n in range(number)
    ]


TOWNS: dict[str, Sequence[str]] = {
    "none": [],
    "one": fiches(1),
    "one that says all": [fiche("A-01", *SAYS, "cout: gratuit")],
    "one that says nothing": [fiche("A-01")],
    "two": fiches(2),
    "two alike": [fiche("A-01", *SAYS), fiche("A-02", *SAYS)],
    "three": fiches(3),
    "thirty": fiches(30),
    "a draft only": [fiche("A-01", *SAYS, state="brouillon")],
    "one withdrawn": [fiche("A-01", *SAYS, state="retiree")],
    "one account only": [RECIT.replace("raconte: [A-01]\n", "")],
    "one chapter only": [CHAPTER],
    "one of each": [fiche("A-01", *SAYS), RECIT, CHAPTER],
}


@pytest.fixture(scope="module")
def shared() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


@pytest.fixture
def browser(shared: Browser) -> Iterator[Browser]:
    """A browser whose pages say nothing on the console."""
    shared.screen(1280)
    shared.told.clear()
    yield shared
    assert shared.told == []


def site(folder: Path, sheets: Sequence[str], in_force: bool = False) -> tuple[Path, list[str]]:
    """Write a site, with the pages of three documents at most, and return where it is and its pages' names."""
    known = collection(folder, *sheets, classeur=TOWN)
    entries = {each.file: each for each in known.entries}
    summaries = {name: summary(each, sha256(each.source.text.encode()).hexdigest()) for name, each in entries.items()}
    outputs = Site(Contents(known.register, summaries, in_force), Templates(FILTERS)).outputs()
    wanted = [each for each in outputs if not each.file or each.file in list(entries)[:3]]
    files = {each.name: each.make(entries[each.file]) if each.file else each.make() for each in wanted}
    write_all(folder / "site", files, folder / "fiches")
    return folder / "site", sorted(name for name in files if name.endswith(".html") and name != "404.html")


def found(browser: Browser, folder: Path, asking: str) -> list[str]:
    """The cards that the home shows to someone who asks, each with its level; they are all there is to see."""
    visit(browser, folder / "index.html", f"#{asking}")
    assert browser.waited("document.querySelector('[data-trouves]').getAttribute('aria-busy') === 'false'")
    cards: list[str] = browser.run(
        "[...document.querySelectorAll('[data-trouves] .carte')].map(card => card.querySelector('.onglet').textContent"
        " + ' ' + card.querySelector('[data-noms]').textContent)"
    )
    assert browser.shows("[data-trouves]")
    assert not browser.shows("[data-rayons]")
    return cards


@pytest.mark.parametrize("town", TOWNS)
def test_every_page_works_however_few_documents_there_are(town: str, browser: Browser, tmp_path: Path) -> None:
    folder, pages = site(tmp_path, TOWNS[town], in_force=town == "a draft only")
    for name in {name.partition("/")[0]: name for name in pages}.values():  # lists of one kind are alike
        browser.open(folder / name)
        assert browser.text("h1"), name
    visit(browser, folder / "index.html")
    assert browser.waited("document.querySelector('output').textContent")
    assert browser.run(WITHOUT_CARDS) == []


def test_the_only_sheet_is_found_with_its_level(browser: Browser, tmp_path: Path) -> None:
    folder, _pages = site(tmp_path, TOWNS["one that says all"])
    visit(browser, folder / "index.html")
    assert counted(browser, "1 document")
    assert found(browser, folder, "mots=essai") == ["A-01 Concertation"]
    assert found(browser, folder, "mots=hippopotame") == []


def test_without_a_document_the_search_says_so(browser: Browser, tmp_path: Path) -> None:
    folder, _pages = site(tmp_path, [])
    visit(browser, folder / "index.html")
    assert counted(browser, "Aucun document")
    assert found(browser, folder, "mots=essai") == []


def test_a_thousand_sheets_are_shown_some_at_a_time(browser: Browser, tmp_path: Path) -> None:
    folder, _pages = site(tmp_path, fiches(1000))
    visit(browser, folder / "index.html")
    assert counted(browser, "1 000 documents")
    assert len(found(browser, folder, "mots=essai")) == 24
    browser.click("[data-suite]")
    assert browser.run("document.querySelectorAll('[data-trouves] .carte').length") == 48
    assert found(browser, folder, "phase=choisir")[0] == "A-02 Concertation"
    for name in ("a/index.html", "choisir/phase-choisir.html"):
        browser.open(folder / name)
    browser.open(folder / "comparer/index.html")
    assert browser.run("document.querySelector('[name=b]').options.length") == 1001
