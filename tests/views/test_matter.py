"""Front and back matter read back: what stands where, what it says, what it must never say, and what is reprinted."""

import re

import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.print.leaf import Engine
from loosfiches.print.setup import Setup
from loosfiches.templates import Templates
from loosfiches.views.binder import indexes, matrix
from loosfiches.views.binder.builder import Binder
from loosfiches.views.binder.leaves import LINES, SPARE, Block, Row, leaves_of
from loosfiches.views.binder.listing import BinderListing
from loosfiches.views.binder.matter import MATTERS, FrontBackMatter
from loosfiches.views.binder.paper import Paper
from loosfiches.views.filters import FILTERS
from loosfiches.views.page import Place, published
from tests.conftest import CLASSEUR, ROOT, TODAY, WHOLE, put
from tests.print.paper import faults, image, kinds, text
from tests.views.conftest import Build, Make
from tests.views.drawing import drawn, labels
from tests.views.towns import CANARY, PRIVATE

#: Documents that lead to each other, with what indexes sort by; all pages are asked for.
TOWN = f"""
# fiches/classeur.yaml
{CLASSEUR}{WHOLE}
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
etat: en_vigueur
nature: dispositif
phases:
  - mobiliser
niveau:
  - consultation
publics:
  - jeunes
duree: 2 h
participants: 10 à 30
objectifs:
  - Parler.
etapes:
  - titre: Inviter
  - titre: Parler
points_forts:
  - Simple.
limites:
  - Rare.
auteurs:
  - Ville
tenue_par:
  service: Vie citoyenne
promesse: Chaque idée a sa réponse.
restitution: Un compte rendu affiché.
historique:
  - version: 3
    date: 2026-02-01
    changement: creation
    motif: Écrite
liens:
  avec:
    - A-02
sources:
  - id: echo
    titre: L’Écho des quartiers
    annee: 2020
    fiabilite: secondaire
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
nature: evenement
phases:
  - imaginer
niveau:
  - codecision
sources:
  - id: le_meme
    titre: L’écho des quartiers
    annee: 2020
    fiabilite: faible
  - id: autre
    titre: Une lettre
    annee: 2021
# fiches/chapitres/C-01-pourquoi.yaml
schema: chapitre/1
code: C-01
titre: Pourquoi ce classeur
resume: D’où il vient.
rubriques:
  - titre: Avant
    texte: Voir [le café](A-01).
# fiches/glossaire.yaml
schema: glossaire/1
termes:
  - terme: échelle
    definition: Suite de degrés.
  - terme: agora
    sigle: AG
    definition: Place où l’on parle.
"""


def around(project: Project, pages: int = 4) -> FrontBackMatter:
    """What stands around a project's documents, as if each had so many pages."""
    collection = load(project, TODAY)
    rows = {}
    for entry in published(collection, "papier"):
        known = entry.document
        rows[entry.code] = Row(
            entry.code, known.titre or "", known.version, known.updated, known.state, pages, f"loosfiches:{entry.code}"
        )
    return FrontBackMatter(
        collection, Templates(FILTERS), {code: row.href for code, row in rows.items()}, rows, Paper()
    )


def leaf(project: Project, key: str) -> str:
    """The words of one leaf."""
    html = next(each.html() for each in around(project).leaves() if each.key == key)
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<body") :]).split())


def pages(built: Binder) -> list[str]:
    assert built.pdf is not None
    return [" ".join(page.replace("\u00a0", " ").split()) for page in text(built.pdf)]


# The order of things


def test_the_binder_in_one_line(project: Make, build: Build) -> None:
    built = build(project(TOWN))
    assert built.pdf is not None
    assert drawn(built.pdf) == (
        "| Couverture r | Page de titre v | Mode d’emploi r | v | En vigueur r | Sommaire v "
        "| C r | notes v | C-01 r | notes v | A r | notes v | A-01 r | notes v | A-02 r | notes v "
        "| Pour choisir r | Niveaux v | Phases r | Publics v | Durées r | Renvois v | Glossaire r | Sources v "
        "| Colophon r |"
    )
    assert faults(built.pdf) == []


