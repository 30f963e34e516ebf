"""LF313 to LF329: whether files that documents name can be shown, printed or offered; builds judge them alike."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from loosfiches.build.store import Store, default_store
from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.lookup import is_inside, read, stands
from loosfiches.pictures import MAX_BYTES, Fault, kind, verdicts
from loosfiches.pictures import fault as picture_fault
from loosfiches.pictures.kinds import READ
from loosfiches.pictures.pieces import MAX_PIECE, OFFERED, PACKED, PIECES, PLAIN
from loosfiches.rules import Words, declare, rule
from loosfiches.rules.links import named_files

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Named(NamedTuple):
    """A file that is there and that a document names: the document's file, the place, its name, its own path."""

    file: str
    span: Span
    name: str
    path: Path
    is_picture: bool

    def diagnose(self, code: str, **details: str) -> Diagnostic:
        """Return what is wrong with it."""
        return Diagnostic(code, self.file, self.span, {"path": self.name, **details})


def find_named_files(collection: Collection) -> Iterator[Named]:
    """Yield the files that documents and the classeur name and that are regular files of the project."""
    root = collection.project.fiches
    for file, span, name, is_picture in names(collection):
        if path := is_inside(root, name):
            yield Named(file, span, name, path, is_picture)


def names(collection: Collection) -> Iterator[tuple[str, Span, str, bool]]:
    """Yield the names of files: the document's file, the place, the name, whether it is to be shown as a picture."""
    for source, path, name in named_files(collection):
        yield source.file, source.place(path), name, "illustrations" in path or "logo" in path


@rule(
    "LF313",
    WARNING,
    fr=Words(
        "le fichier {path} contient une image {kind} : son nom devrait finir par {ending}",
        "L’image sera montrée et imprimée ; d’autres logiciels, qui se fient au nom, la croiront abîmée.",
        "Renommez le fichier, et son nom dans la fiche.",
    ),
    en=Words(
        "the file {path} holds a {kind} picture: its name should end in {ending}",
        "The picture will be shown and printed; other programs trust the name and will take it for a broken file.",
        "Rename the file, and its name in the sheet.",
    ),
    bad="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    illustrations:
      - fichier: images/plan.png
        alt: Chaises en arc devant un plan.
    # fiches/images/plan.png
    <svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"/>
    """,
    good="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    illustrations:
      - fichier: images/plan.svg
        alt: Chaises en arc devant un plan.
    # fiches/images/plan.svg
    <svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"/>
    """,
)
def other_kind(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures whose name says another kind than their bytes."""
    for file in find_named_files(collection):
        suffix = PurePosixPath(file.name).suffix.lower()
        format_name = kind(read(file.path, 64)) if file.is_picture or suffix in PLAIN else ""
        if format_name in READ and suffix not in READ[format_name]:
            yield file.diagnose("LF313", kind=format_name, ending=READ[format_name][0])


@rule(
    "LF316",
    ERROR,
    fr=Words(
        "l’image {path} est abîmée ou incomplète",
        "Il en manque une partie : elle s’imprimerait à moitié grise.",
        "Reprenez l’image d’origine ; un envoi ou une copie interrompus la coupent.",
    ),
    en=Words(
        "the picture {path} is damaged or incomplete",
        "A part of it is missing: half of it would be printed grey.",
        "Take the original picture again; a transfer or a copy that was interrupted cuts it.",
    ),
    bad="",
    good="",
)
def unfit(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures that cannot be shown, and files that cannot be offered, for whatever reason."""
    store = default_store()
    for file in find_named_files(collection):
        try:
            fault = _fault(file, store)
        except OSError:
            fault = Fault("LF326")
        if fault:
            yield file.diagnose(fault.code, **fault.details)


def _fault(file: Named, store: Store | None) -> Fault | None:
    suffix = PurePosixPath(file.name).suffix.lower()
    if file.is_picture or suffix in PLAIN:
        return verdicts.judge_file(file.path, MAX_BYTES, picture_fault, store)
    if suffix not in PIECES:
        return Fault("LF324", {"kinds": OFFERED})
    if file.path.stat().st_size == 0:
        return Fault("LF317")
    judge = pdf_fault if suffix == ".pdf" else packed_fault if suffix in PACKED else other_fault
    return verdicts.judge_file(file.path, MAX_PIECE, judge, store)


def pdf_fault(body: bytes) -> Fault | None:
    """Return what is to be told of a PDF to take away."""
    from loosfiches.pdf.offered import looked

    return looked(body, ".pdf")[1]


def packed_fault(body: bytes) -> Fault | None:
    """Return what is to be told of an office document to take away."""
    from loosfiches.pdf.offered import looked

    return looked(body, ".odt")[1]


def other_fault(body: bytes) -> Fault | None:
    """Return what is to be told of another file to take away: programs note nothing in most."""
    return Fault("LF328") if body[:4] in {b"\xd0\xcf\x11\xe0", b"{\\rt"} else None


@rule(
    "LF326",
    ERROR,
    fr=Words(
        "{path} n’est pas un fichier ordinaire",
        "Un dossier, un tube ou un appareil ne se montre ni ne s’imprime ; il n’est pas ouvert.",
        "Mettez à sa place un vrai fichier, lisible.",
    ),
    en=Words(
        "{path} is not a regular file",
        "A folder, a pipe or a device can be neither shown nor printed; it is not opened.",
        "Put a real, readable file in its place.",
    ),
    bad="",
    good="",
)
def irregular(collection: Collection) -> Iterator[Diagnostic]:
    """Find folders, pipes and devices in the place of files; links are told as missing files (LF310)."""
    root = collection.project.fiches
    for file, span, name, _ in names(collection):
        if not is_inside(root, name) and stands(root, name) and not (root / name).is_symlink():
            yield Diagnostic("LF326", file, span, {"path": name})


@rule(
    "LF327",
    WARNING,
    fr=Words(
        "à côté de {path} se trouve {other}, que bien des machines ne savent pas en distinguer",
        "Sous Windows et macOS, l’un des deux fichiers remplace l’autre, sur le disque comme sur le site.",
        "Donnez à l’un des deux un autre nom.",
    ),
    en=Words(
        "beside {path} lies {other}, which many machines cannot tell apart from it",
        "On Windows and macOS one of the two files replaces the other, on disk and on the site.",
        "Give one of the two another name.",
    ),
    bad="",
    good="",
)
def twins(collection: Collection) -> Iterator[Diagnostic]:
    """Find files whose names differ by case or by the way of writing accents only, or that the site would make."""
    for file in find_named_files(collection):
        twin = _forms(file.path.parent).get(_form(file.path.name), ())
        other = next((name for name in twin if name != file.path.name), "")
        if not other and file.is_picture and _form(f"{file.path.name}.webp") in _forms(file.path.parent):
            other = f"{file.path.name}.webp"
        if other:
            yield file.diagnose("LF327", other=str(PurePosixPath(file.name).with_name(other)))


def _forms(folder: Path) -> dict[str, list[str]]:
    return _listed(folder, folder.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _listed(folder: Path, _stamp: int) -> dict[str, list[str]]:
    by_form: dict[str, list[str]] = {}
    for name in sorted(entry.name for entry in folder.iterdir()):
        by_form.setdefault(_form(name), []).append(name)
    return by_form


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


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
