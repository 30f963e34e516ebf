"""LF416: titles and summaries longer than lists and dividers hold well."""

from collections.abc import Iterator

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, rule

#: Field -> how many characters are enough as a rule; the model refuses more than it holds at all.
ENOUGH = {"titre": 80, "resume": 280}


@rule(
    "LF416",
    Severity.INFO,
    fr=Words(
        "« {key} » compte {found} signes ; {enough} suffisent d’ordinaire",
        "Titres et résumés sont repris dans les listes, les intercalaires et les cartes : courts, ils s’y lisent d’un "
        "coup d’œil.",
        "Gardez l’essentiel si vous le pouvez ; le reste a sa place dans « presentation » ou dans un autre champ.",
    ),
    en=Words(
        "“{key}” has {found} characters; {enough} are enough as a rule",
        "Titles and summaries are repeated in lists, dividers and cards: short ones are read there at a glance.",
        "Keep what matters most if you can; the rest belongs in “presentation” or in another field.",
    ),
    bad="titre: Comment organiser avec les habitants du quartier une réunion publique utile, vivante et suivie",
    good="titre: Une réunion publique utile",
)
def somewhat_long(collection: Collection) -> Iterator[Diagnostic]:
    """Find titles and summaries longer than is enough."""
    for entry in collection.entries:
        for key, enough in ENOUGH.items():
            found = len(getattr(entry.document, key) or "")
            if found > enough:
                details = {"key": key, "found": str(found), "enough": str(enough)}
                yield Diagnostic("LF416", entry.file, entry.source.place((key,)), details)
