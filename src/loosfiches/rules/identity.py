"""LF201 to LF205: who a document is and where it is filed."""

import re
from collections.abc import Iterator
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
