"""LF006 to LF012: what YAML allows and no sheet uses. Found by the reader, only the words are here."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare

ERROR = Severity.ERROR
declare(
    "LF006",
    ERROR,
    fr=Words(
        "un texte ne peut pas commencer par « {sign} » sans guillemets",
        "En YAML, * et & en début de texte sont des renvois, que les fiches n’emploient pas.",
        'Mettez le texte entre guillemets droits : "**Écouter** d’abord".',
    ),
    en=Words(
        "a text cannot start with “{sign}” without quotes",
        "In YAML, * and & at the start of a text are references, which sheets do not use.",
        'Put the text between straight quotes: "**Listen** first".',
    ),
    bad="objectifs:\n  - **Écouter** d’abord.",
    good='objectifs:\n  - "**Écouter** d’abord."',
)
declare(
    "LF007",
    ERROR,
    fr=Words(
        "un texte ne peut pas commencer par « ! » sans guillemets ({tag})",
        "En YAML, ! en début de texte annonce un type de donnée, que les fiches n’emploient pas.",
        "Mettez le texte entre guillemets droits.",
    ),
    en=Words(
        "a text cannot start with “!” without quotes ({tag})",
        "In YAML, ! at the start of a text announces a data type, which sheets do not use.",
        "Put the text between straight quotes.",
    ),
    bad="titre: !important Café citoyen",
    good='titre: "!important Café citoyen"',
)
declare(
    "LF008",
    ERROR,
    fr=Words(
        "clé de fusion « << »",
        "Les renvois de YAML cachent ce que dit la fiche ; ils ne sont pas lus.",
        "Écrivez en toutes lettres ce que la fiche doit dire.",
    ),
    en=Words(
        "merge key “<<”",
        "YAML references hide what the sheet says; they are not read.",
        "Write out what the sheet must say.",
    ),
    bad="<<: autre",
    good="titre: Café citoyen",
)
declare(
    "LF009",
    ERROR,
    fr=Words(
        "la clé « {key} » est déjà donnée ligne {line}",
        "YAML ne garderait que la seconde valeur, sans le dire.",
        "Gardez une seule des deux lignes, ou réunissez leurs valeurs.",
    ),
    en=Words(
        "the key “{key}” is already given on line {line}",
        "YAML would keep only the second value, without warning.",
        "Keep one of the two lines, or join their values.",
    ),
    bad="promesse: Tout noter.\npromesse: Tout publier.",
    good="promesse: Tout noter et tout publier.",
)
declare(
    "LF010",
    ERROR,
    fr=Words(
        "un second document commence ici (---)",
        "Un fichier contient une seule fiche : l’outil ne saurait laquelle lire.",
        "Placez la seconde fiche dans son propre fichier.",
    ),
    en=Words(
        "a second document starts here (---)",
        "A file holds one sheet: the tool would not know which to read.",
        "Put the second sheet in a file of its own.",
    ),
    bad="titre: Café citoyen\n---\ntitre: Marché aux idées",
    good="titre: Café citoyen",
)
declare(
    "LF011",
    ERROR,
    fr=Words(
        "une clé doit être un mot simple",
        "Une clé est le nom d’un champ ; une liste ou un bloc n’en est pas un.",
        "Écrivez le nom d’un champ, puis deux-points.",
    ),
    en=Words(
        "a key must be a plain word",
        "A key names a field; a list or a block does not.",
        "Write the name of a field, then a colon.",
    ),
    bad="? [titre]\n: Café citoyen",
    good="titre: Café citoyen",
)
_WHAT_FR = {"empty": "est vide", "list": "est une liste", "text": "est un simple texte"}
_WHAT_EN = {"empty": "is empty", "list": "is a list", "text": "is just a text"}


def _no_fields_fr(*, what: str) -> str:
    return f"ce fichier {_WHAT_FR[what]} : on attend une suite de lignes « champ: valeur »"


def _no_fields_en(*, what: str) -> str:
    return f"this file {_WHAT_EN[what]}: a series of “field: value” lines is expected"


declare(
    "LF012",
    ERROR,
    fr=Words(
        _no_fields_fr,
        "Sans champs, l’outil ne sait pas ce qu’il lit.",
        "Écrivez-y ses champs, ou effacez le fichier ; loosfiches new crée une fiche.",
        "ce fichier n’a pas de champs : on attend une suite de lignes « champ: valeur »",
    ),
    en=Words(
        _no_fields_en,
        "Without fields the tool cannot know what it reads.",
        "Write its fields, or delete the file; loosfiches new creates a sheet.",
        "this file has no fields: a series of “field: value” lines is expected",
    ),
    bad=b"- Une liste\n- sans champs\n",
    good="titre: Café citoyen",
)
