"""Every regular expression that the package holds, read from its code without running it."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tests.conftest import ROOT

_CALLS = {"compile", "sub", "subn", "search", "match", "fullmatch", "findall", "finditer", "split"}


class Pattern(NamedTuple):
    """A regular expression, and the file and line that hold it."""

    where: str
    text: str
    flags: int


@lru_cache(maxsize=1)
def patterns() -> list[Pattern]:
    """Return the expressions given to a function of `re` anywhere in the package."""
    found: list[Pattern] = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        calls = list(_calls(ast.parse(path.read_text("utf-8"))))
        names = vars(importlib.import_module(name)) if calls else {}
        for call in calls:
            text = _value(call.args[0], names)
            flags = [_value(each, names) for each in [*call.args[1:], *(word.value for word in call.keywords)]]
            bits = sum(int(flag) for flag in flags if isinstance(flag, re.RegexFlag))
            if isinstance(text, str):
                found.append(Pattern(f"{path.relative_to(ROOT)}:{call.lineno}", text, bits))
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[_, *_]) if name in _CALLS:
                yield node


def _value(node: ast.expr, names: dict[str, object]) -> object:
    """Return what an expression is worth; a part of a text that only a call knows is one letter."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(_value(part, names)) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        value = _value(node.value, names)
        return "x" if value is None else value
    try:
        return eval(compile(ast.Expression(node), "pattern", "eval"), dict(names))
    except NameError:
        return None
