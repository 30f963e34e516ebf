"""`loosfiches new` as one talks with it, in a terminal."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from loosfiches.collection.project import Project

Make = Callable[..., Project]


def talk(town: Project, *answers: str) -> str:
    """Return what `new` says to someone who types these answers."""
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "loosfiches", "new", "-C", str(town.root)]
    around = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    with subprocess.Popen(command, env={**os.environ, "LOOSFICHES_LANG": "fr"}, **around):  # type: ignore[call-overload]
        os.close(terminal)
        os.write(screen, "".join(f"{answer}\n" for answer in answers).encode())
        said = b""
        with suppress(OSError):  # the terminal hangs up
            while some := os.read(screen, 1 << 16):
                said += some
    os.close(screen)
    return said.decode()


def test_what_is_unknown_or_left_out_is_asked_again(project: Make) -> None:
    town = project()
    said = talk(town, "poème", "fiche", "", "Marche en ville", "On regarde ensemble.")
    assert "choisissez parmi : fiche, recit, chapitre" in said
    assert "un titre, s’il vous plaît" in said
    text = (town.fiches / "dispositifs/A-08-marche-en-ville.yaml").read_text()
    assert "titre: Marche en ville" in text
    assert "resume: On regarde ensemble." in text


def test_whoever_stops_answering_finds_nothing_written(project: Make) -> None:
    town = project()
    before = sorted(town.fiches.rglob("*"))
    assert "Titre" in talk(town, "", "\x04")  # Ctrl-D
    assert sorted(town.fiches.rglob("*")) == before


def test_those_who_write_at_once_take_codes_of_their_own(project: Make) -> None:
    town = project("code: A-01")
    command = [sys.executable, "-m", "loosfiches", "new", "Idée", "--defaults", "-C", str(town.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(6)]
    names = sorted(each.communicate()[0].decode().strip() for each in running)
    assert names == [f"fiches/dispositifs/A-{number:02d}-idee.yaml" for number in range(2, 8)]
    for name in names:
        assert f"code: {name[19:23]}\n" in (town.root / name).read_text()
    assert len(list(town.fiches.rglob("*.yaml"))) == 2 + len(names)


def test_what_a_killed_run_left_blocks_nobody(project: Make) -> None:
    town = project("code: A-01")
    (town.fiches / "dispositifs/A-02.yaml").write_text("")
    command = [sys.executable, "-m", "loosfiches", "new", "Idée", "--defaults", "-C", str(town.root)]
    made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert made == "fiches/dispositifs/A-03-idee.yaml\n"
