"""The pages of documents in a browser, opened from a disk: boxes, clock, links, paper, and what must keep silent."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.fonts import faces
from tests.conftest import ROOT, TODAY, write_all
from tests.views.test_document_pages import built
from tests.views.test_site import CLASSEUR, FICHE, FULL, RECIT
from tests.web.chromium import Browser

CHAPITRE = """
schema: chapitre/1
code: C-01
titre: Pourquoi
resume: Un mot.
etat: en_vigueur
rubriques: [{titre: Avant, texte: Un puits.}, {titre: Après, texte: Deux puits., encadre: Un mot à part.}]
"""
#: 15 min, 1 h 15 and 20 min with people.
EVENING = """
materiel: [Micro, Craie, Plan]
etapes:
  - {titre: Inviter, quand: avant, duree: 2 semaines}
  - {titre: Ouvrir, quand: pendant, duree: 15 min}
  - {titre: Écouter, duree: 1 h 15}
  - {titre: Conclure, quand: pendant, duree: 20 min}
points_forts: [Simple]
sources: [{titre: Un guide}]
historique: [{version: 1, date: 2026-11-23}]
illustrations: [{fichier: images/plan.svg, alt: Un plan}]
"""
KINDS = ("a-01", "a-02", "r-01", "c-01", "en")


def publish(folder: Path, **sheets: str) -> Path:
    """Write a project and its site into a folder; return where the site is."""
    images = folder / "fiches/images"
    images.mkdir(parents=True, exist_ok=True)
    (images / "plan.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 370"><path d="M0 0h9v9z"/></svg>'
    )
    sections = CLASSEUR.replace("sections:\n", "sections:\n  - {lettre: C, titre: Chapitres}\n")
    (folder / "fiches/classeur.yaml").write_text(sections + "contact: {courriel: fiches@loos.example}\n")
    for name, sheet in sheets.items():
        (folder / f"fiches/{name}.yaml").write_text(sheet)
    output = folder / "site"
    write_all(output, built(load(Project(folder), TODAY), fonts=fonts()), folder / "fiches")
    return output


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a fiche that says little of everything, one with an evening's steps, a récit and a chapter."""
    english = "traductions: {en: {titre: Citizens café, resume: People talk.}}\n"
    evening = FICHE.replace("A-01", "A-02").replace("Café citoyen", "Une soirée") + EVENING
    sheets = {"a": FICHE + FULL + english, "b": evening, "r": RECIT, "c": CHAPITRE}
    return publish(tmp_path_factory.mktemp("pages"), **sheets)


@pytest.fixture(scope="module")
def _browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


@pytest.fixture
def browser(_browser: Browser, pages: Path) -> Browser:
    """A browser that remembers nothing and has seen nothing yet."""
    _browser.screen(1280)
    _browser.prefer()
    _browser.scripts(True)
    _browser.open(pages / "a-02/index.html")
    _browser.run("localStorage.clear()")
    _browser.open("about:blank")
    _browser.told.clear()
    _browser.asked.clear()
    return _browser


def box(words: str) -> str:
    """Return the script that finds the box beside some words."""
    return f"[...document.querySelectorAll('.coches label')].find(l => l.innerText.trim() === '{words}').control"


def ticked(browser: Browser) -> Any:
    return browser.run("[...document.querySelectorAll('.coches :checked')].map(b => b.parentNode.innerText.trim())")


def times(browser: Browser) -> Any:
    return browser.run("[...document.querySelectorAll('[data-heure]')].map(e => e.textContent)")


