"""LF6xx and LF9xx: what printing and templates bring to light. Found there; the words are here."""

from loosfiches.diagnostics import Severity
from loosfiches.rules import Words, declare

declare(
    "LF601",
    Severity.WARNING,
    fr=Words(
        "la police du classeur n’a pas le caractère « {signs} » : il est imprimé ☐",
        "Sur le site, le navigateur prend le caractère ailleurs ; sur le papier, une case vide en tient lieu.",
        "Remplacez le caractère par un mot.",
    ),
    en=Words(
        "the binder's font lacks the character “{signs}”: it is printed as ☐",
        "On the site, browsers take the character elsewhere; on paper, an empty box stands for it.",
        "Put a word in its place.",
    ),
    bad="",
    good="",
)
declare(
    "LF602",
    Severity.ERROR,
    fr=Words(
        "image ou fichier laissé de côté à l’impression : {text}",
        "La page s’imprimerait sans ce qu’elle annonce.",
        "Vérifiez le fichier : présent, lisible, SVG simple, JPEG en RVB.",
    ),
    en=Words(
        "picture or file left out in print: {text}",
        "The page would be printed without what it announces.",
        "Check the file: present, readable, plain SVG, RGB JPEG.",
    ),
    bad="",
    good="",
)
declare(
    "LF603",
    Severity.WARNING,
    fr=Words(
        "remarque du moteur d’impression : {text}",
        "Le moteur signale ce qu’il n’a pas pu suivre ; la page peut différer de ce qui est voulu.",
        "Regardez la page ; la cause est le plus souvent dans un gabarit ou une feuille de style du projet.",
    ),
    en=Words(
        "remark of the print engine: {text}",
        "The engine reports what it could not follow; the page may differ from what is meant.",
        "Look at the page; the cause is mostly in a template or style sheet of the project.",
    ),
    bad="",
    good="",
)
declare(
    "LF604",
    Severity.WARNING,
    fr=Words(
        "déborde de sa place à l’impression, page {page} : {text}",
        "Ce qui déborde recouvre le texte voisin, ou sort de la feuille.",
        "Coupez le mot ou l’adresse, réduisez l’image, ou allégez le tableau.",
    ),
    en=Words(
        "overflows its place in print, page {page}: {text}",
        "What overflows covers the text beside it, or runs off the page.",
        "Cut the word or address, make the picture smaller, or the table lighter.",
    ),
    bad="",
    good="",
)
declare(
    "LF608",
    Severity.WARNING,
    fr=Words(
        "source jointe ni au PDF ni au site : une note interne ou un champ inconnu partage sa ligne",
        "Les sources jointes sont publiques, ce champ ne l’est pas ; ici, il ne s’enlève pas sans toucher au reste.",
        "Écrivez ce champ sur sa propre ligne, sans accolades, ou corrigez son nom.",
    ),
    en=Words(
        "source enclosed neither in the PDF nor on the site: an internal note or unknown field shares its line",
        "Enclosed sources are public, that field is not; here it cannot be taken out without touching the rest.",
        "Write the field on a line of its own, without braces, or correct its name.",
    ),
    bad="",
    good="",
)
declare(
    "LF609",
    Severity.WARNING,
    fr=Words(
        "couleur en encres d’imprimerie : {text}",
        "Le classeur ne serait plus de ceux qui se gardent (PDF/A) : ses couleurs sont celles d’un écran.",
        "Écrivez la couleur en #rrvvbb ou en rgb().",
    ),
    en=Words(
        "colour in printing inks: {text}",
        "The binder would no longer be fit for archiving (PDF/A): its colours are those of a screen.",
        "Write the colour as #rrggbb or with rgb().",
    ),
    bad="",
    good="",
)
declare(
    "LF615",
    Severity.ERROR,
    fr=Words(
        "impression arrêtée après {text} secondes de calcul",
        "Une page ordinaire prend moins d’une seconde : un dessin ou un texte démesuré bloquerait tout le classeur.",
        "Simplifiez les dessins SVG (surtout leurs textes), ou coupez la fiche en plusieurs.",
    ),
    en=Words(
        "printing stopped after {text} seconds of computing",
        "An ordinary page is printed in less than a second: a huge drawing or text would block the whole binder.",
        "Simplify SVG drawings (above all their texts), or cut the sheet into several.",
    ),
    bad="",
    good="",
)
declare(
    "LF616",
    Severity.ERROR,
    fr=Words(
        "impression arrêtée : plus de {text} Mo de mémoire demandés",
        "Une image ou un texte démesuré épuiserait la mémoire de la machine.",
        "Réduisez les images et simplifiez les dessins SVG, ou coupez la fiche en plusieurs.",
    ),
    en=Words(
        "printing stopped: more than {text} MB of memory asked for",
        "A huge picture or text would exhaust the memory of the machine.",
        "Make pictures smaller and SVG drawings simpler, or cut the sheet into several.",
    ),
    bad="",
    good="",
)
declare(
    "LF901",
    Severity.ERROR,
    fr=Words(
        "erreur dans un gabarit : {text}",
        "Une page mal composée ne doit pas sortir.",
        "Corrigez le gabarit ; ceux du projet se trouvent dans templates/.",
    ),
    en=Words(
        "faulty template: {text}",
        "A badly composed page must not go out.",
        "Correct the template; the project's own are in templates/.",
    ),
    bad="",
    good="",
)
