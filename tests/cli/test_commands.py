"""Commands as people type them: what is printed where, and the status that scripts rely on."""

import csv
import io
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.cli import run
from loosfiches.collection.project import Project
from tests.conftest import ROOT, put, read, sheet

Make = Callable[..., Project]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs a command and gives back its status, output and error output."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run([str(each) for each in arguments])
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


Said = Callable[..., tuple[int, str, str]]


def test_our_own_sheets_are_clean(said: Said) -> None:
    status, out, _ = said("validate", "--strict", "-C", ROOT)
    assert (status, out.split(maxsplit=1)[1]) == (0, "fichiers vérifiés : rien à signaler\n")


@pytest.mark.parametrize(
    ("text", "strict", "status"),
    [("", [], 0), ("duree: 1h30", [], 0), ("duree: 1h30", ["--strict"], 1), ("duree: longtemps", [], 1)],
)
def test_the_status_says_whether_anything_fails(
    project: Make, said: Said, text: str, strict: list[str], status: int
) -> None:
    assert said("validate", "-C", project(text or "code: A-07").root, *strict)[0] == status


def test_a_path_filters_the_report_but_the_whole_collection_is_read(project: Make, said: Said) -> None:
    """
    # fiches/dispositifs/A-01-un.yaml
    code: A-01
    liens:
      avec:
        - A-02
    # fiches/dispositifs/A-02-deux.yaml
    code: A-02
    duree: longtemps
    """
    root = project().root
    assert said("validate", root / "fiches/dispositifs/A-01-un.yaml")[0] == 0
    assert said("validate", root / "fiches/dispositifs/A-02-deux.yaml")[0] == 1
    assert said("validate", root / "fiches/dispositifs")[0] == 1


@pytest.mark.parametrize(
    ("here", "told"),
    [("", "fiches/dispositifs/A-07"), ("..", "{name}/fiches/dispositifs/A-07"), ("fiches/dispositifs", "A-07")],
)
@pytest.mark.parametrize("form", ["concise", "github"])
def test_files_are_named_as_seen_from_where_one_is(
    project: Make, said: Said, monkeypatch: pytest.MonkeyPatch, here: str, told: str, form: str
) -> None:
    root = project("duree: 1h30").root
    monkeypatch.chdir(root / here)
    _, out, _ = said("validate", "-C", str(root), "--format", form)
    place = f"{told.format(name=root.name)}-cafe-citoyen.yaml"
    assert place in out
    assert f"/{place}" not in out


