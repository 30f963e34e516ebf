"""A binder in part, in large print, on one side, document by document: read back from the PDFs."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Stop
from loosfiches.print.press import Press
from loosfiches.templates import Templates
from loosfiches.views.binder.builder import Binder, BinderBuilder
from loosfiches.views.filters import FILTERS
from loosfiches.views.selection import Selection
from tests.conftest import CLASSEUR, TODAY, WHOLE, put, sheet
from tests.print.paper import faults, links, text
from tests.views.conftest import Build, Make
from tests.views.drawing import drawn

SHEETS = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
auteurs:
  - Ville d’essai
promesse: Voir [la suite](A-02).
objectifs:
  - Se parler.
liens:
  avec:
    - A-02
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
licence: CC-BY-4.0
langue: en-GB
# fiches/recits/R-01-histoire.yaml
schema: recit/1
code: R-01
titre: La cour
resume: Une cour d’école.
raconte:
  - A-01
consentement:
  statut: obtenu
"""
FULL = """
niveau:
  - information
  - concertation
participants: 20 à 60
duree: 2 h
preparation: 3 à 5 semaines
etapes:
  - titre: Inviter
    quand: avant
    duree: 2 semaines
    qui: Service participation
    texte: Tracts, affiches, appels.
    resultat: Une salle pleine.
  - titre: Écouter
    duree: 1 h
    texte: "Une phrase assez longue pour tenir sur plusieurs lignes, en petits caractères comme en gros, et la suite."
materiel:
  - Des chaises.
roles:
  - role: Animateur
    mission: Donner la parole.
promesse: Répondre.
restitution: Un compte rendu.
points_forts:
  - Simple.
limites:
  - Rare.
sources:
  - id: un
    titre: Un livre
ici:
  statut: actif
  texte: Ici, on se parle depuis longtemps.
  chiffres:
    - valeur: environ 200
      libelle: réunions
      date: 2001-2008
      source: un
"""


@pytest.fixture
def build(press: Press, tmp_path: Path) -> Build:
    """Return a function that builds a project's binder, and writes nothing."""

    def call(project: Project, only: str = "", asked: str = "", **options: object) -> Binder:
        chosen = Selection(frozenset(only.split()), only.split(), pages=asked.split()) if only else None
        collection, templates = load(project, TODAY), Templates(FILTERS, project.root / "templates")
        around = {"press": press, "output": tmp_path / "x.pdf"}
        return BinderBuilder(collection, templates, selection=chosen, **around, **options).build()  # type: ignore[arg-type]

    return call


def with_web(project: Project) -> Project:
    put(project.root, "fiches/classeur.yaml", CLASSEUR + "url_base: https://ville.example/fiches\n")
    return project


def pages(pdf: bytes | None) -> list[str]:
    assert pdf is not None
    return [" ".join(page.replace("\u00a0", " ").split()) for page in text(pdf)]


def addresses(pdf: bytes | None) -> set[str]:
    assert pdf is not None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {target for _, target in links(opened) if re.search(r"/[a-z]-\d+/$", target)}


def labels(pdf: bytes | None) -> list[str]:
    assert pdf is not None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(page.label) for page in opened.pages]


# A selection


def test_a_selection_has_its_own_cover_and_contents_when_they_are_asked_for(project: Make, build: Build) -> None:
    built = build(project(SHEETS), only="A-01", asked="garde sommaire")
    found = pages(built.pdf)
    assert "Sélection : A-01 (1 document)" in found[0]
    whole = " ".join(found)
    assert "Récits" not in whole  # no divider, no stratum, no line of contents
    assert not any("A-02" in page for page in found if "Sommaire" in page)
    assert labels(built.pdf) == ["Couverture", "Sommaire · 1", "A-01 · 1"]
    with pikepdf.open(io.BytesIO(built.pdf or b"")) as pdf:
        assert "Sélection" in str(pdf.docinfo.Title) or "A-01" in str(pdf.docinfo.Title)


