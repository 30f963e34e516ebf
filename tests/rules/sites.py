"""Where the package reports a code, and with which details, read from its code without running it."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from tests.conftest import ROOT

_CODE = re.compile(r"LF\d{3}")
#: The functions that register a rule rather than report it.
_REGISTER = {"rule", "declare", "across"}
#: The keywords of `Diagnostic` and of our functions that make one, which are no details.
_OTHERS = {"details", "fix", "related", "file", "span"}
#: The functions that add details to those they are given.
_ADD = {
    ("pictures.py", "diagnose"): {"path"},
    ("shown.py", "diagnose"): {"path"},
    ("", "Fault"): {"path"},  # in any module
    ("needs.py", "_each"): {"field", "least"},
    ("markup.py", "_report"): {"mark"},
}


class Site(NamedTuple):
    """A place that reports a code, and the names of the details that it gives; None where they can't be read."""

    where: str
    code: str
    names: frozenset[str] | None


class _Module:
    """The functions of a module, by name."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        self.by_name = {node.name: node for node in self.functions}

    def sites(self) -> Iterator[Site]:
        for function in self.functions:
            for node in ast.walk(function):
                for code, names in self._reported(node, function):
                    yield Site(f"{self.name}:{getattr(node, 'lineno', 0)}", code, names)

    def _reported(self, node: ast.AST, function: ast.FunctionDef) -> Iterator[tuple[str, frozenset[str] | None]]:
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str(code)), ast.Dict() as details]) if _CODE.fullmatch(code):
                yield from ((code, names) for names in self._names(details, function))
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name not in _REGISTER:
                for code in [str(each.value) for each in args if isinstance(each, ast.Constant)]:
                    if not _CODE.fullmatch(code):
                        continue
                    yield from ((code, names) for names in self._given(node, name, function))

    def _given(self, call: ast.Call, name: str, function: ast.FunctionDef) -> list[frozenset[str] | None]:
        """Return the names of a call's details: its keywords, and the keys of its mappings."""
        own = frozenset(word.arg for word in call.keywords if word.arg and word.arg not in _OTHERS)
        own |= _ADD.get((self.name, name), set()) | _ADD.get(("", name), set())
        mappings = [word.value for word in call.keywords if word.arg in {None, "details"}]
        mappings += [each for each in call.args if isinstance(each, ast.Dict) or _called(each) == "details"]
        found = [self._names(each, function) for each in mappings]
        return [None if None in chosen else own.union(*filter(None, chosen)) for chosen in product(*found)]

    def _names(self, node: ast.expr, function: ast.FunctionDef) -> list[frozenset[str] | None]:
        """Return the keys that a mapping may have, one set for each way to make it."""
        match node:
            case ast.Dict():
                parts = [
                    self._names(value, function) if key is None else [_key(key)]
                    for key, value in zip(node.keys, node.values, strict=True)
                ]
                return [None if None in one else frozenset().union(*filter(None, one)) for one in product(*parts)]
            case ast.IfExp():
                return [*self._names(node.body, function), *self._names(node.orelse, function)]
            case ast.Name(id=name):
                given = [
                    each.value for each in ast.walk(function) if isinstance(each, ast.Assign) and _sets(each, name)
                ]
                return [names for value in given for names in self._names(value, function)] or [None]
            case ast.Call(func=ast.Name(id=name)) if name in self.by_name:
                made = [each.value for each in ast.walk(self.by_name[name]) if isinstance(each, ast.Return)]
                return [names for value in made if value for names in self._names(value, self.by_name[name])]
            case _:
                return [None]


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _key(node: ast.expr) -> frozenset[str] | None:
    return frozenset({node.value}) if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _sets(node: ast.Assign, name: str) -> bool:
    return any(_called(target) == name for target in node.targets)


@lru_cache(maxsize=1)
def sites() -> list[Site]:
    """Return each place of the package that reports a code."""
    found: list[Site] = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        found += _Module(path.name, ast.parse(path.read_text("utf-8"))).sites()
    return found
