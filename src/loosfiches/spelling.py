"""Words as they are typed -> words as they are kept, and the nearest of those that exist."""

import difflib
import re
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Return `text` in lower case, without accents or ligatures."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def plain(text: str) -> str:
    """Return `text` as keys are written: lower case, no accents, words joined by `_`."""
    return re.sub(r"[\s\-–—'’]+", "_", fold(text).strip())


def nearest(text: str, candidates: Iterable[str]) -> str:
    """Return the candidate that `text` most likely means, or "" when none is near enough to suggest."""
    known = {plain(candidate): candidate for candidate in candidates}
    match = difflib.get_close_matches(plain(text), known, n=1, cutoff=0.7)
    return known[match[0]] if match else ""


def likeness(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1."""
    return difflib.SequenceMatcher(None, plain(one), plain(other)).ratio()


def slug(text: str) -> str:
    """Return `text` as file names have it: a to z, digits and dashes, 50 signs at most."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")[:50].strip("-")