def test_checking_never_writes(project: Make, said: Said) -> None:
    """duree: 1h30"""
    root = project().root
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    said("validate", "-C", root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_report_may_go_to_a_file(project: Make, said: Said, tmp_path: Path) -> None:
    """duree: 1h30"""
    target = tmp_path / "rapport.json"
    status, out, _ = said("validate", "-C", project().root, "--format", "json", "-o", target)
    assert (status, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["warnings"] == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["valider"], 2, "commande inconnue : « valider » (vouliez-vous dire validate ?)"),
        (["validate", "--frmat", "json"], 2, "option inconnue : --frmat"),
        (
            ["validate", "--format", "jso"],
            2,
            "pas « jso » (vouliez-vous dire json ?)",
        ),
        (["validate", "absent.yaml"], 2, "fichier introuvable : absent.yaml"),
        (["validate", "-C", "/"], 2, "aucun classeur ici"),
        (["render", "-C", "absent"], 2, "dossier introuvable : absent"),
        (["explain"], 2, "quel code ?"),
        (["explain", "LF9999"], 2, "aucune règle, aucun champ ne s’appelle « LF9999 »"),
        (["explain", "images"], 2, "vouliez-vous dire illustrations ?"),
        (["list", "--participants", "beaucoup"], 2, "--participants attend un nombre, 1 au moins, pas « beaucoup »"),
        (["list", "--level", "concertacion"], 2, "vouliez-vous dire concertation ?"),
        (["list", "--duration", "longtemps"], 2, "--duration attend une durée"),
        (["new"], 2, "il faut un titre"),
        (["new", "Café", "-d", "dure=2 h"], 2, "vouliez-vous dire duree ?"),
        (["new", "Café", "--section", "Z"], 2, "--section attend"),
    ],
)
def test_a_wrong_use_is_said_plainly(
    arguments: list[str], status: int, words: str, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = said(*arguments)
    assert (code, out) == (status, "")
    assert words in err
    assert "Traceback" not in err


def test_a_project_without_sheets_is_told(said: Said, project: Make) -> None:
    """code: A-07"""
    root = project().root
    (root / "vide").mkdir()
    assert said("validate", root / "vide")[0] == 4


def test_a_list_filters_and_sorts(said: Said) -> None:
    def listed(*options: str) -> list[str]:
        _, out, _ = said("list", "-C", ROOT, "--format", "json", *options)
        return [row["code"] for row in json.loads(out)]

    everything = listed()
    assert everything == sorted(everything)
    assert {code[0] for code in listed("--section", "B")} == {"B"}
    assert {"B-06"} <= set(listed("--nature", "technique")) <= set(listed("--section", "B"))
    assert listed("--words", "FRICHE miniere") >= ["A-08"]
    assert "A-02" in listed("--level", "consultation")
    assert {"A-02", "A-06"} <= set(listed("--participants", "80"))
    assert "B-06" not in listed("--participants", "80")
    assert "B-06" in listed("--duration", "1 h 30")
    assert "A-02" not in listed("--duration", "1 h 30")
    assert listed("--state", "brouillon") == []
    assert "A-02" not in listed("--preparation", "cette semaine")
    assert "A-02" in listed("--preparation", "2 mois")
    assert {"B-04"} <= set(listed("--cost", "100"))
    assert set(listed("--cost", "100")) == set(listed("--only", "cout:100 €")) == set(listed("--cost", "100 euros"))
    assert listed("--sort", "titre").index("B-06") < listed("--sort", "titre").index("A-02")


def test_titles_are_sorted_as_people_do(said: Said, project: Make) -> None:
    titles = ["Zone", "École", "« Agora »", "œuvre", "Été", "Marché"]
    text = "".join(
        f"# fiches/dispositifs/A-{n:02}-x.yaml\ncode: A-{n:02}\ntitre: {t}\n" for n, t in enumerate(titles, 1)
    )
    _, out, _ = said("list", "-C", project(text).root, "--format", "json", "--sort", "titre")
    assert [row["titre"] for row in json.loads(out)] == ["« Agora »", "École", "Été", "Marché", "œuvre", "Zone"]


@pytest.mark.parametrize(
    "asked",
    [
        ["--level", "con\u00adsultation"], ["--words", "re\u0301ponse\u200b"], ["--section", "A\ufeff"], ["--section", "a "],
        ["--duration", "2\u200b h"], ["--duration", "2 hours"], ["--only", "A-02\u200b"], ["--only", "A\u201102"], ["--only", "A–02"],
        ["--only", "A-01–A-03"], ["--only", "niveau\u200b: consul\u00adtation"], ["--state", "en_vigueur\u200b"],
    ],
)  # fmt: skip
def test_what_is_pasted_with_signs_that_nobody_sees_is_understood(said: Said, asked: list[str]) -> None:
    status, out, err = said("list", "-C", ROOT, "--format", "json", *asked)
    assert (status, err) == (0, "")
    assert "A-02" in {row["code"] for row in json.loads(out)}


def test_a_code_pasted_so_is_explained_and_a_title_is_written_clean(said: Said, project: Make) -> None:
    """code: A-07"""
    known = said("explain", "LF112")[1]
    assert known
    assert [said("explain", typed)[1] for typed in ("\u200blf1\u00ad12 ", "LF 112", "112", "lf-112.")] == [known] * 4
    root = project().root
    title = "Cafe\u0301 ci\u00adtoyen\u200b"
    status, out, _ = said("new", title, "--section", "A\u200b", "-d", "resume=Un\u00ad mot", "--defaults", "-C", root)
    assert (status, out) == (0, "fiches/dispositifs/A-08-cafe-citoyen.yaml\n")
    written = (root / out.strip()).read_text("utf-8")
    assert "titre: Café citoyen\n" in written and "resume: Un mot\n" in written
    assert said("new", "\u200b", "--defaults", "-C", root)[0] == 2


def test_a_list_is_a_table_json_or_csv(said: Said) -> None:
    _, table, err = said("list", "-C", ROOT, "--section", "A")
    assert table.splitlines()[0].split() == ["Code", "Titre", "État", "Nature", "Niveau", "Personnes", "Durée"]
    assert err == f"{len(list(ROOT.glob('fiches/dispositifs/*.yaml')))} documents\n"
    _, text, _ = said("list", "-C", ROOT, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["code"]: row["participants"] for row in rows}["A-02"] == "20 à 100"


def test_no_cell_of_a_spreadsheet_can_run(project: Make, said: Said) -> None:
    """
    titre: "=1+1"
    """
    _, text, _ = said("list", "-C", project().root, "--format", "csv")
    assert next(csv.DictReader(io.StringIO(text), delimiter=";"))["titre"] == "'=1+1"


def test_documents_withdrawn_are_left_out_of_a_list_unless_asked_for(project: Make, said: Said) -> None:
    """
    # fiches/dispositifs/A-07-x.yaml
    code: A-07
    # fiches/dispositifs/A-08-x.yaml
    code: A-08
    etat: retiree
    """
    root = project().root

    def listed(*options: str) -> list[str]:
        return [row["code"] for row in json.loads(said("list", "-C", root, "--format", "json", *options)[1])]

    assert listed() == ["A-07"]
    assert listed("--state", "retiree") == listed("--only", "A-08") == listed("--only", "etat:retiree") == ["A-08"]


def test_private_notes_are_not_searched(project: Make, said: Said) -> None:
    """
    interne: secret
    """
    _, text, _ = said("list", "-C", project().root, "--words", "secret", "--format", "json")
    assert json.loads(text) == []


def test_every_code_is_explained(said: Said) -> None:
    status, out, _ = said("explain", "lf112")
    assert status == 0
    assert out.startswith("LF112 : champ inconnu")
    assert "titrre: Café citoyen" in out


@pytest.mark.parametrize("name", ["depuis", "ici.depuis", "Depuis"])
def test_a_field_is_explained_with_its_own_fields(said: Said, name: str) -> None:
    status, out, _ = said("explain", name)
    assert status == 0
    assert out.startswith("ici.depuis : Depuis quand.\n    dans : fiche\n    ses champs :\n        date : Depuis quand")


def test_the_words_that_a_field_takes_are_explained(said: Said) -> None:
    out = said("explain", "niveau")[1]
    assert "    une liste\n" in out
    assert "        concertation : La collectivité discute d’un projet" in out


@pytest.mark.parametrize("kind", ["fiche", "recit", "chapitre"])
def test_what_new_writes_validates(project: Make, said: Said, kind: str) -> None:
    """code: A-07"""
    made = project()
    status, name, err = said("new", "Où l’on se parle : l’été #1", "--kind", kind, "-C", made.root)
    assert status == 0
    assert f"loosfiches validate {name.strip()}" in err
    collection, found = read(made)
    assert name.strip() in collection.files
    assert {each.code for each in found} == {"LF212"}
    text = (made.root / name.strip()).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/")
    assert "etat: brouillon\n" in text
    assert "Ce fichier sera public" in text


def test_new_takes_the_next_code_after_the_highest_ever_used(project: Make, said: Said) -> None:
    """
    # fiches/dispositifs/A-03-un.yaml
    code: A-03
    # fiches/dispositifs/A-12-illisible.yaml
    schema: ???
    """
    assert said("new", "Café citoyen", "-C", project().root)[1] == "fiches/dispositifs/A-13-cafe-citoyen.yaml\n"


def test_new_fills_in_what_it_is_told(project: Make, said: Said) -> None:
    """code: A-07"""
    made = project()
    name = said("new", "-d", "titre=Café", "-d", "niveau=consulter ; information", "-d", "duree=2h", "-C", made.root)[1]
    text = (made.root / name.strip()).read_text(encoding="utf-8")
    assert "titre: Café\n" in text
    assert "niveau:\n  - consultation\n  - information\n" in text
    assert "duree: 2 h\n" in text


def test_new_refuses_what_cannot_be_read(project: Make, said: Said) -> None:
    """code: A-07"""
    made = project()
    status, _, err = said("new", "Café", "-d", "duree=longtemps", "-C", made.root)
    assert status == 2
    assert "durée illisible" in err
    assert len(list(made.fiches.rglob("*.yaml"))) == 2


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (["--kind", "récit"], "recits/R-01-paroles"),
        (["--kind", "Fiche"], "dispositifs/A-08-paroles"),
        (["--kind", "chapitres"], "chapitres/C-01-paroles"),
        (["--section", "a"], "dispositifs/A-08-paroles"),
        (["--section", "dispositifs"], "dispositifs/A-08-paroles"),
        (["--section", "Récits"], "recits/R-01-paroles"),
    ],
)
def test_new_takes_kinds_and_sections_as_people_type_them(
    project: Make, said: Said, typed: list[str], name: str
) -> None:
    """code: A-07"""
    assert said("new", "Paroles", *typed, "-C", project().root)[:2] == (0, f"fiches/{name}.yaml\n")


