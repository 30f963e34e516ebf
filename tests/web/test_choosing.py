"""Choosing, searching and comparing, as people do it in a browser: from a disk, by keyboard alone, with no network."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import corpus

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.views.site import searching
from tests.conftest import ROOT, TODAY, write_all
from tests.views.test_searching import data
from tests.views.test_site import FICHE, RECIT, Files, built, collection, fiche
from tests.web.chromium import Browser

READY = "document.readyState === 'complete' && window.loosfiches"
FOCUSED = "document.activeElement"


@pytest.fixture(scope="module")
def files() -> Files:
    return built(load(Project(ROOT), TODAY))


@pytest.fixture(scope="module")
def site(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("choosing") / "site"
    write_all(folder, files, ROOT / "fiches")
    return folder


@pytest.fixture(scope="module")
def shared() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


@pytest.fixture
def browser(shared: Browser) -> Iterator[Browser]:
    """A browser at 1280 px; whatever a test does, its pages say nothing on the console and ask the disk only."""
    shared.screen(1280)
    shared.told.clear()
    shared.asked.clear()
    yield shared
    assert shared.told == []
    # `data:` is the browser's own drawing of its field for a time, on the page of a document: it asks nobody.
    assert [each for each in shared.asked if not each.startswith(("file:", "about:", "data:"))] == []


def visit(browser: Browser, page: Path, asking: str = "") -> None:
    """Open a page as a link from elsewhere does, `asking` such as ?phase=imaginer or #mots=banc."""
    browser.open("about:blank")
    browser.open(page.as_uri() + asking)
    assert browser.waited(READY, 20)


def focus(browser: Browser, selector: str, most: int = 60) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        browser.press("Tab")
        if browser.run(f"{FOCUSED}.matches({json.dumps(selector)})"):
            return
    raise AssertionError(f"no way to {selector} by keyboard")


def write(browser: Browser, text: str) -> None:
    for letter in text:
        browser.press(letter)


def counted(browser: Browser, expected: str) -> bool:
    return browser.waited(
        f"document.querySelector('output').textContent.replace(/\\s/g, ' ') === {json.dumps(expected)}"
    )


def test_on_a_phone_words_come_first_and_the_other_questions_open_when_asked_for(browser: Browser, site: Path) -> None:
    def is_open() -> object:
        return browser.run("document.querySelector('[data-questions]').open")

    browser.screen(360)
    visit(browser, site / "index.html", "#mots=reunion")
    assert counted(browser, "17 documents")
    assert not is_open()
    assert browser.run("document.querySelector('[data-liste] li').getBoundingClientRect().top") < 2 * 640
    visit(browser, site / "index.html", "#preparation=ce-soir&cout=100")
    assert counted(browser, "1 document")
    assert is_open()
    visit(browser, site / "index.html")
    browser.screen(1280)
    assert browser.waited("document.querySelector('[data-questions]').open")


def test_tonight_for_forty_people_in_two_hours_and_with_a_hundred_euros_one_sheet_answers(
    browser: Browser, site: Path
) -> None:
    visit(browser, site / "index.html", "#personnes=20&duree=2-h&preparation=ce-soir&cout=100")
    assert counted(browser, "1 document")
    assert browser.run("document.querySelector('[data-liste] [data-code]').textContent") == "B-04"
    card = str(browser.run("document.querySelector('[data-liste] [data-besoins]').textContent"))
    assert card.replace("\u00a0", " ") == "à préparer en 2 à 3 h · 0 à 50 €"


def codes(browser: Browser, of: str = "[data-trouves]") -> list[str]:
    found: list[str] = browser.run(f"[...document.querySelectorAll('{of} .carte .onglet')].map(e => e.textContent)")
    return found


def drawn(browser: Browser, selector: str) -> bool:
    return bool(browser.run(f"document.querySelector({json.dumps(selector)}).getClientRects().length"))


def searched(browser: Browser, words: str) -> list[str]:
    visit(browser, Path(browser.run("location.pathname")), f"#mots={words.replace(' ', '+')}")
    assert browser.waited("document.querySelector('[data-trouves]').getAttribute('aria-busy') === 'false'", 20)
    return codes(browser)


# Searching


