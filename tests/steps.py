"""How many steps a regular expression takes on a text, counted by a plain backtracking matcher, never timed."""

import re
from collections.abc import Callable
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_WORD, _DIGIT, _BLANK = re.compile(r"\w"), re.compile(r"\d"), re.compile(r"\s")
_CATEGORIES = {
    op.CATEGORY_WORD: (_WORD, True), op.CATEGORY_NOT_WORD: (_WORD, False), op.CATEGORY_DIGIT: (_DIGIT, True),
    op.CATEGORY_NOT_DIGIT: (_DIGIT, False), op.CATEGORY_SPACE: (_BLANK, True), op.CATEGORY_NOT_SPACE: (_BLANK, False),
}  # fmt: skip
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
Next = Callable[[int], bool]


class TooManyError(Exception):
    """The steps of an expression passed the limit."""


@lru_cache(maxsize=512)
def _parsed(pattern: str, flags: int) -> tuple[list[Any], int]:
    tree = parser.parse(pattern, flags)
    return _plain(tree), int(flags | tree.state.flags)


def _plain(tree: Any) -> list[Any]:
    """Return a parsed expression as lists, which are looked at faster; what looks behind comes with its width."""
    return [(name, _plain_argument(name, argument)) for name, argument in tree]


def _plain_argument(name: Any, argument: Any) -> Any:
    match name:
        case op.SUBPATTERN:
            return (*argument[:3], _plain(argument[3]))
        case op.BRANCH:
            return None, [_plain(branch) for branch in argument[1]]
        case op.ASSERT | op.ASSERT_NOT:
            return argument[0], _plain(argument[1]), argument[1].getwidth()[0]
        case _ if name in _REPEATS:
            return argument[0], argument[1], _plain(argument[2])
        case _:
            return argument


