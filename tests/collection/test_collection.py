"""A project's files become one index; what is not a plain sheet of the project is left alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.collection import is_publishable, load
from loosfiches.collection.project import Project, find_project
from loosfiches.diagnostics import Stop
from tests.conftest import TODAY, codes, put, read, sheet
from tests.rules.test_shown import photo

Make = Callable[..., Project]


def test_a_project_is_found_from_any_folder_below_it(project: Make) -> None:
    """code: A-07"""
    made = project()
    assert find_project(made.fiches / "dispositifs").root == made.root.resolve()


def test_no_project_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        find_project(tmp_path)
    assert stop.value.status == 2
    assert "fiches/classeur.yaml" in str(stop.value)


@pytest.mark.parametrize("name", ["A-08-x.yml", "A-08-x.YAML", "A-08-x.Yml"])
def test_both_suffixes_count_in_any_case(project: Make, name: str) -> None:
    """code: A-07"""
    made = project()
    put(made.root, f"fiches/dispositifs/{name}", sheet("code: A-08"))
    assert set(load(made, TODAY).by_code) == {"A-07", "A-08"}


@pytest.mark.parametrize(
    "name", [".A-08-x.yaml", "A-08-x.yaml~", "~A-08-x.yaml", ".git/A-08-x.yaml", "A-08-x.yaml.bak"]
)
def test_hidden_files_and_backups_are_passed_over(project: Make, name: str) -> None:
    """code: A-07"""
    made = project()
    put(made.root, f"fiches/dispositifs/{name}", sheet("code: A-08"))
    collection, found = read(made)
    assert set(collection.by_code) == {"A-07"}
    assert codes(found) == []


def test_a_link_out_of_the_folder_is_not_followed(project: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    """code: A-07"""
    made = project()
    secret = put(tmp_path_factory.mktemp("elsewhere"), "secret.yaml", sheet("code: A-08\ntitre: Secret"))
    (made.fiches / "dispositifs" / "A-08-secret.yaml").symlink_to(secret)
    (made.fiches / "ailleurs").symlink_to(secret.parent)
    collection, found = read(made)
    assert set(collection.by_code) == {"A-07"}
    assert [(each.code, each.file) for each in found if each.code != "LF212"] == [
        ("LF023", "fiches/ailleurs"),
        ("LF023", "fiches/dispositifs/A-08-secret.yaml"),
    ]


def test_a_pipe_does_not_block_and_a_folder_named_like_a_sheet_is_no_sheet(project: Make) -> None:
    """code: A-07"""
    made = project()
    os.mkfifo(made.fiches / "dispositifs" / "A-08-pipe.yaml")
    (made.fiches / "dispositifs" / "A-09-dossier.yaml").mkdir()
    assert codes(read(made)[1]) == ["LF023"]


def test_a_source_named_in_capitals_is_a_source_that_is_not_there(project: Make) -> None:
    """
    promesse: Vu [ @village ], puis [@Village].
    sources:
      - id: village
        titre: Village
    """
    found = [
        (each.code, each.details["name"], each.details["near"]) for each in read(project())[1] if each.code == "LF303"
    ]
    assert found == [("LF303", "Village", "village")]


def test_links_are_known_at_both_ends(project: Make) -> None:
    """
    # fiches/dispositifs/A-01-un.yaml
    code: A-01
    promesse: Voir [la suite](A-02), et "A-03" qui n'est pas un lien.
    liens:
      avant:
        - A-03
    # fiches/dispositifs/A-02-deux.yaml
    code: A-02
    # fiches/dispositifs/A-03-trois.yaml
    code: A-03
    """
    collection, _ = read(project())
    first = collection.by_code["A-01"]
    assert [(link.target, link.relation) for link in first.links] == [("A-03", "avant"), ("A-02", "texte")]
    assert [link.origin for link in collection.register.incoming["A-02"]] == ["A-01"]


def test_both_places_of_a_code_given_twice_are_shown(project: Make) -> None:
    """
    # fiches/dispositifs/A-01-un.yaml
    code: A-01
    # fiches/dispositifs/A-01-deux.yaml
    titre: Deux
    code: A-01
    """
    _, found = read(project())
    (twice,) = [each for each in found if each.code == "LF201"]
    assert twice.file == "fiches/dispositifs/A-01-un.yaml"
    assert [each.file for each in twice.related] == ["fiches/dispositifs/A-01-deux.yaml"]


def test_documents_come_in_the_order_of_their_codes_and_some_may_go_first(project: Make) -> None:
    """
    # fiches/dispositifs/A-100-cent.yaml
    code: A-100
    # fiches/dispositifs/A-99-presque.yaml
    code: A-99
    # fiches/dispositifs/A-01-un.yaml
    code: A-01
    """
    from tests.conftest import CLASSEUR

    made = project()
    assert [each.code for each in load(made, TODAY).of_section("A")] == ["A-01", "A-99", "A-100"]
    put(made.root, "fiches/classeur.yaml", CLASSEUR.replace("couleur: brique", "ordre:\n      - A-99"))
    assert [each.code for each in load(made, TODAY).of_section("A")] == ["A-99", "A-01", "A-100"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("diffusion: interne", False), ("diffusion: intern", False), ("diffusion: restreinte", False), ("diffusion: publique", True), ("", True),
        ("schema: recit/1\ncode: R-01\ntitre: X\nresume: Y\nconsentement:\n  statut: en_attente", False),
        ("schema: recit/1\ncode: R-01\ntitre: X\nresume: Y\nconsentement:\n  statut: retire", False),
        ("schema: recit/1\ncode: R-01\ntitre: X\nresume: Y", False),
        ("schema: recit/1\ncode: R-01\ntitre: X\nresume: Y\nconsentement:\n  statut: obtenu", True),
        ("schema: recit/1\ncode: R-01\ntitre: X\nresume: Y\nconsentement:\n  statut: obtenu\n  supports:\n    - papier", True),
        ("schema: recit/1\ncode: R-01\ntitre: X\nresume: Y\nconsentement:\n  statut: obtenu\n  supports:\n    - site", False),
    ],
)  # fmt: skip
def test_only_public_matter_and_agreed_stories_may_leave(project: Make, text: str, told: bool) -> None:
    (entry,) = load(project(text or "code: A-07"), TODAY).entries
    assert is_publishable(entry, "papier") is told


def test_a_picture_that_leads_out_of_the_project_is_missing(project: Make, tmp_path: Path) -> None:
    """
    illustrations:
      - fichier: images/plan.png
        alt: Plan de la salle.
    """
    made = project()
    secret = put(tmp_path / "elsewhere", "secret.png", b"png")
    (made.fiches / "images").mkdir()
    (made.fiches / "images" / "plan.png").symlink_to(secret)
    assert codes(read(made)[1]) == ["LF310"]
    (made.fiches / "images" / "plan.png").unlink()
    put(made.root, "fiches/images/plan.png", photo("PNG"))
    assert codes(read(made)[1]) == []


def test_a_code_is_that_of_the_file_whose_name_bears_it(project: Make) -> None:
    """
    # fiches/dispositifs/A-02-reunion-publique.yaml
    code: A-06
    # fiches/dispositifs/A-06-cafe-citoyen.yaml
    code: A-06
    # fiches/dispositifs/A-07-marche.yaml
    code: A-07
    liens:
      avant:
        - A-02
    """
    _, found = read(project())
    assert [(each.code, each.file) for each in found if each.code != "LF212"] == [
        ("LF201", "fiches/dispositifs/A-02-reunion-publique.yaml")
    ]
