"""Every regular expression that the package holds, read from its code without running it."""

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tests.conftest import ROOT

_CALLS = {"compile", "sub", "subn", "search", "match", "fullmatch", "findall", "finditer", "split"}


class Pattern(NamedTuple):
    """A regular expression, the file and line that hold it, and how it is used ("search" where that is not sure)."""

    where: str
    text: str
    flags: int
    uses: frozenset[str]


@lru_cache(maxsize=1)
def patterns() -> list[Pattern]:
    """Return the expressions given to a function of `re` anywhere in the package."""
    found: list[Pattern] = []
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "src").rglob("*.py"))}
    used = _uses(trees.values())
    for path, tree in trees.items():
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        calls = list(_calls(tree))
        named = {id(node.value): node.targets for node in ast.walk(tree) if isinstance(node, ast.Assign)}
        names = vars(importlib.import_module(name)) if calls else {}
        for call in calls:
            text = _value(call.args[0], names)
            flags = [_value(each, names) for each in [*call.args[1:], *(word.value for word in call.keywords)]]
            bits = sum(int(flag) for flag in flags if isinstance(flag, re.RegexFlag))
            if isinstance(text, str):
                kept = named.get(id(call), []) if call.func.attr == "compile" else []  # type: ignore[attr-defined]
                target = next((each.id for each in kept if isinstance(each, ast.Name)), "")
                uses = used.get(target, frozenset({"search"})) if target else _kinds(call.func.attr)  # type: ignore[attr-defined]
                found.append(Pattern(f"{path.relative_to(ROOT)}:{call.lineno}", text, bits, uses))
    return found


def _uses(trees: Iterable[ast.Module]) -> dict[str, frozenset[str]]:
    """Return how each name is used as an expression; a name used in another way too may be searched with."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        asked = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                asked[id(node.value)] = node.attr
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                name = node.id if isinstance(node, ast.Name) else node.attr
                found.setdefault(name, set()).update(_kinds(asked.get(id(node), "")))
    return {name: frozenset(kinds) for name, kinds in found.items()}


def _kinds(method: str) -> frozenset[str]:
    return frozenset({method if method in {"match", "fullmatch"} else "search"})


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