def test_a_handful_of_documents_is_printed_alone(project: Make, build: Build) -> None:
    made = project(SHEETS)
    put(made.root, "fiches/classeur.yaml", CLASSEUR + WHOLE)
    assert labels(build(made, only="A-01").pdf) == ["A-01 · 1"]
    assert labels(build(made, only="A-01 R-01").pdf) == ["A-01 · 1", "A-01 · notes", "R-01 · 1"]


def test_a_larger_selection_is_a_binder_of_its_own(project: Make, build: Build) -> None:
    codes = [f"A-{number:02}" for number in range(1, 14)]
    made = project("".join(f"# fiches/dispositifs/{code}-x.yaml\ncode: {code}\n" for code in [*codes, "A-14"]))
    twelve, thirteen = (labels(build(made, only=" ".join(some)).pdf) for some in (codes[:12], codes))
    assert {"Couverture", "Sommaire · 1", "A"} <= {*thirteen} - {*twelve}


def test_a_selection_reprints_no_document(project: Make, build: Build) -> None:
    made = with_web(project(SHEETS))
    build(made)
    part = build(made, only="A-01")
    around = 3 + 1  # cover, contents, list in force is empty; its divider
    assert part.printed <= around
    assert part.reused >= 2  # the document, the page for notes


def test_links_out_of_a_selection_lead_to_the_web_or_keep_their_words(project: Make, build: Build) -> None:
    made = project(SHEETS)
    alone = build(made, only="A-01")
    assert addresses(alone.pdf) == set()
    assert any("A-02 Marché aux idées" in page and "la suite" in page for page in pages(alone.pdf))
    on_the_web = build(with_web(made), only="A-01")
    assert addresses(on_the_web.pdf) == {"https://ville.example/fiches/a-01/", "https://ville.example/fiches/a-02/"}
    assert faults(alone.pdf or b"") == faults(on_the_web.pdf or b"") == []


def test_nothing_chosen_is_said(project: Make, build: Build) -> None:
    with pytest.raises(Stop) as stop:
        build(project(SHEETS), only="A-99")
    assert stop.value.status == 4


# One PDF for each document


def test_each_document_has_a_whole_pdf_of_its_own(project: Make, build: Build, tmp_path: Path) -> None:
    made = build(with_web(project(SHEETS)), apart=tmp_path / "pdf").sheets
    assert list(made) == ["A-01-un.pdf", "A-02-deux.pdf", "R-01-histoire.pdf"]
    one, two = made["A-01-un.pdf"], made["A-02-deux.pdf"]
    assert one is not None
    assert two is not None
    assert labels(one) == ["A-01 · 1"]
    assert "A-01 · 1/1" in pages(one)[0]
    assert addresses(one) == {"https://ville.example/fiches/a-01/", "https://ville.example/fiches/a-02/"}
    assert faults(one) == faults(two) == []
    with pikepdf.open(io.BytesIO(one)) as pdf, pikepdf.open(io.BytesIO(two)) as other:
        info, meta = pdf.docinfo, pdf.open_metadata()
        assert (str(info.Title), str(info.Author), str(pdf.Root.Lang)) == (
            "A-01 Café citoyen",
            "Ville d’essai",
            "fr-FR",
        )
        assert meta["dc:rights"] == "Licence Ouverte 2.0 (etalab-2.0)"
        assert "(CC-BY-4.0)" in other.open_metadata()["dc:rights"]
        assert str(other.Root.Lang) == "en-GB"
        with pdf.open_outline() as outline:
            tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [("Café citoyen", ["Pourquoi", "Le contrat", "Voir aussi", "Suivi"])]


