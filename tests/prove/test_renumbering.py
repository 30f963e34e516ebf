"""Five thousand binders of leaves made up of hard objects: what leaves hold, binders hold: make prove."""

import os

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.pdf.graphs import Leaf
from tests.pdf.test_renumbering import GAPS, SOME, compare, titles

BINDERS = int(os.environ.get("LOOSFICHES_BINDERS", "5000"))
SHARES = 20


@pytest.mark.parametrize("share", range(SHARES))
def test_what_leaves_hold_is_the_same_in_a_binder(share: int) -> None:
    @seed(share)
    @settings(max_examples=BINDERS // SHARES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(SOME, GAPS, titles)
    def run(given: list[Leaf], gaps: list[int], title: str) -> None:
        compare(given, gaps, title)

    run()
