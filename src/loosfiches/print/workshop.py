"""A worker process seen from the press: started, given pages, stopped."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from typing import Any, Literal

from loosfiches.build.store import Store
from loosfiches.limits import Limits, environment, is_crash, is_out_of_time, is_short
from loosfiches.print.record import Record
from loosfiches.print.setup import Setup

Reason = Literal["engine", "disk", "bug", "killed", "time", "memory", "short"]
Task = Mapping[str, object]


class PressError(Exception):
    """A leaf could not be printed.

    `reason`: engine (WeasyPrint or Pango does not start: the machine lacks something), disk (nothing can be
    written), short (the machine has no memory for it), killed (the worker is gone, as when memory runs out), time or
    memory (the leaf asks for more than it may take), bug (anything else). `recipe` is that of the page it was
    printing; `text` is the machine's own words.
    """

    def __init__(self, reason: Reason, recipe: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason, self.recipe, self.text = reason, recipe, text


class Worker:
    """A process that prints one page at a time. No thread may call `print` while another does.

    It gets ready as soon as it is made, before anyone knows what it will print.
    """

    def __init__(self, store: Store, limits: Limits) -> None:
        # -P: the folder we are called from may be anybody's, and must not be imported from.
        command = [sys.executable, "-P", "-m", "loosfiches.print.worker"]
        self._store, self._limits = store, limits
        self._setup: Setup | None = None
        self._around = ExitStack()
        # What libraries put aside, some as soon as they are loaded, goes with the worker.
        aside = str(self._around.enter_context(store.scratch()).resolve())
        known = environment() | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), aside)
        pipe, around = subprocess.PIPE, {"env": known, "stderr": _errors(), **_apart()}
        self._process: subprocess.Popen[bytes] = subprocess.Popen(command, stdin=pipe, stdout=pipe, **around)

    @property
    def number(self) -> int:
        """The process's number, which its drafts in the cache bear."""
        return self._process.pid

    def prepare(self, setup: Setup) -> None:
        """Send what the next pages share, which takes it a while to read, unless it has it already."""
        if setup != self._setup:
            limits = {"seconds": self._limits.seconds, "megabytes": self._limits.megabytes}
            self._tell({"setup": setup.to_value(), "store": str(self._store.folder.resolve()), **limits})
            self._setup = setup

    def print(self, task: Task, setup: Setup) -> Record:
        """The record of the page, whose PDF is now in the store; raises PressError."""
        self.prepare(setup)
        self._tell(task)
        assert self._process.stdout
        recipe, answer = str(task["recipe"]), self._process.stdout.readline()
        if not answer:
            status = self._process.wait()
            raise PressError(self._reason(status), recipe, f"exit status {status}")
        value: dict[str, Any] = json.loads(answer)
        if "reason" in value:
            reason = self._of_memory() if value["reason"] == "memory" else value["reason"]
            raise PressError(reason, recipe, value["text"])
        return Record.from_json(value["record"])

    def _reason(self, status: int) -> Reason:
        if is_out_of_time(status):
            return "time"
        return self._of_memory() if is_crash(status) else "killed"

    def _of_memory(self) -> Reason:
        """Tell whose fault it is when a worker has no more memory: that of the leaf, unless the machine gave less."""
        return "short" if is_short(self._limits.megabytes) else "memory"

    def stop(self) -> None:
        """End the process now, and take away what it put aside; it may leave a draft in the store."""
        with self._around:
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


def _errors() -> int | None:
    return None if os.environ.get("LOOSFICHES_DEBUG") else subprocess.DEVNULL


def _apart() -> dict[str, Any]:
    """Out of the terminal's group: Ctrl-C reaches the press, which stops its workers itself."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}
