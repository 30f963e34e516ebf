"""What the READMEs show is what happens."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loosfiches import language
from loosfiches.cli import run
from loosfiches.cli.usage import COMMANDS
from tests.conftest import ROOT, put

README = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.fr.md")}


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def dialogues(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block and what it shows."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our own sheets, in which commands are typed."""
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", README)
def test_console_blocks_show_what_the_commands_say(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean, faulty = blocks(README[name], "console")
    for block in (clean, faulty):
        if block is faulty:
            sheet = blocks(README[name], "yaml")[0].replace("titre: Café", "titer: Café", 1).partition("\n")[2]
            put(here, "fiches/dispositifs/A-12-cafe-citoyen.yaml", sheet)
        for command, shown in dialogues(block):
            capsys.readouterr()
            run(language.settle(shlex.split(command)[1:], {}))
            output = capsys.readouterr()
            assert output.out + output.err == shown


@pytest.mark.parametrize("name", README)
def test_the_sheet_shown_is_valid(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(here, "fiches/dispositifs/A-12-cafe-citoyen.yaml", blocks(README[name], "yaml")[0])
    assert run(["validate", "--strict"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("name", README)
def test_a_classeur_of_one_s_own_starts_as_shown(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "fiches/classeur.yaml", blocks(README[name], "yaml")[-1])
    monkeypatch.chdir(tmp_path)
    assert run(["new", "Café citoyen"]) == 0
    assert run(["validate"]) == run(["render"]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", README)
def test_every_choice_shown_can_be_made(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = re.findall(r'^\| `--only "?([^"`]+)"?`', README[name], re.MULTILINE)
    assert len(asked) > 3
    for query in asked:
        assert run(["list", "--only", query]) == 0, query
    capsys.readouterr()


@pytest.mark.parametrize("name", README)
def test_every_command_is_in_the_table(name: str) -> None:
    assert set(re.findall(r"^\| `loosfiches (\w+)", README[name], re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", README)
def test_its_pictures_are_there_are_told_in_words_and_are_light(name: str) -> None:
    shown = re.findall(r"^!\[([^\]]+)\]\(([^)]+)\)$", README[name], re.MULTILINE)
    assert [picture for _, picture in shown] == ["docs/binder.webp", "docs/site.webp"]
    for words, picture in shown:
        assert len(" ".join(words.split())) > 60
        assert (ROOT / picture).stat().st_size < 250_000
