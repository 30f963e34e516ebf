"""kill -9 before every change that a build makes to the disk: make prove."""

from pathlib import Path

import pytest

from tests.conftest import written
from tests.kills import Kills
from tests.views.towns import TWO


@pytest.mark.parametrize("command", ["binder --jobs 1", "binder --jobs 1 --sheets town/build/sheets", "render"])
def test_no_kill_loses_or_leaves_anything(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kills = Kills(written(tmp_path / "town", TWO), tmp_path / "caches", command.split())
    for moment in range(kills.changes):
        kills.at(moment)
    assert kills.changes > 50
