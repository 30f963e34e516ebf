"""What a reader chooses by, « Je veux… »: phase, level, public, how many people, how long, how much.

Only here is it settled what answers a choice: browsers compare bits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from math import inf
from typing import Any, NamedTuple

from loosfiches.language import later
from loosfiches.model.quantities import MONEY, Expression, Family, Quantity
from loosfiches.model.words import Word
from loosfiches.views.labels import Naming
from loosfiches.views.site.summary import Summary

#: Name in addresses, question, what asks nothing, field of a fiche.
_QUESTIONS = (
    ("phase", later("At what stage?"), later("whatever the stage"), "phases"),
    ("niveau", later("How far?"), later("whatever the level"), "niveau"),
    ("public", later("With whom?"), later("whoever they are"), "publics"),
    ("personnes", later("How many people?"), later("whatever their number"), "participants"),
    ("duree", later("In how much time?"), later("all the time needed"), "duree"),
    ("preparation", later("For when?"), later("whenever"), "preparation"),
    ("agents", later("With how much staff time?"), later("all the days needed"), "temps_agents"),
    ("cout", later("At what cost?"), later("whatever the cost"), "cout"),
)
#: Field of a fiche, and the classeur's list that its keys are of.
LISTS = (("phases", "phases"), ("niveau", "niveaux"), ("publics", "publics"))
#: How many people: from, to (None: no end), as a choice says it.
_PEOPLE: Sequence[tuple[int, int | None, str]] = (
    (1, 9, later("fewer than 10")),
    (10, 20, later("10 to 20")),
    (20, 60, later("20 to 60")),
    (61, None, later("more than 60")),
)
_Bounds = Sequence[tuple[Fraction, str, str]]
#: Time at hand, in days of eight hours.
_TIME: _Bounds = (
    (Fraction(1, 4), "2-h", later("2 hours")),
    (Fraction(1, 2), "demi-journee", later("half a day")),
    (Fraction(1), "journee", later("a day")),
    (Fraction(31), "semaines", later("a few weeks")),
    (Fraction(366), "mois", later("a few months")),
)
#: Time left to prepare, in days.
_PREPARATION: _Bounds = (
    (Fraction(1), "ce-soir", later("tonight or tomorrow")),
    (Fraction(7), "semaine", later("this week")),
    (Fraction(31), "mois", later("this month")),
    (Fraction(92), "trimestre", later("in three months")),
    (Fraction(366), "an", later("in a year")),
)
_STAFF: _Bounds = (
    (Fraction(1), "1", later("a day at most")),
    *((Fraction(days), str(days), later("{n} days at most")) for days in (3, 10, 30, 100)),
)
_MONEY: _Bounds = (
    (Fraction(0), "0", later("nothing")),
    *((Fraction(euros), str(euros), later("€{n} at most")) for euros in (100, 500, 2000, 10000)),
)


class Choice(NamedTuple):
    """One answer: its word in addresses, and as it is shown."""

    key: str
    label: str


@dataclass(frozen=True)
class Facet:
    """One question: its name in addresses, as it is asked, what asks nothing, and the field that answers.

    `bits` tells which choices what a fiche says there answers, one bit each, the first lowest.
    """

    name: str
    question: str
    anything: str
    of: str
    choices: Sequence[Choice]
    bits: Callable[[Any], int] = field(repr=False)

    def answered(self, document: Summary) -> int | None:
        """Return the choices that a document answers, None when it does not say."""
        value = getattr(document, self.of, None)
        return self.bits(value) if value and _is_comparable(value) else None


def _is_comparable(value: object) -> bool:
    """Tell whether a value can answer a question: words instead of a quantity, and other currencies, cannot."""
    if isinstance(value, Quantity):
        return value.family not in MONEY or value.family is Family.EUROS
    return not isinstance(value, Expression)


def facets(naming: Naming) -> list[Facet]:
    """Return the questions in the order of the form."""
    choices = (
        *(_words(naming.lists[name], naming) for _, name in LISTS),
        _people(naming),
        *(_atmost(naming, bounds) for bounds in (_TIME, _PREPARATION, _STAFF, _MONEY)),
    )
    return [
        Facet(name, naming.typed(naming.say(question)), naming.typed(naming.say(anything)), field, *answers)
        for (name, question, anything, field), answers in zip(_QUESTIONS, choices, strict=True)
    ]


_Answers = tuple[list[Choice], Callable[[Any], int]]


def _words(words: Mapping[str, Word], naming: Naming) -> _Answers:
    order = {key: 1 << rank for rank, key in enumerate(words)}
    return [Choice(key, naming.label(word)) for key, word in words.items()], partial(_keys_bits, order)


def _keys_bits(order: Mapping[str, int], value: Sequence[str]) -> int:
    return sum(order[key] for key in {*value})


def _people(naming: Naming) -> _Answers:
    ends = [(least, inf if most is None else most) for least, most, _ in _PEOPLE]
    return [Choice(str(least), naming.typed(naming.say(label))) for least, _, label in _PEOPLE], partial(
        _sizes_bits, ends
    )


def _sizes_bits(ends: Sequence[tuple[int, float]], quantity: Quantity) -> int:
    """Return the sizes that some group fit for the fiche has."""
    least, most = float(quantity.least), inf if quantity.most is None else float(quantity.most)
    return sum(1 << rank for rank, (start, end) in enumerate(ends) if least <= end and start <= most)


def _atmost(naming: Naming, bounds: _Bounds) -> _Answers:
    choices = [
        Choice(key, naming.typed(naming.say(label).format(n=naming.number(bound)))) for bound, key, label in bounds
    ]
    return choices, partial(_bounds_bits, [float(bound) for bound, _, _ in bounds])


def _bounds_bits(bounds: Sequence[float], quantity: Quantity) -> int:
    """Return the bounds within which the fiche can be done: its least is not above. Hours are parts of eight."""
    least = float(quantity.least) / (480 if quantity.family is Family.MINUTES else 1)
    return sum(1 << rank for rank, bound in enumerate(bounds) if least <= bound)
