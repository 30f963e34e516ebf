"""What filters give to templates: columns, clocks, names of boxes."""

from loosfiches.model.fiche import Etape
from loosfiches.model.quantities import Family, understand
from loosfiches.views.checkbox_ids import ticks
from loosfiches.views.filters import halves
from loosfiches.views.schedule import Clock, clock


def test_texts_in_two_columns_keep_their_order_and_end_near_to_each_other() -> None:
    assert halves(["a" * 30, "b" * 10, "c" * 10, "d" * 10]) == (["a" * 30], ["b" * 10, "c" * 10, "d" * 10])
    assert halves(["a"]) == (["a"], [])


def test_a_clock_needs_the_duration_of_every_step() -> None:
    def step(duration: str) -> Etape:
        return Etape.model_construct(duree=understand(duration, Family.MINUTES) if duration else None)

    assert clock([step("20 min"), step("1 h")]) == Clock([0, 20], 80, sure=True)
    assert clock([step("20 min"), step("")]) is None
    assert clock([]) is None


def test_boxes_keep_their_names_in_another_order_and_two_alike_are_told_apart() -> None:
    first = {words: name for name, words in ticks(["Micro", "Craie", "Plan"])}
    again = {words: name for name, words in ticks(["Plan", "Feutres", "Micro", "Craie"])}
    assert {words: again[words] for words in first} == first
    assert len(set(first.values())) == 3
    assert len({name for name, _ in ticks(["Micro", "Micro", "Micro"])}) == 3
