"""Whatever the objects of leaves hold, a binder holds the same, under other numbers."""

import io

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loosfiches.pdf.join import FIRST, Entry, Gathering, Metadata, Part, bind, gathered
from loosfiches.pdf.merge import gather
from loosfiches.pdf.segment import Segment
from tests.pdf.graphs import HELD, Leaf, differences, leaves, written

#: Titles as authors may write them.
titles = st.one_of(
    st.sampled_from(["12 0 R", "(a) \\(b\\) <<", "endobj é 雨", "\\", "5 0 obj\n"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
)
#: One leaf or several, and how many numbers at least are left out before each.
SOME = st.lists(leaves(), min_size=1, max_size=3)
GAPS = st.lists(st.sampled_from([0, 1, 3000, 70_000]), min_size=3, max_size=3)


def binder(given: list[Leaf], gaps: list[int], title: str) -> bytes:
    """Bind leaves, each in a segment of its own that was in the cache, at least so many numbers after the one before."""
    parts = [Part(f"A-0{rank}", leaf.read, title, title) for rank, leaf in enumerate(given)]
    keys, made, base = frozenset(part.key for part in parts), list[Gathering](), FIRST
    for rank, (part, gap) in enumerate(zip(parts, gaps, strict=True)):
        with gather([part], keys, "fr-FR", rank) as pdf:
            segment = Segment.from_bytes(gathered(pdf, base + gap).to_bytes())
        made.append(Gathering(segment, [(part, 1)]))
        base = segment.next
    return bind(made, Metadata(title, "fr-FR", title), [Entry(title, "A-00")])


def compare(given: list[Leaf], gaps: list[int], title: str) -> None:
    """Raise AssertionError where the binder of some leaves says anything else than they do."""
    data = binder(given, gaps[: len(given)], title)
    with pikepdf.open(io.BytesIO(data)) as after:
        assert not after.check_pdf_syntax()
        assert str(after.Root.Outlines.First.Title) == title
        for leaf, page in zip(given, after.pages, strict=True):
            with pikepdf.open(io.BytesIO(leaf.data)) as before:
                assert len(before.pages[0].obj[HELD]) == leaf.count
                assert list(differences(before.pages[0].obj[HELD], page.obj[HELD])) == []


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(SOME, GAPS, titles)
def test_what_leaves_hold_is_the_same_in_a_binder(given: list[Leaf], gaps: list[int], title: str) -> None:
    compare(given, gaps, title)


@pytest.mark.parametrize(
    ("objects", "fault"),
    [
        ([b"(5 0 R)", b"[]"], "[0]: b'5 0 R' became b'6 0 R'"),
        ([b"(6 0 R)", b"[4 0 R]"], "[1]: ('array', []) became ('array', ['[0]'])"),
        ([b"(6 0 R)", b"<< >>"], "[1]: ('array', []) became ('dictionary', [])"),
    ],
)
def test_the_comparison_sees_what_differs(objects: list[bytes], fault: str) -> None:
    with (
        pikepdf.open(io.BytesIO(written(objects))) as one,
        pikepdf.open(io.BytesIO(written([b"(6 0 R)", b"[]"]))) as two,
    ):
        first, second = (each.pages[0].obj[HELD] for each in (one, two))
        assert fault in [*differences(first, second), *differences(second, first)]


def test_the_comparison_sees_objects_that_fall_together() -> None:
    apart, together = [b"[5 0 R 6 0 R]", b"[]", b"[]"], [b"[5 0 R 5 0 R]", b"[]", b"[]"]
    with pikepdf.open(io.BytesIO(written(apart))) as one, pikepdf.open(io.BytesIO(written(together))) as two:
        first, second = (each.pages[0].obj[HELD] for each in (one, two))
        assert any(each.endswith("two objects became one") for each in differences(first, second))
        assert any(each.endswith("one object became two") for each in differences(second, first))
