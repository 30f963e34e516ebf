"""LF025 to LF029 and LF031: lists taken for texts, texts taken for lists. The reader finds them."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare

ERROR, WARNING = Severity.ERROR, Severity.WARNING
declare(
    "LF025",
    WARNING,
    fr=Words(
        "entre crochets, la virgule sépare : {count} éléments sont lus, dont « {first} »",
        "Une phrase qui contient une virgule serait coupée en deux sans qu’on le voie.",
        "Écrivez la liste un élément par ligne, après un tiret ; là, la virgule ne coupe rien.",
    ),
    en=Words(
        "between brackets a comma separates: {count} items are read, “{first}” among them",
        "A sentence with a comma in it would be cut in two unnoticed.",
        "Write the list with one item per line, after a dash; there a comma cuts nothing.",
    ),
    bad="objectifs: [Parler, écouter, décider ensemble]",
    good="objectifs:\n  - Parler, écouter, décider ensemble",
)
declare(
    "LF026",
    ERROR,
    fr=Words(
        "entre accolades, la virgule fait de « {key} » un champ vide",
        "Le texte s’arrêterait à la virgule, et sa suite serait prise pour le nom d’un champ.",
        "Mettez le texte entre guillemets droits, ou écrivez un champ par ligne, sans accolades.",
    ),
    en=Words(
        "between braces the comma makes an empty field of “{key}”",
        "The text would stop at the comma, and the rest be taken for a field's name.",
        "Put the text between straight quotes, or write one field per line, without braces.",
    ),
    bad="postures: {elus: écouter, puis répondre}",
    good='postures: {elus: "écouter, puis répondre"}',
)
declare(
    "LF028",
    ERROR,
    fr=Words(
        "ce tiret est lu comme la suite du texte au-dessus",
        "Un tiret ouvre un élément de liste s’il est aligné sur les autres, et si le champ n’a rien sur sa ligne.",
        "Alignez les tirets, chacun au début d’une ligne ; pour un texte à puces, mettez | après le deux-points.",
    ),
    en=Words(
        "this dash is read as the rest of the text above",
        "A dash starts an item of a list when it is in line with the others and the field's own line holds no text.",
        "Put the dashes in line, each at the start of a line; for a text with bullets, put | after the colon.",
    ),
    bad="objectifs:\n  - Donner la parole.\n    - Décider ensemble.",
    good="objectifs:\n  - Donner la parole.\n  - Décider ensemble.",
)
declare(
    "LF031",
    ERROR,
    fr=Words(
        "après « {sign} », le texte commence à la ligne suivante",
        "Ce signe annonce un texte de plusieurs lignes, chacune décalée sous le nom du champ.",
        "Passez à la ligne après le signe, et décalez le texte de deux espaces ; ou effacez le signe.",
    ),
    en=Words(
        "after “{sign}” the text starts on the next line",
        "The sign announces a text of several lines, each of them indented under the field's name.",
        "Start a new line after the sign and indent the text by two spaces; or delete the sign.",
    ),
    bad="promesse: >- Tout noter.",
    good="promesse: >-\n  Tout noter.",
)


def _no_dash_fr(*, sign: str, what: str, key: str = "") -> str:
    del key
    if what == "space":
        return f"il manque une espace ordinaire après « {sign} »"
    return f"« {sign} » n’ouvre pas un élément de liste : il faut un tiret et une espace"


def _no_dash_en(*, sign: str, what: str, key: str = "") -> str:
    del key
    if what == "space":
        return f"an ordinary space is missing after “{sign}”"
    return f"“{sign}” does not start a list item: that takes a dash and a space"


declare(
    "LF029",
    ERROR,
    fr=Words(
        _no_dash_fr,
        "Sans elle, YAML ne voit ni champ ni liste : il lit un texte.",
        "Écrivez « champ: valeur » et « - élément », avec une espace ordinaire.",
        "il manque une espace ordinaire après un deux-points ou un tiret, ou un autre signe tient lieu de tiret",
    ),
    en=Words(
        _no_dash_en,
        "Without it YAML sees neither field nor list: it reads a text.",
        "Write “field: value” and “- item”, with an ordinary space.",
        "an ordinary space is missing after a colon or dash, or another sign stands for a dash",
    ),
    bad="objectifs:\n  -Donner la parole.",
    good="objectifs:\n  - Donner la parole.",
)
declare(
    "LF027",
    ERROR,
    fr=Words(
        "entre crochets, le deux-points fait de « {text} » un champ et sa valeur",
        "Un texte est attendu là : il ne serait ni imprimé ni trouvé.",
        "Mettez le texte entre guillemets droits.",
    ),
    en=Words(
        "between brackets the colon makes a field and its value of “{text}”",
        "A text is expected there: it would be neither printed nor found.",
        "Put the text between straight quotes.",
    ),
    bad="objectifs: [Cadre : oui]",
    good='objectifs: ["Cadre : oui"]',
)
