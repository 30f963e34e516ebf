"""What tells, before anything is parsed, that an output is already what a command would make of its inputs.

The store has one entry for each output: the digest of all that decides it, how the output lay on disk, and what was
said of it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from loosfiches.build.digest import digest, digest_code, digest_folder
from loosfiches.build.store import Store

#: The files of this package that decide what it makes.
_CODE = ("**/*.mo", "fonts/*")


@dataclass(frozen=True)
class Unchanged:
    """Whether one output is what it would be.

    Args:
        store: where it is remembered.
        output: what names the output: the command, the file or folder, those options that another output has not.
        facts: what decides the output and is in no file: options, the day, versions of libraries.
        folders: those whose files decide it, beside this package.
    """

    store: Store
    output: Sequence[str]
    facts: Sequence[str]
    folders: Sequence[Path]

    def recall(self, state: Callable[[], str]) -> Mapping[str, Any] | None:
        """Return what was said of the output; None when its inputs changed, or it is not on disk as it was.

        `state` returns how the output now is; it may raise OSError.
        """
        try:
            known = json.loads(self.store.get(self._key) or b"")
            same = known["inputs"] == self._inputs and known["state"] == state()
            return dict(known["said"]) if same else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def remember(self, state: str, said: Mapping[str, Any]) -> None:
        """Keep how the output is and what is said of it, unless an input changed while it was made."""
        with suppress(OSError):
            if self._find_inputs() == self._inputs:
                known = {"inputs": self._inputs, "state": state, "said": dict(said)}
                self.store.put(self._key, json.dumps(known, sort_keys=True).encode())

    @property
    def _key(self) -> str:
        return digest("unchanged", *self.output)

    @cached_property
    def _inputs(self) -> str:
        """The digest of what was there before anything was read."""
        return self._find_inputs()

    def _find_inputs(self) -> str:
        return digest(digest_code("**/*.py", "**/*.po"), digest_code(*_CODE), *self.facts,
                      *(digest_folder(folder) for folder in self.folders))  # fmt: skip
