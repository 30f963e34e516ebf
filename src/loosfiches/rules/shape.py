"""LF1xx: keys and values that the model does not know. Found by the model; the words and examples are here."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare, perhaps_en, perhaps_fr

ERROR, WARNING = Severity.ERROR, Severity.WARNING

#: What could not be read, by the kind that the model tells.
_UNREADABLE_FR = {
    "date": "date illisible",
    "day": "jour illisible",
    "minutes": "durée illisible",
    "jours": "durée illisible",
    "personnes": "nombre de personnes illisible",
    "euros": "montant illisible",
    "code": "code illisible",
    "url": "adresse illisible",
    "mail": "courriel illisible",
    "path": "chemin de fichier refusé",
    "number": "nombre illisible",
    "colour": "couleur illisible",
    "identifier": "nom court illisible",
    "key": "clé illisible",
    "folder": "nom de dossier refusé",
    "language": "langue illisible",
    "letter": "lettre illisible",
    "reversed": "bornes dans le désordre",
    "either": "date ambiguë",
}
_UNREADABLE_EN = {
    "date": "unreadable date",
    "day": "unreadable day",
    "minutes": "unreadable duration",
    "jours": "unreadable duration",
    "personnes": "unreadable number of people",
    "euros": "unreadable amount",
    "code": "unreadable code",
    "url": "unreadable address",
    "mail": "unreadable e-mail",
    "path": "refused file path",
    "number": "unreadable number",
    "colour": "unreadable colour",
    "identifier": "unreadable short name",
    "key": "unreadable key",
    "folder": "refused folder name",
    "language": "unreadable language",
    "letter": "unreadable letter",
    "reversed": "range the wrong way round",
    "either": "ambiguous date",
}


#: The kinds whose right writing is known.
_SURE = {"reversed", "either"}


def _unreadable_fr(*, kind: str, value: str, example: str) -> str:
    advice = "écrivez" if kind in _SURE else "on écrit par exemple"
    return f"{_UNREADABLE_FR[kind]} : « {value} » ; {advice} {example.replace(' / ', ' ou ')}"


def _unreadable_en(*, kind: str, value: str, example: str) -> str:
    advice = "write" if kind in _SURE else "write for instance"
    return f"{_UNREADABLE_EN[kind]}: “{value}”; {advice} {example.replace(' / ', ' or ')}"


def _schema_fr(*, value: str, near: str, allowed: str) -> str:
    start = f"schema « {value} » inconnu{perhaps_fr(near)}" if value else "la ligne schema manque"
    return f"{start} (choix : {allowed})"


def _schema_en(*, value: str, near: str, allowed: str) -> str:
    start = f"unknown schema “{value}”{perhaps_en(near)}" if value else "the schema line is missing"
    return f"{start} (choices: {allowed})"


def _pale_fr(*, value: str, ratio: str) -> str:
    ratio = ratio.replace(".", ",")
    return f"la couleur {value} est trop pâle : son contraste avec le blanc est de {ratio}, il en faut 4,5"


def _pale_en(*, value: str, ratio: str) -> str:
    return f"the colour {value} is too pale: its contrast with white is {ratio}, 4.5 is needed"


_SHAPES_FR = {"text": "un texte", "list": "une liste", "mapping": "des champs « nom: valeur »"}
_SHAPES_EN = {"text": "a text", "list": "a list", "mapping": "“name: value” fields"}


def _other_shape_fr(*, key: str, shape: str, fields: str, instead: str) -> str:
    advice = f" ; écrivez « {instead.replace(' / ', ' » puis « ')} »" if instead else ""
    return f"« {key} » attend {_SHAPES_FR[shape]}{fields and f' ({fields})'}{advice}"


def _other_shape_en(*, key: str, shape: str, fields: str, instead: str) -> str:
    advice = f"; write “{instead.replace(' / ', '” then “')}”" if instead else ""
    return f"“{key}” expects {_SHAPES_EN[shape]}{fields and f' ({fields})'}{advice}"


def _no_such_value_fr(*, key: str, value: str, near: str, allowed: str) -> str:
    return f"« {value} » n’est pas une valeur de « {key} »{perhaps_fr(near)} (choix : {allowed})"


def _no_such_value_en(*, key: str, value: str, near: str, allowed: str) -> str:
    return f"“{value}” is not a value of “{key}”{perhaps_en(near)} (choices: {allowed})"


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
    "LF102",
    ERROR,
    fr=Words(
        "« {key} » compte {found} signes, {limit} au plus",
        "Titres et résumés sont repris dans les listes, les intercalaires et les cartes : ils doivent y tenir.",
        "Gardez l’essentiel ; le reste a sa place dans un autre champ.",
    ),
    en=Words(
        "“{key}” has {found} characters, {limit} at most",
        "Titles and summaries are repeated in lists, dividers and cards: they must fit there.",
        "Keep what matters most; the rest belongs in another field.",
    ),
    bad="titre: Comment organiser avec les habitants du quartier une réunion publique utile, vivante et suivie",
    good="titre: Une réunion publique utile",
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
    "LF105",
    WARNING,
    fr=Words(
        "« {value} » s’écrit « {right} »",
        "La valeur a été comprise ; une seule écriture par chose rend les fiches comparables.",
        "Écrivez la forme que donne le message ; loosfiches new les montre toutes.",
    ),
    en=Words(
        "“{value}” should be written “{right}”",
        "The value was understood; a single form for each thing makes sheets comparable.",
        "Write the form that the message gives; loosfiches new shows them all.",
    ),
    bad="duree: 1h30",
    good="duree: 1 h 30",
)
declare(
    "LF106",
    ERROR,
    fr=Words(
        _unreadable_fr,
        "Une écriture stricte permet de trier, d’additionner et de filtrer.",
        "Suivez l’exemple donné dans le message.",
        "valeur illisible : date, durée, nombre, montant, code, adresse…",
    ),
    en=Words(
        _unreadable_en,
        "A strict form allows sorting, adding up and filtering.",
        "Follow the example in the message.",
        "unreadable value: date, duration, number, amount, code, address…",
    ),
    bad="duree: une bonne heure",
    good="duree: 1 h à 1 h 15",
)
declare(
    "LF107",
    WARNING,
    fr=Words(
        "élément vide dans « {key} »",
        "Un tiret sans rien après ne dit rien.",
        "Complétez la ligne ou effacez le tiret.",
    ),
    en=Words(
        "empty item in “{key}”",
        "A dash with nothing after it says nothing.",
        "Fill the line or delete the dash.",
    ),
    bad="objectifs:\n  - Donner la parole.\n  -",
    good="objectifs:\n  - Donner la parole.",
)
declare(
    "LF108",
    ERROR,
    fr=Words(
        "« {key} » ne contient que des espaces",
        "Un texte vide ne dit rien.",
        "Complétez le texte ou effacez la ligne.",
    ),
    en=Words("“{key}” holds only blanks", "An empty text says nothing.", "Fill in the text or delete the line."),
    bad='promesse: "  "',
    good="promesse: Tout noter.",
)
declare(
    "LF109",
    ERROR,
    fr=Words(
        _pale_fr,
        "La couleur d’une section sert à écrire son code et son titre : il faut pouvoir les lire.",
        "Choisissez une couleur plus foncée, ou l’une des nôtres.",
        "une couleur est trop pâle pour qu’on lise ce qu’elle écrit",
    ),
    en=Words(
        _pale_en,
        "A section's colour is used to write its code and title: they must be readable.",
        "Choose a darker colour, or one of ours.",
        "a colour is too pale to be read",
    ),
    bad="""
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
        couleur: "#ffd500"
    edition:
      numero: 1
    licence: etalab-2.0
    """,
    good="""
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
        couleur: "#7a5c00"
    edition:
      numero: 1
    licence: etalab-2.0
    """,
)
declare(
    "LF110",
    ERROR,
    fr=Words(
        _no_such_value_fr,
        "Des mots communs permettent de retrouver et de comparer les fiches.",
        "Choisissez un des mots de la liste ; niveaux, phases et publics se règlent dans classeur.yaml.",
        "un mot n’est pas de ceux que le champ admet",
    ),
    en=Words(
        _no_such_value_en,
        "Shared words allow sheets to be found and compared.",
        "Choose one of the words listed; levels, phases and audiences are set in classeur.yaml.",
        "a word is not one of those that the field accepts",
    ),
    bad="niveau:\n  - concertter",
    good="niveau:\n  - concertation",
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
