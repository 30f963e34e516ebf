"""LF0xx: what stands in the way of reading a file. Found by the reader; the words and examples are here."""

from loosfiches.diagnostics import Severity
from loosfiches.language import translator
from loosfiches.refusals import said
from loosfiches.rules import Words, declare

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
declare(
    "LF013",
    ERROR,
    fr=Words(
        "« : » au milieu d’un texte : mettez tout le texte entre guillemets droits",
        "En YAML, deux-points suivi d’une espace annonce une valeur : la ligne en aurait deux.",
        'Mettez le texte entre guillemets droits : "Budget : le guide".',
    ),
    en=Words(
        "“: ” inside a text: put the whole text between straight quotes",
        "In YAML a colon and a space announce a value: the line would hold two.",
        'Put the text between straight quotes: "Budget: the guide".',
    ),
    bad="titre: Budget : le guide",
    good='titre: "Budget : le guide"',
)
declare(
    "LF014",
    ERROR,
    fr=Words(
        "guillemet {sign} ouvert ici et jamais fermé",
        "Tout ce qui suit est pris pour la suite du texte.",
        "Fermez le guillemet à la fin du texte, ou effacez-le.",
    ),
    en=Words(
        "quote {sign} opened here and never closed",
        "All that follows is taken for the rest of the text.",
        "Close the quote at the end of the text, or delete it.",
    ),
    bad='titre: "Café citoyen\nresume: Parler autour d’un café.',
    good='titre: "Café citoyen"',
)
declare(
    "LF015",
    ERROR,
    fr=Words(
        "un texte ne peut pas commencer par « {sign} » sans guillemets",
        "YAML réserve ce caractère.",
        "Mettez le texte entre guillemets droits.",
    ),
    en=Words(
        "a text cannot start with “{sign}” without quotes",
        "YAML reserves this character.",
        "Put the text between straight quotes.",
    ),
    bad="titre: @mairie",
    good='titre: "@mairie"',
)
declare(
    "LF016",
    ERROR,
    fr=Words(
        "le guillemet s’est fermé avant la fin du texte",
        "Une apostrophe ou un guillemet droit dans le texte referme celui du début.",
        "Écrivez l’apostrophe ’ et les guillemets « », ou entourez le texte de l’autre sorte de guillemets.",
    ),
    en=Words(
        "the quote closed before the end of the text",
        "An apostrophe or straight quote inside the text closes the first one.",
        "Use the apostrophe ’ and the quotes « », or put the other kind of quotes around the text.",
    ),
    bad="titre: 'L'implication'",
    good="titre: L’implication",
)
declare(
    "LF017",
    WARNING,
    fr=Words(
        "« {text} » n’est pas lu : après une espace, # ouvre un commentaire",
        "La fin du texte disparaîtrait de la fiche sans avertissement.",
        "Mettez le texte entre guillemets droits ; pour un vrai commentaire, laissez une espace après #.",
    ),
    en=Words(
        "“{text}” is not read: after a space, # opens a comment",
        "The end of the text would vanish from the sheet without warning.",
        "Put the text between straight quotes; for a real comment leave a space after #.",
    ),
    bad="titre: Fiche #3 du classeur",
    good='titre: "Fiche #3 du classeur"  # provisoire',
)
declare(
    "LF018",
    ERROR,
    fr=Words(
        "tiret de liste sur la même ligne que le champ",
        "YAML veut les éléments d’une liste sous le champ, un par ligne.",
        "Passez à la ligne avant le tiret.",
    ),
    en=Words(
        "list dash on the same line as the field",
        "YAML wants the items of a list under the field, one per line.",
        "Start a new line before the dash.",
    ),
    bad="objectifs: - Donner la parole.",
    good="objectifs:\n  - Donner la parole.",
)
declare(
    "LF019",
    ERROR,
    fr=Words(
        "cette ligne n’est pas du YAML lisible",
        "L’outil ne devine pas ce qui est voulu.",
        "Comparez avec une fiche correcte ; loosfiches new en écrit une.",
    ),
    en=Words(
        "this line is not readable YAML",
        "The tool does not guess what is meant.",
        "Compare with a sheet that works; loosfiches new writes one.",
    ),
    bad="titre: }",
    good="titre: Café citoyen",
)
declare(
    "LF020",
    ERROR,
    fr=Words(
        "ligne mal rattachée : décalage, ou bien deux-points ou tiret manquant, ici ou juste avant",
        "Le décalage dit à quel champ une ligne appartient ; un champ s’écrit « nom: », puis une espace.",
        "Alignez la ligne sur ses voisines ; après « nom: » comme après un tiret, il faut une espace.",
    ),
    en=Words(
        "line out of place: indentation, or else a colon or dash missing, here or just before",
        "Indentation says which field a line belongs to; a field wants “name:” then a space.",
        "Line it up with its neighbours; a space is needed after “name:” as after a dash.",
    ),
    bad="titre: Café citoyen\n  resume: Parler autour d’un café.",
    good="titre: Café citoyen\nresume: Parler autour d’un café.",
)
declare(
    "LF021",
    ERROR,
    fr=Words(
        "crochet ou accolade « {sign} » jamais fermé",
        "Entre crochets, YAML attend une liste.",
        "Écrivez plutôt la liste un élément par ligne, ou mettez le texte entre guillemets droits.",
    ),
    en=Words(
        "bracket or brace “{sign}” never closed",
        "Between brackets YAML expects a list.",
        "Write the list with one item per line instead, or put the text between straight quotes.",
    ),
    bad="objectifs: [Donner la parole\npromesse: Tout noter.",
    good="objectifs:\n  - Donner la parole.",
)
declare(
    "LF022",
    ERROR,
    fr=Words(
        "marque de conflit laissée par git",
        "Deux versions du texte attendent qu’on choisisse.",
        "Gardez la bonne version et effacez les lignes <<<<<<<, ======= et >>>>>>>.",
    ),
    en=Words(
        "conflict mark left by git",
        "Two versions of the text are waiting for a choice.",
        "Keep the right version and delete the lines <<<<<<<, ======= and >>>>>>>.",
    ),
    bad="<<<<<<< HEAD\ntitre: Café citoyen\n=======\ntitre: Café des habitants\n>>>>>>> main",
    good="titre: Café citoyen",
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
declare(
    "LF024",
    ERROR,
    fr=Words(
        "barre oblique inverse \\ mal employée entre guillemets",
        "Entre guillemets droits doubles, \\ annonce un signe spécial.",
        "Doublez-la (\\\\) ou entourez le texte d’apostrophes.",
    ),
    en=Words(
        "misused backslash \\ between quotes",
        "Between straight double quotes, \\ announces a special character.",
        "Double it (\\\\) or put the text between single quotes.",
    ),
    bad='titre: "Café \\q"',
    good='titre: "Café"',
)
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
