"""Our own binder read back as paper: margins, how pages and documents end, what stands together."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdfium2 import raw

from loosfiches.build.store import Store
from loosfiches.cli.shared import templates
from loosfiches.collection import Collection, load
from loosfiches.collection.project import Project
from loosfiches.model.fiche import Fiche
from loosfiches.print.press import Press, open_press
from loosfiches.templates import Templates
from loosfiches.views import qr
from loosfiches.views.binder.builder import BinderBuilder
from loosfiches.views.filters import FILTERS
from loosfiches.views.markdown import Setting, blocks
from tests.conftest import ROOT, TODAY, put, written
from tests.print.paper import faults

MM = 72 / 25.4
HEIGHT, TOP, FOOT = 297 * MM, 18 * MM, 22.5 * MM
#: What opens the foot matter, in the order of its columns.
MATTER = ("Voir aussi", "Sources", "Historique", "Suivi")


@dataclass(frozen=True)
class Line:
    """What stands on one baseline: `y` from the foot of the page in points, words, and whether all are bold."""

    y: float
    words: str
    bold: bool


@dataclass(frozen=True)
class Sheet:
    """One page of a document, as printed."""

    label: str
    page: Any

    @property
    def code(self) -> str:
        return self.label.partition(" ")[0]

    @property
    def number(self) -> int:
        return int(self.label.rpartition(" ")[2])

    @cached_property
    def text(self) -> str:
        return str(self.page.get_textpage().get_text_range())

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the text box, from the top."""
        page = self.page.get_textpage()
        found: dict[int, list[tuple[float, str, bool]]] = {}
        for at in range(page.count_chars()):
            sign = chr(raw.FPDFText_GetUnicode(page, at))
            left, bottom, _, top = page.get_charbox(at, loose=True)
            inside = 19 * MM < left < 191 * MM and FOOT < (bottom + top) / 2 < HEIGHT - TOP
            if inside and not sign.isspace():
                found.setdefault(round(_baseline(page, at)), []).append((left, sign, _is_bold(page, at)))
        return [
            Line(y, "".join(sign for _, sign, _ in signs), all(bold for *_, bold in signs))
            for y, signs in sorted(found.items(), reverse=True)
        ]

    def ink(self, dots: int = 8) -> tuple[float, float]:
        """Return where what is printed in the text box starts and ends, in mm from the left of the paper."""
        image = self.page.render(scale=dots / MM).to_pil().convert("L")
        box = image.crop((12 * dots, 19 * dots, 198 * dots, int((297 - 23) * dots)))
        left, _, right, _ = box.point(lambda grey: 255 if grey < 140 else 0).getbbox()
        return 12 + left / dots, 12 + right / dots


def _baseline(page: Any, at: int) -> float:
    x, y = raw.c_double(), raw.c_double()
    raw.FPDFText_GetCharOrigin(page, at, x, y)
    return float(y.value)


def _is_bold(page: Any, at: int) -> bool:
    name, flags = raw.create_string_buffer(80), raw.c_int()
    raw.FPDFText_GetFontInfo(page, at, name, 80, flags)
    return b"Bold" in name.value


@pytest.fixture(scope="module")
def store(shared_store: Store) -> Store:
    return shared_store


@pytest.fixture(scope="module")
def press(store: Store) -> Iterator[Press]:
    with open_press(store) as one:
        yield one


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(Project(ROOT), TODAY)


@pytest.fixture(scope="module")
def sheets(collection: Collection, press: Press, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sheet]]:
    """The pages of our own documents."""
    with printed(collection, tmp_path_factory.mktemp("look"), press) as pages:
        yield pages


@contextmanager
def printed(collection: Collection, folder: Path, press: Press) -> Iterator[list[Sheet]]:
    """Print the documents of a project, with its own templates; `folder` is one to work in."""
    pdf = BinderBuilder(collection, templates(collection.project, own=True), press, folder / "classeur.pdf").build().pdf
    assert pdf is not None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        labels = [str(page.label) for page in opened.pages]
    document = pypdfium2.PdfDocument(pdf)
    pages = zip(labels, document, strict=True)
    yield [Sheet(label, page) for label, page in pages if re.fullmatch(r"[A-Z]-\d+ · \d+", label)]
    document.close()


def bare(text: str) -> str:
    """Leave out all but letters and digits: spaces, and hyphens at the end of lines."""
    return re.sub(r"[\W_]", "", text)


