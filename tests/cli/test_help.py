"""The program as a separate process: help in the user's language, quick to start, quiet when piped."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def loosfiches(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loosfiches", *arguments]
    own = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "LOOSFICHES_"))}
    return subprocess.run(command, cwd=ROOT, env=own | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["validate", "list", "new", "render", "binder", "extract", "schema", "explain"])
def test_help_speaks_the_users_language_without_boxes(command: str) -> None:
    french, english = loosfiches(command, "--help"), loosfiches(command, "--help", LANG="en_GB.UTF-8")
    assert french.returncode == english.returncode == 0
    assert french.stdout.startswith(f"Utilisation : loosfiches {command}")
    assert "Afficher cette aide et quitter." in french.stdout
    assert english.stdout.startswith(f"Usage: loosfiches {command}")
    assert "Show this help and exit." in english.stdout
    assert not set("╭│╰─") & set(french.stdout)


def test_a_variable_stands_for_an_option() -> None:
    assert loosfiches("list", LOOSFICHES_LIST_FORMAT="json").stdout.startswith("[")
    assert loosfiches("list", "--lang", "en", LOOSFICHES_LIST_SECTION="R").stderr == "5 documents\n"


def test_help_needs_neither_the_model_nor_print() -> None:
    code = (
        "import sys; sys.argv = ['loosfiches', '--help']\n"
        "from loosfiches.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'yaml', 'jinja2', 'weasyprint', 'pikepdf', 'babel'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_no_accident() -> None:
    command = f"{sys.executable} -m loosfiches list --format json | head -n 1"
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout == "[\n"
    assert "Traceback" not in result.stderr
