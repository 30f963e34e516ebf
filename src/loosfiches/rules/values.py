"""LF102, LF105 to LF110: values that cannot be read, or are better written. The model finds them, words are here."""

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


def _pale_fr(*, value: str, ratio: str) -> str:
    ratio = ratio.replace(".", ",")
    return f"la couleur {value} est trop pâle : son contraste avec le blanc est de {ratio}, il en faut 4,5"


def _pale_en(*, value: str, ratio: str) -> str:
    return f"the colour {value} is too pale: its contrast with white is {ratio}, 4.5 is needed"


def _no_such_value_fr(*, key: str, value: str, near: str, allowed: str) -> str:
    return f"« {value} » n’est pas une valeur de « {key} »{perhaps_fr(near)} (choix : {allowed})"


def _no_such_value_en(*, key: str, value: str, near: str, allowed: str) -> str:
    return f"“{value}” is not a value of “{key}”{perhaps_en(near)} (choices: {allowed})"


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
    bad="titre: Comment organiser avec les habitants du quartier, les écoles, les associations et les commerçants une "
    "réunion publique utile, vivante et suivie",
    good="titre: Une réunion publique utile",
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