def test_a_document_on_disk_already_is_not_joined_again(project: Make, build: Build, tmp_path: Path) -> None:
    made, folder = project(SHEETS), tmp_path / "pdf"
    for name, content in build(made, apart=folder).sheets.items():
        put(folder, name, content or b"")
    put(folder, "A-02-deux.pdf", b"%PDF-touched")
    again = build(made, apart=folder).sheets
    assert [name for name, content in again.items() if content] == ["A-02-deux.pdf"]


# Drafts left out


def test_in_force_leaves_drafts_out_everywhere(build: Build, tmp_path: Path) -> None:
    import shutil

    from tests.conftest import ROOT

    shutil.copytree(ROOT / "fiches", tmp_path / "fiches", ignore=shutil.ignore_patterns("[BCR]-*", "A-0[3-9]*", "A-1*"))
    for path in (tmp_path / "fiches").rglob("A-0*.yaml"):
        kept = path.read_text(encoding="utf-8").replace("(A-02)", "(A-99)")
        put(tmp_path, str(path.relative_to(tmp_path)), kept)
    put(tmp_path, "fiches/dispositifs/A-99-canari.yaml", sheet("code: A-99\ntitre: Canari jaune\n"))
    classeur = (tmp_path / "fiches/classeur.yaml").read_text(encoding="utf-8")
    put(tmp_path, "fiches/classeur.yaml", classeur + "url_base: https://ville.example\n")
    assert any("Canari" in page for page in pages(build(Project(tmp_path)).pdf))
    built = build(Project(tmp_path), in_force=True, apart=tmp_path / "pdf")
    assert (built.drafts, built.silent) == (0, 0)
    assert not any("Canari" in page or "A-99" in page for page in pages(built.pdf))
    assert list(built.sheets) == ["A-01-fifty-fifty.pdf", "A-02-reunion-publique.pdf"]
    assert not any("a-99" in address for pdf in (built.pdf, *built.sheets.values()) for address in addresses(pdf))


# One side of the paper


def _words(pdf: bytes | None, word: str) -> list[tuple[int, int]]:
    """Return, for each page, where `word` starts: from the left and from the foot, in points."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        plain = page.get_textpage()
        searcher = plain.search(word)
        if hit := searcher.get_next():
            left, bottom, *_ = plain.get_charbox(hit[0])
            found.append((round(left), round(bottom)))
        searcher.close()
    document.close()
    return found


LONG = "# fiches/dispositifs/A-01-un.yaml\ncode: A-01\nobjectifs:\n" + "".join(f"  - Phrase {n}.\n" for n in range(120))


@pytest.mark.parametrize("large", [False, True])
def test_on_one_side_every_page_is_a_recto(project: Make, build: Build, tmp_path: Path, large: bool) -> None:
    made = project(LONG)
    two, one = (build(made, large=large, simplex=simplex, apart=tmp_path / "pdf") for simplex in (False, True))
    mirrored, same = (_words(built.sheets["A-01-un.pdf"], "A-01 ·") for built in (two, one))
    assert len(same) >= 3
    assert len(set(same)) == 1
    assert len(set(mirrored)) == 2
    assert any("notes" in label for label in labels(two.pdf))
    assert not any("notes" in label for label in labels(one.pdf))
    starts = {position for position in _words(one.sheets["A-01-un.pdf"], "Phrase") if position[0]}
    assert len({left for left, _ in starts}) == 1
    assert faults(one.pdf or b"") == []


def test_a_classeur_may_ask_for_one_side(project: Make, build: Build) -> None:
    made = project(SHEETS)
    asked = build(made, simplex=True)
    put(made.root, "fiches/classeur.yaml", CLASSEUR + "format:\n  recto_verso: non\n")
    told = build(made)
    assert (labels(told.pdf), pages(told.pdf)) == (labels(asked.pdf), pages(asked.pdf))


# Large print


def _sizes(pdf: bytes | None) -> Iterator[tuple[float, float]]:
    """Yield each sign's size and height above the foot of its page, in points."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        plain = page.get_textpage()
        for index in range(plain.count_chars()):
            if plain.get_text_range(index, 1).strip():
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFText_GetMatrix(plain, index, matrix)
                size = pdfium.FPDFText_GetFontSize(plain, index) * abs(matrix.d or matrix.b)
                yield round(size, 1), plain.get_charbox(index)[1]
    document.close()


