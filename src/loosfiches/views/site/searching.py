"""Documents -> what the browser's search needs: a vocabulary and, for each word, the documents that hold it.

    words(entry)  what one document says, as four texts of words   (known as soon as it is read; small enough to keep)
    script(said)  all documents' words -> search-data.js           (a vocabulary, and lists of numbers coded as signs)

templates/site/search.js reads it: `fold`, `single` and the lists' code are the same there, and a test holds them
together. Only what the page of a document says is indexed, never its team's note.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import or_

from loosfiches.collection import Entry
from loosfiches.spelling import fold
from loosfiches.views.site.stopwords import STOPWORDS

#: What of a document is indexed apart, by weight: title, summary and labels, all texts, what it says again and again.
FIELDS = ("titre", "resume", "texte", "souvent")
#: What one document says: for each of FIELDS its words as written, in lower case, joined by spaces.
Words = tuple[str, str, str, str]

#: A word is told that often at least to count as what the document is about.
_OFTEN = 4
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
#: Targets of links and names of sources, which nobody reads.
_UNREAD = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)|\[[;, ]*@[^\[\]]*\]|https?://\S+", re.IGNORECASE)
#: Texts that pages show and that are no sentence of the authors' own.
_SAID_TOO = frozenset({"paroles", "reference"})

#: The signs of the lists: 64 digits, then 22 that say that more is to come. No quote, backslash or space among them.
_SIGNS = "".join(chr(sign) for sign in range(40, 127) if chr(sign) != "\\")
_DIGITS, _MORE = _SIGNS[:64], _SIGNS[64:]
#: Starts a list that says yes or no for each document, six to a sign: shorter where one document in six holds a word.
_DENSE = "!"
_SIX = {f"{number:06b}": sign for number, sign in enumerate(_DIGITS)}


def words(entry: Entry) -> Words:
    """Return what a document says."""
    document = entry.document
    english = [each for words in document.traductions.values() for each in (words.titre, words.resume)]
    ways, counts = _count_words(text for _, text in _indexed_texts(entry))
    often = (way for word, way in ways.items() if counts[word] >= _OFTEN)
    return (
        _join_words([entry.code, document.titre, *english[::2]]),
        _join_words([document.resume, *english[1::2]]),
        " ".join(ways.values()),
        " ".join(often),
    )


def labelled(texts: Words, labels: Iterable[str]) -> Words:
    """Return what a document says with the words that its page shows for its keys (« Codécision »)."""
    title, summary, text, often = texts
    return title, " ".join([summary, *map(_label, labels)]), text, often


@lru_cache(maxsize=1 << 10)
def _label(text: str) -> str:
    return _join_words([text])


def _indexed_texts(entry: Entry) -> Iterator[tuple[object, str]]:
    yield from entry.prose
    yield from ((path, text) for path, text in entry.texts if path[-1] in _SAID_TOO)


def _join_words(texts: Iterable[str | None]) -> str:
    return " ".join(_count_words(text for text in texts if text)[0].values())


def _count_words(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, int]]:
    """Return, for each word that is indexed, a way it is written, and how many times it stands there."""
    ways: dict[str, str] = {}
    counts: dict[str, int] = {}
    for run, count in Counter(" ".join(map(_readable, texts)).lower().split()).items():
        for word, written in _words(run):
            if word in counts:
                counts[word] += count
            else:
                ways[word], counts[word] = written, count
    return ways, counts


def _readable(text: str) -> str:
    """Return what is read of a text; most hold neither link nor citation, which is told ten times faster."""
    return _UNREAD.sub("]", text) if "](" in text or "@" in text or "://" in text else text


@lru_cache(maxsize=1 << 16)
def _words(run: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a run of signs without spaces, each with what it is found by."""
    parts = [part for written in _WORD.findall(run) for part in cut(written)]
    return tuple((word, part) for part in parts if (word := key(part)))


def cut(written: str) -> list[str]:
    """Return the words of one that has hyphens: « co-construction » is three, both joined and each; A-01 is a01."""
    parts = re.split("[-‐‑]", written)
    if re.fullmatch(r"[a-z][-‐‑]?\d{1,3}", written):
        return [f"{written[0]}{int(written[1:].lstrip('-‐‑')):02}"]
    return parts if len(parts) == 1 else ["".join(parts), *parts]


@lru_cache(maxsize=1 << 16)
def key(written: str) -> str:
    """Return what a word is found by, "" when it is not looked for: no accents, singular, two signs at least."""
    folded = fold(written)
    return "" if len(folded) < 2 or folded in STOPWORDS else single(folded)


def single(folded: str) -> str:
    """Return a word without the marks of a French or English plural; some others lose their end, here as in search."""
    if len(folded) < 4:
        return folded
    if folded.endswith(("eaux", "eux", "oux", "s")):
        return folded[:-1]
    return folded[:-2] + "l" if folded.endswith("aux") else folded


def script(documents: Mapping[str, Words]) -> str:
    """Return the script that hands the words of documents, by code, to the page."""
    vocabulary, lists = _invert(list(documents.values()))
    data = {
        "codes": list(documents),
        "stop": " ".join(sorted(STOPWORDS)),
        "words": " ".join(vocabulary),
        "lists": dict(zip(FIELDS, lists, strict=True)),
    }
    return f"loosfiches.words({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _invert(documents: Sequence[Words]) -> tuple[list[str], list[str]]:
    """Return the words, one way of writing each, and for each field the lists of the documents that hold them."""
    held: list[dict[str, int]] = [defaultdict(int) for _ in FIELDS]
    for number, texts in enumerate(documents):
        bit = 1 << number
        for holders, text in zip(held, texts, strict=True):
            for written in text.split():
                holders[written] |= bit
    ways: dict[str, list[str]] = {}
    for written in sorted(set(chain(*held))):
        ways.setdefault(key(written), []).append(written)
    order = sorted(ways)
    lists = [" ".join(coded(_union(holders, ways[word]), len(documents)) for word in order) for holders in held]
    return [min(ways[word], key=_plainness) for word in order], lists


def _union(holders: Mapping[str, int], ways: Iterable[str]) -> int:
    return reduce(or_, (holders.get(way, 0) for way in ways))


def _plainness(written: str) -> tuple[int, bool, str]:
    """Sort ways of writing a word: short ones first (a singular), accents rather than none."""
    return len(written), written.isascii(), written


def coded(bits: int, total: int) -> str:
    """Return which of `total` documents hold a word, one bit each, the first lowest, as signs.

    Gaps between those that do, or, where that is shorter, six bits to a sign; "" for none.
    """
    text = f"{bits:0{total}b}"[::-1] if bits else ""
    if bits.bit_count() * 6 > total:
        return _DENSE + "".join([_SIX[text[at : at + 6].ljust(6, "0")] for at in range(0, total, 6)])
    return "".join([_gap(len(run)) for run in text.split("1")[:-1]])


@lru_cache(maxsize=1 << 12)
def _gap(number: int) -> str:
    high, low = divmod(number, len(_DIGITS))
    signs = _DIGITS[low]
    while high:
        high, low = divmod(high, len(_MORE))
        signs = _MORE[low] + signs
    return signs
