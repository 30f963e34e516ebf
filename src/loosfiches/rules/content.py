"""LF4xx: what a document says about people and about the town, and whether it can be believed."""

from collections.abc import Iterator
from fractions import Fraction

from loosfiches.collection import Collection, Entry
from loosfiches.collection.links import CITATION
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.model.fiche import Fiche, Ici
from loosfiches.model.quantities import Family, Quantity
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


_CHIFFRE = """
    ici:
      chiffres:
        - valeur: environ 200
          libelle: réunions
          date: {date}
          source: {source}
    sources:
      - id: village
        titre: Village magazine
"""


_LACKING_FR = {"source": "n’a pas de source", "date": "n’a pas de date", "both": "n’a ni source ni date"}
_LACKING_EN = {"source": "has no source", "date": "has no date", "both": "has neither source nor date"}


def _bare_figure_fr(*, lacking: str) -> str:
    return f"ce chiffre {_LACKING_FR[lacking]}"


def _bare_figure_en(*, lacking: str) -> str:
    return f"this figure {_LACKING_EN[lacking]}"


@rule(
    "LF402",
    Severity.WARNING,
    fr=Words(
        _bare_figure_fr,
        "Un chiffre sans date ni source ne se vérifie pas, et vieillit sans qu’on le voie.",
        "Ajoutez « source » (le nom court d’une source) et « date » (« inconnue » si rien ne la donne).",
        "un chiffre n’a pas de source ou de date",
    ),
    en=Words(
        _bare_figure_en,
        "A figure without date or source cannot be checked, and goes out of date unseen.",
        "Add “source” (the short name of a source) and “date” (“inconnue” if nothing gives it).",
        "a figure has no source or no date",
    ),
    bad=_CHIFFRE.format(date="", source=""),
    good=_CHIFFRE.format(date="inconnue", source="village"),
)
def bare_figure(collection: Collection) -> Iterator[Diagnostic]:
    """Find figures about the town that lack their source or their date."""
    for entry, ici in _local(collection):
        for number, figure in enumerate(ici.chiffres):
            path = ("ici", "chiffres", number)
            source = not figure.source and not _cites(figure.libelle, figure.valeur)
            lacking = {"source": source, "date": figure.date is None}
            # What was written but not understood was told already.
            lacking = {field: lacks and not _written(entry, *path, field) for field, lacks in lacking.items()}
            named = [field for field, lacks in lacking.items() if lacks]
            if named:
                details = {"lacking": named[0] if len(named) == 1 else "both"}
                yield Diagnostic("LF402", entry.file, entry.source.place(path), details)


@rule(
    "LF403",
    Severity.WARNING,
    fr=Words(
        "ce passage de « ici » ne cite aucune source",
        "Ce qu’une fiche affirme d’une ville doit pouvoir être vérifié, même des années plus tard.",
        "Ajoutez après le fait le nom court de sa source, [@village], ou « source » dans la mise en œuvre.",
    ),
    en=Words(
        "this passage of “ici” cites no source",
        "What a sheet claims about a town must be verifiable, even years later.",
        "Add the short name of its source after the fact, [@village], or “source” in the mise en œuvre.",
    ),
    bad="""
    ici:
      texte: La ville a tenu deux cents réunions en sept ans.
    """,
    good="""
    ici:
      texte: La ville a tenu deux cents réunions en sept ans [@village].
    sources:
      - id: village
        titre: Village magazine
    """,
)
def bare_claim(collection: Collection) -> Iterator[Diagnostic]:
    """Find what is said of the town in `ici` without a source: its text, and each time that the thing was done."""
    for entry, ici in _local(collection):
        if ici.texte and not _cites(ici.texte):
            yield Diagnostic("LF403", entry.file, entry.source.place(("ici", "texte")))
        for number, time in enumerate(ici.mises_en_oeuvre):
            path = ("ici", "mises_en_oeuvre", number)
            has_source = time.source or _written(entry, *path, "source")
            if not has_source and not _cites(time.sujet, time.lecon, time.absents):
                yield Diagnostic("LF403", entry.file, entry.source.place(path))


def _local(collection: Collection) -> Iterator[tuple[Entry, Ici]]:
    for entry in collection.entries:
        if isinstance(entry.document, Fiche) and entry.document.ici and "ici" not in entry.spoilt:
            yield entry, entry.document.ici


def _cites(*texts: str | None) -> bool:
    return any(CITATION.search(text) for text in texts if text)


def _written(entry: Entry, *path: str | int) -> bool:
    """Tell whether the file holds something at `path`."""
    return entry.source.at(path) is not None


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
            stated: Quantity | None = getattr(entry.document, field, None)
            if not isinstance(entry.document, Fiche) or stated is None or stated.most is None:
                continue
            steps = [step.duree for step in entry.document.etapes if step.quand == when and step.duree]
            least = sum((step.least for step in steps if step.family == stated.family), Fraction(0))
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
