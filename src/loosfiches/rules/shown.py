"""LF313, LF316, LF326, LF327: whether the pictures and files that are named can be shown and offered."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from loosfiches.build.store import Store, default_store
from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.lookup import find_inside, read, stands
from loosfiches.pictures import MAX_BYTES, Fault, kind, verdicts
from loosfiches.pictures import fault as picture_fault
from loosfiches.pictures.kinds import READ
from loosfiches.pictures.pieces import MAX_PIECE, OFFERED, PACKED, PIECES, PLAIN
from loosfiches.rules import Words, rule
from loosfiches.rules.named_files import named_files

ERROR, WARNING = Severity.ERROR, Severity.WARNING


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
        if path := find_inside(root, name):
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
        if not find_inside(root, name) and stands(root, name) and not (root / name).is_symlink():
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
    return _index_names(folder, folder.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _index_names(folder: Path, _stamp: int) -> dict[str, list[str]]:
    by_form: dict[str, list[str]] = {}
    for name in sorted(entry.name for entry in folder.iterdir()):
        by_form.setdefault(_form(name), []).append(name)
    return by_form


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
