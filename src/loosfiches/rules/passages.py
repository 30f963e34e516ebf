"""The sentences of the authors, which the rules of wording and typography read."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from loosfiches.collection import Collection
from loosfiches.collection.project import APART
from loosfiches.diagnostics import Diagnostic, Fix
from loosfiches.source import Path, Source

#: Where a link leads: a text in brackets, which may hold others.
TARGET = r"\((?:[^()]|\([^()]*\))*\)"
#: What is no wording: code, addresses and where links lead, citations, characters by their name (« &nbsp; »).
_MUTE = re.compile(
    rf"`[^`]*`|(?<=\]){TARGET}|<[^<>]*>|\[@[^\[\]]*\]|https?://\S+|www\.\S+|mailto:\S+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+|&(?:#?\w{1,10});"
)


class Passage(NamedTuple):
    """A text of a file in a language, and the same with a blank in place of each sign that is no wording."""

    source: Source
    language: str
    path: Path
    text: str
    words: str

    def diagnose(self, code: str, start: int, end: int, /, **details: str) -> Diagnostic:
        """Return a diagnostic at the characters from `start` to `end`, or at the whole text where they are not sure."""
        return Diagnostic(code, self.source.file, self.source.spot(self.path, start, end), details)

    def edit(self, start: int, end: int, right: str) -> Fix | None:
        """Return the fix that writes `right` for some characters, None where their place is not sure.

        The right text must mean the same in any quotes, and to YAML in none.
        """
        place = self.source.stretch(self.path, start, end)
        return Fix(place, right) if place else None

    def written(self, start: int, end: int) -> str:
        """Return some characters as the file writes them, "" where their place is not sure or is on two lines."""
        place = self.source.stretch(self.path, start, end)
        return self.source.cut(place) if place and place.line == place.end_line else ""


class FileWords(NamedTuple):
    """The authors' own sentences in a file, and all their words, each text on lines of its own."""

    passages: Sequence[Passage]
    words: str


def find_passages(collection: Collection) -> Iterator[Passage]:
    """Yield the authors' own sentences, file by file."""
    for file in _read_files(collection):
        yield from file.passages


def find_french_passages(collection: Collection, holding: re.Pattern[str] | None = None) -> Iterator[Passage]:
    """Yield those in French, of the files in which `holding` is found: most have nothing of the kind."""
    for file in _read_files(collection):
        is_french = file.passages and file.passages[0].language.startswith("fr")
        if is_french and (holding is None or holding.search(file.words)):
            yield from file.passages


@lru_cache(maxsize=1)
def _read_files(collection: Collection) -> list[FileWords]:
    """Return the sentences of each file; seven rules read them, so they are sorted out once."""
    usual = collection.classeur.langue or "fr"
    languages = dict.fromkeys(APART, usual)
    languages |= {entry.file: entry.document.langue or usual for entry in collection.entries}
    by_file = (
        [_passage(source, languages[name].lower(), *placed) for placed in collection.prose[name]]
        for name, source in collection.sources.items()
        if name in languages
    )
    return [FileWords(passages, "\n\n".join(passage.words for passage in passages)) for passages in by_file]


def _passage(source: Source, language: str, path: Path, text: str) -> Passage:
    words = _MUTE.sub(blank, text) if _signs(text) else text
    return Passage(source, language, path, text, words)


def _signs(text: str) -> bool:
    """Tell, faster than a pattern would, whether a text may hold something that is no wording."""
    return any(sign in text for sign in ("`", "<", "@", "]", "&", "://", "www."))


def blank(match: re.Match[str]) -> str:
    """Return as many blanks as what was matched has characters, so that the others keep their places."""
    return " " * len(match[0])
