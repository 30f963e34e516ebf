"""Words as they are typed -> words as they are kept, and the nearest of those that exist."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Letters that are more than a letter and an accent.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


#: Accents and other signs put on a letter, and those that show nothing: as templates/site/search.js has it.
_UNSEEN = {"Mn", "Mc", "Me", "Cf"}


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, ligatures or signs that nobody sees."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in letters if unicodedata.category(c) not in _UNSEEN)


def plain(text: str) -> str:
    """Return `text` as keys are written: lower case, no accents, words joined by `_`."""
    return re.sub(r"[\s\-–—'’]+", "_", fold(text).strip())


@lru_cache(maxsize=10_000)
def sorting(text: str) -> str:
    """Return what names are sorted by: letters and figures, without quotes before them; no letter comes before a."""
    key = re.sub(r"^\W+", "", plain(text).replace("_", " "))
    return key if key[:1].isalpha() else f" {key}"


#: Comparing two texts takes a time that grows with the square of their length, and no name is longer.
_LONGEST = 100


def nearest(text: str, candidates: Iterable[str]) -> str:
    """Return the candidate that `text` most likely means, or "" when none is near enough to suggest."""
    if len(text) > _LONGEST:
        return ""
    known = {plain(candidate): candidate for candidate in candidates if len(candidate) <= _LONGEST}
    match = difflib.get_close_matches(plain(text), known, n=1, cutoff=0.7)
    return known[match[0]] if match else ""


def likeness(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1."""
    return difflib.SequenceMatcher(None, plain(one), plain(other)).ratio()


def slug(text: str) -> str:
    """Return `text` as file names have it: a to z, digits and dashes, 50 signs at most."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")[:50].strip("-")
