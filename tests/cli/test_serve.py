"""The live preview: a real server, real saves."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from loosfiches.cli import run
from loosfiches.collection.project import Project

Make = Callable[..., Project]


class Preview:
    """A `loosfiches serve` that runs, and one page that is open."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self._news = urllib.request.urlopen(f"{address}/_loosfiches/news", timeout=20)

    def page(self, name: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{name}", timeout=20) as answer:
            return str(answer.read().decode())

    def close(self) -> None:
        self._news.close()

    def news(self) -> dict[str, Any]:
        """What the open page hears next."""
        for line in self._news:
            if line.startswith(b"data:"):
                return dict(json.loads(line[5:]))
        raise AssertionError("the line is dead")


def started(folder: Path, port: int, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "loosfiches", "serve", "--port", str(port), "-C", str(folder)]
    known = os.environ | {"LOOSFICHES_LANG": "fr"} | environment
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=known)


@contextmanager
def serving(folder: Path, port: int, **environment: str) -> Iterator[Preview]:
    process = started(folder, port, **environment)
    try:
        assert process.stderr
        line = next(each for each in iter(process.stderr.readline, "") if "http://" in each)
        with closing(Preview(process, "http://" + line.partition("http://")[2].split("/")[0])) as preview:
            yield preview
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def town(project: Make) -> Project:
    return project("code: A-01\ntitre: Marche")


@pytest.fixture
def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def sheet(town: Project) -> Path:
    (path,) = town.fiches.rglob("*A-01*.yaml")
    return path


def test_a_save_shows_even_when_the_editor_renames(town: Project, free: int) -> None:
    with serving(town.root, free) as preview:
        assert preview.news()["troubles"] == []
        assert "Marche" in preview.page("a-01/index.html")
        assert "live.js" in preview.page("a-01/index.html")
        for title, rename in (("Budget", False), ("Jury", True)):
            path = sheet(town)
            aside = path.with_name("4913~") if rename else path
            aside.write_text(path.read_text().replace("Marche", title).replace("Budget", title))
            aside.replace(path)
            assert preview.news()["troubles"] == []
            assert title in preview.page("a-01/index.html")


def test_a_broken_sheet_says_what_is_wrong_over_the_last_good_page(town: Project, free: int) -> None:
    with serving(town.root, free) as preview:
        preview.news()
        good = sheet(town).read_text()
        sheet(town).write_text(good.replace("titre:", "titer:"))
        ((place, text, cure),) = [each for each in preview.news()["troubles"] if "LF112" in each[0]]
        assert "A-01" in place
        assert "titer" in text
        assert "Ou laissez faire loosfiches validate --fix." in cure
        assert "Marche" in preview.page("a-01/index.html")
        sheet(town).write_text(good)
        assert preview.news()["troubles"] == []


def test_a_broken_template_says_so(town: Project, free: int) -> None:
    (town.root / "templates/site").mkdir(parents=True)
    with serving(town.root, free) as preview:
        preview.news()
        (town.root / "templates/site/fiche.html").write_text("{% extends 'builtin/site/fiche.html' %}{% nonsense %}")
        assert "LF901" in preview.news()["troubles"][0][0]


def test_a_project_without_a_sound_sheet_is_served_all_the_same(town: Project, free: int) -> None:
    good = sheet(town).read_text()
    sheet(town).write_text("titre: [")
    with serving(town.root, free) as preview:
        assert preview.news()["troubles"]
        sheet(town).write_text(good)
        assert preview.news()["troubles"] == []
        assert "Marche" in preview.page("")


def test_the_next_port_is_taken_when_one_is_not_free(town: Project, free: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free))
        other.listen()
        with serving(town.root, free) as preview:
            assert preview.address != f"http://127.0.0.1:{free}"
            assert "Marche" in preview.page("")


def test_other_machines_and_names_are_refused(town: Project, free: int) -> None:
    with serving(town.root, free) as preview:
        asked = urllib.request.Request(preview.address, headers={"Host": "example.org"})
        with pytest.raises(urllib.error.HTTPError, match="400") as refused:
            urllib.request.urlopen(asked)
        refused.value.close()
        named = urllib.request.Request(preview.address, headers={"Host": f"localhost:{free}"})
        with urllib.request.urlopen(named) as answer:
            assert answer.status == 200
        listening = Path("/proc/net/tcp").read_text() if sys.platform == "linux" else ""
        assert f"00000000:{free:04X}" not in listening


def test_it_stops_at_once_though_a_page_is_open(town: Project, free: int) -> None:
    with serving(town.root, free) as preview:
        preview.news()
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(10) == 0


def test_whatever_happens_to_the_folder_is_told_and_the_next_save_shows(town: Project) -> None:
    """A branch without sheets, a folder put elsewhere for a moment, a classeur.yaml that is gone."""
    with serving(town.root, 0) as preview:
        preview.news()
        for number, path in enumerate((town.fiches, town.root, town.fiches / "classeur.yaml")):
            aside = path.with_name("ailleurs")
            path.rename(aside)
            ((_place, text, _cure),) = preview.news()["troubles"]
            assert f"{path} n’est plus là" in text
            assert "Marche" in preview.page("")
            aside.rename(path)
            assert preview.news()["troubles"] == []
            title = f"Marche {number}"
            sheet(town).write_text(sheet(town).read_text().replace("titre: Marche", f"titre: {title}"))
            assert preview.news()["troubles"] == []
            assert title in preview.page("a-01/index.html")


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_nothing_behind(town: Project, tmp_path: Path, sign: signal.Signals, status: int) -> None:
    aside = tmp_path / "tmp"
    aside.mkdir()
    with serving(town.root, 0, TMPDIR=str(aside)) as preview:
        preview.news()
        preview.process.send_signal(sign)
        assert preview.process.wait(20) == status
    assert list(aside.iterdir()) == []


def test_what_a_killed_server_left_goes_away_at_the_next_start(town: Project, tmp_path: Path) -> None:
    aside = tmp_path / "tmp"
    aside.mkdir()
    with serving(town.root, 0, TMPDIR=str(aside)) as killed, serving(town.root, 0, TMPDIR=str(aside)) as other:
        killed.process.kill()
        killed.process.wait()
        with serving(town.root, 0, TMPDIR=str(aside)):
            assert len(list(aside.iterdir())) == 2
            assert "Marche" in other.page("a-01/index.html")


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_is_heard_while_the_site_is_built(
    town: Project, tmp_path: Path, sign: signal.Signals, status: int
) -> None:
    aside = tmp_path / "tmp"
    aside.mkdir()
    with started(town.root, 0, TMPDIR=str(aside)) as process:
        assert process.stderr
        assert process.stderr.readline() == "construction du site…\n"
        assert len(list(aside.glob("loosfiches-serve-*"))) == 1
        process.send_signal(sign)
        _out, said = process.communicate(timeout=20)
    assert process.returncode == status
    assert "http://" not in said
    assert "Traceback" not in said
    assert list(aside.iterdir()) == []


def test_a_port_that_cannot_be_had_is_told_in_plain_words(town: Project, capsys: pytest.CaptureFixture[str]) -> None:
    last = 65535
    with socket.socket() as other:
        with suppress(OSError):  # somebody else has it
            other.bind(("127.0.0.1", last))
            other.listen()
        assert run(["serve", "--port", str(last), "-C", str(town.root)]) == 3
    assert f"le port {last} et les suivants sont pris" in capsys.readouterr().err
