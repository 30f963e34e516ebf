"""One process of the press: reads pages to print, one JSON a line; answers each with one JSON a line.

A setup says what the pages after it share, the folder of the store, and what a leaf may take; it comes first, and again
when that changes. For each page {"recipe", "html", "facts"} the answer is {"record"}, or {"reason", "text"} when it
could not be printed; the PDF itself goes straight into the store.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from loosfiches import limits
from loosfiches.build.store import Store
from loosfiches.print.setup import Setup

if TYPE_CHECKING:
    from loosfiches.print.leaf import Engine

#: After so many leaves all garbage goes: else a worker holds 0.3 MB more with each leaf, 260 MB after 700.
_MANY = 25


def main() -> None:
    """Serve until the press hangs up."""
    answers, lines = _private_output(), _lines()
    try:
        # Before the first line is there: the press starts us while it is still reading sheets.
        from loosfiches.print.leaf import Engine

        for number, line in enumerate(lines):
            asked = json.loads(line)
            if "setup" in asked:
                seconds = asked["seconds"]
                limits.bound(asked["megabytes"])
                engine, store = Engine(Setup.from_value(asked["setup"])), Store(Path(asked["store"]))
                _spare_the_collector()
                continue
            limits.allow(seconds)
            answer = _printed(engine, store, asked)
            limits.allow(0)
            _answer(answers, answer)
            if number % _MANY == 0:
                gc.collect()
    except Exception as error:
        _answer(answers, _failure("engine", error))


def _lines() -> Iterator[bytes]:
    """Return the lines of the press; when it hangs up, or dies, this process ends whatever it is doing."""
    waiting: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        try:
            for line in sys.stdin.buffer:
                waiting.put(line)
        except MemoryError:  # nobody else would end this process, and the press waits for an answer
            os.abort()
        os._exit(0)  # what it put aside goes at the next run, as it may be anything

    Thread(target=listen, daemon=True).start()
    return iter(waiting.get, None)


def _spare_the_collector() -> None:
    """Look for garbage seldom, and never among what stays: it took a tenth of the time of a leaf."""
    gc.unfreeze()  # what a former setup left
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _private_output() -> IO[bytes]:
    """Keep the answers' channel for ourselves: WeasyPrint prints on stdout what it misses."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return channel


def _printed(engine: "Engine", store: Store, task: dict[str, Any]) -> dict[str, Any]:
    try:
        leaf = engine.render(task["html"], task["facts"])
        store.put(task["recipe"], leaf.record.pack(leaf.pdf))
    except Exception as error:
        return _failure("bug", error)
    return {"record": leaf.record.to_json()}


def _failure(otherwise: str, error: Exception) -> dict[str, Any]:
    """Say whether memory was short, the disk refused, for which the system has a number, or what it is `otherwise`."""
    disk = isinstance(error, OSError) and error.errno
    reason = "memory" if limits.is_memory(error) else "disk" if disk else otherwise
    return {"reason": reason, "text": f"{type(error).__name__}: {error}"}


def _answer(channel: IO[bytes], answer: dict[str, Any]) -> None:
    channel.write(json.dumps(answer).encode() + b"\n")
    channel.flush()


if __name__ == "__main__":
    main()