def begin(browser: Browser, hour: str) -> None:
    """Set the clock as typing does."""
    browser.run(
        f"(() => {{ const f = document.querySelector('#debut'); f.value = '{hour}';"
        "f.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


# Boxes


def test_ticks_survive_a_reload_and_are_counted(browser: Browser, pages: Path) -> None:
    browser.open(pages / "a-02/index.html")
    assert browser.text(".coches output") == "0 case cochée sur 3"
    browser.run(f"{box('Craie')}.click(); {box('Plan')}.focus()")
    browser.press(" ")
    assert browser.text(".coches output") == "2 cases cochées sur 3"
    browser.reload()
    assert ticked(browser) == ["Craie", "Plan"]
    assert browser.text(".coches output") == "2 cases cochées sur 3"


def test_ticks_stay_with_their_words_when_the_list_is_put_in_another_order(browser: Browser, tmp_path: Path) -> None:
    sheet = FICHE + "materiel: [Micro, Craie, Plan]\n"
    page = publish(tmp_path, a=sheet) / "a-01/index.html"
    browser.open(page)
    browser.run(f"{box('Craie')}.click()")
    publish(tmp_path, a=sheet.replace("[Micro, Craie, Plan]", "[Plan, Micro, Feutres, Craie]"))
    browser.open(page)
    assert ticked(browser) == ["Craie"]


def test_one_document_ticks_nothing_in_another(browser: Browser, pages: Path, tmp_path: Path) -> None:
    browser.open(pages / "a-02/index.html")
    browser.run(f"{box('Micro')}.click()")
    browser.open(publish(tmp_path, a=FICHE + "materiel: [Micro]\n") / "a-01/index.html")
    assert ticked(browser) == []


def test_all_is_unticked_at_once_said_and_forgotten(browser: Browser, pages: Path) -> None:
    browser.open(pages / "a-02/index.html")
    browser.run(f"{box('Craie')}.click()")
    browser.click(".coches button[type=reset]")
    assert browser.waited("document.querySelector('[role=status]').textContent === 'Tout est décoché'")
    assert browser.text(".coches output") == "0 case cochée sur 3"
    browser.reload()
    assert ticked(browser) == []


# The clock


def test_each_step_tells_its_time_and_the_end_is_said(browser: Browser, pages: Path) -> None:
    browser.open(pages / "a-02/index.html")
    assert times(browser) == ["18:30", "18:45", "20:00"]
    assert browser.text("[data-horloge] output") == "fin à 20:20"
    begin(browser, "09:05")
    assert times(browser) == ["09:05", "09:20", "10:35"]
    begin(browser, "23:00")
    assert times(browser) == ["23:00", "23:15", "00:30"]
    assert browser.text("[data-horloge] output") == "fin à 00:50"


def test_the_hour_is_kept_and_none_is_told_when_it_is_taken_away(browser: Browser, pages: Path) -> None:
    browser.open(pages / "a-02/index.html")
    begin(browser, "14:00")
    browser.reload()
    assert times(browser) == ["14:00", "14:15", "15:30"]
    begin(browser, "")
    assert times(browser) == ["", "", ""]
    assert browser.text("[data-horloge] output") == ""
    assert "minute 15" in browser.text(".pendant")


# Links to headings


def test_a_headings_link_is_copied_and_said_and_leaves_its_name_clean(browser: Browser, pages: Path) -> None:
    browser.allow("clipboardReadWrite", "clipboardSanitizedWrite")
    browser.open(pages / "a-02/index.html")
    link = "#etapes + .ancre"
    assert (
        browser.run(f"document.querySelector('{link}').getAttribute('aria-label')")
        == "Copier le lien vers «\u202fDéroulé\u202f»"
    )
    assert browser.run("document.querySelector('#etapes').textContent") == "Déroulé"
    browser.click(link)
    assert browser.waited("document.querySelector('[role=status]').textContent === 'Lien copié'")
    assert browser.run("navigator.clipboard.readText()") == f"{(pages / 'a-02/index.html').as_uri()}#etapes"
    assert browser.run("location.hash") == "#etapes"
    assert browser.waited("document.querySelector('[role=status]').textContent === ''", seconds=8)


def test_without_a_clipboard_the_link_is_in_the_address_bar_and_that_is_said(browser: Browser, pages: Path) -> None:
    browser.open(pages / "a-02/index.html")
    browser.run("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    browser.click("#materiel + .ancre")
    assert browser.text("[role=status]") == "Le lien est dans la barre d’adresse"
    assert browser.run("location.hash") == "#materiel"


# What must not be needed


def test_where_storage_is_refused_all_works_and_nothing_is_kept(pages: Path) -> None:
    with Browser(storage=False) as browser:
        browser.screen(1280)
        browser.open(pages / "a-02/index.html")
        with pytest.raises(AssertionError, match="SecurityError"):
            browser.run("localStorage.length")
        browser.told.clear()
        browser.run(f"{box('Micro')}.click()")
        begin(browser, "10:00")
        assert browser.text(".coches output") == "1 case cochée sur 3"
        assert times(browser)[0] == "10:00"
        browser.reload()
        assert (ticked(browser), times(browser)[0]) == ([], "18:30")
        assert browser.told == []


def test_without_scripts_all_is_read_boxes_are_ticked_and_nothing_is_promised(browser: Browser, pages: Path) -> None:
    browser.scripts(False)
    browser.open(pages / "a-02/index.html")
    browser.scripts(True)  # for what follows; the page has loaded without
    assert not browser.run("document.querySelector('.ancre')")
    assert not any(browser.shows(each) for each in ("[data-horloge]", "[data-imprimer]", ".coches output"))
    body = browser.text("main")
    assert all(word in body for word in ("Micro", "Écouter", "minute 15", "1 h 15", "Un guide"))
    browser.click(".coches input")
    assert ticked(browser) == ["Micro"]
    browser.click(".coches button[type=reset]")
    assert ticked(browser) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_asked_of_anyone_and_nothing_is_told_to_the_console(
    browser: Browser, pages: Path, kind: str
) -> None:
    browser.open(pages / kind / "index.html")
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    # The browser draws its own signs (the clock of a time field) from data of its own.
    asked = [each for each in browser.asked if not each.startswith("data:")]
    assert asked and all(each.startswith(pages.as_uri()) for each in asked)
    assert browser.told == []


def test_a_request_elsewhere_and_a_script_in_the_page_would_be_seen(browser: Browser, pages: Path) -> None:
    page = (pages / "a-02/index.html").read_text()
    spoilt = pages / "a-02/spoilt.html"
    spoilt.write_text(
        page.replace("</main>", '<img src="https://elsewhere.example/x.png" alt=""><script>x()</script></main>')
    )
    browser.open(spoilt)
    spoilt.unlink()
    assert len([each for each in browser.told if "Content Security Policy" in each]) == 2


# Any screen, and paper


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways_at_any_width_or_with_wide_spacing(browser: Browser, pages: Path, kind: str) -> None:
    browser.open(pages / kind / "index.html")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for width in (320, 375, 480, 640, 700, 768, 900, 1000, 1120, 1280, 1600, 2000):
        browser.screen(width)
        assert not browser.run(wide), width
    browser.run(
        "document.querySelectorAll('body *').forEach(e => e.style.cssText ="
        "'line-height: 1.5; letter-spacing: .12em; word-spacing: .16em; margin-bottom: 2em')"
    )
    for width in (320, 640, 1280):
        browser.screen(width)
        assert not browser.run(wide), f"{width}, spaced"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_clicked_is_large_enough(browser: Browser, pages: Path, kind: str) -> None:
    """24 CSS pixels each way (WCAG 2.2, 2.5.8), but for links inside a sentence."""
    browser.open(pages / kind / "index.html")
    for width in (320, 1280):
        browser.screen(width)
        small = browser.run(
            "[...document.querySelectorAll('a, button, input, summary, label')].filter(e => e.checkVisibility()"
            " && !e.matches('.appel a, .evitement, p > a:not(.bouton), .discret a, dd a:not(.liens a), .marque') ).map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])"
            ".filter(([html, b]) => Math.min(b.width, b.height) < 24 && b.width * b.height).map(([html, b]) => html + b.width + 'x' + b.height)"
        )
        assert small == [], width


def test_paper_has_the_blocks_of_the_screen_in_their_order_boxes_empty_and_nothing_to_click(
    browser: Browser, pages: Path
) -> None:
    browser.open(pages / "a-02/index.html")
    headings = browser.run("[...document.querySelectorAll('.blocs h2')].map(e => e.textContent)")
    browser.run(f"{box('Craie')}.click()")
    said = printed(browser)
    assert [each for each in headings if "".join(each.split()) not in said] == ["Nous écrire"]
    assert not [
        word
        for word in ("Imprimer", "Précédent", "Toutdécocher", "Surcettepage", "Àpartirde", "18", "#")
        if word in said
    ]
    browser.prefer(media="print")
    tops = browser.run(
        "[...document.querySelectorAll('.blocs h2')].filter(e => e.checkVisibility()).map(e => e.offsetTop)"
    )
    assert len(tops) == len(headings) - 1 and tops == sorted(tops)
    style = "getComputedStyle(document.querySelector('.coches :checked{}'))"
    assert browser.run(f"{style.format('')}.appearance + {style.format('')}.backgroundColor") == "nonergba(0, 0, 0, 0)"
    assert browser.run(f"{style.format(' + span')}.textDecorationLine") == "none"


def test_paper_tells_minutes_until_somebody_has_set_the_hour(browser: Browser, pages: Path) -> None:
    browser.open(pages / "a-02/index.html")
    browser.prefer(media="print")
    shown = "[...document.querySelectorAll('.pendant .heure, .pendant .minute')].filter(e => e.checkVisibility()).map(e => e.innerText)"
    assert browser.run(shown) == ["minute 0", "minute 15", "minute 90"]
    begin(browser, "19:00")
    assert browser.run(shown) == ["19:00", "19:15", "20:30"]


def printed(browser: Browser) -> str:
    """Return the words on paper, without the spaces, which a PDF does not keep."""
    with pypdfium2.PdfDocument(BytesIO(browser.paper())) as pdf:
        return "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_our_heaviest_pages_are_light(browser: Browser, tmp_path: Path) -> None:
    """Under 150 kB with style, script and faces, pictures aside."""
    write_all(tmp_path / "site", built(load(Project(ROOT), TODAY), fonts=fonts()), tmp_path / "fiches")
    pages = sorted((tmp_path / "site").glob("?-??/index.html"), key=lambda page: page.stat().st_size)
    for page in pages[-3:]:
        browser.asked.clear()
        browser.open(page)
        files = {each for each in browser.asked if each.startswith("file:") and "/images/" not in each}
        assert any("Bold" in each for each in files) and any(each.endswith("site.js") for each in files)
        assert sum(Path(each.removeprefix("file://")).stat().st_size for each in files) < 150_000, page


def fonts() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in faces("woff2").folder.glob("*.woff2")}