def last_pages(sheets: list[Sheet]) -> list[Sheet]:
    return list({sheet.code: sheet for sheet in sheets}.values())


def test_margins_are_those_of_the_punch_and_the_page_on_both_sides(sheets: list[Sheet]) -> None:
    firsts, lasts = [sheet for sheet in sheets if sheet.number == 1], last_pages(sheets)
    sample = [*firsts[::6], *(sheet for sheet in lasts if sheet.number % 2 == 0)][:10]  # a rule across each
    assert len(sample) == 10
    assert beside_margins(sample) == []


def beside_margins(sheets: list[Sheet]) -> list[str]:
    """Name the pages, each with a rule across it, that are printed over half a millimetre off their margins."""
    margins = {sheet.label: (25, 190) if sheet.number % 2 else (20, 185) for sheet in sheets}
    return [sheet.label for sheet in sheets if sheet.ink() != pytest.approx(margins[sheet.label], abs=0.5)]


def test_no_document_ends_on_less_than_four_lines_of_its_own(sheets: list[Sheet]) -> None:
    for sheet in (last for last in last_pages(sheets) if last.number > 1):
        words = [line.words for line in sheet.lines]
        end = next((at for at, line in enumerate(words) if line.startswith(tuple(map(bare, MATTER)))), len(words))
        assert end >= 4, (sheet.label, words[:end])


def test_no_page_is_blank_and_none_ends_on_a_heading(sheets: list[Sheet]) -> None:
    assert [line.words for line in sheets[0].lines if line.bold]  # bold is seen
    for sheet in sheets:
        assert len(sheet.lines) > 3, sheet.label
        assert not sheet.lines[-1].bold, (sheet.label, sheet.lines[-1].words)


def test_no_step_is_cut(sheets: list[Sheet], collection: Collection) -> None:
    assert cut_steps(sheets, collection) == []


def cut_steps(sheets: list[Sheet], collection: Collection) -> list[tuple[str, str]]:
    """Name the steps, with the code of their fiche, whose first and last words stand on no page together."""
    fiches = {entry.code: entry.document for entry in collection.entries if isinstance(entry.document, Fiche)}
    texts = {code: [bare(sheet.text) for sheet in sheets if sheet.code == code] for code in fiches}
    return [
        (code, step.titre or "")
        for code, fiche in fiches.items()
        for step in fiche.etapes
        if not any(_whole(step, page) for page in texts[code])
    ]


def _whole(step: Any, page: str) -> bool:
    said = re.sub(r"<[^>]*>|\[@[^\]]*\]", "", blocks(step.texte or "", Setting("fr-FR", str, lambda _: None)))
    start, end = page.find(bare(step.titre or "")), bare(said)[-24:]
    return page.find(end, start) > start >= 0


#: Seven steps on two pages, of which the fifth would hold on the first in part.
STEPS = "".join(
    f"  - titre: Étape {name}\n    texte: {'Chacun écrit une idée, puis la lit. ' * 16}Fin de l’étape {name}.\n"
    for name in ("un", "deux", "trois", "quatre", "cinq", "six", "sept")
)
TWO_PAGES = f"code: A-01\nauteurs:\n  - Ville d’essai\netapes:\n{STEPS}"


def broken(folder: Path, style: str) -> Collection:
    """Write a project of one fiche on two pages, whose own style sheet is ours and `style`."""
    project = written(folder, TWO_PAGES)
    put(folder, "templates/binder/around.css", f'{{% include "builtin/binder/around.css" %}}\n{style}')
    return load(project, TODAY)


@pytest.mark.parametrize(
    ("style", "off"),
    [
        ("", []), ("@page { margin-left: 26mm }", ["A-01 · 1"]), ("@page :left { margin-right: 26mm }", ["A-01 · 2"]),
        (".tete { margin-right: -1mm }", ["A-01 · 1"]), ("body { padding-left: 1mm }", ["A-01 · 1", "A-01 · 2"]),
    ],
)  # fmt: skip
def test_pages_off_their_margins_would_be_seen(tmp_path: Path, press: Press, style: str, off: list[str]) -> None:
    with printed(broken(tmp_path, style), tmp_path, press) as pages:
        assert [page.label for page in pages] == ["A-01 · 1", "A-01 · 2"]
        assert beside_margins(pages) == off


