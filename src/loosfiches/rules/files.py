"""LF001 to LF005, LF023: what keeps a file from being read as text. Found by the reader, only the words are here."""

from loosfiches.diagnostics import Severity
from loosfiches.language import translator
from loosfiches.refusals import said
from loosfiches.rules import Words, declare

ERROR = Severity.ERROR

declare(
    "LF001",
    ERROR,
    fr=Words(
        "ce fichier n’est pas en UTF-8 ; lu en Windows-1252, on y verrait « {reading} »",
        "Un ancien réglage de l’éditeur abîme les accents dès que le fichier change de machine.",
        "Enregistrez le fichier en UTF-8 (« Enregistrer sous », encodage UTF-8).",
    ),
    en=Words(
        "this file is not UTF-8; read as Windows-1252 it would say “{reading}”",
        "An old editor setting breaks accents as soon as the file moves to another machine.",
        "Save the file as UTF-8 (“Save as”, encoding UTF-8).",
    ),
    bad="schema: fiche/1\ncode: A-01\ntitre: Café citoyen\nresume: Parler.\n".encode("cp1252"),
    good="titre: Café citoyen",
)
declare(
    "LF002",
    ERROR,
    fr=Words(
        "ce fichier est en UTF-16",
        "Git et les autres outils ne savent ni le comparer ni le fusionner.",
        "Enregistrez le fichier en UTF-8 (« Enregistrer sous », encodage UTF-8).",
    ),
    en=Words(
        "this file is UTF-16",
        "Git and other tools can neither compare nor merge it.",
        "Save the file as UTF-8 (“Save as”, encoding UTF-8).",
    ),
    bad="schema: fiche/1\ncode: A-01\ntitre: Café citoyen\nresume: Parler.\n".encode("utf-16"),
    good="titre: Café citoyen",
)
_SIGNS_FR = {
    "U+00AD": "trait d’union conditionnel", "U+200B": "espace de largeur nulle", "U+200C": "antiliant",
    "U+200D": "liant", "U+2060": "gluon de mots", "U+FEFF": "marque d’ordre des octets",
    "U+2028": "fin de ligne d’un autre système", "U+2029": "fin de paragraphe d’un autre système",
    **{f"U+{code:04X}": "sens d’écriture" for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F))},
    **{f"U+{code:04X}": "sens d’écriture" for code in range(0x2066, 0x206A)},
}  # fmt: skip
_SIGNS_EN = {
    "U+00AD": "soft hyphen", "U+200B": "zero-width space", "U+200C": "zero-width non-joiner",
    "U+200D": "zero-width joiner", "U+2060": "word joiner", "U+FEFF": "byte order mark",
    "U+2028": "line separator", "U+2029": "paragraph separator",
    **{sign: "writing direction" for sign, name in _SIGNS_FR.items() if name == "sens d’écriture"},
}  # fmt: skip


def _invisible_fr(*, sign: str) -> str:
    return f"caractère invisible {sign}" + (f" ({_SIGNS_FR[sign]})" if sign in _SIGNS_FR else "")


def _invisible_en(*, sign: str) -> str:
    return f"invisible character {sign}" + (f" ({_SIGNS_EN[sign]})" if sign in _SIGNS_EN else "")


declare(
    "LF003",
    ERROR,
    fr=Words(
        _invisible_fr,
        "Un caractère qu’on ne voit pas trompe le lecteur, la recherche et les comparaisons de versions.",
        "Effacez le caractère, au besoin en retapant les mots voisins.",
        "caractère invisible",
    ),
    en=Words(
        _invisible_en,
        "A character that nobody sees misleads readers, search and version comparison.",
        "Delete the character, retyping the words around it if need be.",
        "invisible character",
    ),
    bad='titre: "Café\\u202ecitoyen"',
    good="titre: Café citoyen",
)


def _too_big_fr(*, what: str, limit: str, size: str = "") -> str:
    match what:
        case "file":
            return f"fichier de {size} Kio : la limite est de {limit} Kio"
        case "depth":
            return f"plus de {limit} niveaux imbriqués"
        case "items":
            return f"plus de {limit} éléments"
        case _:
            return f"texte de plus de {limit} caractères"


