"""kill -9 before every change that a build makes to the disk: make prove."""

from pathlib import Path

import pytest

from tests.conftest import written
from tests.kills import Kills
from tests.views.towns import TWO


@pytest.mark.parametrize("command", [["binder"], ["render"]], ids=lambda command: command[0])
def test_no_kill_loses_or_leaves_anything(command: list[str], tmp_path: Path) -> None:
    kills = Kills(written(tmp_path / "town", TWO), tmp_path / "caches", command)
    for moment in range(kills.changes):
        kills.at(moment)
    assert kills.changes > 50
