"""A worker process seen from the press: started, given pages, stopped."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from loosfiches.print.record import Record
from loosfiches.print.setup import Setup

Reason = Literal["engine", "disk", "bug", "killed"]
Task = Mapping[str, object]
SOURCES = Path(__file__).parents[2]


class PressError(Exception):
    """A leaf could not be printed.

    `reason`: engine (WeasyPrint or Pango does not start: the machine lacks something), disk (nothing can be
    written), killed (the worker is gone, as when memory runs out), bug (anything else). `recipe` is that of
    the page it was printing; `text` is the machine's own words.
    """

    def __init__(self, reason: Reason, recipe: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason, self.recipe, self.text = reason, recipe, text


class Worker:
    """A process that prints one page at a time. No thread may call `print` while another does.

    It gets ready as soon as it is made, before anyone knows what it will print.
    """

    def __init__(self, cache: Path) -> None:
        # -P: the folder we are called from may be anybody's, and must not be imported from.
        command = [sys.executable, "-P", "-m", "loosfiches.print.worker"]
        pipe, around = subprocess.PIPE, {"env": _environment(), "stderr": _errors(), **_apart()}
        self._process: subprocess.Popen[bytes] = subprocess.Popen(command, stdin=pipe, stdout=pipe, **around)
        self._cache = cache
        self._setup: Setup | None = None

    @property
    def number(self) -> int:
        """The process's number, which its drafts in the cache bear."""
        return self._process.pid

    def prepare(self, setup: Setup) -> None:
        """Send what the next pages share, which takes it a while to read, unless it has it already."""
        if setup != self._setup:
            self._tell({"setup": setup.to_value(), "cache": str(self._cache.resolve())})
            self._setup = setup

    def print(self, task: Task, setup: Setup) -> Record:
        """The record of the page, whose PDF is now in the cache; raises PressError."""
        self.prepare(setup)
        self._tell(task)
        assert self._process.stdout
        recipe, answer = str(task["recipe"]), self._process.stdout.readline()
        if not answer:
            raise PressError("killed", recipe, f"exit status {self._process.wait()}")
        value: dict[str, Any] = json.loads(answer)
        if "reason" in value:
            raise PressError(value["reason"], recipe, value["text"])
        return Record.from_json(value["record"])

    def stop(self) -> None:
        """End the process now; it may leave a draft in the cache."""
        self._process.kill()
        self._process.wait()
        for pipe in filter(None, (self._process.stdin, self._process.stdout)):
            # What was never sent cannot be flushed any more.
            with suppress(OSError):
                pipe.close()

    def _tell(self, value: Mapping[str, Any]) -> None:
        assert self._process.stdin
        # It may have died before it read: what it answered by then tells why.
        with suppress(OSError):
            self._process.stdin.write(json.dumps(value).encode() + b"\n")
            self._process.stdin.flush()


def _environment() -> dict[str, str]:
    paths = [str(SOURCES), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _errors() -> int | None:
    return None if os.environ.get("LOOSFICHES_DEBUG") else subprocess.DEVNULL


def _apart() -> dict[str, Any]:
    """Out of the terminal's group: Ctrl-C reaches the press, which stops its workers itself."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}
