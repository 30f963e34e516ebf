"""LF1xx: fields that are unknown, misplaced or of another shape. Found by the model, only the words are here."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare, perhaps_en, perhaps_fr

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _schema_fr(*, value: str, near: str, allowed: str) -> str:
    start = f"schema « {value} » inconnu{perhaps_fr(near)}" if value else "la ligne schema manque"
    return f"{start} (choix : {allowed})"


def _schema_en(*, value: str, near: str, allowed: str) -> str:
    start = f"unknown schema “{value}”{perhaps_en(near)}" if value else "the schema line is missing"
    return f"{start} (choices: {allowed})"


_SHAPES_FR = {"text": "un texte", "list": "une liste", "mapping": "des champs « nom: valeur »"}
_SHAPES_EN = {"text": "a text", "list": "a list", "mapping": "“name: value” fields"}


def _other_shape_fr(*, key: str, shape: str, fields: str, instead: str) -> str:
    advice = f" ; écrivez « {instead.replace(' / ', ' » puis « ')} »" if instead else ""
    return f"« {key} » attend {_SHAPES_FR[shape]}{fields and f' ({fields})'}{advice}"


def _other_shape_en(*, key: str, shape: str, fields: str, instead: str) -> str:
    advice = f"; write “{instead.replace(' / ', '” then “')}”" if instead else ""
    return f"“{key}” expects {_SHAPES_EN[shape]}{fields and f' ({fields})'}{advice}"


def _no_such_field_fr(*, key: str, near: str, needed: str) -> str:
    needed = " (obligatoire, absent)" if needed else ""
    return f"champ inconnu « {key} »" + (f" : vouliez-vous dire « {near} »{needed} ?" if near else "")


def _no_such_field_en(*, key: str, near: str, needed: str) -> str:
    needed = " (required, missing)" if needed else ""
    return f"unknown field “{key}”" + (f": did you mean “{near}”{needed}?" if near else "")


def _out_of_place_fr(*, key: str, top: str, inside: str) -> str:
    homes = ["au premier niveau"] * bool(top) + [f"dans « {inside} »"] * bool(inside)
    return f"le champ « {key} » n’est pas à sa place : il se met {', ou '.join(homes)}"


def _out_of_place_en(*, key: str, top: str, inside: str) -> str:
    homes = ["at the top level"] * bool(top) + [f"inside “{inside}”"] * bool(inside)
    return f"the field “{key}” is out of place: it goes {', or '.join(homes)}"


def _earlier_fr(*, value: str, right: str, names: str) -> str:
    return f"« {value} » est une version ancienne du modèle : lu comme {right}" + (f" ({names})" if names else "")


def _earlier_en(*, value: str, right: str, names: str) -> str:
    return f"“{value}” is an earlier version of the model: read as {right}" + (f" ({names})" if names else "")


declare(
    "LF101",
    ERROR,
    fr=Words(
        _schema_fr,
        "La ligne schema dit quelle sorte de document on lit, et selon quelle version du modèle.",
        "Écrivez en tête de fichier schema: fiche/1, recit/1 ou chapitre/1.",
        "la ligne schema manque, ou son contenu est inconnu",
    ),
    en=Words(
        _schema_en,
        "The schema line says what kind of document is read, and by which version of the model.",
        "Write schema: fiche/1, recit/1 or chapitre/1 at the top of the file.",
        "the schema line is missing, or what it says is unknown",
    ),
    bad="schema: fich/1",
    good="schema: fiche/1\ncode: A-07\ntitre: Café citoyen\nresume: Parler.",
)
declare(
    "LF103",
    ERROR,
    fr=Words(
        _other_shape_fr,
        "Le modèle donne une forme à chaque champ, pour que la fiche puisse être imprimée et triée.",
        "Regardez un exemple : loosfiches new écrit une fiche commentée.",
        "un champ attend une autre forme : un texte, une liste, ou des champs « nom: valeur »",
    ),
    en=Words(
        _other_shape_en,
        "The model gives each field a shape, so that the sheet can be printed and sorted.",
        "Look at an example: loosfiches new writes a sheet with comments.",
        "a field expects another shape: a text, a list, or “name: value” fields",
    ),
    bad="etapes:\n  - Inviter les voisins",
    good="etapes:\n  - titre: Inviter les voisins",
)
declare(
    "LF104",
    WARNING,
    fr=Words(
        "« {key} » est une liste : une valeur par ligne, chacune après un tiret",
        "La valeur a été comprise ; écrite en liste, elle le sera aussi par d’autres outils.",
        "Passez à la ligne et mettez un tiret devant la valeur.",
    ),
    en=Words(
        "“{key}” is a list: one value per line, each after a dash",
        "The value was understood; written as a list it will be by other tools too.",
        "Start a new line and put a dash before the value.",
    ),
    bad="niveau: consultation",
    good="niveau:\n  - consultation",
)
declare(
    "LF112",
    ERROR,
    fr=Words(
        _no_such_field_fr,
        "Un champ que l’outil ne connaît pas ne serait ni imprimé ni trouvé.",
        "Corrigez le nom du champ, ou déplacez le texte dans un champ qui existe.",
        "champ inconnu",
    ),
    en=Words(
        _no_such_field_en,
        "A field that the tool does not know would be neither printed nor found.",
        "Correct the field's name, or move the text to a field that exists.",
        "unknown field",
    ),
    bad="schema: fiche/1\ncode: A-07\ntitrre: Café citoyen\nresume: Parler.",
    good="schema: fiche/1\ncode: A-07\ntitre: Café citoyen\nresume: Parler.",
)
declare(
    "LF113",
    ERROR,
    fr=Words(
        _out_of_place_fr,
        "Le décalage dit à quoi un champ appartient ; à cet endroit, il ne serait ni imprimé ni trouvé.",
        "Déplacez le champ, ou changez le décalage de sa ligne.",
        "un champ n’est pas à sa place",
    ),
    en=Words(
        _out_of_place_en,
        "Indentation says what a field belongs to; here it would be neither printed nor found.",
        "Move the field, or change the indentation of its line.",
        "a field is out of place",
    ),
    bad="statut: actif",
    good="ici:\n  statut: actif\nsources:\n  - titre: Site de la ville",
)
declare(
    "LF120",
    WARNING,
    fr=Words(
        _earlier_fr,
        "Le modèle change peu ; quand il change, les fiches d’avant restent lues, et sont faciles à mettre à jour.",
        "Lancez loosfiches validate --fix, ou changez la ligne schema et les noms donnés par le message.",
        "la fiche suit une version ancienne du modèle",
    ),
    en=Words(
        _earlier_en,
        "The model changes little; when it does, earlier sheets are still read and are easy to bring up to date.",
        "Run loosfiches validate --fix, or change the schema line and the names that the message gives.",
        "the sheet follows an earlier version of the model",
    ),
    bad="schema: fiche/0\ncode: A-07\ntitre: Café citoyen\ndescription: Parler autour d’un café.",
    good="schema: fiche/1\ncode: A-07\ntitre: Café citoyen\nresume: Parler autour d’un café.",
)