@pytest.mark.parametrize(
    ("style", "cut"), [("", []), (".etapes > li { break-inside: auto }", [("A-01", "Étape cinq")])]
)
def test_a_step_that_is_cut_would_be_seen(tmp_path: Path, press: Press, style: str, cut: list[tuple[str, str]]) -> None:
    collection = broken(tmp_path, style)
    with printed(collection, tmp_path, press) as pages:
        assert cut_steps(pages, collection) == cut


def test_a_facilitator_finds_what_the_room_needs_before_the_steps_and_troubles_whole_after(
    sheets: list[Sheet],
) -> None:
    pages = [sheet for sheet in sheets if sheet.code == "B-04"]
    whole = " ".join(page.text for page in pages)
    order = [whole.index(word) for word in ("Rôles", "Matériel", "Documents à utiliser", "Déroulé", "Points de vig")]
    assert order == sorted(order)
    assert "fiches/documents/feuille-de-presence.odt" in whole
    (troubles,) = [page.text for page in pages if "Vous êtes seul" in page.text]
    assert all(words in troubles for words in ("La colère monte", "Un enfant lève la main"))
    assert [int(minute) for minute in re.findall(r"minute (\d+)", whole)][:3] == [0, 5, 15]


def test_what_is_so_here_is_not_cut_when_it_holds_on_a_page(sheets: list[Sheet]) -> None:
    (here,) = [sheet.text for sheet in sheets if sheet.code == "A-06" and "Ici, à" in sheet.text]
    assert "date inconnue" in here
    assert "Voir aussi" in here


def _leaf(folder: Path, address: str, press: Press) -> bytes:
    """Print our fiche B-03, whose last page is nearly full, alone."""
    (folder / "fiches/methodes").mkdir(parents=True)
    classeur = (ROOT / "fiches/classeur.yaml").read_text().replace("langue: fr-FR", f"{address}langue: fr-FR", 1)
    (folder / "fiches/classeur.yaml").write_text(classeur)
    for name in ("methodes/B-03-budget-participatif.yaml", "images/B-03-budget-participatif.svg"):
        (folder / "fiches" / name).parent.mkdir(exist_ok=True)
        (folder / "fiches" / name).write_bytes((ROOT / "fiches" / name).read_bytes())
    known = load(Project(folder), TODAY)
    pdf = BinderBuilder(known, Templates(FILTERS), press, folder / "x.pdf").build().pdf
    assert pdf is not None
    return pdf


def test_the_code_of_the_address_is_drawn_at_the_right_end_and_adds_no_page(tmp_path: Path, press: Press) -> None:
    without = _leaf(tmp_path / "un", "", press)
    pdf = _leaf(tmp_path / "deux", "url_base: https://ville.example/classeur\n", press)
    assert faults(pdf) == []
    documents = [pypdfium2.PdfDocument(each) for each in (without, pdf)]
    assert len(documents[0]) == len(documents[1])
    (page,) = [page for page in documents[1] if "ville.example/classeur/b-03" in bare_lines(page)]
    size, drawn = _modules("https://ville.example/classeur/b-03/")
    side, right = 18, 190
    top = 297 - _top_of(page, "Sources") / MM + 0.9
    dots = 16
    image = page.render(scale=dots / MM).to_pil().convert("L")
    best = max(
        sum(
            (image.getpixel((int((right - side + (x + 0.5) * side / size) * dots), int((top + shift + (y + 0.5) * side / size) * dots))) < 128) == drawn[y][x]
            for y in range(size) for x in range(size)
        )
        for shift in (step / 10 for step in range(-40, 41))
    )  # fmt: skip
    assert best == size * size


def bare_lines(page: Any) -> str:
    return "".join(page.get_textpage().get_text_range().split())


def _top_of(page: Any, words: str) -> float:
    text = page.get_textpage()
    index, _ = text.search(words).get_next()
    return float(text.get_charbox(index)[3])


def _modules(url: str) -> tuple[int, list[list[bool]]]:
    """Return the modules that `drawing` puts down, read from its bars."""
    drawing = qr.drawing(url)
    match = re.search(r'viewBox="0 0 (\d+)', drawing)
    assert match
    size = int(match[1])
    dark = {
        (int(x) + step, int(y)) for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", drawing) for step in range(int(run))
    }
    return size, [[(x, y) in dark for x in range(size)] for y in range(size)]