def test_new_loses_no_value_given_twice(project: Make, said: Said) -> None:
    """code: A-07"""
    made = project()
    name = said("new", "Café", "-d", "publics=aines", "-d", "Publics=jeunes", "-C", made.root)[1]
    assert "publics:\n  - aines\n  - jeunes\n" in (made.root / name.strip()).read_text(encoding="utf-8")
    for twice in (["Café", "-d", "duree=1 h", "-d", "duree=2 h"], ["Café", "-d", "titre=Thé"]):
        status, _, err = said("new", *twice, "-C", made.root)
        assert status == 2
        assert "est donné deux fois" in err


def test_new_says_when_a_title_is_taken_and_writes_all_the_same(project: Make, said: Said) -> None:
    """
    code: A-07
    titre: Café citoyen
    """
    status, name, err = said("new", "cafe citoyen", "-C", project().root)
    assert (status, name) == (0, "fiches/dispositifs/A-08-cafe-citoyen.yaml\n")
    assert "A-07 a aussi ce titre" in err


def test_new_says_which_section_to_add(project: Make, said: Said) -> None:
    """code: A-07"""
    made = project()
    path = made.fiches / "classeur.yaml"
    chapters = "  - lettre: C\n    titre: Chapitres\n    dossier: chapitres\n"
    path.write_text(path.read_text(encoding="utf-8").replace(chapters, ""), encoding="utf-8")
    status, _, err = said("new", "Bilan", "--kind", "chapitre", "-C", made.root)
    assert status == 2
    _, _, added = err.partition("sections: »\n")
    assert textwrap.indent(textwrap.dedent(added), "  ") == chapters


