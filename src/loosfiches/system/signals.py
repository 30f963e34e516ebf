"""Signals that end a command: they are raised as an interruption, so that what the command put aside goes away."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

#: Ctrl-C, a polite end, the terminal closed, Ctrl-\: those that this system has.
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]


@dataclass
class Heard:
    """The signal that came, 0 for none."""

    number: int = 0

    @property
    def is_interrupt(self) -> bool:
        """Whether it was Ctrl-C."""
        return self.number in {0, signal.SIGINT}

    @property
    def status(self) -> int:
        """The exit status by which shells tell this signal."""
        return 128 + self.number

    def check(self) -> None:
        """Raise KeyboardInterrupt if a signal came: where it came, Python may have had no way to raise it."""
        if self.number:
            raise KeyboardInterrupt

    def receive(self, number: int, _frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt; further signals do not stop what is then being cleaned up."""
        self.number = number
        for ignored in _SIGNALS:
            signal.signal(ignored, signal.SIG_IGN)
        raise KeyboardInterrupt


@contextmanager
def signals() -> Iterator[Heard]:
    """Have signals raise KeyboardInterrupt in a `with` block; nohup's wish is kept."""
    heard = Heard()
    former = {number: signal.getsignal(number) for number in _SIGNALS}
    hangup = getattr(signal, "SIGHUP", None)
    for number, handler in former.items():
        if number != hangup or handler != signal.SIG_IGN:
            signal.signal(number, heard.receive)
    try:
        yield heard
    finally:
        for number, handler in former.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
