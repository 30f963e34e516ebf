"""A worker process: it reads pickled calls, one after the other, and writes what each returns or raises.

Each call and each answer is framed by one more pickle, so that a call is only read when it is run.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import IO

from loosfiches.system.bounds import bound


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that raised an error."""

    error: Exception


def serve(calls: Iterator[bytes], answers: IO[bytes]) -> None:
    """Run calls until there are no more."""
    for data in calls:
        answers.write(_answer(data))
        answers.flush()


def serve_pipe(calls: IO[bytes], answers: IO[bytes]) -> None:
    """Run the calls that come through a pipe until it is closed."""
    serve(_read(calls), answers)


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the calls that a stream holds, until it ends."""
    while True:
        try:
            yield pickle.load(stream)
        except EOFError:
            return


def main() -> None:
    """Serve the process that started this one; its memory is bound first, where a bound is asked for."""
    answers = _take_output()
    if megabytes := int(sys.argv[1]):
        bound(megabytes)
    serve(_listen(), answers)


def _answer(data: bytes) -> bytes:
    """Return what a call returns, or the error that it raises, as a pickle."""
    try:
        return pickle.dumps(pickle.loads(data)(), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return _pickle(error)


def _pickle(error: Exception) -> bytes:
    try:
        pickled = pickle.dumps(Failure(error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(pickled)  # some errors are written and cannot be read
    except Exception:
        return pickle.dumps(Failure(RuntimeError(f"{type(error).__name__}: {error}")))
    return pickled


def _listen() -> Iterator[bytes]:
    """Return the calls; when the process that sends them ends, this one does, whatever it is doing."""
    waiting: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        try:
            for data in _read(sys.stdin.buffer):
                waiting.put(data)
        except MemoryError:  # nobody else would end this process, and an answer is waited for
            os.abort()
        os._exit(0)  # temporary files that are left go at the next run

    Thread(target=listen, daemon=True).start()
    return iter(waiting.get, None)


def _take_output() -> IO[bytes]:
    """Keep standard output for the answers: libraries print there what they miss."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return channel


if __name__ == "__main__":
    from loosfiches.build import worker  # noqa: PLW0406  (under this name its classes are pickled)

    worker.main()