class Counter:
    """Matches an expression as `re` does, without its shortcuts, and counts the characters it looks at."""

    def __init__(self, pattern: str, flags: int, text: str, most: int = 1_000_000) -> None:
        self.tree, known = _parsed(pattern, flags)
        # Asked of each sign: flags of `re` take a microsecond.
        self.folds, self.several, self.dots = (bool(known & each) for each in (re.IGNORECASE, re.MULTILINE, re.DOTALL))
        self.text, self.steps, self.most = text, 0, most
        self.groups: dict[int | None, tuple[int, int]] = {}

    def search(self) -> int:
        """Look everywhere in the text, as `finditer` and `sub` do; return the steps."""
        at = 0
        while at <= len(self.text):
            at = max(self._end(at, lambda _end: True), at + 1)
        return self.steps

    def first(self) -> tuple[int, int] | None:
        """Return the place of the first match, as `search` does."""
        ends = ((at, self._end(at, lambda _end: True)) for at in range(len(self.text) + 1))
        return next(((at, end) for at, end in ends if end >= 0), None)

    def match(self, whole: bool) -> int:
        """Look at the start of the text, for a match of the `whole` of it or not; return the steps."""
        self._end(0, lambda end: not whole or end == len(self.text))
        return self.steps

    def _end(self, start: int, accept: Next) -> int:
        ends: list[int] = []

        def last(end: int) -> bool:
            return accept(end) and (ends.append(end) or True)  # type: ignore[func-returns-value]

        self._items(self.tree, 0, start, last)
        return ends[0] if ends else -1

    def _items(self, items: list[Any], index: int, at: int, after: Next) -> bool:
        if index == len(items):
            return after(at)
        name, argument = items[index]
        return self._item(name, argument, at, lambda end: self._items(items, index + 1, end, after))

    def _item(self, name: Any, argument: Any, at: int, after: Next) -> bool:  # noqa: PLR0911  (one kind of item each)
        self.steps += 1
        if self.steps > self.most:
            raise TooManyError
        match name:
            case op.SUBPATTERN:
                return self._group(argument[0], argument[3], at, after)
            case op.GROUPREF:
                return self._again_said(argument, at, after)
            case op.BRANCH:
                return any(self._items(branch, 0, at, after) for branch in argument[1])
            case op.ASSERT | op.ASSERT_NOT:
                return self._peeks(argument, at) == (name is op.ASSERT) and after(at)
            case op.AT:
                return self._stands(argument, at) and after(at)
            case _ if name in _REPEATS:
                return self._repeat(name, argument, at, after)
            case _:
                return at < len(self.text) and self.looks(name, argument, self.text[at]) and after(at + 1)

    def _again_said(self, number: int, at: int, after: Next) -> bool:
        said = self.text[slice(*self.groups.get(number, (0, 0)))]
        return self.text.startswith(said, at) and after(at + len(said))

    def _group(self, number: int | None, inner: list[Any], at: int, after: Next) -> bool:
        def closed(end: int) -> bool:
            before = self.groups
            self.groups = before | {number: (at, end)}
            if after(end):
                return True
            self.groups = before
            return False

        return self._items(inner, 0, at, closed)

    def _peeks(self, argument: Any, at: int) -> bool:
        direction, inner, width = argument
        if direction < 0:
            at -= width
        return at >= 0 and self._items(inner, 0, at, lambda _end: True)

    def _stands(self, where: Any, at: int) -> bool:
        before, after = self.text[at - 1 : at] if at else "", self.text[at : at + 1]
        several = self.several
        if where in {op.AT_BEGINNING, op.AT_BEGINNING_STRING}:
            return at == 0 or (several and before == "\n")
        if where in {op.AT_END, op.AT_END_STRING}:
            return at == len(self.text) or (several and after == "\n") or (after == "\n" and at + 1 == len(self.text))
        edge = bool(before and _WORD.match(before)) != bool(after and _WORD.match(after))
        return edge == (where is op.AT_BOUNDARY)

    def _repeat(self, name: Any, argument: Any, at: int, after: Next) -> bool:
        least, most, inner = argument
        if len(inner) == 1 and inner[0][0] not in {op.SUBPATTERN, op.BRANCH, op.GROUPREF, *_REPEATS}:
            return self._run(name, least, most, inner[0], at, after)
        return self._again(name, argument, at, after, 0)

    def _run(self, name: Any, least: int, most: Any, one: Any, at: int, after: Next) -> bool:
        """Repeat one character."""
        count = 0
        while count < most and at + count < len(self.text) and self.looks(one[0], one[1], self.text[at + count]):
            self.steps, count = self.steps + 1, count + 1
        counts = range(count, least - 1, -1) if name is op.MAX_REPEAT else range(least, count + 1)
        if name is op.POSSESSIVE_REPEAT:
            counts = range(count, count + (count >= least))
        for each in counts:
            self.steps += 1
            if after(at + each):
                return True
        return False

    def _again(self, name: Any, argument: Any, at: int, after: Next, count: int) -> bool:
        """Repeat a group."""
        least, most, inner = argument

        def more() -> bool:
            return count < most and self._items(
                inner,
                0,
                at,
                lambda end: (end > at or count < least) and self._again(name, argument, end, after, count + 1),
            )

        def enough() -> bool:
            return count >= least and after(at)

        return (enough() or more()) if name is op.MIN_REPEAT else (more() or enough())

    def looks(self, name: Any, argument: Any, sign: str) -> bool:
        if self.folds:
            sign = sign.lower()
        match name:
            case op.LITERAL:
                return sign == self._cased(argument)
            case op.NOT_LITERAL:
                return sign != self._cased(argument)
            case op.ANY:
                return sign != "\n" or self.dots
            case _:
                return self._among(argument, sign)

    def _cased(self, code: int) -> str:
        return chr(code).lower() if self.folds else chr(code)

    def _among(self, members: Any, sign: str) -> bool:
        negated, found = False, False
        for name, argument in members:
            match name:
                case op.NEGATE:
                    negated = True
                case op.LITERAL:
                    found = found or sign == self._cased(argument)
                case op.RANGE:
                    low, high = argument
                    found = found or low <= ord(sign) <= high
                case op.CATEGORY:
                    pattern, wanted = _CATEGORIES[argument]
                    found = found or bool(pattern.match(sign)) == wanted
                case _:
                    raise AssertionError(name)
        return found != negated
