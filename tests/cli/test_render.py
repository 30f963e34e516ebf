"""`loosfiches render` as people type it: the PDFs that it offers are those of the pages, or none."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from PIL import Image, ImageColor

from loosfiches.cli import run
from loosfiches.collection.project import Project
from tests.conftest import put

Make = Callable[..., Project]
Said = Callable[..., str]

SHEETS = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
"""


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that runs a command that must succeed and gives back all that it said."""

    def call(*arguments: str | Path, status: int = 0) -> str:
        assert run([str(each) for each in arguments]) == status
        output = capsys.readouterr()
        return output.out + output.err

    return call


def offered(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "build/site").rglob("*.pdf"))


def test_the_pdfs_of_the_sheets_are_offered_until_their_sheet_changes(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    said("render", "-C", root)
    assert offered(root) == []
    said("binder", "--sheets", root / "build/sheets", "-C", root)
    said("render", "-C", root)
    assert offered(root) == ["a-01.pdf", "a-02.pdf"]
    assert (root / "build/site/a-01/a-01.pdf").read_bytes() == (root / "build/sheets/A-01-un.pdf").read_bytes()
    assert "(1\u00a0page," in (root / "build/site/a-01/index.html").read_text().replace("\u202f", "\u00a0")
    sheet = root / "fiches/dispositifs/A-01-un.yaml"
    sheet.write_text(sheet.read_text().replace("Café citoyen", "Café du coin"))
    out = said("render", "-C", root)
    assert "A-01" in out and "A-02" not in out
    assert offered(root) == ["a-02.pdf"]
    assert "a-01.pdf" not in (root / "build/site/a-01/index.html").read_text()
    # A project may come with links in build/ too: what is behind one is nobody's to publish.
    (pdf,) = (root / "build/sheets").glob("A-02*.pdf")
    pdf.rename(root / "private.pdf")
    pdf.symlink_to(root / "private.pdf")
    said("render", "-C", root)
    assert offered(root) == []


def test_the_pdfs_may_be_elsewhere_but_must_be_there(
    project: Make, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(SHEETS).root
    said("binder", "--sheets", root / "un par un", "--only", "A-02", "-C", root)
    monkeypatch.setenv("LOOSFICHES_RENDER_SHEETS", str(root / "un par un"))
    said("render", "-C", root)
    assert offered(root) == ["a-02.pdf"]
    assert "aucun PDF" in said("render", "--sheets", root / "fiches", "-C", root, status=2)


@pytest.mark.parametrize("spoilt", ["{}", "[]", "x", '{"schema": "loosfiches/sheets/1", "sheets": {"a": 1}}'])
def test_a_list_that_is_not_ours_offers_nothing(project: Make, said: Said, spoilt: str) -> None:
    root = project(SHEETS).root
    folder = root / "build/sheets"
    folder.mkdir(parents=True)
    (folder / ".loosfiches-sheets.json").write_text(spoilt)
    said("render", "-C", root)
    assert offered(root) == []


@pytest.mark.parametrize(
    "spelling",
    ["documents//x.txt", "documents/./x.txt", "./documents/x.txt", "'documents/x.txt  '", ".//documents//./x.txt"],
)
def test_another_spelling_of_a_path_is_told_and_names_the_same_file(project: Make, said: Said, spelling: str) -> None:
    root = project(f"{SHEETS}documents:\n  - titre: Modèle\n    fichier: {spelling}\n").root
    put(root, "fiches/documents/x.txt", "x")
    sheet = root / "fiches/dispositifs/A-02-deux.yaml"
    found = said("validate", "-C", root)
    assert "LF105" in found and "documents/x.txt" in found
    said("render", "-C", root)
    assert (root / "build/site/fichiers/documents/x.txt").is_file()
    said("validate", "--fix", "-C", root)
    assert "fichier: documents/x.txt" in sheet.read_text().replace("'", "")
    said("render", "-C", root)
    assert (root / "build/site/fichiers/documents/x.txt").is_file()


def test_a_folder_that_an_older_version_filled_is_still_ours(project: Make, said: Said) -> None:
    root = project(f"{SHEETS}documents:\n  - titre: Modèle\n    fichier: documents/x.txt\n").root
    put(root, "fiches/documents/x.txt", "x")
    said("render", "-C", root)
    manifest = root / "build/site/.loosfiches.json"
    manifest.write_text(manifest.read_text().replace("fichiers/documents/x.txt", "fichiers/documents//x.txt"))
    said("render", "-C", root)
    assert (root / "build/site/fichiers/documents/x.txt").is_file()


def test_a_disk_that_tells_no_capitals_apart_keeps_the_file(project: Make, said: Said) -> None:
    """There, the old name and the new one are one file, as two links to it are here."""
    root = project(f"{SHEETS}documents:\n  - titre: Modèle\n    fichier: documents/x.txt\n").root
    put(root, "fiches/documents/x.txt", "x")
    said("render", "-C", root)
    folder = root / "build/site/fichiers/documents"
    os.link(folder / "x.txt", folder / "X.txt")
    manifest = root / "build/site/.loosfiches.json"
    manifest.write_text(manifest.read_text().replace("documents/x.txt", "documents/X.txt"))
    said("render", "-C", root)
    assert (folder / "x.txt").read_text() == "x"


def test_a_faulty_sheet_may_be_left_out_aloud(project: Make, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    links = "liens:\n  avec:\n    - A-01\nvariantes:\n  - Après le [café](A-01), plus grand.\n"
    root = project(f"{SHEETS}{links}").root
    said("render", "-C", root)
    sheet, page = root / "fiches/dispositifs/A-01-un.yaml", root / "build/site/a-02/index.html"
    former = page.read_bytes()
    assert b'href="../a-01/index.html"' in former
    sheet.write_text(f"{sheet.read_text()}duree: une bonne heure\n")
    said("render", "-C", root, status=1)
    assert page.read_bytes() == former
    monkeypatch.setenv("LOOSFICHES_RENDER_SKIP_FAULTY", "1")
    out = said("render", "-C", root)
    assert "LF106" in out
    assert "ATTENTION : 1 document en erreur n’est pas sur le site : fiches/dispositifs/A-01-un.yaml" in out
    assert "a-01/" not in page.read_text()
    assert "café" in page.read_text()
    assert not (root / "build/site/a-01").exists()
    assert not any(b"A-01" in path.read_bytes() for path in (root / "build/site").rglob("*.json"))


def test_a_faulty_classeur_or_no_sound_sheet_builds_nothing(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    for sheet in (root / "fiches/dispositifs").iterdir():
        sheet.write_text(f"{sheet.read_text()}duree: une bonne heure\n")
    said("render", "--skip-faulty", "-C", root, status=1)
    assert not (root / "build/site/index.html").exists()
    (root / "fiches/dispositifs/A-01-un.yaml").write_text("schema: fiche/1\ncode: A-01\ntitre: Un\nresume: Parler.\n")
    classeur = root / "fiches/classeur.yaml"
    classeur.write_text(classeur.read_text().replace("langue: fr-FR", "langue: français"))
    said("render", "--skip-faulty", "-C", root, status=1)
    assert not (root / "build/site/index.html").exists()


def test_the_picture_meant_is_the_one_published_and_printed(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    sheet = root / "fiches/dispositifs/A-01-un.yaml"
    names = {"plan#2.png": "green", "plan%20salle.png": "red", "plan salle.png": "blue", "l'été & moi.png": "yellow"}
    pictures = "".join(f'  - fichier: "images/{name}"\n    alt: Une salle vue de haut.\n' for name in names)
    sheet.write_text(f"{sheet.read_text()}illustrations:\n{pictures}")
    (root / "fiches/images").mkdir()
    for name, colour in names.items():
        Image.new("RGB", (900, 300), colour).save(root / "fiches/images" / name)
    said("render", "-C", root)
    page = (root / "build/site/a-01/index.html").read_text()
    shown = [unquote(name) for name in re.findall(r'<img src="\.\./([^"]*)"', page)]
    colours = [Image.open(root / "build/site" / name).convert("RGB").getpixel((5, 5)) for name in shown]
    assert colours == [ImageColor.getrgb(colour) for colour in names.values()]
    said("binder", "-C", root)
    with pikepdf.open(root / "build/classeur.pdf") as pdf:
        images: list[Any] = [image for page in pdf.pages for image in page.get_images().values()]
        printed = {pikepdf.PdfImage(image).as_pil_image().convert("RGB").getpixel((5, 5)) for image in images}
    assert {ImageColor.getrgb(colour) for colour in names.values()} <= printed


def test_when_nothing_changed_nothing_is_parsed_and_the_same_is_said(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    written = said("render", "-C", root)
    assert "2 brouillons" in written
    code = (
        "import sys; from loosfiches.cli import run\n"
        f"assert run(['render', '-C', {str(root)!r}]) == 0\n"
        "print(sorted({'yaml', 'jinja2', 'loosfiches.model'} & set(sys.modules)))"
    )
    around = os.environ | {"LOOSFICHES_LANG": "fr"}
    command = [sys.executable, "-c", code]
    for _time in range(2):  # the first time, messages are in another language than those kept
        again = subprocess.run(command, env=around, capture_output=True, text=True, check=True)
    assert again.stdout == "[]\n"
    assert re.match(r".*index\.html.*\b0 .* [0-9]+ .*\n.*\b2 ", again.stderr, re.DOTALL)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "build/site/a-01/index.html").write_text("touched"),
        lambda root: (root / "build/site/a-01/index.html").unlink(),
        lambda root: shutil.rmtree(root / "build/site"),
    ],
)
def test_a_page_that_was_touched_or_is_gone_is_made_again_though_no_sheet_changed(
    project: Make, said: Said, change: Callable[[Path], object]
) -> None:
    root = project(SHEETS).root
    page = root / "build/site/a-01/index.html"
    said("render", "-C", root)
    before = page.read_bytes()
    said("render", "-C", root)
    change(root)
    said("render", "-C", root)
    assert page.read_bytes() == before


def test_what_was_built_without_a_question_is_refused_once_a_sheet_is_a_link(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    said("render", "-C", root)
    sheet = root / "fiches/dispositifs/A-02-deux.yaml"
    sheet.rename(root / "elsewhere.yaml")
    sheet.symlink_to(root / "elsewhere.yaml")
    assert "A-02-deux.yaml" in said("render", "-C", root, status=1)
