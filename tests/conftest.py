"""What tests share: small real projects, read from text that looks like the sheets themselves."""

import datetime
import inspect
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from loosfiches import language
from loosfiches.checking import check
from loosfiches.collection import Collection, load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Diagnostic
from loosfiches.output.folder import OutputFolder

ROOT = Path(__file__).parents[1]
#: The day on which tests read.
TODAY = datetime.date(2026, 11, 23)

CLASSEUR = """\
schema: classeur/1
titre: Classeur d’essai
collectivite:
  nom: Ville d’essai
  pays: France
langue: fr-FR
mention: Classeur d’essai, sans valeur
sections:
  - lettre: C
    titre: Chapitres
    dossier: chapitres
  - lettre: A
    titre: Dispositifs
    dossier: dispositifs
    couleur: brique
  - lettre: R
    titre: Récits
    dossier: recits
edition:
  numero: 1
  date: 2026-11-23
  type: base
licence: etalab-2.0
"""
#: Added to a classeur of few documents, this gives it the pages and dividers of one of many.
WHOLE = """\
liminaires: [garde, titre, mode_emploi, liste_en_vigueur, sommaire]
annexes:
  - matrice
  - index_niveaux
  - index_phases
  - index_publics
  - index_durees
  - index_liens
  - glossaire
  - sources
  - colophon
format:
  intercalaires: oui
"""
#: A mistake within each sheet, and one between any two: a code taken twice, links that lead nowhere, to a draft.
FAULTY = """\
code: A-{number:02}
duree: 1h30
promesse: Une réponse pour 50% des remarques.  # loosfiches: ignore LF506
liens:
  voir_aussi: [A-{next:02}, A-99]
"""
DRAFT = {
    "schema": "fiche/1",
    "code": "A-07",
    "titre": "Café citoyen",
    "resume": "Parler de la ville autour d’un café.",
}
#: Where the list is of what tests wrote in an output folder.
MANIFEST = ".written.json"
FOLDERS = {"A": "dispositifs", "C": "chapitres", "R": "recits"}
_HEAD = re.compile(r"^# (fiches/\S+)\n", re.MULTILINE)


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read French, whatever the machine speaks."""
    for name in [name for name in os.environ if name.startswith("LOOSFICHES_")]:
        if name != "LOOSFICHES_CACHE_DIR":
            monkeypatch.delenv(name)
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):  # they choose the report's format
        monkeypatch.delenv(name, raising=False)
    language.settle([], {"LOOSFICHES_LANG": "fr"})


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the user's cache; all processes of a run share one, where our own sheets are printed once."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOSFICHES_CACHE_DIR", str(folder / "cache"))
        yield


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Project]:
    """Return a function that makes a project of the text given, else of the test's own docstring.

    Lines `# fiches/dispositifs/A-01-x.yaml` start a file; without any, the text is one sheet. What a draft needs
    and the text does not say is added before it.
    """

    def make(text: str | bytes = "", **files: str) -> Project:
        own = text or inspect.cleandoc(request.function.__doc__ or "")
        return written(tmp_path, own, files)

    return make


@pytest.fixture
def many(project: Callable[..., Project], tmp_path: Path) -> Project:
    """A project of a classeur, a glossary and sixty faulty sheets."""
    made = project("code: A-01")
    put(tmp_path, "fiches/glossaire.yaml", "schema: glossaire/1\ntermes:\n  - terme: Budjet\n    voir_ausi: x\n")
    put(tmp_path, "fiches/dispositifs/A-98-illisible.yaml", "titre: Budget : le guide")
    for number in range(2, 61):
        text = sheet(FAULTY.format(number=number - number % 2, next=number + 1))
        put(tmp_path, f"fiches/dispositifs/A-{number:02}-essai.yaml", text)
    return made


def written(folder: Path, text: str | bytes, files: dict[str, str] | None = None) -> Project:
    """Write a project under `folder` and return it."""
    put(folder, "fiches/classeur.yaml", CLASSEUR)
    for name, content in (files or {}).items():
        put(folder, f"fiches/{name}", content)
    if isinstance(text, bytes):
        put(folder, "fiches/dispositifs/A-07-cafe-citoyen.yaml", text)
        return Project(folder)
    parts = _HEAD.split(text)
    if len(parts) == 1:
        put(folder, _name(text), sheet(text))
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        put(folder, name, sheet(content) if name.count("/") > 1 and name.endswith("yaml") else content)
    return Project(folder)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write one file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def sheet(text: str) -> str:
    """Return `text` completed into a draft of a fiche, unless it names its own schema."""
    if re.search(r"^schema:", text, re.MULTILINE):
        return text
    missing = [f"{key}: {value}\n" for key, value in DRAFT.items() if not re.search(rf"^{key}\b", text, re.MULTILINE)]
    return "".join(missing) + text


def _name(text: str) -> str:
    """Return where a lone sheet belongs, by its code."""
    if "glossaire/1" in text:
        return "fiches/glossaire.yaml"
    match = re.search(r"^code: ([A-Z])-(\d+)", text, re.MULTILINE)
    letter, number = (match[1], match[2]) if match else ("A", "07")
    return f"fiches/{FOLDERS.get(letter, 'dispositifs')}/{letter}-{number}-cafe-citoyen.yaml"


def read(project: Project) -> tuple[Collection, list[Diagnostic]]:
    """Return the project's collection and all that is wrong with it."""
    collection = load(project, TODAY)
    return collection, check(collection)


def codes(found: list[Diagnostic]) -> list[str]:
    """Return the codes found, the to-do lists of drafts left out."""
    return [each.code for each in found if each.code != "LF212"]


def write_all(folder: Path, files: Mapping[str, bytes], sources: Path) -> int:
    """Write `files` (name with slashes -> content) under `folder`; return how many changed."""
    return OutputFolder(folder, sources, MANIFEST, "test/1").replace(files).written
