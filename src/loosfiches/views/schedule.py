"""Steps with people -> what a clock needs to give each its time, once somebody says when it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any

from loosfiches.model.quantities import Family


@dataclass(frozen=True)
class Clock:
    """Minutes from the beginning: at which each step starts, and the end.

    `sure` tells that every step lasts so long exactly; else each is counted at its longest.
    """

    starts: Sequence[int]
    end: int
    sure: bool


def clock(steps: Sequence[Any]) -> Clock | None:
    """Return the clock of steps in their order; None unless each lasts some minutes or hours, not open-ended."""
    lasting = [step.duree for step in steps if step.duree and step.duree.family is Family.MINUTES and step.duree.most]
    if not steps or len(lasting) < len(steps):
        return None
    *starts, end = accumulate((ceil(each.most) for each in lasting), initial=0)
    return Clock(starts, end, all(each.least == each.most for each in lasting))
