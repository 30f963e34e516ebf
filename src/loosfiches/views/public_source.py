"""What the public may read of a document's YAML, byte for byte, in the binder and on the site.

The team's own notes are cut out of them (`interne`, and fields that the model does not know, which no page shows
either). Comments stay: `new` tells authors that a file is public, comments included.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from loosfiches.build.digest import digest
from loosfiches.collection import Collection, Entry
from loosfiches.collection.private import find_private_fields
from loosfiches.collection.project import APART
from loosfiches.diagnostics import Diagnostic
from loosfiches.language import later, translator
from loosfiches.pdf.enclosure import Enclosure
from loosfiches.source import Path, Source, Value
from loosfiches.source.cuts import cut_fields, prune
from loosfiches.views.page import frame

_GLOSSARY = later("Glossary")


def enclosures(collection: Collection, entries: Iterable[Entry]) -> tuple[list[Enclosure], list[Diagnostic]]:
    """Return the sources of `entries`, of the classeur and of the glossary, and what had to be left out of them.

    A document bears the date of its last history line, else that of the edition, as the classeur and glossary do.
    """
    made: list[Enclosure] = []
    left: list[Diagnostic] = []
    for source, private, title, day in _public(collection, entries):
        if (body := readable(source, private)) is None:
            left.append(Diagnostic("LF608", source.file, source.key(private[0])))
        else:
            made.append(Enclosure(source.file, body, title, day))
    return made, left


def _public(
    collection: Collection, entries: Iterable[Entry]
) -> Iterator[tuple[Source, Sequence[Path], str, date | None]]:
    shared, issued = frame(collection.classeur), collection.classeur.issued
    titles = (shared.title, translator(shared.language)(_GLOSSARY))
    for name, model, title in zip(APART, (collection.classeur, collection.glossaire), titles, strict=True):
        if name in collection.sources:
            source = collection.sources[name]
            yield source, find_private_fields(source, model), title, issued
    for entry in entries:
        document = entry.document
        yield entry.source, entry.private, document.titre or entry.code, document.updated or issued


def readable(source: Source, private: Sequence[Path]) -> bytes | None:
    """Return the bytes of a file as it was read, the `private` ones of its fields cut out; None when they cannot be."""
    text = public_text(source, private)
    return None if text is None else source.encoded(text)


def public_text(source: Source, private: Sequence[Path]) -> str | None:
    """Return the text of a file, the `private` ones of its fields cut out; None when they cannot be."""
    return cut_fields(source, private) if private else source.text


def public(entry: Entry) -> Mapping[str, Value]:
    """Return what a document says, as it was written, without private fields."""
    private = entry.private
    if not private:
        return entry.source.value
    kept = prune(dict(entry.source.value), private)
    return kept if isinstance(kept, dict) else {}


def public_digest(entry: Entry, whole: str) -> str:
    """Return the SHA-256 of what may be read of a document's file, "" where its private fields cannot be cut out.

    `whole` is that of the file: it is told only of a file that keeps nothing for the team, as it would let guesses at
    a private note be tried.
    """
    private = entry.private
    if not private:
        return whole
    text = cut_fields(entry.source, private)
    if text is None:
        return ""
    return digest(entry.source.encoded(text))
