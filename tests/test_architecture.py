"""The house keeps its own rules: data runs one way, one door per library; and the guard can fail."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_imports_keep_their_contracts() -> None:
    result = contracts(ROOT)
    assert result.returncode == 0, result.stdout


def test_an_import_upwards_a_circle_or_a_second_door_is_caught(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src/loosfiches/model/planted.py").write_text(
        '"""Planted."""\n\nimport yaml\n\nfrom loosfiches.rules import RULES\n\n__all__ = ["RULES", "yaml"]\n'
    )
    summary = tmp_path / "src/loosfiches/views/site/summary.py"
    summary.write_text(summary.read_text() + "\nfrom loosfiches.views.site.site import Site  # noqa: E402\n")
    result = contracts(tmp_path)
    assert result.returncode == 1
    assert "Data flows one way BROKEN" in result.stdout
    assert "Modules of a room form no circle BROKEN" in result.stdout
    assert "One door to PyYAML BROKEN" in result.stdout


#: Names of the standard library that Windows, or any other system, lacks or obeys otherwise.
SYSTEM = {
    "fcntl", "resource", "pwd", "grp", "termios", "fork", "waitpid", "getuid", "geteuid", "getppid", "umask", "setitimer",
    "sched_getaffinity", "killpg", "setsid", "prctl", "O_NOFOLLOW", "O_NONBLOCK", "SIGKILL", "SIGHUP", "SIGQUIT",
    "SIGPROF",
}  # fmt: skip


def named(source: str) -> set[str]:
    """Return the names of `SYSTEM` that a module imports or reads, `getattr` with a text included."""
    nodes = list(ast.walk(ast.parse(source)))
    found = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    found |= {node.name for node in nodes if isinstance(node, ast.alias)}
    found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found & SYSTEM


def test_what_only_some_systems_have_is_asked_for_in_one_room() -> None:
    rooms = ROOT / "src/loosfiches"
    modules = {path.relative_to(rooms): path.read_text(encoding="utf-8") for path in rooms.rglob("*.py")}
    outside = {
        str(path): found for path, text in modules.items() if path.parts[0] != "system" and (found := named(text))
    }
    assert outside == {}
    assert named("import os, resource\nos.fork()\ngetattr(os, 'O_NOFOLLOW', 0)") == {"resource", "fork", "O_NOFOLLOW"}
