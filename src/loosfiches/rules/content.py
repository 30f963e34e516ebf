"""LF4xx: what a document says about people."""

from collections.abc import Iterator

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.model.recit import Recit
from loosfiches.rules import Words, rule


@rule(
    "LF401",
    Severity.WARNING,
    fr=Words(
        "sans l’accord des personnes (consentement « {status} »), ce récit n’est publié nulle part",
        "Un récit parle de gens : leur accord passe avant notre envie de publier.",
        "Recueillez l’accord, ou racontez d’après des sources publiques et dites-le.",
    ),
    en=Words(
        "without people's consent (“{status}”) this récit is published nowhere",
        "A récit speaks of people: their consent comes before our wish to publish.",
        "Obtain consent, or tell the story from public sources and say so.",
    ),
    bad="""
    # fiches/recits/R-01-cafe.yaml
    schema: recit/1
    code: R-01
    titre: Le café de la place
    resume: Comment il est né.
    consentement:
      statut: en_attente
    """,
    good="""
    # fiches/recits/R-01-cafe.yaml
    schema: recit/1
    code: R-01
    titre: Le café de la place
    resume: Comment il est né.
    consentement:
      statut: obtenu
    """,
)
def consent(collection: Collection) -> Iterator[Diagnostic]:
    """Find récits whose people have not agreed yet, or no longer do."""
    for entry in collection.entries:
        consented = entry.document.consentement if isinstance(entry.document, Recit) else None
        if consented and consented.statut in {"en_attente", "retire"}:
            span = entry.source.place(("consentement", "statut"))
            yield Diagnostic("LF401", entry.file, span, {"status": consented.statut})
