"""CSS in a drawing -> the same CSS, holding only what is on the lists; or the part that may not be there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import tinycss2  # type: ignore[import-untyped]

from loosfiches.pictures.svg_lists import FUNCTIONS, PROPERTIES

#: A sheet of so many rules is compared with every element.
MAX_RULES = 1_000


class Token(Protocol):
    """A token of tinycss2: each type has `type` and `serialize`, and those of the others that it needs."""

    type: str
    value: str
    name: str
    lower_name: str
    arguments: "list[Token]"

    def serialize(self) -> str:
        """Return the token as CSS writes it."""


class Statement(Protocol):
    """A rule or a declaration of tinycss2: each type has `type`, and those of the others that it needs."""

    type: str
    at_keyword: str
    lower_at_keyword: str
    prelude: list[Token]
    content: list[Token]
    lower_name: str
    value: list[Token]
    important: bool


class RefusedCss(Exception):  # noqa: N818  (it holds what was refused)
    """Holds, as it was written, the part of a style that a drawing may not hold."""


@dataclass(frozen=True)
class Rule:
    """One rule of a style sheet: its text, the names in its selector, the elements of the drawing that it calls."""

    text: str
    names: frozenset[str]
    calls: frozenset[str]


def value(text: str) -> tuple[str, frozenset[str]]:
    """Return the value of a property, and the names of the elements that it calls; raises RefusedCss."""
    if "(" not in text and "\\" not in text:
        return text, frozenset()
    tokens = _check_tokens(tinycss2.parse_component_value_list(text, skip_comments=True))
    return tinycss2.serialize(tokens), frozenset(_called_names(tokens))


def declarations(text: str) -> tuple[str, frozenset[str]]:
    """Return a `style` attribute, and the names of the elements that it calls; raises RefusedCss."""
    return _check_declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def rules(text: str) -> list[Rule]:
    """Return the rules of a style sheet; raises RefusedCss."""
    statements = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    if len(statements) > MAX_RULES:
        raise RefusedCss("<style>")
    return [
        _rule(statement)
        for statement in statements
        if statement.type != "at-rule" or statement.lower_at_keyword not in _IDLE
    ]


#: Rules without effect on a drawing.
_IDLE = {"charset", "namespace"}


def _rule(statement: Statement) -> Rule:
    if statement.type == "at-rule":
        raise RefusedCss(f"@{statement.at_keyword}")
    if statement.type != "qualified-rule":
        raise RefusedCss("<style>")
    names = frozenset(_selector_names(statement.prelude))
    selector = tinycss2.serialize(statement.prelude).strip()
    text, calls = _check_declarations(
        tinycss2.parse_blocks_contents(statement.content, skip_comments=True, skip_whitespace=True)
    )
    return Rule(f"{selector} {{ {text} }}", names, calls)


def _selector_names(prelude: Iterable[Token]) -> Iterator[str]:
    """Yield the names in a selector: of elements, classes and identifiers; "*" where any element may be meant."""
    for token in prelude:
        if token.type in {"ident", "hash"}:
            yield token.value
        elif token.type == "function":
            yield "*"
            yield from _selector_names(token.arguments)
        elif token.type == "[] block" or (token.type == "literal" and token.value in {"*", ":"}):
            yield "*"
        elif token.type not in {"whitespace", "literal"}:
            raise RefusedCss(token.serialize()[:40])


def _check_declarations(statements: Sequence[Statement]) -> tuple[str, frozenset[str]]:
    kept: list[str] = []
    calls: set[str] = set()
    for statement in statements:
        if statement.type in {"at-rule", "qualified-rule"}:
            raise RefusedCss(f"@{statement.at_keyword}" if statement.type == "at-rule" else "{")
        if statement.type == "declaration":
            tokens = _check_tokens(statement.value)
            if statement.lower_name in PROPERTIES:
                important = " !important" if statement.important else ""
                kept.append(f"{statement.lower_name}: {tinycss2.serialize(tokens).strip()}{important}")
                calls.update(_called_names(tokens))
    return "; ".join(kept), frozenset(calls)


def _check_tokens(tokens: Iterable[Token]) -> list[Token]:
    """Return tokens, with what depends on a dark screen taken for a light one; raises RefusedCss."""
    kept: list[Token] = []
    for token in tokens:
        if token.type == "function" and token.lower_name in {"light-dark", "var"}:  # draw.io writes them
            kept += _check_tokens(_daylight_value(token))
        elif token.type == "function" and token.lower_name == "url":
            _check_local("".join(argument.value for argument in token.arguments if argument.type == "string"), token)
            kept.append(token)
        elif token.type == "url":
            _check_local(token.value, token)
            kept.append(token)
        elif token.type == "function" and token.lower_name in FUNCTIONS:
            token.arguments = _check_tokens(token.arguments)
            kept.append(token)
        elif token.type in {"function", "error", "{} block", "[] block", "at-keyword"}:
            raise RefusedCss(_abbreviate(token))
        else:
            kept.append(token)
    return kept


def _daylight_value(token: Token) -> list[Token]:
    """Return what `light-dark()` says by day, and `var()` where its name is not known: no property of ours is."""
    commas = [n for n, argument in enumerate(token.arguments) if argument.type == "literal" and argument.value == ","]
    if not commas:
        raise RefusedCss(_abbreviate(token))
    first, last = token.arguments[: commas[0]], token.arguments[commas[0] + 1 :]
    return list(first if token.lower_name == "light-dark" else last)


def _check_local(address: str, token: Token) -> None:
    if not address.strip().startswith("#"):
        raise RefusedCss(_abbreviate(token))


def _abbreviate(token: Token) -> str:
    return f"{token.name}()" if token.type == "function" and token.lower_name != "url" else token.serialize()[:60]


def _called_names(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "url":
            yield token.value.strip()[1:]
        elif token.type == "function" and token.lower_name == "url":
            yield "".join(argument.value for argument in token.arguments if argument.type == "string").strip()[1:]
        elif token.type == "function":
            yield from _called_names(token.arguments)
