"""How far a long command has come: a live line on a terminal, nothing elsewhere."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from loosfiches.language import _

if TYPE_CHECKING:
    from loosfiches.print.press import Printed


class Progress:
    """Counts leaves on one line of the terminal's error stream; silent in a log or a pipe."""

    def __init__(self, what: str) -> None:
        self.what, self.done = what, 0
        self.live = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        """Start counting."""
        self._show("")
        return self

    def step(self, printed: "Printed") -> None:
        """Count one more."""
        self.done += 1
        self._show(_("reused") if printed.reused else _("printed"))

    def _show(self, state: str) -> None:
        if self.live:
            sys.stderr.write("\r\x1b[K" + self.what + _(": ") + f"{self.done} {state}")
            sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the line clean."""
        if self.live:
            sys.stderr.write("\r\x1b[K")
