"""Stops that come at a chosen moment: a program that kills itself before its n-th change to the disk.

Python tells an audit hook of each file that it opens, renames or removes and of each process that it starts, before it
does so; so each moment can be reached, on any machine, without a clock.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

#: A moment that no run reaches: it ends by itself, and its last line says how many changes it made.
NEVER = 1_000_000
_PROGRAM = """
import atexit, os, signal, sys
left = int(sys.argv.pop(1))
moment = left
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
           "subprocess.Popen", "os.fork"}
def count(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in CHANGES:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
atexit.register(lambda: print(f"changes: {moment - left}", file=sys.stderr))
from loosfiches.__main__ import main
main()
"""


def run(arguments: Sequence[str], environment: Mapping[str, str], moment: int = NEVER) -> tuple[int, str]:
    """Run loosfiches until its `moment`-th change to the disk (from 0); return its status and what it said."""
    command = [sys.executable, "-P", "-c", _PROGRAM, str(moment), *arguments]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stderr


def changes(said: str) -> int:
    """Return how many changes to the disk a run made that was not stopped."""
    return int(said.rpartition("changes: ")[2])


_SIGNALLED = """
import os, sys
sign, event, part = int(sys.argv.pop(1)), sys.argv.pop(1), sys.argv.pop(1)
def watch(name, arguments):
    global event
    if name == event and part in " ".join(map(str, arguments)):
        event = ""
        os.kill(os.getpid(), sign)
sys.addaudithook(watch)
from loosfiches.__main__ import main
main()
"""


def signalled(
    arguments: Sequence[str], environment: Mapping[str, str], sign: int, event: str, part: str
) -> tuple[int, str]:
    """Run loosfiches, which gets a signal before the first audit event that speaks of `part`; as `run`."""
    command = [sys.executable, "-P", "-c", _SIGNALLED, str(int(sign)), event, part, *arguments]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stderr


def noted(line: str, mark: Path, program: str) -> str:
    """Return a `sitecustomize.py` that makes the file `mark` when `program` opens a file whose name ends with `line`."""
    return f"""
import pathlib, sys
def note(event, arguments):
    if event == "open" and str(arguments[0]).endswith({line!r}) and {program!r} in sys.orig_argv:
        pathlib.Path({str(mark)!r}).touch()
sys.addaudithook(note)
"""


#: A `sitecustomize.py` by which each worker is killed as soon as it starts.
KILLED = """
import os, signal, sys
if "loosfiches.build.worker" in sys.orig_argv:
    os.kill(os.getpid(), signal.SIGKILL)
"""
