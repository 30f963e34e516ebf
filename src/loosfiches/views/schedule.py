"""Steps with people -> the minute at which each starts, to which templates/site/site.js adds a start time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from loosfiches.model.fiche import Etape
from loosfiches.model.quantities import Family, Quantity


@dataclass(frozen=True)
class Clock:
    """Minutes from the beginning: at which each step starts, and the end.

    `sure` tells that every step lasts so long exactly; else each is counted at its longest.
    """

    starts: Sequence[int]
    end: int
    sure: bool


def clock(steps: Sequence[Etape]) -> Clock | None:
    """Return the clock of steps in their order; None unless each lasts some minutes or hours, not open-ended."""
    told = [step.duree for step in steps]
    durations = [each for each in told if isinstance(each, Quantity) and each.family is Family.MINUTES]
    longest = [ceil(duration.most) for duration in durations if duration.most]
    if not steps or len(longest) < len(steps):
        return None
    *starts, end = accumulate(longest, initial=0)
    return Clock(starts, end, all(duration.exact for duration in durations))
