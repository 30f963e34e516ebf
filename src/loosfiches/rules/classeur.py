"""LF206 to LF208: what classeur.yaml says of sections, words and settings."""

from collections.abc import Iterator

from loosfiches.collection.register import Register
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import RULES, Words, across
from loosfiches.source import Path

ERROR = Severity.ERROR

_CLASSEUR = """
    # fiches/classeur.yaml
    schema: classeur/1
    titre: Classeur
    collectivite:
      nom: Ville
    langue: fr-FR
    mention: Essai
    sections:
      - lettre: A
        titre: Dispositifs
        dossier: dispositifs
      - lettre: {letter}
        titre: Méthodes
        dossier: methodes
    edition:
      numero: 1
    licence: etalab-2.0
    {more}
"""


#: The lists of the classeur whose items are named by a field.
_NAMED = (("sections", "lettre"), ("niveaux", "cle"), ("phases", "cle"), ("publics", "cle"))


@across(
    "LF206",
    ERROR,
    fr=Words(
        "« {value} » est déjà pris dans « {key} »",
        "Une lettre ou un mot qui désigne deux choses n’en désigne aucune.",
        "Changez l’un des deux.",
    ),
    en=Words(
        "“{value}” is already taken in “{key}”",
        "A letter or word that stands for two things stands for none.",
        "Change one of the two.",
    ),
    bad=_CLASSEUR.format(letter="A", more=""),
    good=_CLASSEUR.format(letter="B", more=""),
)
def taken_twice(register: Register) -> Iterator[Diagnostic]:
    """Find letters and words of the classeur that are given twice."""
    for key, field in _NAMED:
        seen: set[str] = set()
        for number, each in enumerate(getattr(register.classeur, key)):
            value = getattr(each, field)
            if value in seen:
                yield _in_classeur(register, "LF206", (key, number, field), {"value": value, "key": key})
            seen.update([value] if value else [])


@across(
    "LF207",
    ERROR,
    fr=Words(
        "cet élément de « {key} » n’a pas de « {field} »",
        "Sans ce mot, rien ne peut s’y rattacher.",
        "Ajoutez-le.",
    ),
    en=Words(
        "this item of “{key}” has no “{field}”",
        "Without that word nothing can be tied to it.",
        "Add it.",
    ),
    bad=_CLASSEUR.format(letter="", more=""),
    good=_CLASSEUR.format(letter="B", more=""),
)
def unnamed(register: Register) -> Iterator[Diagnostic]:
    """Find items of the classeur without the letter or word that names them."""
    spoilt = register.spoilt.get("fiches/classeur.yaml", frozenset())
    for key, field in _NAMED:
        for number, each in enumerate(getattr(register.classeur, key)):
            if not getattr(each, field) and key not in spoilt:
                yield _in_classeur(register, "LF207", (key, number), {"key": key, "field": field})


@across(
    "LF208",
    ERROR,
    fr=Words(
        "aucune règle ne porte le code « {value} »",
        "Un réglage qui ne vise rien ne règle rien, et peut faire croire que tout va bien.",
        "Donnez un code ou un début de code : LF105, LF4.",
    ),
    en=Words(
        "no rule has the code “{value}”",
        "A setting that aims at nothing settles nothing, and may give false comfort.",
        "Give a code or the start of one: LF105, LF4.",
    ),
    bad=_CLASSEUR.format(letter="B", more="validation:\n      ignorer:\n        - LF4x"),
    good=_CLASSEUR.format(letter="B", more="validation:\n      ignorer:\n        - LF4"),
)
def vain_setting(register: Register) -> Iterator[Diagnostic]:
    """Find settings of the classeur that name no rule."""
    settings = register.classeur.validation
    if settings is None:
        return
    named: list[tuple[Path, str]] = [(("validation", "gravites", code), code) for code in settings.gravites]
    for field in ("selection", "ignorer"):
        named += [(("validation", field, number), code) for number, code in enumerate(getattr(settings, field))]
    for path, code in named:
        if not any(known.startswith(code) for known in RULES):
            yield _in_classeur(register, "LF208", path, {"value": code})


def _in_classeur(register: Register, code: str, path: Path, details: dict[str, str]) -> Diagnostic:
    source = register.sources["fiches/classeur.yaml"]
    return Diagnostic(code, source.file, source.place(path), details)
