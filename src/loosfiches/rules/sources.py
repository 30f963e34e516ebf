"""LF303, LF304: the sources that a document cites and lists."""

from collections.abc import Iterator

from loosfiches.collection import Collection
from loosfiches.collection.links import find_unlisted
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, perhaps_en, perhaps_fr, rule
from loosfiches.spelling import Advice, Names

ERROR = Severity.ERROR


def _no_such_source_fr(*, name: str, near: str) -> str:
    return f"aucune source ne s’appelle « {name} »{perhaps_fr(near)}"


def _no_such_source_en(*, name: str, near: str) -> str:
    return f"no source is called “{name}”{perhaps_en(near)}"


@rule(
    "LF303",
    ERROR,
    fr=Words(
        _no_such_source_fr,
        "Une affirmation vaut ce que vaut sa source : le lecteur doit pouvoir y remonter.",
        "Corrigez le nom court, ou ajoutez la source dans « sources ».",
        "une source citée n’est pas dans « sources »",
    ),
    en=Words(
        _no_such_source_en,
        "A claim is worth what its source is worth: readers must be able to go back to it.",
        "Correct the short name, or add the source to “sources”.",
        "a source that is cited is not in “sources”",
    ),
    bad="""
    ici:
      texte: Deux cents réunions en sept ans [@vilage].
    sources:
      - id: village
        titre: Village magazine
    """,
    good="""
    ici:
      texte: Deux cents réunions en sept ans [@village].
    sources:
      - id: village
        titre: Village magazine
    """,
)
def unknown_source(collection: Collection) -> Iterator[Diagnostic]:
    """Find sources cited but not listed."""
    for entry in collection.entries:
        if "sources" in entry.spoilt:
            continue
        identifiers = [source.id for source in entry.document.sources if source.id]
        listed = set(identifiers)
        advice, names = Advice(), Names(identifiers)
        for name, span in find_unlisted(entry.source, entry.texts, listed):
            listed.add(name)
            yield Diagnostic("LF303", entry.file, span, {"name": name, "near": advice.nearest(name, names)})


@rule(
    "LF304",
    ERROR,
    fr=Words(
        "deux sources portent le nom court « {name} »",
        "On ne saurait laquelle atteste quoi.",
        "Donnez un autre nom à l’une des deux.",
    ),
    en=Words(
        "two sources have the short name “{name}”",
        "Nobody could tell which one supports what.",
        "Give one of them another name.",
    ),
    bad="""
    sources:
      - id: village
        titre: Village magazine
      - id: village
        titre: Échos loossois
    """,
    good="""
    sources:
      - id: village
        titre: Village magazine
      - id: echos
        titre: Échos loossois
    """,
)
def same_source(collection: Collection) -> Iterator[Diagnostic]:
    """Find short names given to two sources of one document."""
    for entry in collection.entries:
        seen: set[str] = set()
        for number, source in enumerate(entry.document.sources):
            if source.id in seen:
                span = entry.source.place(("sources", number, "id"))
                yield Diagnostic("LF304", entry.file, span, {"name": source.id or ""})
            seen.add(source.id or "")
