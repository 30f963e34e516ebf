"""Words as typed -> words as stored, and the nearest existing ones."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Letters that are more than a letter and an accent.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


#: Accents and other signs put on a letter, and those that show nothing: as templates/site/search.js has it.
_UNSEEN = {"Mn", "Mc", "Me", "Cf"}


class _Seen(dict[int, int | None]):
    """For each sign met, by number, itself, or None where nobody sees it: a table to translate with."""

    def __missing__(self, number: int) -> int | None:
        self[number] = None if unicodedata.category(chr(number)) in _UNSEEN else number
        return self[number]


_SEEN = _Seen()


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, ligatures or signs that nobody sees."""
    return unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).translate(_SEEN)


def plain(text: str) -> str:
    """Return `text` as keys are written: lower case, no accents, words joined by `_`."""
    return re.sub(r"[\s\-–—'’]+", "_", fold(text).strip())


@lru_cache(maxsize=10_000)
def sorting(text: str) -> str:
    """Return the sort key of a name, without the quotes before it; what does not start with a letter comes first."""
    key = re.sub(r"^\W+", "", plain(text).replace("_", " "))
    return key if key[:1].isalpha() else f" {key}"


#: No name is longer.
_LONGEST = 100
#: Comparing two texts takes a time that grows with the product of their lengths. So many pairs of signs count for one,
#: and what is compared for one document comes to no more than a second.
_LITTLE, _ALL = 64, 30_000


class Names:
    """Names that exist, prepared to be compared with others."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_form = {plain(name): name for name in names if len(name) <= _LONGEST}
        self._signs = sum(map(len, self.by_form))

    def cost(self, text: str) -> int:
        """Return what comparing a text with all of them takes."""
        return len(self.by_form) + len(text) * self._signs // _LITTLE


class Advice:
    """Suggests existing names for unknown ones, until a budget of comparisons is spent.

    In a document with thousands of unknown names, the last ones get no suggestion.
    """

    def __init__(self) -> None:
        self._left = _ALL

    def nearest(self, text: str, names: Names) -> str:
        """Return the name that `text` most likely means, or "" when none is near enough to suggest."""
        cost = names.cost(text)
        if len(text) > _LONGEST or cost > self._left:
            return ""
        self._left -= cost
        match = difflib.get_close_matches(plain(text), names.by_form, n=1, cutoff=0.7)
        return names.by_form[match[0]] if match else ""


def nearest(text: str, candidates: Iterable[str]) -> str:
    """Return the candidate that `text` most likely means, or "" when none is near enough to suggest."""
    return Advice().nearest(text, Names(candidates))


def likeness(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1."""
    return difflib.SequenceMatcher(None, plain(one), plain(other)).ratio()


def slug(text: str) -> str:
    """Return `text` as file names have it: a to z, digits and dashes, 50 signs at most."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")[:50].strip("-")
