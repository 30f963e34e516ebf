"""LF314 to LF323, LF610: what can be wrong in a picture. `shown.py` finds it, only the words are here."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare

ERROR, INFO = Severity.ERROR, Severity.INFO


declare(
    "LF314",
    ERROR,
    fr=Words(
        "l’image {path} est au format {kind}, qui ne se lit pas ici",
        "Se lisent PNG, JPEG, SVG, WebP, GIF, BMP, TIFF, AVIF et JPEG 2000 ; rien d’autre ne serait montré ni imprimé.",
        "Enregistrez-la en JPEG si c’est une photo, en PNG si c’est un dessin.",
    ),
    en=Words(
        "the picture {path} is in the {kind} format, which is not read here",
        "PNG, JPEG, SVG, WebP, GIF, BMP, TIFF, AVIF and JPEG 2000 are read; nothing else would be shown or printed.",
        "Save it as JPEG if it is a photograph, as PNG if it is a drawing.",
    ),
    bad="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    illustrations:
      - fichier: images/plan.pdf
        alt: Chaises en arc devant un plan.
    # fiches/images/plan.pdf
    %PDF-1.7
    """,
    good="",
)
declare(
    "LF315",
    ERROR,
    fr=Words(
        "le fichier {path} n’est pas une image",
        "Rien ne s’afficherait à sa place.",
        "Indiquez le fichier d’une image : PNG, JPEG, SVG, WebP, GIF, BMP, TIFF, AVIF ou JPEG 2000.",
    ),
    en=Words(
        "the file {path} is not a picture",
        "Nothing would be shown in its place.",
        "Name the file of a picture: PNG, JPEG, SVG, WebP, GIF, BMP, TIFF, AVIF or JPEG 2000.",
    ),
    bad="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    illustrations:
      - fichier: images/plan.png
        alt: Chaises en arc devant un plan.
    # fiches/images/plan.png
    Un texte.
    """,
    good="",
)
declare(
    "LF317",
    ERROR,
    fr=Words(
        "le fichier {path} est vide",
        "Il n’y a rien à montrer, à imprimer ni à emporter.",
        "Reprenez le fichier d’origine, ou retirez-le de la fiche.",
    ),
    en=Words(
        "the file {path} is empty",
        "There is nothing to show, to print or to take away.",
        "Take the original file again, or take it out of the sheet.",
    ),
    bad="",
    good="",
)
declare(
    "LF318",
    ERROR,
    fr=Words(
        "le fichier {path} pèse {size} Mo, {limit} au plus",
        "Il n’est pas lu : il bloquerait l’outil, puis ceux qui le recevraient.",
        "Réduisez-le ; une photo de 2 000 pixels de large suffit au papier comme au site.",
    ),
    en=Words(
        "the file {path} weighs {size} MB, {limit} at most",
        "It is not read: it would block the tool, then those who receive it.",
        "Make it smaller; a photograph 2,000 pixels wide is enough for paper and site.",
    ),
    bad="",
    good="",
)
declare(
    "LF319",
    ERROR,
    fr=Words(
        "l’image {path} compte {size} millions de pixels, {limit} au plus",
        "Un petit fichier peut cacher une image immense, que les machines mettraient longtemps à ouvrir.",
        "Réduisez-la : 2 000 pixels de large suffisent au papier comme au site.",
    ),
    en=Words(
        "the picture {path} has {size} million pixels, {limit} at most",
        "A small file may hide a vast picture, which machines would take long to open.",
        "Make it smaller: 2,000 pixels across are enough for paper and site.",
    ),
    bad="",
    good="",
)
_DRAWING = """
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    illustrations:
      - fichier: images/plan.svg
        alt: Chaises en arc devant un plan.
    # fiches/images/plan.svg
    {svg}
    """
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300">{}</svg>'
_ROOM = _SVG.format('<rect width="900" height="300" fill="#0f4c86"/>')
declare(
    "LF320",
    ERROR,
    fr=Words(
        "le dessin {path} contient, ligne {line}, ce qu’un dessin publié ne peut contenir : {sign}",
        "Ouvert à l’adresse de la ville, un dessin peut exécuter du code, ou appeler d’autres sites ; "
        "seul ce qui se dessine est admis.",
        "Enregistrez le dessin en « SVG simple », textes et copies convertis en tracés, ou exportez-le en PNG.",
    ),
    en=Words(
        "the drawing {path} holds, line {line}, what a published drawing may not hold: {sign}",
        "Opened at the town's address, a drawing can run code or call other sites; only what draws is let in.",
        "Save the drawing as “plain SVG”, with texts and copies as paths, or export it as PNG.",
    ),
    bad=_DRAWING.format(svg=_SVG.format("<script>alert(1)</script>")),
    good=_DRAWING.format(svg=_ROOM),
)
declare(
    "LF321",
    ERROR,
    fr=Words(
        "le dessin {path} est illisible à partir de la ligne {line}, colonne {column}",
        "Le fichier est coupé, ou abîmé : ce n’est plus du XML.",
        "Enregistrez de nouveau le dessin depuis le logiciel qui l’a fait.",
    ),
    en=Words(
        "the drawing {path} cannot be read from line {line}, column {column}",
        "The file is cut or damaged: it is no XML any more.",
        "Save the drawing again from the program that made it.",
    ),
    bad=_DRAWING.format(svg=_ROOM[:-5]),
    good=_DRAWING.format(svg=_ROOM),
)
declare(
    "LF322",
    ERROR,
    fr=Words(
        "le fichier {path} n’est pas un dessin SVG : il commence par {sign}",
        "Une page web sous le nom d’un dessin s’ouvrirait comme une page, à l’adresse de la ville.",
        'Un dessin commence par <svg xmlns="http://www.w3.org/2000/svg"> ; enregistrez-le de nouveau en SVG.',
    ),
    en=Words(
        "the file {path} is no SVG drawing: it begins with {sign}",
        "A web page under a drawing's name would open as a page, at the town's address.",
        'A drawing begins with <svg xmlns="http://www.w3.org/2000/svg">; save it again as SVG.',
    ),
    bad=_DRAWING.format(svg='<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'),
    good=_DRAWING.format(svg=_ROOM),
)
declare(
    "LF323",
    ERROR,
    fr=Words(
        "le dessin {path} est trop chargé : {sign}, ligne {line}",
        "Il faudrait des minutes pour l’imprimer : trop d’éléments, de niveaux ou de texte, ou des motifs qui se "
        "rappellent l’un l’autre.",
        "Simplifiez le dessin, ou exportez-le en PNG.",
    ),
    en=Words(
        "the drawing {path} is too heavy to draw: {sign}, line {line}",
        "It would take minutes to print: too many elements, levels or words, or patterns that call one another.",
        "Make the drawing simpler, or export it as PNG.",
    ),
    bad=_DRAWING.format(svg=_SVG.format("<g>" * 120 + "</g>" * 120)),
    good=_DRAWING.format(svg=_ROOM),
)
declare(
    "LF610",
    INFO,
    fr=Words(
        "le dessin {path} est publié sans ce qui ne s’y dessine pas ({sign})",
        "Ce que note un logiciel de dessin n’est pas pour le public ; le fichier du projet reste tel quel.",
        "Rien n’est à faire ; pour ne plus le lire, enregistrez le dessin en « SVG simple ».",
    ),
    en=Words(
        "the drawing {path} is published without what draws nothing in it ({sign})",
        "What a drawing program notes is not for the public; the project's own file stays as it is.",
        "Nothing needs doing; to read this no more, save the drawing as “plain SVG”.",
    ),
    bad=_DRAWING.format(svg="<!DOCTYPE svg>" + _ROOM),
    good=_DRAWING.format(svg=_ROOM),
)
