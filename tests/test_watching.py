"""What changed in folders, whatever happens to them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.watching import Watch
from tests.conftest import ROOT


@pytest.fixture
def fiches(tmp_path: Path) -> Path:
    folder = tmp_path / "fiches"
    (folder / "outils").mkdir(parents=True)
    (folder / "outils/A-01.yaml").write_text("titre: Marche")
    return folder


def refuse() -> None:
    raise AssertionError("this system refuses to watch")


def change(folder: Path, act: Callable[[], object]) -> list[str]:
    """What is told, by the names of files in the folder, when something happens to it."""
    watch = Watch([folder, folder.with_name("templates")], refuse)
    act()
    return [Path(name).relative_to(folder.parent).as_posix() for name in watch.changes()]


def test_a_save_is_told_by_whatever_way_it_comes(fiches: Path) -> None:
    sheet = fiches / "outils/A-01.yaml"
    aside = fiches / "outils/.A-01.yaml.swp"
    assert change(fiches, lambda: sheet.write_text("titre: Budget")) == ["fiches/outils/A-01.yaml"]
    assert change(fiches, lambda: (aside.write_text("titre: Budget"), aside.replace(sheet))) == [
        "fiches/outils/A-01.yaml"
    ]
    assert change(fiches, lambda: sheet.chmod(0o400)) == ["fiches/outils/A-01.yaml"]
    assert change(fiches, lambda: sheet.rename(fiches / "A-01.yaml")) == ["fiches/A-01.yaml", "fiches/outils/A-01.yaml"]


def test_a_folder_that_was_not_there_is_looked_at_once_it_is(fiches: Path) -> None:
    template = fiches.with_name("templates") / "site/fiche.html"

    def act() -> None:
        template.parent.mkdir(parents=True)
        template.write_text("x")

    assert "templates/site/fiche.html" in change(fiches, act)


def test_a_folder_that_goes_and_comes_back_is_followed_still(fiches: Path) -> None:
    sheet, watch = fiches / "outils/A-01.yaml", Watch([fiches], refuse)
    fiches.rename(fiches.with_name("autre"))
    assert str(sheet) in watch.changes()
    fiches.with_name("autre").rename(fiches)
    assert str(sheet) in watch.changes()
    sheet.write_text("titre: Budget")
    assert watch.changes() == [str(sheet)]


def test_a_thousand_files_saved_at_once_are_all_told(fiches: Path) -> None:
    names = [fiches / f"outils/B-{number}.yaml" for number in range(1000)]
    watch, told = Watch([fiches], refuse), set[str]()
    for name in names:
        name.write_text("titre: Marche")
    while len(told) < len(names):
        told.update(watch.changes())
    assert told == set(map(str, names))


def test_what_editors_leave_for_a_moment_is_no_change(fiches: Path) -> None:
    passing = ("outils/.A-01.yaml.swp", "outils/A-01.yaml~", "outils/#A-01.yaml#", ".git/index")

    def act() -> None:
        (fiches / ".git").mkdir()
        for name in passing:
            (fiches / name).write_text("x")
        (fiches / "outils/4913").write_text("x")
        (fiches / "outils/4913").unlink()
        (fiches / "outils/A-02.yaml").write_text("titre: Jury")

    assert change(fiches, act) == ["fiches/outils/A-02.yaml"]


def test_a_system_that_watches_no_more_files_says_so_once_and_loses_no_save(fiches: Path) -> None:
    told = (
        "import pathlib, sys, threading; from loosfiches.watching import Watch; fiches = pathlib.Path(sys.argv[1]);"
        "watch = Watch([fiches], lambda: print('refused'));"
        "save = lambda name: threading.Timer(0.3, (fiches / name).write_text, ['x']).start();"
        "[(save(name), print(len(watch.changes()))) for name in ('A-02.yaml', 'A-03.yaml')]"
    )
    limit = 'echo 0 > /proc/sys/user/max_inotify_instances && echo limited && exec "$@"'
    command = ["unshare", "-Ur", "sh", "-c", limit, "sh", sys.executable, "-c", told, str(fiches)]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if "limited" not in result.stdout:
        pytest.skip("this system sets no limit for one process")
    assert result.stdout.split() == ["limited", "refused", "1", "1"]
