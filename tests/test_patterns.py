"""Regular expressions mean the same for every version of Python, and none takes long whatever the text."""

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.patterns import patterns

#: The items that stand for one character.
_ONE = {op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY}


def _inside(argument: object) -> Iterator[tuple[Any, Any]]:
    """Yield each item of an expression, at any depth."""
    if isinstance(argument, parser.SubPattern):
        for name, inner in argument:
            yield name, inner
            yield from _inside(inner)
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _inside(part)


def unsafe(text: str, flags: int = 0) -> bool:
    """Tell whether an expression has an atomic group, or a possessive repeat of more than one character."""
    items = list(_inside(parser.parse(text, flags)))
    atomic = any(name is op.ATOMIC_GROUP for name, _ in items)
    repeats = [inner[2] for name, inner in items if name is op.POSSESSIVE_REPEAT]
    return atomic or any(len(repeat) != 1 or repeat[0][0] not in _ONE for repeat in repeats)


def test_no_expression_is_possessive_over_a_group() -> None:
    """Python 3.11.2, that of Debian 12, matches such expressions wrongly."""
    assert len(patterns()) > 100
    assert [each.where for each in patterns() if unsafe(each.text, each.flags)] == []


@pytest.mark.parametrize("text", [r"(?:ab)++", r"(?:a|bc){2,}+x", r"(?>ab)c", r"a(b(?=(?:cd)*+))?"])
def test_a_possessive_group_is_found(text: str) -> None:
    assert unsafe(text)


@pytest.mark.parametrize("text", [r"a++", r"[^\W\d]*+", r"\s?+", r".*+", r"(?:ab)+"])
def test_a_possessive_character_is_not(text: str) -> None:
    assert not unsafe(text)


def test_words_in_capitals_are_found_to_their_end() -> None:
    from loosfiches.rules.wording import _SHOUT

    assert re.findall(_SHOUT, "On dit RÉPONDRE À TOUT, puis AU BON Moment.") == ["RÉPONDRE À TOUT"]
