"""The sheets made up for measuring are valid, distinct, as long as real ones, and always the same."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest
from benchmarks import corpus

from loosfiches.cli import run


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return corpus.write(20, tmp_path_factory.mktemp("corpus"))


def test_they_are_valid_even_strictly(sheets: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--strict", "-C", str(sheets[0].parents[2])]) == 0
    assert capsys.readouterr().out + capsys.readouterr().err == "21 fichiers vérifiés : rien à signaler\n"


def test_no_two_share_more_than_a_third_of_their_lines(sheets: list[Path]) -> None:
    lines = [Counter(path.read_text(encoding="utf-8").splitlines()) for path in sheets]
    for one, other in combinations(lines, 2):
        assert (one & other).total() <= min(one.total(), other.total()) / 3


def test_they_are_as_long_as_real_ones(sheets: list[Path]) -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in sheets]
    assert min(lengths) >= 130
    assert 150 <= median(lengths) <= 250
    assert max(lengths) <= 280


def test_a_seed_gives_the_same_bytes_and_another_other_ones(sheets: list[Path], tmp_path: Path) -> None:
    again, other = corpus.write(20, tmp_path / "again"), corpus.write(20, tmp_path / "other", seed=2)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in sheets]
    assert not {path.read_bytes() for path in other} & {path.read_bytes() for path in sheets}
