"""The sources that go along with a binder: what prints goes whole, what is private goes nowhere."""

import io
import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from loosfiches.cli import run
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.pdf.enclosure import Enclosure
from loosfiches.views.page import published
from loosfiches.views.public_source import enclosures
from tests.conftest import CLASSEUR, ROOT, TODAY, put, sheet
from tests.print.paper import text
from tests.views.conftest import Build, Make
from tests.views.towns import CANARY, PRIVATE

HISTORY = "historique:\n  - version: 1\n    date: 2024-02-03\n    changement: creation\n    motif: Début\n"
#: Public sheets with private notes in every way that one can be written, beside private documents.
NOTES = f"""
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
interne: >-
  {CANARY} entre nous,

  {CANARY} encore
  # {CANARY}
promesse: Voir [la suite](A-03), et [l’histoire](R-01).
liens:
  avec:
    - A-03
# fiches/dispositifs/A-05-cinq.yaml
code: A-05
note_interne: {CANARY} champ inconnu
titre: Marché
# fiches/dispositifs/A-06-six.yaml
code: A-06
ici: {{statut: actif, interne: {CANARY}}}
# fiches/dispositifs/A-07-retiree.yaml
code: A-07
titre: Boîte à idées
resume: {CANARY} d’une fiche retirée, dont la liste en vigueur dit le titre
etat: retiree
# fiches/editions/01.yaml
titre: {CANARY} pas un document
{PRIVATE}"""


def made(project: Project, in_force: bool = False) -> tuple[Mapping[str, Enclosure], list[str]]:
    """Return the enclosures by name, and the codes of what was told."""
    collection = load(project, TODAY)
    files, left = enclosures(collection, published(collection, "papier", in_force))
    return {each.name: each for each in files}, [each.code for each in left]


#: A key that the model has no place for, in each of the ways in which one can stand in a file.
NESTED = f"""
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
etapes:
  - titre: Accueillir
    note: {CANARY} dans une étape
    texte: |
      Saluer.
  - titre: Conclure
    note: >-
      {CANARY} sur deux lignes

      {CANARY}
liens:
  pour_nous:
    - {CANARY}
  avec:
    - A-02
traductions:
  en:
    titre: Café
    avis: {CANARY}
ici:
  depuis:
    date: 2001
    qui: {CANARY}
  chiffres:
    - valeur: 12
      libelle: cafés
      date: 2020
      dossier:
        - {CANARY}
sources:
  titre: Article
  cote: {CANARY}
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché
"""


def test_what_the_model_does_not_know_goes_out_nowhere_at_any_depth(project: Make) -> None:
    town = project(NESTED)
    put(
        town.root,
        "fiches/classeur.yaml",
        CLASSEUR.replace("  nom: Ville", f"  note: {CANARY}\n  nom: Ville")
        + "validation:\n  ignorer:\n    - LF112\n    - LF113\n",
    )
    put(
        town.root,
        "fiches/glossaire.yaml",
        f"schema: glossaire/1\ntermes:\n  - terme: Agora\n    definition: Place.\n    note: {CANARY}\n",
    )
    files, left = made(town)
    assert left == []
    assert {name.rpartition("/")[2] for name in files} == {
        "A-01-un.yaml", "A-02-deux.yaml", "classeur.yaml", "glossaire.yaml",
    }  # fmt: skip
    assert not [name for name, each in files.items() if CANARY.encode() in each.body]
    assert b"Saluer." in files["fiches/dispositifs/A-01-un.yaml"].body
    assert run(["render", "-C", str(town.root)]) == 0
    assert not [
        path for path in (town.root / "build").rglob("*.*") if path.is_file() and CANARY in path.read_text("latin-1")
    ]
    told = json.loads((town.root / "build/site/a-01/a-01.json").read_text("utf-8"))["document"]
    assert told["etapes"] == [{"titre": "Accueillir", "texte": "Saluer.\n"}, {"titre": "Conclure"}]
    assert told["traductions"] == {"en": {"titre": "Café"}}


def strings(item: object) -> Iterator[bytes]:
    """Yield every string, name and unpacked stream of a PDF object, whatever they are nested in."""
    if isinstance(item, pikepdf.Stream):
        yield item.read_bytes()
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from (key.encode() for key, _value in item.items())
    if isinstance(item, pikepdf.String | pikepdf.Name):
        yield from (bytes(item), str(item).encode())
    for value in _kids(item):
        yield from strings(value)


