"""LF20x and LF22x: who a document is, where it is filed, and what its history says."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from loosfiches.collection import Collection
from loosfiches.collection.register import Index
from loosfiches.diagnostics import Diagnostic, Related, Severity
from loosfiches.rules import Words, across, rule
from loosfiches.spelling import slug

ERROR, WARNING = Severity.ERROR, Severity.WARNING
#: What may follow the code in the name of a file.
_REST = re.compile(r"(?:-[a-z0-9]+)*")
_RESERVED = {"recit": "R", "chapitre": "C"}


@across(
    "LF201",
    ERROR,
    fr=Words(
        "le code {code} est déjà celui de {other}",
        "Le code est ce par quoi on retrouve, cite et range une fiche : il n’en désigne qu’une.",
        "Donnez à l’une des deux le prochain numéro libre (loosfiches new le trouve).",
    ),
    en=Words(
        "code {code} already belongs to {other}",
        "The code is how a sheet is found, quoted and filed: it stands for one only.",
        "Give one of them the next free number (loosfiches new finds it).",
    ),
    bad="""
    # fiches/dispositifs/A-01-cafe-citoyen.yaml
    code: A-01
    # fiches/dispositifs/A-01-marche-aux-idees.yaml
    code: A-01
    """,
    good="""
    # fiches/dispositifs/A-01-cafe-citoyen.yaml
    code: A-01
    # fiches/dispositifs/A-02-marche-aux-idees.yaml
    code: A-02
    """,
)
def duplicate_code(register: Index) -> Iterator[Diagnostic]:
    """Find codes claimed twice; both places are told."""
    for card in register.cards:
        first = register.by_code.get(card.code, card)
        if first is not card:
            place = Related(first.file, first.place)
            details = {"code": card.code, "other": first.file}
            yield Diagnostic("LF201", card.file, card.place, details, related=(place,))


@across(
    "LF202",
    ERROR,
    fr=Words(
        "le nom du fichier devrait être {expected}",
        "Le nom commence par le code, en lettres simples : on trouve la fiche sans l’ouvrir, sur toute machine.",
        "Renommez le fichier, ou corrigez le code.",
    ),
    en=Words(
        "the file should be named {expected}",
        "The name starts with the code, in plain letters: the sheet is found without opening it, on any machine.",
        "Rename the file, or correct the code.",
    ),
    bad="""
    # fiches/dispositifs/cafe.yaml
    code: A-07
    """,
    good="""
    # fiches/dispositifs/A-07-cafe.yaml
    code: A-07
    """,
)
def file_name(register: Index) -> Iterator[Diagnostic]:
    """Find files whose name does not start with their code."""
    for card in register.cards:
        stem = PurePosixPath(card.file).stem
        twin = register.by_code.get(card.code, card) is not card  # then the code itself is told, as taken
        named = stem.startswith(card.code) and _REST.fullmatch(stem, len(card.code))
        if card.code and not twin and not named:
            tail = re.sub(r"^[A-Za-z]-?\d{1,3}-?", "", stem)
            expected = f"{card.code}-{slug(tail) or slug(card.titre) or 'titre'}.yaml"
            yield Diagnostic("LF202", card.file, card.place, {"expected": expected})


@rule(
    "LF203",
    WARNING,
    fr=Words(
        "les documents de la section {letter} se rangent dans fiches/{folder}/",
        "Un dossier par section, comme les intercalaires du classeur : chacun sait où chercher.",
        "Déplacez le fichier, ou changez « dossier » dans classeur.yaml.",
    ),
    en=Words(
        "the documents of section {letter} are filed in fiches/{folder}/",
        "One folder per section, like the dividers of the binder: everyone knows where to look.",
        "Move the file, or change “dossier” in classeur.yaml.",
    ),
    bad="""
    # fiches/methodes/A-07-cafe.yaml
    code: A-07
    """,
    good="""
    # fiches/dispositifs/A-07-cafe.yaml
    code: A-07
    """,
)
def folder(collection: Collection) -> Iterator[Diagnostic]:
    """Find documents filed outside their section's folder."""
    folders = {section.lettre: section.dossier for section in collection.sections if section.dossier}
    for entry in collection.entries:
        expected = folders.get(entry.code[:1])
        if expected and str(PurePosixPath(entry.file).parent) != f"fiches/{expected}":
            details = {"letter": entry.code[:1], "folder": expected}
            yield Diagnostic("LF203", entry.file, entry.source.place(("code",)), details)


@rule(
    "LF204",
    ERROR,
    fr=Words(
        "aucune section {letter} dans classeur.yaml",
        "La lettre du code dit dans quelle section du classeur la fiche se range.",
        "Corrigez la lettre, ou ajoutez la section dans classeur.yaml.",
    ),
    en=Words(
        "there is no section {letter} in classeur.yaml",
        "The letter of the code says in which section of the binder the sheet is filed.",
        "Correct the letter, or add the section to classeur.yaml.",
    ),
    bad="""
    # fiches/dispositifs/Z-01-cafe.yaml
    code: Z-01
    """,
    good="""
    # fiches/dispositifs/A-01-cafe.yaml
    code: A-01
    """,
)
def section(collection: Collection) -> Iterator[Diagnostic]:
    """Find codes whose letter no section has."""
    letters = {section.lettre for section in collection.sections}
    for entry in collection.entries:
        if letters and entry.code and entry.code[0] not in letters:
            span = entry.source.place(("code",))
            yield Diagnostic("LF204", entry.file, span, {"letter": entry.code[0]})


@rule(
    "LF205",
    ERROR,
    fr=Words(
        "la lettre {letter} est réservée : R aux récits, C aux chapitres",
        "On reconnaît un récit ou un chapitre à son code.",
        "Donnez au document une lettre de sa sorte.",
    ),
    en=Words(
        "letter {letter} is reserved: R for récits, C for chapters",
        "A récit or a chapter is known by its code.",
        "Give the document a letter of its kind.",
    ),
    bad="""
    # fiches/recits/R-01-cafe.yaml
    schema: fiche/1
    code: R-01
    titre: Café citoyen
    resume: Parler de la ville autour d’un café.
    """,
    good="""
    # fiches/dispositifs/A-01-cafe.yaml
    code: A-01
    """,
)
def reserved_letter(collection: Collection) -> Iterator[Diagnostic]:
    """Find fiches under R or C, and récits and chapters under another letter."""
    for entry in collection.entries:
        reserved, letter = _RESERVED.get(entry.kind), entry.code[:1]
        if letter and (letter != reserved if reserved else letter in _RESERVED.values()):
            yield Diagnostic("LF205", entry.file, entry.source.place(("code",)), {"letter": letter})


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