@pytest.mark.parametrize(
    ("title", "name", "kept"),
    [
        ("!?", "A-08", '"!?"'),
        ("e\u0301cole", "A-08-ecole", "école"),
        ("Rue/place\nparc", "A-08-rue-place-parc", "Rue/place parc"),
    ],
)
def test_new_keeps_titles_that_no_file_name_can_hold(
    project: Make, said: Said, title: str, name: str, kept: str
) -> None:
    """code: A-07"""
    made = project()
    assert said("new", title, "-C", made.root)[:2] == (0, f"fiches/dispositifs/{name}.yaml\n")
    assert f"titre: {kept}\n" in (made.fiches / f"dispositifs/{name}.yaml").read_text(encoding="utf-8")


def test_schemas_hold_the_words_of_the_classeur(project: Make, said: Said) -> None:
    """code: A-07"""
    made = project()
    assert said("schema", "-C", made.root)[0] == 0
    schema = json.loads((made.fiches / "schemas/fiche.schema.json").read_text(encoding="utf-8"))
    assert "consultation" in schema["properties"]["niveau"]["items"]["enum"]


def test_render_and_binder_leave_the_former_output_when_a_sheet_is_wrong(project: Make, said: Said) -> None:
    """duree: longtemps"""
    root = project().root
    for command, name in (("binder", "build/classeur.pdf"), ("render", "build/site/index.html")):
        former = put(root, name, "%PDF-ancien")
        status, out, err = said(command, "-C", root)
        assert status == 1
        assert "LF106" in out
        assert "intact" in err
        assert former.read_text() == "%PDF-ancien"