def _too_big_en(*, what: str, limit: str, size: str = "") -> str:
    match what:
        case "file":
            return f"file of {size} KiB: the limit is {limit} KiB"
        case "depth":
            return f"more than {limit} nested levels"
        case "items":
            return f"more than {limit} items"
        case _:
            return f"text of more than {limit} characters"


declare(
    "LF004",
    ERROR,
    fr=Words(
        _too_big_fr,
        "Une fiche qui dépasse ces bornes n’est sans doute pas une fiche, et pourrait bloquer l’outil.",
        "Partagez le contenu entre plusieurs fiches.",
        "fichier ou texte trop long, ou trop de niveaux imbriqués",
    ),
    en=Words(
        _too_big_en,
        "A sheet beyond these limits is probably not a sheet, and could block the tool.",
        "Split the content between several sheets.",
        "file or text too long, or too many nested levels",
    ),
    bad="objectifs: [[[[[[[[[[[[[[[[Trop profond]]]]]]]]]]]]]]]]",
    good="objectifs:\n  - Donner la parole.",
)
declare(
    "LF005",
    ERROR,
    fr=Words(
        "tabulation (ou espace insécable en début de ligne)",
        "YAML ne connaît que l’espace ordinaire pour décaler une ligne ; les autres blancs changent le sens.",
        "Remplacez par des espaces ordinaires, deux par niveau.",
    ),
    en=Words(
        "tab (or no-break space at the start of a line)",
        "YAML knows only the ordinary space for indenting; other blanks change the meaning.",
        "Use ordinary spaces, two per level.",
    ),
    bad="objectifs:\n\t- Donner la parole.",
    good="objectifs:\n  - Donner la parole.",
)


def _left_aside_fr(*, reason: str) -> str:
    return (
        f"fichier laissé de côté : {said(reason, translator('fr')) if reason else 'ce n’est pas un fichier ordinaire'}"
    )


def _left_aside_en(*, reason: str) -> str:
    return f"file left aside: {said(reason, translator('en')) if reason else 'it is not a regular file'}"


declare(
    "LF023",
    ERROR,
    fr=Words(
        _left_aside_fr,
        "Un lien ou un fichier protégé pourrait mener hors du projet ; il n’est pas suivi.",
        "Remplacez-le par un vrai fichier, lisible.",
        "fichier laissé de côté",
    ),
    en=Words(
        _left_aside_en,
        "A link or a protected file could lead out of the project; it is not followed.",
        "Put a real, readable file in its place.",
        "file left aside",
    ),
    bad="",
    good="titre: Café citoyen",
)


def _copy_fr(*, original: str, line: str) -> str:
    if not original:
        return "cette fiche n’est pas lue : son nom finit par « .txt »"
    text = f"diffère de « {original} » à partir de la ligne {line}" if line else f"est identique à « {original} »"
    return f"cette copie n’est pas lue ; elle {text}"


def _copy_en(*, original: str, line: str) -> str:
    if not original:
        return "this sheet is not read: its name ends with “.txt”"
    text = f"it differs from “{original}” from line {line} on" if line else f"it is identical to “{original}”"
    return f"this copy is not read; {text}"


declare(
    "LF032",
    Severity.WARNING,
    fr=Words(
        _copy_fr,
        "Explorateurs de fichiers, navigateurs et dossiers partagés laissent des copies à côté des fiches ; un éditeur "
        "de texte ajoute « .txt ».",
        "Gardez le bon texte sous le nom de la fiche, et effacez l’autre fichier ; ôtez « .txt » du nom.",
        "copie d’une fiche, ou fiche nommée comme un texte",
    ),
    en=Words(
        _copy_en,
        "File managers, browsers and shared drives leave copies beside sheets; a text editor adds “.txt”.",
        "Keep the right text under the sheet’s own name and delete the other file; remove “.txt” from the name.",
        "copy of a sheet, or sheet named as a text",
    ),
    bad="",
    good="titre: Café citoyen",
)
