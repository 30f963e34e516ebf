"""What templates of strangers may read of a value, and what they may call.

Both are lists, of fields and names: a method that a library adds to its classes tomorrow is not reachable.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from types import FunctionType
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])

#: The methods of texts that make no text much longer than what they are given.
_TEXT = (
    "capitalize", "casefold", "count", "endswith", "find", "format", "index", "isalnum", "isalpha", "isdecimal",
    "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip", "partition",
    "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split",
    "splitlines", "startswith", "strip", "striptags", "swapcase", "title", "upper",
)  # fmt: skip
#: What may be read of values that are not ours, by type.
_PLAIN: Sequence[tuple[tuple[type, ...], Sequence[str]]] = (
    ((str,), _TEXT),
    ((Mapping,), ("get", "items", "keys", "values")),
    ((list, tuple), ("count", "index")),
    ((datetime.date,), ("year", "month", "day", "isoformat", "isoweekday", "weekday")),
    ((Fraction, int), ("numerator", "denominator")),
    ((Enum,), ("name", "value")),
)  # fmt: skip


def for_templates(method: F) -> F:
    """Mark a method of our own values as one that templates may call: it changes nothing and does little."""
    method.for_templates = True  # type: ignore[attr-defined]
    return method


_seen: dict[type, frozenset[str]] = {}


def readable_names(kind: type) -> frozenset[str]:
    """Return the attributes that may be read of a value of type `kind`.

    Of our own values: their fields, their properties, and the methods that are marked.
    """
    if kind not in _seen:
        names_of_kind = next((names for kinds, names in _PLAIN if issubclass(kind, kinds)), ())
        ours = _is_ours(kind) and not issubclass(kind, Enum)
        _seen[kind] = frozenset(
            name for name in (_declared_names(kind) if ours else names_of_kind) if not name.startswith("_")
        )
    return _seen[kind]


def is_callable(function: object) -> bool:
    """Tell whether a function or a bound method may be called."""
    if getattr(function, "for_templates", False) is True:
        return True
    method = getattr(function, "__wrapped__", function)  # the `format` of a text is wrapped by Jinja
    owner = getattr(method, "__self__", None)
    return isinstance(owner, str | Mapping | list | tuple | datetime.date) and getattr(
        method, "__name__", ""
    ) in readable_names(type(owner))


def _is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "loosfiches"


def _declared_names(kind: type) -> Iterator[str]:
    """Yield the names of a class's fields, whatever library makes it, and of what it marks as readable."""
    yield from getattr(kind, "model_fields", ())
    yield from getattr(kind, "_fields", ())
    yield from getattr(kind, "for_templates", ())
    yield from (item.name for item in fields(kind)) if is_dataclass(kind) else ()
    for ancestor in filter(_is_ours, kind.__mro__):
        for name, member in vars(ancestor).items():
            marked = isinstance(member, FunctionType) and hasattr(member, "for_templates")
            if marked or isinstance(member, property | cached_property):
                yield name
