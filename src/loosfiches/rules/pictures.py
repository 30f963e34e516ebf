"""LF312, LF605 to LF607: what pictures say to those who do not see them, and whether they print well."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from loosfiches.collection import Collection
from loosfiches.collection.project import APART
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, declare, rule
from loosfiches.rules.shown import Named, find_named_files
from loosfiches.spelling import plain

ERROR, WARNING = Severity.ERROR, Severity.WARNING

_IDLE = re.compile(
    r"(?:ceci est |c['’]est |voici )?(?:une |la |l['’]|an? |the )?"
    r"(?:(?:image|photo|photographie|illustration|visuel)(?:\s+(?:de|du|des|d['’]|qui|montrant|représentant)\b|\s*:|$|\s*d['’])"
    r"|(?:image|photo|picture|photograph|illustration) of\b)",
    re.IGNORECASE,
)


def _idle_alt_fr(*, name: str, start: str) -> str:
    return f"le texte « alt » {'ne donne que le nom du fichier' if name else f'commence par « {start} »'}"


def _idle_alt_en(*, name: str, start: str) -> str:
    return f"the “alt” text {'only gives the name of the file' if name else f'starts with “{start}”'}"


@rule(
    "LF312",
    WARNING,
    fr=Words(
        _idle_alt_fr,
        "Le lecteur d’écran dit déjà qu’il y a une image ; il reste à dire ce qu’elle apprend.",
        "Dites directement ce que l’image montre : « Chaises en arc devant un plan affiché ».",
        "le texte « alt » ne dit rien de l’image",
    ),
    en=Words(
        _idle_alt_en,
        "Screen readers already say that there is a picture; what is left is to say what it shows.",
        "Say straight away what the picture shows: “Chairs in an arc before a plan on the wall”.",
        "the “alt” text says nothing of the picture",
    ),
    bad="""
    illustrations:
      - legende: La salle
        alt: Photo de la salle
    """,
    good="""
    illustrations:
      - legende: La salle
        alt: Photographes et voisins assis en arc devant un plan affiché.
    """,
)
def idle_alt(collection: Collection) -> Iterator[Diagnostic]:
    """Find alt texts that say no more than that there is a picture."""
    for entry in collection.entries:
        for number, picture in enumerate(entry.document.illustrations):
            name = PurePosixPath(picture.fichier or "")
            alt = (picture.alt or "").strip(" .")
            same = alt and plain(alt).replace(".", "") in {
                plain(form).replace(".", "") for form in (name.name, name.stem)
            }
            idle = _IDLE.match(alt)
            if same or idle:
                details = {"name": "oui" if same else "", "start": "" if same or not idle else idle[0].strip()}
                span = entry.source.place(("illustrations", number, "alt"))
                yield Diagnostic("LF312", entry.file, span, details)


def _pictures(collection: Collection) -> Iterator[Named]:
    return (file for file in find_named_files(collection) if file.is_picture and file.file != APART[0])


#: 150 dots an inch over the 108 mm of a column.
_NARROWEST = 640


@rule(
    "LF605",
    WARNING,
    fr=Words(
        "l’image {path} est trop petite pour l’impression : {width} pixels de large, il en faut {least}",
        "Imprimée sur une colonne, elle serait floue (moins de 150 points par pouce).",
        "Prenez l’image d’origine, ou un dessin en SVG.",
    ),
    en=Words(
        "the picture {path} is too small to print: {width} pixels wide, {least} are needed",
        "Printed across a column it would be blurred (under 150 dots an inch).",
        "Take the original picture, or a drawing in SVG.",
    ),
    bad="",
    good="",
)
def small(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures too narrow to be sharp on paper."""
    for picture in _pictures(collection):
        width = _width(picture.path, picture.path.stat().st_mtime_ns)
        if 0 < width < _NARROWEST:
            yield picture.diagnose("LF605", width=str(width), least=str(_NARROWEST))


_HEAVIEST = 3_000_000


@rule(
    "LF606",
    WARNING,
    fr=Words(
        "l’image {path} pèse {size} Mo, 3 au plus",
        "Le classeur s’envoie par courriel et s’ouvre sur un vieux poste : chaque image y compte.",
        "Réduisez-la à 2 000 pixels de large, ou enregistrez la photo en JPEG.",
    ),
    en=Words(
        "the picture {path} weighs {size} MB, 3 at most",
        "The binder is sent by e-mail and opened on old machines: every picture counts.",
        "Bring it down to 2,000 pixels wide, or save the photograph as JPEG.",
    ),
    bad="",
    good="",
)
def heavy(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures that weigh too much."""
    for picture in _pictures(collection):
        size = picture.path.stat().st_size
        if size > _HEAVIEST:
            yield picture.diagnose("LF606", size=f"{size / 1_000_000:.1f}".replace(".", ","))


declare(
    "LF607",
    ERROR,
    fr=Words(
        "l’image {path} est en quatre encres (CMJN)",
        "Faite pour une imprimerie, elle sortirait sombre ou en négatif, et l’impression la laisserait de côté.",
        "Convertissez-la en RVB : tout logiciel de retouche sait le faire.",
    ),
    en=Words(
        "the picture {path} is in four inks (CMYK)",
        "Made for a printing house, it would come out dark or as a negative, and printing would leave it out.",
        "Convert it to RGB: any picture editor can.",
    ),
    bad="",
    good="",
)


@lru_cache(maxsize=4096)
def _width(path: Path, _stamp: int) -> int:
    """Return a picture's width from its header, 0 when it is a drawing, or broken, which is told elsewhere."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            return image.width
    except Exception:  # a broken file raises whatever its decoder met
        return 0
