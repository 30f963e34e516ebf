"""How leaves are cut into gatherings: the numbers that these need are there, in the largest of binders."""

from pathlib import Path

from loosfiches.build.store import Store
from loosfiches.pdf.merge import RANGE
from loosfiches.print.press import Printed
from loosfiches.print.record import Record
from loosfiches.views.binder.assemble import gatherings_of
from loosfiches.views.binder.leaves import Leaf

#: The greatest number that PDF knows (ISO 32000-1, annex C).
GREATEST = 2**31 - 1


def leaf(key: str) -> Leaf:
    return Leaf(key, "", key, Printed("", Record("", 1), Store(Path()), reused=False))


def gathered(*keys: str) -> list[tuple[int, list[str]]]:
    return [(rank, [each.key for each in some]) for rank, some in gatherings_of(map(leaf, keys))]


def test_sections_lists_before_and_lists_after_are_gathered_apart() -> None:
    assert gathered("", "contents", "section-A", "A-01", "A-02", "", "section-R", "R-01", "index", "") == [
        (128 * 48, ["", "contents"]),
        (128, ["section-A", "A-01", "A-02", ""]),
        (128 * 18, ["section-R", "R-01"]),
        (128 * 27, ["index", ""]),
    ]


def test_a_long_section_and_long_lists_are_cut() -> None:
    codes, lists = [f"A-{n:02}" for n in range(1, 22)], [f"index-{n}" for n in range(21)]
    made = gathered(*[""] * 21, "section-A", *codes, *lists)
    assert [(rank, len(some)) for rank, some in made] == [
        *((128 * 48, 10), (128 * 48 + 1, 10), (128 * 48 + 2, 1)),
        *((128, 11), (129, 10), (130, 1)),
        *((128 * 27, 11), (128 * 27 + 1, 10)),
    ]


def test_a_binder_of_all_codes_has_numbers_for_a_hundred_thousand_links_in_a_gathering() -> None:
    letters = [chr(sign) for sign in range(ord("A"), ord("Z") + 1)]
    documents = [
        key for letter in letters for key in (f"section-{letter}", *(f"{letter}-{n:02}" for n in range(1, 1000)))
    ]
    made = gathered(*[""] * 10_000, *documents, *["index"] * 10_000)
    ranks = [rank for rank, _some in made]
    assert len(ranks) == len(set(ranks)) == 1000 + 26 * 100 + 1000
    assert RANGE > 100_000
    assert (max(ranks) + 1) * RANGE <= GREATEST
