"""LF225: what time has overtaken."""

from collections.abc import Iterator

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, rule


@rule(
    "LF225",
    Severity.WARNING,
    fr=Words(
        "ce document devait être relu avant {date}",
        "Un contact, un coût ou une loi a pu changer : une fiche périmée trompe qui s’y fie.",
        "Relisez la fiche, ajoutez une ligne à l’historique et repoussez « revoir_avant ».",
    ),
    en=Words(
        "this document was due for review before {date}",
        "A contact, a cost or a law may have changed: a stale sheet misleads those who trust it.",
        "Review the sheet, add a line to the history and set a later “revoir_avant”.",
    ),
    bad="revoir_avant: 2020-06",
    good="revoir_avant: 2090-06",
)
def overdue(collection: Collection) -> Iterator[Diagnostic]:
    """Find documents, withdrawn ones left out, whose time to be read over is past."""
    for entry in collection.entries:
        due = entry.document.revoir_avant
        if due and due.end and due.end.last_day < collection.today and entry.document.state != "retiree":
            yield Diagnostic("LF225", entry.file, entry.source.place(("revoir_avant",)), {"date": str(due.end)})
