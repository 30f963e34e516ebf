"""`loosfiches binder` as people type it: what is chosen, where it is written, what is never touched."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.cli import run
from loosfiches.collection.project import Project
from tests.conftest import put

Make = Callable[..., Project]
Said = Callable[..., tuple[int, str]]

SHEETS = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
niveau:
  - concertation
participants: 20 à 60
duree: 2 h
publics:
  - jeunes
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
publics:
  - aines
# fiches/dispositifs/A-04-quatre.yaml
code: A-04
titre: Budget participatif
publics:
  - jeunes
# fiches/recits/R-01-histoire.yaml
schema: recit/1
code: R-01
titre: La cour
resume: Une cour d’école.
consentement:
  statut: en_attente
"""


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that runs a command and gives back its status and all that it said."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        status = run([str(each) for each in arguments])
        output = capsys.readouterr()
        return status, output.out + output.err

    return call


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("A-01,A-04", "A-01 A-04"), ("a-1 A04", "A-01 A-04"), ("A", "A-01 A-02 A-04"), ("section:R", "R-01"),
        ("A-01..A-02", "A-01 A-02"), ("A-01 à A-02, R", "A-01 A-02 R-01"), ("A-02-A-04", "A-02 A-04"),
        ("niveau:concertation duree:2 h participants:30", "A-01"), ("level:involvement", "A-01"),
        ("public : jeunes", "A-01 A-04"), ("public:jeunes,aines", "A-01 A-02 A-04"), ("A-02 A-04 public:jeunes", "A-04"),
        ("texte:budget participatif", "A-04"), ('texte:"marché aux" A', "A-02"), ("participants:9999", ""),
    ],
)  # fmt: skip
def test_a_query_says_which_documents(project: Make, said: Said, query: str, codes: str) -> None:
    status, out = said("list", "--only", query, "--format", "json", "-C", project(SHEETS).root)
    assert status == 0
    assert " ".join(row["code"] for row in json.loads(out)) == codes


def test_queries_typed_apart_add_up(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    _, out = said("list", "--only", "A-02 A-04", "--only", "public:jeunes", "--format", "json", "-C", root)
    assert [row["code"] for row in json.loads(out)] == ["A-04"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("A-03", "aucun document « A-03 » (vouliez-vous dire A-0"), ("concertation", "vouliez-vous dire niveau:concertation"),
        ("nivau:x", "vouliez-vous dire niveau"), ("niveau:concertaton", "vouliez-vous dire concertation"),
        ("B", "aucune section « B » (sections : C, A, R)"), ("participants:beaucoup", "un nombre tel que 30"),
        ("duree:longtemps", "une durée telle que"), ("A-04..A-01", "ne mène nulle part"), ("duree:", "attend une valeur"),
        ("", "dit quels documents"), ("public:jeunes,", "attend une valeur"),
    ],
)  # fmt: skip
def test_a_wrong_query_is_told_with_what_exists(project: Make, said: Said, query: str, message: str) -> None:
    root = project(SHEETS).root
    status, out = said("binder", "--only", query, "-C", root)
    assert status == 2
    assert message in out
    assert len(out.splitlines()) == 1
    assert not (root / "build").exists()


@pytest.mark.parametrize("query", ["participants:9999", "R-01"])
def test_nothing_chosen_or_nothing_that_may_be_printed_is_status_4(project: Make, said: Said, query: str) -> None:
    status, out = said("binder", "--only", query, "-C", project(SHEETS).root)
    assert (status, "rien à imprimer" in out) == (4, True)


def test_what_is_asked_for_and_may_not_be_printed_is_told(project: Make, said: Said) -> None:
    status, out = said("binder", "--only", "A-01 R-01", "-C", project(SHEETS).root)
    assert (status, "laissés de côté : R-01" in out) == (0, True)


