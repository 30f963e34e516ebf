"""What commands print, where texts of strangers stand in it: obeyed by no terminal, runner or spreadsheet, read by all."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from loosfiches.collection.project import Project
from loosfiches.inert import cell, json_text
from tests.conftest import put

Make = Callable[..., Project]

#: What a terminal, a runner or a reader of the screen would obey.
OBEYED = re.compile(
    rb"(?m)^\s*::(?!(?:error|warning|notice) file=)|##\w*\[|\x1b|\r(?!\n)|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
HOSTILE = "\\u001b[2J ##[error]un ##vso[task.complete]deux \\u202Etrois \\u0085 \\u009b2J\\n::error ::quatre"
FORGED = "a\n::error file=README.md::forged\n##[group]b\x1b[2Jc\u202ed\r"
#: Runs commands one after the other, a mark after what each prints.
IN_TURN = """
import json, sys
from loosfiches import language
language.settle([])
from loosfiches.cli import run
for command in json.loads(sys.argv[1]):
    run(command)
    sys.stdout.flush()
    sys.stdout.buffer.write(b"NEXT COMMAND")
    sys.stdout.buffer.flush()
"""
FORMATS = ("full", "concise", "json", "github", "gitlab", "junit", "sarif")


def ran(*arguments: str | Path, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "loosfiches", *map(str, arguments)]
    known = {**os.environ, "LOOSFICHES_LANG": "fr", **environment}
    return subprocess.run(command, env=known, cwd=folder, capture_output=True, check=False, timeout=100)


@pytest.fixture
def hostile(project: Make) -> Path:
    """Return the root of a project whose names and texts try to be obeyed."""
    sheet = (
        f'schema: fiche/1\ncode: A-01\ntitre: "::error ::{HOSTILE[:40]}"\nresume: "{HOSTILE}"\nnature: "{HOSTILE}"\n'
        f'"{HOSTILE}": 1\netapes:\n  - texte: |\n      ::error file=x::y\n      ##[error]z\n'
    )
    root = project("code: A-07\ntitre: Café\n").root
    put(root, "fiches/dispositifs/A-01-un.yaml", sheet)
    put(root, f"fiches/dispositifs/{FORGED}.yaml", sheet)
    put(
        root,
        "fiches/dispositifs/A-02-deux.yaml",
        "schema: fiche/1\ncode: A-02\ntitre: 'L''une'\nlimites: ::error ::x\n",
    )
    read = 'schema: fiche/1\ncode: A-03\ntitre: "::error ::##[error]un"\nresume: "##vso[task]"\nnature: "::error ::##[error]un"\n'
    put(root, "fiches/dispositifs/A-03-trois.yaml", read)
    put(root, f"templates/site/{FORGED}", "")
    (root / "fiches/dispositifs/::warning ::x.yaml").symlink_to(root)
    return root


@pytest.mark.parametrize(
    "command",
    [
        *(["validate", "--format", each] for each in FORMATS),
        ["validate", "--statistics"],
        ["validate", "--diff"],
        *(["list", "--format", each] for each in ("table", "csv", "json")),
        ["list", "--level", "\x1b[2J\n::error ::x"],
        ["render"],
        ["binder"],
        ["new", "::error ::x\n##[error]y"],
        ["validate", "\n::error ::x"],
        ["--::error ::x"],
        ["\n::error ::##[group]x"],
    ],
    ids=repr,
)
def test_no_command_prints_what_a_runner_or_a_terminal_obeys(hostile: Path, command: list[str]) -> None:
    for folder in (hostile, hostile / "fiches/dispositifs"):
        done = ran(*command, folder=folder)
        assert not OBEYED.search(done.stdout), done.stdout
        assert not OBEYED.search(done.stderr), done.stderr
        assert done.returncode not in (3, 70)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16", "latin-1"])
def test_what_programs_read_is_utf8_whatever_the_terminal_speaks(project: Make, encoding: str) -> None:
    root = project("code: A-07\ntitre: Œuvre — ⏱ café\ntitr: é\n").root

    commands = [
        *(f"validate --format {each}" for each in ("json", "sarif", "gitlab", "junit", "github", "concise")),
        *("list --format json", "list --format csv"),
        *("explain --all --format json", "explain --all --format md", "explain --all"),
    ]
    known = {**os.environ, "LOOSFICHES_LANG": "fr", "PYTHONIOENCODING": encoding}
    program = [sys.executable, "-c", IN_TURN, json.dumps([each.split() for each in commands])]
    done = subprocess.run(program, env=known, cwd=root, capture_output=True, check=True, timeout=100)
    out = dict(zip(commands, done.stdout.decode("utf-8").split("NEXT COMMAND"), strict=False))
    for command in commands:
        assert ("⏱" if command.startswith("list") else "é") in _read(command, out[command]), command


def _read(command: str, text: str) -> str:
    """Return what a program reads of an output."""
    if "junit" in command:
        return " ".join(Tree.fromstring(text.encode()).itertext()) + text
    return text if command.endswith(("github", "concise", "csv", "md", "--all")) else str(json.loads(text))


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_people_read_is_shown_as_far_as_the_terminal_can(project: Make, encoding: str) -> None:
    root = project("code: A-07\ntitre: Œuvre ⏱ café\ntitr: é\n").root
    for command in (["validate"], ["list"], ["explain", "LF112"], ["render"]):
        done = ran(*command, folder=root, PYTHONIOENCODING=encoding)
        said = (done.stdout + done.stderr).decode(encoding)
        assert "Traceback" not in said
        assert ("é" in said) == (encoding == "cp1252")


def test_json_says_the_same_once_read(hostile: Path) -> None:
    value = {"a": "##[error] ::x \\##[y] \x1b\u202e\x85 é \U0001f600", "b": ["\udce9", "##"]}
    text = json_text(value)
    assert json.loads(text) == value
    assert "é" in text
    found = json.loads(ran("validate", "--format", "json", folder=hostile).stdout)["diagnostics"]
    assert any("##[error]un" in each["message"] for each in found)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "Café,=1+cmd,suite", "a;@SUM(1)", "a\t-1", "a|+1", 'a,"=1', "a;'=1", " =1", '"=1', "a\n=1", "＝1", "a:=1"],
)
@pytest.mark.parametrize("between", [",", ";"])
def test_no_cell_is_a_formula_whatever_a_spreadsheet_cuts_the_line_at(text: str, between: str) -> None:
    output = io.StringIO()
    csv.writer(output, delimiter=between).writerow(["A-01", cell(text), "fin"])
    for delimiter in ",;\t|:":
        rows = csv.reader(io.StringIO(output.getvalue()), delimiter=delimiter)
        assert not [each for row in rows for each in row if each.lstrip()[:1] in tuple("=+-@＝")]


def test_a_cell_keeps_what_is_no_formula() -> None:
    for text in ("Café, thé - et plus", "10 à 20 - 5 + 3 = 8", "élu·e", "https://a.example/x?y=1", "d\u00ade", ""):
        assert cell(text) == text