def test_one_side_has_no_back(project: Make, build: Build) -> None:
    made = project(TOWN)
    one_side = "format:\n  recto_verso: non\nliminaires:\n  - garde\n  - titre\n  - sommaire\nannexes:\n  - sources\n"
    one_side = one_side.replace("format:\n", "format:\n  intercalaires: oui\n")
    put(made.root, "fiches/classeur.yaml", CLASSEUR + one_side)
    built = build(made)
    assert built.pdf is not None
    assert drawn(built.pdf) == (
        "| Couverture r | Page de titre r | Sommaire r | C r | C-01 r | A r | A-01 r | A-02 r | Sources r |"
    )


def test_a_list_of_several_leaves_starts_on_a_recto_and_fills_both_sides(project: Make, build: Build) -> None:
    many = "".join(f"  - terme: mot {number:02d}\n    definition: Sens.\n" for number in range(LINES * 2 + 1))
    made = project("", **{"glossaire.yaml": f"schema: glossaire/1\ntermes:\n{many}"})
    asked = "liminaires:\n  - garde\nannexes:\n  - colophon\n  - glossaire\n  - sources\n"
    put(made.root, "fiches/classeur.yaml", CLASSEUR + asked)
    built = build(made)
    assert built.pdf is not None
    assert drawn(built.pdf).endswith("| Colophon r | notes v | Glossaire r | v | r |")
    assert labels(built.pdf)[-3:] == ["Glossaire · 1", "Glossaire · 2", "Glossaire · 3"]


def test_labels_are_the_folios_printed(project: Make, build: Build) -> None:
    built = build(project(TOWN))
    assert built.pdf is not None
    bare = {"Couverture", "Page de titre", "C", "A"}
    for label, page in zip(labels(built.pdf), pages(built), strict=True):
        assert label in bare or label.endswith("· notes") or f"{label}/" in page, label


def test_the_classeur_chooses_its_pages(project: Make, build: Build) -> None:
    made = project(TOWN)
    asked = "liminaires:\n  - sommaire\n  - garde\nannexes:\n  - colophon\n  - matrice\nformat:\n  intercalaires: oui\n"
    put(made.root, "fiches/classeur.yaml", CLASSEUR + asked)
    built = build(made)
    assert built.pdf is not None
    line = drawn(built.pdf)
    assert line.startswith("| Sommaire r | notes v | Couverture r | notes v | C r |")
    assert line.endswith("| Colophon r | Pour choisir v |")


def test_what_has_nothing_to_say_is_left_out(project: Make) -> None:
    keys = {
        each.matter
        for each in around(project("code: A-01\ntitre: Café\n", **{"classeur.yaml": CLASSEUR + WHOLE})).leaves()
    }
    assert keys == {"garde", "titre", "mode_emploi", "sommaire", "section", "colophon", "notes"}


# What they say


def test_indexes_name_each_fiche_where_it_belongs(project: Make) -> None:
    made = project(TOWN)
    assert re.search(r"Consultation .*A-01 Café citoyen Dispositif Codécision .*A-02", leaf(made, "index_niveaux-1"))
    assert re.search(r"Mobiliser A-01 .* Imaginer A-02", leaf(made, "index_phases-1"))
    assert re.search(r"Jeunes A-01 Café citoyen", leaf(made, "index_publics-1"))
    durations = leaf(made, "index_durees-1")
    assert re.search(r"Une demi-journée au plus A-01 Café citoyen 2\W?h 10\W?à\W?30", durations)
    assert "A-02" not in durations  # it says neither how long nor with how many


def test_links_are_told_from_where_they_lead(project: Make) -> None:
    told = leaf(project(TOWN), "index_liens-1")
    assert "A-01 Café citoyen C-01" in told
    assert "A-02 Marché aux idées A-01" in told


def test_sources_alike_are_told_once_with_all_who_cite_them(project: Make) -> None:
    told = leaf(project(TOWN), "sources-1")
    assert told.count("cho des quartiers") == 1
    assert re.search(r"A-01 , A-02 L’Écho des quartiers, 2020 \(source secondaire, source faible\)", told)


def test_the_glossary_is_that_of_a_dictionary(project: Make) -> None:
    told = leaf(project(TOWN), "glossaire-1")
    assert re.search(r"A agora \(AG\) Place où l’on parle\. E échelle", told)