def test_no_mode_replaces_the_whole_binder(project: Make, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(SHEETS).root
    former = put(root, "build/classeur.pdf", "%PDF-entier")
    assert said("binder", "--only", "A-01", "-C", root)[0] == 0
    monkeypatch.setenv("LOOSFICHES_BINDER_LARGE_PRINT", "1")
    assert said("binder", "-C", root)[0] == 0
    monkeypatch.setenv("LOOSFICHES_BINDER_ONLY", "A public:jeunes")
    monkeypatch.setenv("LOOSFICHES_BINDER_SIMPLEX", "1")
    monkeypatch.setenv("LOOSFICHES_BINDER_SHEETS", str(root / "un par un"))
    status, out = said("binder", "-C", root)
    assert status == 0
    assert former.read_text() == "%PDF-entier"
    names = ["classeur-gros-caracteres.pdf", "classeur.pdf", "selection-gros-caracteres.pdf", "selection.pdf"]
    assert sorted(path.name for path in (root / "build").iterdir()) == names
    assert sorted(path.name for path in (root / "un par un").glob("*.pdf")) == ["A-01-un.pdf", "A-04-quatre.pdf"]
    assert "2 brouillons" in out
    assert "2 fichiers écrits" in out


def test_the_folder_of_sheets_follows_the_binder_and_keeps_what_is_not_ours(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    folder = root / "pdf"
    own = put(root, "pdf/à moi.pdf", "%PDF-à moi")
    assert said("binder", "--sheets", folder, "-C", root)[0] == 0
    first = {path.name: path.stat().st_mtime_ns for path in folder.glob("A-*.pdf")}
    assert sorted(first) == ["A-01-un.pdf", "A-02-deux.pdf", "A-04-quatre.pdf"]
    (root / "fiches/dispositifs/A-04-quatre.yaml").unlink()
    _, out = said("binder", "--sheets", folder, "-C", root)
    assert "0 fichier écrit, 2 inchangés, 1 supprimé" in out
    assert {path.name: path.stat().st_mtime_ns for path in folder.glob("A-*.pdf")} == {
        name: time for name, time in first.items() if name != "A-04-quatre.pdf"
    }
    assert own.read_text() == "%PDF-à moi"


def test_the_folder_of_sheets_writes_over_nothing(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    own = put(root, "pdf/A-01-un.pdf", "%PDF-à moi")
    status, out = said("binder", "--sheets", root / "pdf", "-C", root)
    assert (status, "ne vient pas de nous" in out) == (2, True)
    assert own.read_text() == "%PDF-à moi"
    assert not (root / "build/classeur.pdf").exists()
    assert said("binder", "--sheets", root / "fiches/pdf", "-C", root)[0] == 2
    assert said("binder", "--sheets", own, "-C", root)[0] == 2


def test_a_site_and_sheets_may_share_a_folder(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    for _ in range(2):
        assert said("render", "-o", root / "public", "-C", root)[0] == 0
        assert said("binder", "--sheets", root / "public", "-C", root)[0] == 0
    assert (root / "public/index.html").exists()
    assert (root / "public/A-01-un.pdf").exists()


def test_a_projects_style_sheets_are_announced_or_refused(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    for name in ("binder", "large"):
        put(root, f"templates/binder/{name}.css", "@page { size: 105mm 148mm }")
    sizes = {}
    for option in ("--large-print", "--no-project-templates"):
        status, out = said("binder", "--large-print", option, "-o", root / f"{option}.pdf", "-C", root)
        assert status == 0
        sizes[option] = (
            "binder/binder.css, binder/large.css" in out,
            b"[0 0 298 420]" in _boxes(root / f"{option}.pdf"),
        )
    assert sizes == {"--large-print": (True, True), "--no-project-templates": (False, False)}


def test_a_style_sheet_that_the_engine_cannot_follow_is_named(project: Make, said: Said) -> None:
    root = project(SHEETS).root
    inks = "h1 { background: linear-gradient(device-cmyk(0 0 0 1), device-cmyk(1 0 0 0)) }"
    put(root, "templates/binder/binder.css", inks)
    status, out = said("binder", "-C", root)
    assert status == 1
    assert "(binder/binder.css)" in out and "NotImplementedError (--no-project-templates" in out
    assert not (root / "build/classeur.pdf").exists()


def _boxes(pdf: Path) -> bytes:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return " ".join(
            str([round(float(side)) for side in page.MediaBox]).replace(",", "") for page in opened.pages
        ).encode()


def test_when_nothing_changed_no_sheet_is_read_and_any_changed_byte_is_seen(project: Make, said: Said) -> None:
    made = project(SHEETS)
    glossary = put(made.root, "fiches/glossaire.yaml", "schema: glossaire/1\n")
    options = ("binder", "-C", made.root)
    assert said(*options)[0] == 0
    code = (
        "import sys; from loosfiches.cli import run\n"
        f"assert run(['binder', '-C', {str(made.root)!r}]) == 0\n"
        "print(sorted({'yaml', 'weasyprint', 'pikepdf'} & set(sys.modules)))"
    )
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (again.stdout, "nothing changed" in again.stderr) == ("[]\n", True)
    glossary.write_text("schema: glossaire/1\n# une note\n", encoding="utf-8")
    assert "rien n’a changé" not in said(*options)[1]
    (made.root / "build" / "classeur.pdf").write_bytes(b"%PDF- spoilt")
    assert "rien n’a changé" not in said(*options)[1]
    glossary.write_text("schema: glossaire/1\ntitre: non\n", encoding="utf-8")
    assert said(*options)[0] == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
def test_a_binder_goes_through_a_pipe_each_time(project: Make, tmp_path: Path) -> None:
    root, pipe = project(SHEETS).root, tmp_path / "pipe"
    os.mkfifo(pipe)
    for _time in range(2):
        read: list[bytes] = []
        reader = threading.Thread(target=lambda read=read: read.append(pipe.read_bytes()), daemon=True)
        reader.start()
        command = [sys.executable, "-m", "loosfiches", "binder", "-o", str(pipe), "-C", str(root)]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
        reader.join(timeout=5)
        assert read[0].startswith(b"%PDF-")
