"""LF401, LF404, LF405: whether people agreed, whether times add up, whether limits are told."""

from collections.abc import Iterator
from fractions import Fraction

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.model.fiche import Fiche
from loosfiches.model.quantities import Expression, Family, Quantity
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


#: The steps of a time, and the field that says how long that time is.
_STATED = {"avant": "preparation", "pendant": "duree"}
_ETAPES = """
    duree: 1 h 30 à 2 h
    etapes:
      - titre: Écouter
        quand: pendant
        duree: 1 h à 1 h 30
      - titre: Conclure
        quand: pendant
        duree: {last}
      - titre: Faire le bilan
        quand: apres
        duree: 1 h
"""


def _too_long_fr(*, when: str, days: str, time: str, field: str, stated: str) -> str:
    least = f"{days} {'jours' if float(days) >= 2 else 'jour'}".replace(".", ",") if days else time
    return f"les étapes « {when} » durent au moins {least}, plus que « {field}: {stated} »"


def _too_long_en(*, when: str, days: str, time: str, field: str, stated: str) -> str:
    least = f"{days} {'day' if days == '1' else 'days'}" if days else time
    return f"the steps “{when}” last at least {least}, more than “{field}: {stated}”"


@rule(
    "LF404",
    Severity.WARNING,
    fr=Words(
        _too_long_fr,
        "On réserve la salle et les agents sur la foi de cette durée.",
        "Corrigez la durée annoncée, ou celle des étapes.",
        "les étapes durent plus que la durée annoncée",
    ),
    en=Words(
        _too_long_en,
        "Room and staff are booked on the strength of that duration.",
        "Correct the duration stated, or those of the steps.",
        "the steps last longer than the duration stated",
    ),
    bad=_ETAPES.format(last="1 h 15"),
    good=_ETAPES.format(last="1 h"),
)
def too_long(collection: Collection) -> Iterator[Diagnostic]:
    """Find times whose steps, at their shortest, last longer than the time stated at its longest."""
    for entry in collection.entries:
        for when, field in _STATED.items():
            stated: Expression | None = getattr(entry.document, field, None)
            if not isinstance(entry.document, Fiche) or not isinstance(stated, Quantity) or stated.most is None:
                continue
            steps = [step.duree for step in entry.document.etapes if step.quand == when]
            told = [step for step in steps if isinstance(step, Quantity) and step.family == stated.family]
            least = sum((step.least for step in told), Fraction(0))
            if least > stated.most:
                details = {"when": when, "field": field, "stated": stated.text, **_sum(least, stated.family)}
                yield Diagnostic("LF404", entry.file, entry.source.place((field,)), details)


def _sum(size: Fraction, family: Family) -> dict[str, str]:
    if family == Family.DAYS:
        return {"days": f"{float(size):g}", "time": ""}
    hours, minutes = divmod(int(size), 60)
    return {"days": "", "time": f"{hours} h {minutes:02d}".removesuffix(" 00") if hours else f"{minutes} min"}


_BALANCE = """
    schema: fiche/1
    code: A-07
    titre: Café citoyen
    resume: Parler de la ville autour d’un café.
    etat: en_vigueur
    nature: outil
    objectifs:
      - Parler.
    publics:
      - tous
    duree: 1 h
    limites:
      - On y décide peu.
    auteurs:
      - Service participation
    tenue_par:
      service: Service participation
    historique:
      - version: 1
        date: 2026-11-23
        changement: creation
        motif: Première rédaction.
    points_forts:
      - Chacun peut parler.
      - Il coûte peu.
      - On y vient seul.
      {more}
"""


def _all_bright_fr(*, strong: str = "", weak: str = "") -> str:
    if strong:
        return f"{strong} points forts pour {weak} dans « limites »"
    return "ce récit ne dit rien de ce qui a résisté (« obstacles »)"


def _all_bright_en(*, strong: str = "", weak: str = "") -> str:
    if strong:
        return f"{strong} strong points for {weak} in “limites”"
    return "this récit says nothing of what stood in the way (“obstacles”)"


@rule(
    "LF405",
    Severity.INFO,
    fr=Words(
        _all_bright_fr,
        "Qui s’apprête à essayer apprend surtout de ce qui a coincé ; un texte sans ombre n’est pas cru.",
        "Dites ce qui n’a pas marché, ou ce que la méthode ne permet pas.",
        "un récit sans obstacles, ou bien plus de points forts que de limites",
    ),
    en=Words(
        _all_bright_en,
        "Whoever is about to try learns most from what went wrong; a text that only praises is not believed.",
        "Say what did not work, or what the method does not allow.",
        "a récit without obstacles, or far more strong points than limits",
    ),
    bad=_BALANCE.format(more="- On y goûte aussi."),
    good=_BALANCE.format(more=""),
)
def all_bright(collection: Collection) -> Iterator[Diagnostic]:
    """Find récits without obstacles and fiches far longer on strong points than on limits, those in force."""
    for entry in collection.entries:
        document = entry.document
        if isinstance(document, Recit) and document.state == "en_vigueur":
            if not document.obstacles and "obstacles" not in entry.spoilt:
                yield Diagnostic("LF405", entry.file, entry.source.place(("code",)))
        elif isinstance(document, Fiche) and document.state == "en_vigueur":
            strong, weak = len(document.points_forts), len(document.limites)
            if strong > 3 * weak > 0 and "limites" not in entry.spoilt:
                span = entry.source.key(("points_forts",))
                yield Diagnostic("LF405", entry.file, span, {"strong": str(strong), "weak": str(weak)})
