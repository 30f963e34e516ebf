"""LF324 to LF329: what can be wrong in a file to take away. `shown.py` finds it, only the words are here."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
declare(
    "LF324",
    ERROR,
    fr=Words(
        "le fichier {path} n’est pas d’une sorte que le site propose ({kinds})",
        "Annoncé sur la page, il n’y serait pas à emporter.",
        "Enregistrez-le sous l’une de ces sortes : PDF pour lire, ODT ou DOCX pour remplir.",
    ),
    en=Words(
        "the file {path} is not of a kind that the site offers ({kinds})",
        "Announced on the page, it would not be there to take away.",
        "Save it as one of these kinds: PDF to read, ODT or DOCX to fill in.",
    ),
    bad="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    documents:
      - fichier: documents/kit.exe
        titre: Le kit
    # fiches/documents/kit.exe
    Un programme.
    """,
    good="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    documents:
      - fichier: documents/kit.txt
        titre: Le kit
    # fiches/documents/kit.txt
    Un texte.
    """,
)
declare(
    "LF325",
    WARNING,
    fr=Words(
        "le PDF {path} agit quand on l’ouvre ({sign}) : publié, il ne le fera plus",
        "Un document à lire n’exécute rien chez ceux qui l’ouvrent.",
        "Vérifiez que le document publié rend le même service, ou exportez-le de nouveau sans actions.",
    ),
    en=Words(
        "the PDF {path} acts when it is opened ({sign}): once published it no longer will",
        "A document to read runs nothing on the machines of those who open it.",
        "Check that the published document still serves, or export it again without actions.",
    ),
    bad="",
    good="",
)
declare(
    "LF328",
    INFO,
    fr=Words(
        "le document {path} est publié avec ce que son logiciel y a noté (auteur, dates)",
        "Les anciens formats de bureau et les documents signés ne se nettoient pas sans être refaits.",
        "Si ces notes gênent, enregistrez-le en ODT, DOCX ou PDF : auteur et dates n’y sont pas publiés.",
    ),
    en=Words(
        "the document {path} is published with what its program noted in it (author, dates)",
        "Old office formats and signed documents cannot be cleaned without being made again.",
        "If these notes matter, save it as ODT, DOCX or PDF: author and dates are not published there.",
    ),
    bad="",
    good="",
)
declare(
    "LF329",
    WARNING,
    fr=Words(
        "le document {path} est abîmé, ou n’est pas de la sorte que dit son nom",
        "Qui l’emporte ne pourrait sans doute pas l’ouvrir.",
        "Ouvrez-le, puis enregistrez-le de nouveau.",
    ),
    en=Words(
        "the document {path} is damaged, or not of the kind that its name says",
        "Whoever takes it away could hardly open it.",
        "Open it, then save it again.",
    ),
    bad="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    documents:
      - fichier: documents/kit.odt
        titre: Le kit
    # fiches/documents/kit.odt
    Un texte.
    """,
    good="",
)
