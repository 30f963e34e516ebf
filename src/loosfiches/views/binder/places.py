"""Finds where the words of a print warning stand in the files of a project."""

import re
from collections.abc import Iterator

from loosfiches.collection import Collection
from loosfiches.diagnostics import TOP, Span
from loosfiches.source import Path

#: What of a text is not printed as its words: targets of links, citations.
_UNSEEN = re.compile(r"\]\([^()]*\)|\[[;, ]*@[^\[\]]*\]")
#: The least letters of a word by which a text is surely found.
_SURE = 8


def place(collection: Collection, file: str, words: str) -> tuple[str, Span, str]:
    """Return the file, place and field of the text that holds the words; those of a classeur may be any document's.

    `file` is the one that print names: its own texts come first, and it is returned, at its top, where none is found.
    """
    if file not in collection.texts:
        return file, TOP, ""
    wanted = [_letters(words)]
    longest = max(re.split(r"[\W_]+", words), key=len)
    wanted += [longest] if len(longest) >= _SURE else []
    for letters in filter(None, wanted):
        for name, path, text in _texts(collection, file):
            if letters in _letters(_UNSEEN.sub("", text)):
                return name, collection.sources[name].place(path), ".".join(map(_step, path))
    return file, TOP, ""


def sign(collection: Collection, file: str, sign: str) -> tuple[str, Span]:
    """Return the file and place where a sign stands, the file's top where it stands nowhere."""
    for name, path, text in _texts(collection, file) if file in collection.texts else ():
        if sign and sign in text:
            start = text.index(sign)
            return name, collection.sources[name].spot(path, start, start + len(sign))
    return file, TOP


def _texts(collection: Collection, file: str) -> Iterator[tuple[str, Path, str]]:
    """Yield the texts of a file, then those of others where it is the classeur, which lists them all."""
    names = [file, *collection.texts] if file.endswith("classeur.yaml") else [file]
    for name in dict.fromkeys(names):
        yield from ((name, path, text) for path, text in collection.texts[name])


def _step(step: str | int) -> str:
    """Return a step of a path as people count: the first item of a list is 1."""
    return str(step + 1) if isinstance(step, int) else step


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
