"""Values of ours -> bytes for the store, and back; whoever can write into the store cannot have code run by it."""

import io
import pickle
from collections.abc import Sequence
from typing import Any

#: Classes of others that values may hold.
_OTHERS = {("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"), ("fractions", "Fraction")}


def dump(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def load(content: bytes | None, modules: Sequence[str]) -> Any:
    """Return the value that `dump` gave, None for anything else.

    `modules` are the starts of the names of modules whose classes it may hold: values only, nothing that acts when it
    is made.
    """
    try:
        return _Reader(content or b"", tuple(modules)).load()
    except Exception:  # whatever is there is no value of ours
        return None


class _Reader(pickle.Unpickler):
    def __init__(self, content: bytes, modules: tuple[str, ...]) -> None:
        super().__init__(io.BytesIO(content))
        self._modules = modules

    def find_class(self, module: str, name: str) -> Any:
        # A dotted name would lead out of the module, to whatever it imports.
        known = (module, name) in _OTHERS or (module.startswith(self._modules) and "." not in name)
        found = super().find_class(module, name) if known else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