def test_an_update_reprints_no_index(project: Make, build: Build) -> None:
    """Versions, dates and pages stand in the list in force alone."""
    made = project(TOWN)
    build(made)
    changed = TOWN.replace("version: 3\n    date: 2026-02-01", "version: 4\n    date: 2026-03-01")
    again = project(changed)
    assert again.root == made.root
    assert build(again).printed == 2  # the fiche and the list in force


def test_a_new_edition_reprints_only_what_says_its_number(project: Make, build: Build) -> None:
    made = project(TOWN)
    build(made)
    put(made.root, "fiches/classeur.yaml", CLASSEUR.replace("numero: 1", "numero: 2") + WHOLE)
    built = build(made)
    assert built.printed == 4  # cover, title page, list in force, colophon
    assert "annule et remplace l’édition 1" in pages(built)[1]


def test_a_document_withdrawn_is_to_be_taken_out(project: Make) -> None:
    made = project(TOWN + "# fiches/dispositifs/A-09-x.yaml\ncode: A-09\ntitre: Boîte à idées\netat: retiree\nremplacee_par: A-02\n")  # fmt: skip
    assert "A-09 Boîte à idées , remplacé par A-02 à ôter" in leaf(made, "liste_en_vigueur-1")
    assert not any("A-09" in each.html() for each in around(made).leaves() if each.matter != "liste_en_vigueur")


def test_the_logo_is_on_the_cover_and_a_new_one_reprints_it(project: Make, build: Build) -> None:
    made = project("code: A-01\ntitre: Café\n")
    logo = CLASSEUR.replace(
        "  pays: France", "  pays: France\n  logo:\n    fichier: images/logo.png\n    alt: Un blason"
    )
    put(made.root, "fiches/classeur.yaml", logo + "liminaires:\n  - garde\nannexes:\n  - colophon\n")
    put(made.root, "fiches/images/logo.png", image())
    built = build(made)
    assert built.pdf is not None
    assert "Figure" in kinds(built.pdf)
    assert b"Un blason" in built.pdf or any("Un blason" in page.html() for page in around(made).leaves())
    put(made.root, "fiches/images/logo.png", image(mode="L"))
    assert build(made).printed > 0


def test_an_english_binder_speaks_english(project: Make) -> None:
    made = project(TOWN)
    put(made.root, "fiches/classeur.yaml", CLASSEUR.replace("langue: fr-FR", "langue: en") + WHOLE)
    told = " ".join(leaf(made, each.key) for each in around(made).leaves() if each.matter in MATTERS)
    assert "How to use this binder" in told
    for word in ("Mode d’emploi", "Niveaux", "Jusqu’où", "Tous les habitants", "La collectivité"):
        assert word not in told


# What they must not say


def test_nothing_private_is_named_anywhere(project: Make) -> None:
    for each in around(project(TOWN + PRIVATE)).leaves():
        for word in (CANARY, "R-01", "R-02", "A-04", "A-08", "secret"):
            assert word not in each.html(), each.key
        assert "A-03" not in each.html(), each.key


def test_the_canary_would_be_seen(project: Make) -> None:
    public = (TOWN + PRIVATE).replace("diffusion: interne\n", "")
    named = {each.matter for each in around(project(public)).leaves() if CANARY in each.html()}
    assert {"sommaire", "index_niveaux", "index_phases", "index_publics", "index_durees", "sources"} <= named


def test_only_what_is_in_force_is_named_when_that_is_asked(project: Make, build: Build) -> None:
    built = build(project(TOWN), in_force=True)
    assert not any("Marché aux idées" in page or "A-02" in page for page in pages(built))


# How they are cut

PLACE = Place("A", "x", "#000000", "#ffffff", 0)


def _blocks(*sections: str) -> list[Block[Row]]:
    """`A30` is a block of thirty rows of section A."""
    return [
        Block(PLACE, [Row(f"{letter}-{n:02d}", "x", 1, None, "brouillon", 2, "") for n in range(int(count))])
        for letter, count in ((section[0], section[1:]) for section in sections)
    ]


