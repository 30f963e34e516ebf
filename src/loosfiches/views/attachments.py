"""The files that documents name (pictures, models to take away, acts) -> what outputs show and carry of them.

`light` gives a picture as the site shows it, as WebP where that is lighter.

Only regular files of `fiches/`, never through a link; only kinds that a browser does not run on the town's address.
"""

from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from loosfiches.build.digest import digest
from loosfiches.collection import Entry
from loosfiches.collection.project import Project
from loosfiches.diagnostics import TOP, Diagnostic, Span
from loosfiches.language import current
from loosfiches.lookup import find_inside, read
from loosfiches.model.common import Document
from loosfiches.pdf.offered import looked
from loosfiches.pictures import MAX_BYTES, Fault, plain
from loosfiches.pictures.kinds import READ
from loosfiches.pictures.pieces import MAX_PIECE, PIECES, PLAIN
from loosfiches.pictures.webp import Converter, measure
from loosfiches.rules import message


@dataclass(frozen=True)
class Attached:
    """A file published with pages: its path on the site, its kind in letters, its bytes.

    A picture has its width and height in pixels, where they are known.
    """

    name: str
    kind: str
    body: bytes
    sides: tuple[int, int] | None = None

    @cached_property
    def digest(self) -> str:
        """That of its bytes."""
        return digest(self.body)

    @property
    def size(self) -> int:
        """How many kilobytes, at least one."""
        return max(1, round(len(self.body) / 1000))


def refused(
    project: Project, pictures: Iterable[tuple[str, str, Span]], told: Names[tuple[str, str]] = ()
) -> list[Diagnostic]:
    """Return the pictures that documents announce (file of the document, name, place) and that cannot be shown.

    Those that are `told` (file of the document, name) by the rules are passed over.
    """
    found = [listed for listed in pictures if (listed[0], listed[1]) not in told]
    return [
        Diagnostic("LF602", file, place, {"text": f"{name}: {said(fault, name)}"})
        for file, name, place in found
        if isinstance(fault := picture(project, name), Fault)
    ]


def said(fault: Fault, name: str) -> str:
    """Return what a fault says of a file, in the reader's language."""
    return message(Diagnostic(fault.code, "", TOP, {"path": name, "near": "", **fault.details}), current())


def announced(entries: Iterable[Entry]) -> Iterator[tuple[str, str, Span]]:
    """Yield the pictures that documents announce: file of the document, name, place."""
    for entry in entries:
        for number, illustration in enumerate(entry.document.illustrations):
            if illustration.fichier:
                yield entry.file, illustration.fichier, entry.source.place(("illustrations", number))


def pieces(document: Document) -> list[str]:
    """Return the names of the files to take away from a document's page."""
    acts = getattr(getattr(document, "ici", None), "actes", ())
    named = [each.fichier for each in (*getattr(document, "documents", ()), *acts)]
    return [*dict.fromkeys(name for name in named if name)]


def images(document: Document) -> list[str]:
    """Return the names of the pictures of a document's page."""
    return [*dict.fromkeys(each.fichier for each in document.illustrations if each.fichier)]


def one(project: Project, name: str) -> Attached | None:
    """Return a file to take away, None when it cannot be offered."""
    body = piece(project, name)
    return Attached(home(name), _kind(name), body) if body else None


def light(project: Project, name: str, converter: Converter) -> Attached | None:
    """Return a picture as pages show it, None when it cannot be shown."""
    made = picture(project, name)
    if isinstance(made, Fault):
        return None
    body, kind = made
    if kind in {"PNG", "JPEG"} and (lighter := converter.lighter(body)):
        return Attached(f"{home(name)}.webp", "WEBP", lighter, measure(lighter, drawing=False))
    # A server tells browsers the kind by the name.
    suffix = "" if PurePosixPath(name).suffix.lower() in READ[kind] else READ[kind][0]
    return Attached(f"{home(name)}{suffix}", kind.upper(), body, measure(body, kind == "SVG"))


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix[1:].upper()


def picture(project: Project, name: str, still: bool = False) -> tuple[bytes, str] | Fault:
    """Return a picture's bytes and kind as it may be shown, or why it cannot be; `still`: on paper."""
    body = _read(project, name, MAX_BYTES)
    return plain(body, still) if body is not None else Fault("LF326")


def shown(project: Project, name: str) -> bytes | None:
    """Return a picture's bytes as paper shows it, None when it cannot be shown."""
    made = picture(project, name, still=True)
    return None if isinstance(made, Fault) else made[0]


def piece(project: Project, name: str) -> bytes | None:
    """Return the bytes of a file to take away, None when it cannot be offered."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in PIECES:
        return None
    if suffix in PLAIN:
        made = picture(project, name)
        return None if isinstance(made, Fault) else made[0]
    body = _read(project, name, MAX_PIECE)
    return looked(body, suffix)[0] if body and len(body) <= MAX_PIECE else None


def _read(project: Project, name: str, most: int) -> bytes | None:
    """Return the bytes of a file, one more than `most` at most; None when it is no regular file of `fiches/`."""
    path = find_inside(project.fiches, name)
    try:
        return read(path, most) if path else None
    except OSError:
        return None


def home(name: str) -> str:
    """Return the path on the site of a file of `fiches/`."""
    return name if name.startswith("images/") else f"fichiers/{name}"
