"""How leaves are cut into gatherings: the numbers that these need are there, in the largest of binders."""

from pathlib import Path

from loosfiches.print.gather import RANGE
from loosfiches.print.press import Printed
from loosfiches.print.record import Record
from loosfiches.views.joining import gatherings_of
from loosfiches.views.leaves import Leaf

#: The greatest number that PDF knows (ISO 32000-1, annex C).
GREATEST = 2**31 - 1


def leaf(key: str) -> Leaf:
    return Leaf(key, "", key, Printed("", Record("", 1), Path(), reused=False))


def test_a_binder_of_all_codes_has_numbers_for_a_hundred_thousand_links_in_its_indexes() -> None:
    letters = [chr(sign) for sign in range(ord("A"), ord("Z") + 1)]
    documents = [
        key for letter in letters for key in (f"section-{letter}", *(f"{letter}-{n:02}" for n in range(1, 1000)))
    ]
    ranks = [rank for rank, _some in gatherings_of(map(leaf, ["", *documents, "index"]))]
    assert len(ranks) == len(set(ranks)) == 1 + 26 * 50 + 1
    assert RANGE > 100_000
    assert (max(ranks) + 1) * RANGE <= GREATEST
