"""LF013 to LF022, LF024: signs that YAML reads otherwise than they were meant. The reader finds them."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare

ERROR, WARNING = Severity.ERROR, Severity.WARNING
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