def test_words_are_looked_for_by_keyboard_alone(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html")
    assert counted(browser, "27 documents")
    focus(browser, "a[href='#chercher']", 3)
    browser.press("Enter")
    assert browser.run(f"{FOCUSED}.id") == "chercher"
    browser.press("Tab")
    assert browser.run(f"{FOCUSED}.labels[0].textContent") == "Des mots à chercher"
    write(browser, "ecoles asfalte")
    assert counted(browser, "2 documents")
    assert browser.run("document.querySelector('[data-rayons]').hidden")
    browser.press("Enter")
    assert browser.run(f"{FOCUSED}.matches('[data-trouves]')")
    browser.press("Tab")
    code = codes(browser)[0]
    assert code == "R-01"
    assert browser.run(f"{FOCUSED}.closest('.carte').querySelector('.onglet').textContent") == code
    browser.press("Enter")
    assert browser.waited(f"location.pathname.endsWith('/{code.lower()}/index.html')")


def test_accents_case_ligatures_plurals_and_slips_are_forgiven(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html")
    meetings = searched(browser, "réunion publique")
    assert meetings[0] == "A-02"
    assert searched(browser, "REUNIONS PUBLIQUES") == meetings
    assert "A-02" in searched(browser, "reunoin publqiue")[:3]
    assert "A-02" in searched(browser, "réunion publi")[:3]  # being written
    assert searched(browser, "public meeting")[0] == "A-02"
    assert searched(browser, "B-4")[0] == searched(browser, "b04")[0] == "B-04"
    assert "A-09" in searched(browser, "l'appel à projets")[:2]
    hidden = [
        "re\u0301union publique",
        "réu\u00adnion pu\u00adblique",
        "\u200bréunion\u200b publique\ufeff",
        "réunion\u00a0publique",
    ]
    assert [searched(browser, words) for words in hidden] == [meetings] * len(hidden)
    assert searched(browser, "B\u20114")[0] == searched(browser, "B-0\u200b4")[0] == "B-04"


def test_a_card_says_why_it_was_found(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html")
    first = "[data-liste] .carte:first-child"
    searched(browser, "diagnostics marchant")
    marked = browser.run(f"[...document.querySelectorAll('{first} mark')].map(e => e.textContent)")
    assert marked[:2] == ["Diagnostic", "marchant"] and not drawn(browser, f"{first} [data-dit]")
    searched(browser, "JEUNES bancs")
    assert browser.text(f"{first} [data-dit]") == "Dans le texte : jeune, banc"


def test_when_no_document_has_all_words_those_that_have_some_are_shown_and_it_is_said(
    browser: Browser, site: Path
) -> None:
    visit(browser, site / "index.html", "#mots=solaire+hygiaphone")
    assert browser.waited("document.querySelector('output').textContent.includes('aucun n’a tous ces mots')")
    assert codes(browser)[0] == "A-05"
    visit(browser, site / "index.html", "#mots=hygiaphone")
    assert counted(browser, "Aucun document")
    assert "Aucun document ne réunit tout cela" in browser.text("[data-vide]")


def test_texts_are_never_markup(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html", "#mots=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert browser.waited("!document.querySelector('[data-trouves]').hidden")
    assert not browser.run("document.querySelector('main img')")


def test_the_browser_folds_words_as_the_build_does(browser: Browser, site: Path, files: Files) -> None:
    words = [
        *data(files, "search-data.js")["words"].split(" "),
        "Écoles",
        "ŒUVRES",
        "journaux",
        "Straße",
        "Łódź",
        "København",
        "Đỗ",
        "re\u0301union",
        "réu\u00adnion",
        "ნინო",
        "नमस्ते",
        "ÎLE",
        "prix",
    ]
    visit(browser, site / "index.html")
    folded = browser.run(f"{json.dumps(words)}.map(word => loosfiches.key(word))")
    assert folded == [searching.key(word.lower()) for word in words]


# Choosing


def test_choices_show_at_once_and_stand_in_the_address(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html")
    focus(browser, "select[name=phase]")
    browser.press("i")
    assert counted(browser, "10 documents")
    assert set(codes(browser)) == {"A-01", "A-03", "A-05", "A-08", "A-10", "B-01", "B-02", "B-03", "B-05", "B-06"}
    focus(browser, "select[name=duree]")
    browser.press("2")
    assert browser.waited("location.hash === '#phase=imaginer&duree=2-h'")
    assert codes(browser) == ["B-06"]
    focus(browser, "[data-choisir] button[type=reset]")
    browser.press("Enter")
    assert counted(browser, "27 documents")
    assert browser.run("location.hash") == "#chercher" and not browser.run(
        "document.querySelector('[data-rayons]').hidden"
    )


def test_what_was_asked_is_there_on_coming_back_and_when_sent(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html")
    focus(browser, "select[name=niveau]")
    browser.press("i")
    assert counted(browser, "2 documents · 2 de plus ne le disent pas")
    shown, address = codes(browser), browser.run("location.href")
    browser.click("[data-liste] .carte a")
    assert browser.waited("location.pathname.endsWith('/a-11/index.html')")
    browser.run("void setTimeout(() => history.back())")
    assert browser.waited(f"{READY} && document.querySelector('select[name=niveau]')?.value === 'information'", 20)
    assert codes(browser) == shown
    browser.open("about:blank")
    browser.open(address)
    assert (
        browser.waited(READY, 20)
        and counted(browser, "2 documents · 2 de plus ne le disent pas")
        and codes(browser) == shown
    )
    visit(browser, site / "index.html", "?niveau=information#chercher")
    assert counted(browser, "2 documents · 2 de plus ne le disent pas")


def test_fiches_that_only_do_not_say_are_counted_apart(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html", "#cout=100")
    assert browser.waited(
        "/^8 documents · \\d+ de plus ne le disent pas$/.test(document.querySelector('output').textContent.replace(/\\s/g, ' '))"
    )


def test_an_address_that_asks_for_what_does_not_exist_asks_for_nothing(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html", "#phase=rever&nombre=12")
    assert counted(browser, "27 documents")


def test_without_scripts_choices_are_links(browser: Browser, site: Path) -> None:
    browser.scripts(False)
    try:
        browser.open(site / "index.html")
        assert not drawn(browser, "[data-choisir]")
        assert "Mobiliser (11)" in browser.text(".facettes")
        browser.click(".facettes a[href='choisir/phase-imaginer.html']")
        there = "location.pathname.endsWith('/choisir/phase-imaginer.html') && document.readyState === 'complete'"
        assert browser.waited(there)
        assert browser.text("main").count("A-") == 5
        browser.open(site / "comparer" / "index.html")
        assert not drawn(browser, "[data-comparer]") and "Sans scripts" in browser.text("main")
    finally:
        browser.scripts(True)


# Comparing


def test_two_fiches_are_chosen_among_results_by_keyboard_and_compared(browser: Browser, site: Path) -> None:
    visit(browser, site / "index.html", "#phase=imaginer")
    focus(browser, "[data-fiche='A-01'] button")
    browser.press(" ")
    assert browser.run(f"{FOCUSED}.getAttribute('aria-pressed')") == "true"
    assert "A-01 est retenue" in browser.text("[data-retenue]")
    focus(browser, "[data-fiche='B-01'] a")
    assert browser.run(f"{FOCUSED}.textContent").startswith("Comparer avec A-01")
    browser.press("Enter")
    assert browser.waited("document.querySelectorAll('.colonne').length === 2")
    assert browser.run("[...document.querySelectorAll('.colonne h2')].map(e => e.textContent)") == [
        "Fifty-fifty", "Diagnostic en marchant",
    ]  # fmt: skip
    assert browser.run("document.title").startswith("A-01 ou B-01 — ")
    assert "A-01 et B-01 sont ci-dessous" in browser.text("output")


def test_they_stand_side_by_side_on_a_wide_screen_and_one_after_the_other_on_a_phone(
    browser: Browser, site: Path
) -> None:
    boxes = "[...document.querySelectorAll('.colonne')].map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.bottom])"
    rows = "[...document.querySelectorAll('.colonne')].map(e => [...e.querySelectorAll('dt, h3')].map(f => Math.round(f.getBoundingClientRect().top)))"
    for width in (1280, 320):
        browser.screen(width)
        visit(browser, site / "comparer" / "index.html", "?a=A-02&b=B-04")
        assert browser.waited("document.querySelectorAll('.colonne').length === 2")
        first, second = browser.run(boxes)
        if width == 1280:
            assert first[0] < second[0] and first[1] == second[1]
            one, other = browser.run(rows)
            assert one == other  # each fact and each list beside its like
        else:
            assert first[0] == second[0] and first[2] <= second[1]
        assert browser.run("document.documentElement.scrollWidth") <= width


def test_other_fiches_are_compared_by_the_lists_and_the_address_follows(browser: Browser, site: Path) -> None:
    visit(browser, site / "comparer" / "index.html", "?a=B-04")
    assert browser.waited("document.querySelectorAll('.colonne').length === 1")
    focus(browser, "select[name=b]")
    write(browser, "A-02")
    assert browser.waited("document.querySelectorAll('.colonne').length === 2")
    assert browser.run("location.hash") == "#a=B-04&b=A-02"
    focus(browser, "[data-echanger]")
    browser.press("Enter")
    assert browser.run("location.hash") == "#a=A-02&b=B-04"
    browser.reload()
    assert browser.waited("document.querySelectorAll('.colonne').length === 2")
    assert browser.run("document.querySelector('.colonne .onglet').textContent") == "A-02"


# Size and speed, with a thousand documents


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the search of a thousand distinct documents, and a page that loads it."""
    folder = tmp_path_factory.mktemp("thousand")
    corpus.write(1000, folder)
    files = built_search(folder)
    page = "<!doctype html><title>x</title>" + "".join(f'<script src="{name}" defer></script>' for name in files)
    write_all(folder / "site", {**files, "index.html": page.encode()}, folder / "fiches")
    return folder / "site"


def built_search(folder: Path) -> dict[str, bytes]:
    known = load(Project(folder), TODAY)
    said = {entry.code: searching.words(entry) for entry in known.entries}
    scripts = {name: (ROOT / "templates/site" / name).read_bytes() for name in ("search.js", "vendor/minisearch.js")}
    return {**scripts, "search-data.js": searching.script(said).encode()}


def test_a_query_takes_less_than_50_ms_among_a_thousand_documents(browser: Browser, thousand: Path) -> None:
    queries = [
        "quartier",
        "habitants du quartier",
        "jardinn",
        "particpation",
        "réunion publique école",
        "ja",
        "q",
        "fêtes",
    ]
    browser.open(thousand / "index.html")
    assert browser.waited("loosfiches.ready(search => { window.asked = search; }), Boolean(window.asked)", 30)
    took: dict[str, float] = browser.run(
        f"Object.fromEntries({json.dumps(queries)}.map(query => [query, Math.min(...[1, 2, 3, 4, 5].map(() => {{"
        "const start = performance.now(); asked(query); return performance.now() - start; }))]))"
    )
    assert max(took.values()) < 50, took
    assert browser.run("asked('quartier').found.length") > 100


def test_a_thousand_documents_are_searched_from_less_than_the_promised_size(thousand: Path) -> None:
    script = (thousand / "search-data.js").read_bytes()
    assert len(script) < 700_000 and len(gzip.compress(script)) < 300_000


# The library


def test_the_search_library_is_the_published_one_made_small() -> None:
    made = subprocess.check_output([ROOT / "tests/web/vendor.sh"], cwd=ROOT / "build/web", text=True)
    assert (ROOT / "templates/site/vendor/minisearch.js").read_text(encoding="utf-8") == made
    licence = ROOT / "build/web/node_modules/minisearch/LICENSE.txt"
    assert (ROOT / "templates/site/vendor/minisearch.LICENSE.txt").read_text() == licence.read_text()


# Few documents


@pytest.mark.parametrize(
    ("sheets", "levels"),
    [
        ([FICHE + "niveau: [codecision]\n"], ["Codécision"]),
        ([FICHE + "niveau: [codecision]\n", fiche("A-02", "niveau: [codecision]")], ["Codécision", "Codécision"]),
        ([FICHE], [""]),
        ([RECIT], [""]),
    ],
    ids=["one sheet", "one level", "no level", "a story"],
)
def test_a_site_of_few_documents_is_searched_too(
    browser: Browser, tmp_path: Path, sheets: list[str], levels: list[str]
) -> None:
    write_all(tmp_path / "site", built(collection(tmp_path, *sheets)), tmp_path / "fiches")
    visit(browser, tmp_path / "site/index.html", "#mots=citoyen+essai+banc")
    assert browser.waited("document.querySelector('[data-trouves]').getAttribute('aria-busy') === 'false'", 20)
    assert len(codes(browser)) == len(sheets)
    shown = browser.run("[...document.querySelectorAll('[data-trouves] [data-noms]')].map(e => e.textContent)")
    assert shown == levels