def test_no_file_of_the_user_is_written_over(project: Make, said: Said) -> None:
    """code: A-07"""
    root = project().root
    own = put(root, "README.md", "à moi")
    assert said("binder", "-C", root, "-o", own)[0] == 2
    put(root, "site/index.html", "à moi")
    assert said("render", "-C", root, "-o", root / "site")[0] == 2
    sheet = root / "fiches/dispositifs/A-07-cafe-citoyen.yaml"
    before = sheet.read_bytes()
    assert said("validate", "-C", root, "-o", sheet)[0] == 2
    assert said("list", "-C", root, "-o", sheet)[0] == 2
    assert (own.read_text(), (root / "site/index.html").read_text(), sheet.read_bytes()) == ("à moi", "à moi", before)


def test_nothing_is_written_among_the_sheets(project: Make, said: Said) -> None:
    """code: A-07"""
    root = project().root
    assert said("binder", "-C", root, "-o", root / "fiches/classeur.pdf")[0] == 2
    assert said("render", "-C", root, "-o", root / "fiches")[0] == 2


def test_a_bug_of_ours_is_one_line(said: Said, monkeypatch: pytest.MonkeyPatch, project: Make) -> None:
    """code: A-07"""
    monkeypatch.setattr("loosfiches.cli.validate._select_files", lambda *_: 1 / 0)
    status, _, err = said("validate", "-C", project().root)
    assert status == 70
    assert re.fullmatch(r"loosfiches : un défaut de loosfiches : ZeroDivisionError : .*\n", err)


def test_findings_are_selected_ignored_and_counted(project: Make, said: Said) -> None:
    """
    duree: 1h30
    preparation: 3-5 semaines
    cout: beaucoup
    """
    root = project().root

    def found(*options: str) -> list[str]:
        _, out, _ = said("validate", "-C", root, "--format", "json", *options)
        return [each["code"] for each in json.loads(out)["diagnostics"]]

    assert found("--select", "LF105") == ["LF105", "LF105"]
    assert found("--ignore", "lf105 LF21") == ["LF106"]
    assert said("validate", "-C", root, "--ignore", "LF106")[0] == 0
    assert said("validate", "-C", root, "--select", "LF999")[0] == 2
    _, counted, _ = said("validate", "-C", root, "--statistics", "--ignore", "LF212")
    assert [line.split()[:2] for line in counted.splitlines()[:2]] == [["2", "LF105"], ["1", "LF106"]]


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_all_codes_are_explained_at_once(said: Said, form: str) -> None:
    status, out, _ = said("explain", "--all", "--format", form)
    assert status == 0
    assert all(code in out for code in ("LF001", "LF112", "LF901"))
    assert form != "json" or json.loads(out)[0]["code"] == "LF001"


def test_a_text_not_yet_saved_is_checked_in_the_place_of_its_file(
    project: Make, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """code: A-07"""
    root = project().root
    saved, new = root / "fiches/dispositifs/A-07-cafe-citoyen.yaml", root / "fiches/dispositifs/A-08-marche.yaml"

    def typed(text: str, name: Path) -> tuple[int, list[str]]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sheet(text).encode())))
        status, out, _ = said("validate", "-", "--stdin-filename", name, "--format", "json")
        return status, [each["code"] for each in json.loads(out)["diagnostics"] if each["code"] != "LF212"]

    before = saved.read_bytes()
    assert typed("duree: longtemps", saved) == (1, ["LF106"])
    assert typed("code: A-08\nliens:\n  avec:\n    - A-07", new) == (0, [])
    assert typed("code: A-07", new) == (1, ["LF201"])
    assert said("validate", "-")[0] == 2
    assert (saved.read_bytes(), new.exists()) == (before, False)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the shell for a limit")
@pytest.mark.parametrize("command", ["validate", "render", "binder"])
def test_a_machine_that_gives_too_little_memory_is_told_in_one_line(project: Make, command: str) -> None:
    root = project().root
    program = f"import sys; from loosfiches.__main__ import main; sys.argv = ['loosfiches', '{command}']; main()"
    limited = ["sh", "-c", 'ulimit -v 95000; exec "$0" -c "$1"', sys.executable, program]
    done = subprocess.run(limited, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "mémoire" in done.stderr or "memory" in done.stderr
