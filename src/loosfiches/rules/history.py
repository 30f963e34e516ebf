"""LF221 to LF224: what the history of a document says, and what must stay when it is withdrawn."""

from collections.abc import Iterator
from itertools import pairwise

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, rule

ERROR = Severity.ERROR


def _backwards_fr(*, version: str, before: str, date: str = "", earlier: str = "") -> str:
    dates = f" ({date} après {earlier})" if date else ""
    return f"l’historique recule : la version {version} ne suit pas la version {before}{dates}"


def _backwards_en(*, version: str, before: str, date: str = "", earlier: str = "") -> str:
    dates = f" ({date} after {earlier})" if date else ""
    return f"the history goes backwards: version {version} does not follow version {before}{dates}"


@rule(
    "LF221",
    ERROR,
    fr=Words(
        _backwards_fr,
        "La dernière ligne donne la version et la date imprimées au pied de chaque page.",
        "Rangez les lignes de la plus ancienne à la plus récente, une version de plus à chaque fois.",
        "l’historique recule",
    ),
    en=Words(
        _backwards_en,
        "The last line gives the version and date printed at the foot of every page.",
        "Order the lines from the oldest to the newest, one version more each time.",
        "the history goes backwards",
    ),
    bad="""
    historique:
      - version: 2
        date: 2026-11-23
        changement: modification
        motif: Nouveau déroulé.
      - version: 1
        date: 2025-01-10
        changement: creation
        motif: Première rédaction.
    """,
    good="""
    historique:
      - version: 1
        date: 2025-01-10
        changement: creation
        motif: Première rédaction.
      - version: 2
        date: 2026-11-23
        changement: modification
        motif: Nouveau déroulé.
    """,
)
def history_order(collection: Collection) -> Iterator[Diagnostic]:
    """Find history lines whose version or date does not follow that of the line before."""
    for entry in collection.entries:
        lines = list(enumerate(entry.document.historique))
        for (_, before), (number, line) in pairwise(lines):
            later = not (line.date and before.date) or line.date >= before.date
            if (line.version or 0) <= (before.version or 0) or not later:
                dates = {} if later else {"date": str(line.date), "earlier": str(before.date)}
                details = {"version": str(line.version), "before": str(before.version), **dates}
                yield Diagnostic("LF221", entry.file, entry.source.place(("historique", number)), details)


@rule(
    "LF222",
    ERROR,
    fr=Words(
        "cette ligne d’historique ne dit pas « {field} »",
        "Version, date, sorte de changement et motif : c’est la mémoire de la fiche quand les personnes changent.",
        "Complétez la ligne.",
    ),
    en=Words(
        "this history line does not say “{field}”",
        "Version, date, kind of change and reason: the sheet's memory when people leave.",
        "Complete the line.",
    ),
    bad="""
    historique:
      - version: 1
        date: 2025-01-10
        changement: creation
    """,
    good="""
    historique:
      - version: 1
        date: 2025-01-10
        changement: creation
        motif: Première rédaction.
    """,
)
def history_line(collection: Collection) -> Iterator[Diagnostic]:
    """Find history lines that lack their version, date, kind or reason."""
    for entry in collection.entries:
        written = entry.source.value.get("historique")
        for number, line in enumerate(entry.document.historique):
            for field in ("version", "date", "changement", "motif"):
                written_line = written[number] if isinstance(written, list) and number < len(written) else None
                if getattr(line, field) is None and not (isinstance(written_line, dict) and written_line.get(field)):
                    span = entry.source.place(("historique", number))
                    yield Diagnostic("LF222", entry.file, span, {"field": field})


@rule(
    "LF223",
    ERROR,
    fr=Words(
        "l’historique d’une fiche retirée doit finir par une ligne « retrait » avec son motif",
        "Une fiche retirée reste dans la liste : qui la cherche doit savoir pourquoi elle n’est plus là.",
        "Ajoutez la ligne de retrait ; « remplacee_par » donne au besoin le code qui la remplace.",
    ),
    en=Words(
        "the history of a withdrawn sheet must end with a “retrait” line and its reason",
        "A withdrawn sheet stays in the list: whoever looks for it must learn why it is gone.",
        "Add the withdrawal line; “remplacee_par” may give the code that replaces it.",
    ),
    bad="etat: retiree",
    good="""
    etat: retiree
    historique:
      - version: 2
        date: 2026-11-23
        changement: retrait
        motif: Remplacée par la réunion de quartier.
    """,
)
def withdrawal(collection: Collection) -> Iterator[Diagnostic]:
    """Find withdrawn documents that do not say why."""
    for entry in collection.entries:
        last = entry.document.historique[-1:]
        has_reason = any(line.changement == "retrait" and line.motif for line in last)
        if entry.document.state == "retiree" and not has_reason:
            yield Diagnostic("LF223", entry.file, entry.source.place(("etat",)))


@rule(
    "LF224",
    ERROR,
    fr=Words(
        "l’historique finit par un retrait, mais l’état est « {state} »",
        "L’état dit si l’on peut se servir de la fiche ; l’historique dit le contraire.",
        "Passez l’état à « retiree », ou ajoutez une ligne « retablissement ».",
    ),
    en=Words(
        "the history ends with a withdrawal, but the state is “{state}”",
        "The state says whether the sheet may be used; the history says the opposite.",
        "Set the state to “retiree”, or add a “retablissement” line.",
    ),
    bad="""
    etat: brouillon
    historique:
      - version: 2
        date: 2026-11-23
        changement: retrait
        motif: Plus personne ne la tient.
    """,
    good="""
    etat: brouillon
    historique:
      - version: 3
        date: 2026-11-23
        changement: retablissement
        motif: Reprise par le service jeunesse.
    """,
)
def still_there(collection: Collection) -> Iterator[Diagnostic]:
    """Find documents withdrawn by their history but not by their state."""
    for entry in collection.entries:
        gone = any(line.changement == "retrait" for line in entry.document.historique[-1:])
        if gone and entry.document.state != "retiree":
            span = entry.source.place(("historique", len(entry.document.historique) - 1))
            yield Diagnostic("LF224", entry.file, span, {"state": entry.document.state})
