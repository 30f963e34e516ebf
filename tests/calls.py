"""Work counted in steps rather than timed: the calls that Python makes, the same on any machine."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def counted(act: Callable[[], T]) -> tuple[T, int]:
    """Return what `act` returns, and how many calls it made, to functions of Python and of C."""
    steps = 0

    def count(_frame: Any, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    former = sys.getprofile()
    sys.setprofile(count)
    try:
        return act(), steps
    finally:
        sys.setprofile(former)
