"""What pages came to, by what decides them: so that a list is not composed again only to find that it is the same."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from loosfiches.keeping import keep, kept


class Composed:
    """Remembers, in one file of the cache, the digest of the HTML that each page's facts gave at the last build.

    Facts are more than what is shown (a page knows the whole classeur), so facts that are new may give a page that is
    not. A file that cannot be read or written remembers nothing.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._now: dict[str, str] = {}

    def digest(self, facts: str, compose: Callable[[], str]) -> str:
        """Return the digest that `compose` returns, or returned when `facts` were the same."""
        self._now[facts] = self._before.get(facts) or compose()
        return self._now[facts]

    def keep(self) -> None:
        """Remember what was asked for since this object was made, and nothing else."""
        if self._now != self._before:
            with suppress(OSError):
                keep(self._file, json.dumps(self._now, indent=0, sort_keys=True).encode())

    @cached_property
    def _before(self) -> Mapping[str, str]:
        try:
            known = json.loads(kept(self._file) or b"")
        except (ValueError, RecursionError):
            return {}
        return {str(facts): str(digest) for facts, digest in known.items()} if isinstance(known, dict) else {}
