"""LF206 to LF208: what classeur.yaml and glossaire.yaml say of sections, words and settings."""

from collections.abc import Iterator

from loosfiches.collection.register import Index
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import RULES, Words, across
from loosfiches.source import Path
from loosfiches.spelling import plain

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


#: The lists whose items are named by a field.
_NAMED = (
    ("classeur", "sections", "lettre"),
    ("classeur", "niveaux", "cle"),
    ("classeur", "phases", "cle"),
    ("classeur", "publics", "cle"),
    ("glossaire", "termes", "terme"),
)


@across(
    "LF206",
    ERROR,
    fr=Words(
        "« {value} » figure déjà dans « {key} »",
        "Une lettre ou un mot qui désigne deux choses n’en désigne aucune.",
        "Changez l’un des deux.",
    ),
    en=Words(
        "“{value}” is already listed in “{key}”",
        "A letter or word that stands for two things stands for none.",
        "Change one of the two.",
    ),
    bad=_CLASSEUR.format(letter="A", more=""),
    good=_CLASSEUR.format(letter="B", more=""),
)
def taken_twice(register: Index) -> Iterator[Diagnostic]:
    """Find letters and words of the classeur, and terms of the glossary, that are given twice."""
    for file, key, field in _NAMED:
        seen: set[str] = set()
        for number, item in enumerate(getattr(getattr(register, file), key)):
            value = getattr(item, field) or ""
            if value and plain(value) in seen:
                yield _at(register, file, "LF206", (key, number, field), {"value": value, "key": key})
            seen.add(plain(value))


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
        "Without it, nothing can refer to this item.",
        "Add it.",
    ),
    bad=_CLASSEUR.format(letter="", more=""),
    good=_CLASSEUR.format(letter="B", more=""),
)
def unnamed(register: Index) -> Iterator[Diagnostic]:
    """Find items of the classeur and the glossary without the letter or word that names them."""
    for file, key, field in _NAMED:
        spoilt = register.spoilt.get(f"fiches/{file}.yaml", frozenset())
        for number, item in enumerate(getattr(getattr(register, file), key)):
            if not getattr(item, field) and key not in spoilt:
                yield _at(register, file, "LF207", (key, number), {"key": key, "field": field})


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
        "A setting that matches no rule has no effect, and may look as if it had one.",
        "Give a code or the start of one: LF105, LF4.",
    ),
    bad=_CLASSEUR.format(letter="B", more="validation:\n      ignorer:\n        - LF4x"),
    good=_CLASSEUR.format(letter="B", more="validation:\n      ignorer:\n        - LF4"),
)
def vain_setting(register: Index) -> Iterator[Diagnostic]:
    """Find settings of the classeur that name no rule."""
    settings = register.classeur.validation
    if settings is None:
        return
    named: list[tuple[Path, str]] = [(("validation", "gravites", code), code) for code in settings.gravites]
    for field in ("selection", "ignorer"):
        named += [(("validation", field, number), code) for number, code in enumerate(getattr(settings, field))]
    for path, code in named:
        if not any(rule_code.startswith(code) for rule_code in RULES):
            yield _at(register, "classeur", "LF208", path, {"value": code})


def _at(register: Index, file: str, code: str, path: Path, details: dict[str, str]) -> Diagnostic:
    source = register.sources[f"fiches/{file}.yaml"]
    return Diagnostic(code, source.file, source.place(path), details)