@pytest.mark.parametrize(
    ("sections", "cut"),
    [
        (["A3", "B4"], [[3, 4]]), (["A30", "B20"], [[30], [20]]), (["A40"], [[40]]), (["A41"], [[40], [1]]),
        (["A90", "B3"], [[40], [40], [10, 3]]), (["A20", "B30"], [[20, 20], [10]]), ([], []),
    ],
)  # fmt: skip
def test_lists_are_cut_into_leaves_of_forty_lines(sections: list[str], cut: list[list[int]]) -> None:
    assert [[len(block.rows) for block in leaf] for leaf in leaves_of(_blocks(*sections))] == cut


def test_a_heading_too_full_for_a_leaf_is_cut_between_sections() -> None:
    (a,), (b,) = _blocks("A35"), _blocks("B35")
    cut = [[row.code[0] for row in leaf[0].rows] for leaf in leaves_of([Block(None, [*a.rows, *b.rows], title="Tous")])]
    assert cut == [["A"] * 35, ["B"] * 35]
    assert LINES - 35 <= SPARE


def _town(count: int) -> str:
    """Fiches with the longest of titles, in all phases and levels and for all publics."""
    every = "".join(
        f"{name}:\n" + "".join(f"  - {word}\n" for word in words)
        for name, words in {
            "phases": ("mobiliser", "diagnostiquer", "imaginer", "choisir", "realiser", "evaluer"),
            "niveau": ("information", "consultation", "concertation", "co_construction", "codecision"),
            "publics": ("tous", "jeunes"),
        }.items()
    )
    return "".join(
        f"# fiches/dispositifs/A-{number:02d}-x.yaml\ncode: A-{number:02d}\n"
        f"titre: {'Rencontre des habitants et des habitantes du quartier de la gare haute et basse'[:80]}\n"
        f"nature: procedure\netat: en_vigueur\nduree: 2 à 3 semaines\nparticipants: 100 à 1 000\n"
        f"liens:\n  avec:\n    - A-{number % count + 1:02d}\n"
        f"sources:\n  - id: s\n    titre: Un titre de source qui est long, et même très long, numéro {number}\n    auteur: Ville\n"
        f"{every}"
        for number in range(1, count + 1)
    )


def test_a_leaf_of_a_list_is_one_page_however_long_the_titles(
    project: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = project(_town(32))
    sheets = Paper().stylesheets(Templates(FILTERS))
    engine = Engine(Setup(tmp_path_factory.mktemp("none"), sheets))
    seen: dict[str, list[int]] = {}
    for each in around(made).leaves():
        if each.matter in MATTERS and each.matter != "mode_emploi" and each.key[-2:] in {"-1", "-2"}:
            seen.setdefault(each.matter, []).append(engine.render(each.html()).record.pages)
    assert {name: set(counts) for name, counts in seen.items()} == {name: {1} for name in seen}
    assert len(seen["index_publics"]) == 2


def test_a_table_too_full_for_a_page_is_cut_by_level(project: Make) -> None:
    collection = around(project(_town(32)))
    stock = BinderListing(collection.collection, collection.rows)
    leaves = matrix.matrix(stock)
    titles = [[rung.title for rung in leaf["rungs"]] for leaf in leaves]
    assert titles == [["Codécision", "Co-construction"], ["Concertation", "Consultation"], ["Information"]]
    assert all(sum(rung.lines + 1 for rung in leaf["rungs"]) <= LINES for leaf in leaves)


def test_group_sizes_stand_on_their_scale() -> None:
    assert indexes._at(3) == 0
    assert indexes._at(1000) == indexes.SCALE == indexes._at(5000)
    assert indexes._at(10) < indexes._at(30) < indexes._at(100)


def test_our_own_front_and_back_matter_is_accessible() -> None:
    sheets = Paper().stylesheets(Templates(FILTERS))
    engine = Engine(Setup(ROOT, sheets))
    wanted = [each for each in around(Project(ROOT)).leaves() if each.matter in MATTERS]
    for each in wanted:
        if each.key in {"garde-1", "titre-1", "mode_emploi-1", "matrice-1", "index_durees-1", "sources-1"}:
            made = engine.render(each.html())
            assert faults(made.pdf) == []
            assert made.record.pages == (2 if each.matter == "mode_emploi" else 1)
            assert made.record.warnings == ()