def test_nothing_is_small_in_large_print(project: Make, build: Build) -> None:
    story = SHEETS[SHEETS.index("# fiches/recits") :]
    made = project(f"# fiches/dispositifs/A-01-un.yaml\ncode: A-01\n{FULL}{story}")
    usual, large = build(made), build(made, large=True, simplex=True)
    assert min(size for size, _ in _sizes(usual.pdf)) == 8
    assert min(size for size, _ in _sizes(large.pdf)) >= 14
    foot, head = 44 / 25.4 * 72, (297 - 31) / 25.4 * 72
    assert min(size for size, height in _sizes(large.pdf) if foot < height < head) >= 18
    assert faults(large.pdf or b"") == []


def test_in_large_print_a_list_goes_on_from_page_to_page_on_its_own_sides(project: Make, build: Build) -> None:
    many = "".join(f"  - terme: mot {number:02d}\n    definition: Sens.\n" for number in range(42))
    made = project("", **{"glossaire.yaml": f"schema: glossaire/1\ntermes:\n{many}"})
    put(made.root, "fiches/classeur.yaml", CLASSEUR + "liminaires:\n  - garde\nannexes:\n  - glossaire\n  - colophon\n")
    built = build(made, large=True)
    assert drawn(built.pdf or b"").endswith("| Glossaire r | v | r | v | r | notes v | Colophon r |")
    listed = [page for page in pages(built.pdf) if "Glossaire ·" in page]
    assert [f"Glossaire · {number}/5" in page for number, page in enumerate(listed, 1)] == [True] * 5


def test_large_print_keeps_every_word(project: Make, build: Build, tmp_path: Path) -> None:
    made = project(f"# fiches/dispositifs/A-01-un.yaml\ncode: A-01\n{FULL}")
    usual, large = (
        {
            word.strip(",")
            for page in pages(build(made, large=large, apart=tmp_path / "pdf").sheets["A-01-un.pdf"])
            for word in page.split()
            if "/" not in word
        }
        for large in (False, True)
    )
    assert usual - large == set()


# A project's own style


def test_a_project_replaces_any_style_sheet(project: Make, build: Build) -> None:
    made = project(LONG)
    before = build(made, large=True)
    put(
        made.root,
        "templates/binder/large.css",
        "body { font-size: 37pt; line-height: 12mm }\nbody * { line-height: inherit }\n",
    )
    after = build(made, large=True)
    sizes = [{round(size) for size, _ in _sizes(built.pdf)} for built in (before, after)]
    assert [37 in each for each in sizes] == [False, True]
    put(made.root, "templates/binder/binder.css", "@page { size: 105mm 148mm }")
    with pikepdf.open(io.BytesIO(build(made).pdf or b"")) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].MediaBox[2:]] == [298, 420]


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><path d="M0 0h{}v9H0z"/></svg>'


def test_the_towns_logo_is_on_the_cover(project: Make, build: Build) -> None:
    made = project(SHEETS)
    put(made.root, "fiches/images/logo.svg", LOGO.format(9))
    own = CLASSEUR.replace(
        "  pays: France\n", "  pays: France\n  logo:\n    fichier: images/logo.svg\n    alt: Un carré noir\n"
    )
    put(made.root, "fiches/classeur.yaml", own)
    first = build(made)
    assert "Un carré noir" in alternatives(first.pdf)
    put(made.root, "fiches/images/logo.svg", LOGO.format(5))
    assert build(made).printed == 1  # the cover: other pages do not show it
    assert faults(first.pdf or b"") == []


def alternatives(pdf: bytes | None) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf or b"")) as opened:
        found = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
        return {str(item.Alt) for item in found}