def _kids(item: Any) -> Iterator[object]:
    """Yield what an object holds itself; what it refers to is an object of its own."""
    holds = isinstance(item, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)
    values = (list(item.values()) if not isinstance(item, pikepdf.Array) else list(item)) if holds else []
    return (value for value in values if not (isinstance(value, pikepdf.Object) and value.is_indirect))


def leaks(pdf: bytes, word: str) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [text for item in [*opened.objects, opened.trailer] for text in strings(item)]
    return any(word.encode() in text for text in [*found, pdf])


def test_nothing_private_is_in_any_object_of_the_file(project: Make, build: Build) -> None:
    own = project(NOTES)
    put(own.root, "fiches/classeur.yaml", CLASSEUR + f"interne: {CANARY}\nvalidation:\n  ignorer: [LF112]\n")
    built = build(own)
    assert built.pdf is not None
    assert not leaks(built.pdf, CANARY)
    assert not any(CANARY in page for page in text(built.pdf))
    assert built.silent == 2
    assert leaks(built.pdf, "A-05-cinq.yaml")
    assert [each.code for each in built.found] == ["LF608"]


def test_the_canary_test_sees_a_canary(project: Make, build: Build) -> None:
    built = build(project(f"# fiches/dispositifs/A-01-un.yaml\ncode: A-01\ntitre: Un\n# {CANARY}\n"))
    assert built.pdf is not None
    assert leaks(built.pdf, CANARY)  # a comment is public, as `new` says


def test_sources_are_what_prints_with_the_classeur_and_the_glossary(project: Make) -> None:
    own = project(NOTES)
    put(own.root, "fiches/glossaire.yaml", "schema: glossaire/1\n")
    files, told = made(own)
    names = ["classeur", "glossaire", "dispositifs/A-01-un", "dispositifs/A-05-cinq"]
    assert list(files) == [f"fiches/{name}.yaml" for name in names]
    assert told == ["LF608"]
    assert files["fiches/glossaire.yaml"].title == "Glossaire"
    assert set(made(own, in_force=True)[0]) == {"fiches/classeur.yaml", "fiches/glossaire.yaml"}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_source_is_enclosed_as_it_is_on_disk(project: Make, mark: bytes, end: str) -> None:
    own = project("code: A-07")
    body = sheet("code: A-07\n# Commentaire\nlimites: [a,  b]\n\n\n").replace("\n", end)
    name = "fiches/dispositifs/A-07-cafe-citoyen.yaml"
    put(own.root, name, mark + body.encode())
    assert made(own)[0][name].body == mark + body.encode()
    put(own.root, name, mark + body.encode() + f"interne: |{end}  {CANARY}{end}".encode())
    assert made(own)[0][name].body == mark + body.encode()


def test_a_file_that_changes_meanwhile_is_enclosed_as_it_was_read(project: Make) -> None:
    own = project("code: A-07")
    collection = load(own, TODAY)
    path = own.root / "fiches/dispositifs/A-07-cafe-citoyen.yaml"
    before = path.read_bytes()
    path.write_bytes(f"interne: {CANARY}\n".encode() + before)
    files, _ = enclosures(collection, published(collection, "papier"))
    assert files[-1].body == before


def test_a_source_bears_the_date_of_its_history_else_that_of_the_edition(project: Make) -> None:
    own = project(
        f"# fiches/dispositifs/A-01-un.yaml\ncode: A-01\n{HISTORY}# fiches/dispositifs/A-02-deux.yaml\ncode: A-02\n"
    )
    days = [each.day for each in made(own)[0].values()]
    assert days == [date(2026, 11, 23), date(2024, 2, 3), date(2026, 11, 23)]


def test_an_earlier_schema_keeps_its_own_fields(project: Make) -> None:
    own = project("schema: fiche/0\ncode: A-07\ntitre: Café\ndescription: Parler\n")
    (body,) = [each.body for name, each in made(own)[0].items() if "A-07" in name]
    assert b"description: Parler" in body


def test_a_comment_changed_makes_another_file_of_the_same_leaves(project: Make, build: Build) -> None:
    own = project("code: A-07")
    first = build(own)
    put(own.root, "fiches/classeur.yaml", CLASSEUR + "# Un mot de plus\n")
    again = build(own)
    assert (again.printed, first.pdf == again.pdf) == (0, False)
    assert again.pdf is not None
    assert build(own).pdf is None


def test_nothing_in_our_own_classeur_is_held_back(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    files, told = made(Project(tmp_path))
    assert told == []
    assert {name: each.body for name, each in files.items()} == {
        name: (ROOT / name).read_bytes() for name in load(Project(tmp_path), TODAY).files
    }
