"""Regular expressions mean the same for every version of Python, and none takes long whatever the text."""

import re
import sys
from collections.abc import Hashable, Iterable, Iterator
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.patterns import Pattern, patterns
from tests.steps import Counter, TooManyError

#: The items that stand for one character.
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
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


#: What a hostile text repeats; the signs of each expression are added.
UNITS = [
    "-", "a", "A", " ", "0", '"', "'", "«", "»", "[", "]", "(", ")", "](", "[a](", "a@", "[@a", "&", "<", "<a", "`", "\n", " \n",
    "\n\n", ",", ".", ". ", ":", ": ", "#", " #", "a ", "A ", "- ", "!", "](A-01#", "http://", "www.", "é", "€", "\u00a0", "/", "1/", "*", "_",
]  # fmt: skip
#: Before and after what is repeated.
AROUND = [("", ""), ("x", "x"), ("dit » «", "a"), ("\n- a: ", "!"), ("1", "z")]
#: Sizes of texts, and how many times more steps the larger may take: four times as many, and a little more.
SMALL, LARGE, MOST = 12, 48, 5.5
#: So few steps on a large text leave no doubt.
FEW = 480


def slow(pattern: str, flags: int = 0, uses: Iterable[str] = ("search",)) -> str:
    """Return a text on which the steps of an expression grow faster than the text, "" when there is none."""
    items = list(_inside(parser.parse(pattern, flags)))
    if not any(name in _REPEATS and argument[1] is op.MAXREPEAT for name, argument in items):
        return ""
    own = [chr(argument) for name, argument in items if name is op.LITERAL]
    texts = product(dict.fromkeys([*UNITS, *own]), AROUND)
    alike = {_seen(items, flags, (before, unit, after)): (before, unit, after) for unit, (before, after) in texts}
    for use, (before, unit, after) in product(uses, alike.values()):
        if steps(pattern, flags, use, before + unit * LARGE + after, FEW) <= FEW:
            continue
        small = steps(pattern, flags, use, before + unit * SMALL + after, SMALL * SMALL * 20)
        most = int(MOST * max(small, SMALL * 4))
        if steps(pattern, flags, use, before + unit * LARGE + after, most) > most:
            return f"{use}: {before}{unit}…{after}"
    return ""


def _seen(items: Iterable[tuple[Any, Any]], flags: int, texts: tuple[str, ...]) -> Hashable:
    """Return texts as an expression sees them: the same for two signs that it cannot tell apart."""
    if any(name is op.GROUPREF for name, _ in items):  # it compares signs with one another
        return texts
    looks = [Counter(r"\w", flags, "").tree[0], (op.LITERAL, ord("\n")), *(one for one in items if one[0] in _ONE)]
    look = Counter("", flags, "").looks
    return tuple(
        tuple(tuple(look(name, argument, sign) for name, argument in looks) for sign in text) for text in texts
    )


def steps(pattern: str, flags: int, use: str, text: str, most: int) -> int:
    """Return the steps of an expression on a text, or more than `most`."""
    counter = Counter(pattern, flags, text, most)
    try:
        return counter.search() if use == "search" else counter.match(use == "fullmatch")
    except TooManyError:
        return most + 1


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    """The matcher that counts calls itself for each part of an expression."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(usual)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda each: each.where)
def test_the_steps_of_an_expression_grow_no_faster_than_the_text(pattern: Pattern) -> None:
    assert slow(pattern.text, pattern.flags, pattern.uses) == ""


@pytest.mark.parametrize(
    "text", [r"\S*\w\S*", r"<[^>]*>", r"[\w.+-]+@\w", r"\s*»", r"\]\([^)]*\)", r"(a|aa)+b", r"a*a*b", r"(?:\s|\n)*x"]
)
def test_an_expression_whose_steps_grow_faster_is_found(text: str) -> None:
    assert slow(text)


@pytest.mark.parametrize(
    "text", ["", "a", "Dire « oui ! » à 50% des gens : voir [le plan](A-01#x), `code` et a@b.fr. ÉCOUTER TOUT LE MONDE"]
)
@pytest.mark.parametrize("pattern", patterns(), ids=lambda each: each.where)
def test_steps_are_counted_along_what_re_finds(pattern: Pattern, text: str) -> None:
    """The matcher that counts finds what `re` does, so that its steps mean something."""
    found = re.search(pattern.text, text, pattern.flags)
    assert Counter(pattern.text, pattern.flags, text).first() == (found.span() if found else None)


def test_words_in_capitals_are_found_to_their_end() -> None:
    from loosfiches.rules.wording import _SHOUT

    assert re.findall(_SHOUT, "On dit RÉPONDRE À TOUT, puis AU BON Moment.") == ["RÉPONDRE À TOUT"]
