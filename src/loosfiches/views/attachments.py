"""The files that documents name (pictures, models to take away, acts) -> what outputs show and carry of them.

Only regular files of `fiches/`, never through a link; only kinds that a browser does not run on the town's address.
"""

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from loosfiches.collection import Entry
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Diagnostic, Span
from loosfiches.print.pictures import fault
from loosfiches.views.webp import Converter, measure

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
PIECES = {
    *(".pdf", ".odt", ".ods", ".odp", ".odg", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".txt"),
    *(".csv", ".ics", ".epub"),
}


@dataclass(frozen=True)
class Attached:
    """A file that goes along with pages: where it stands on the site, its kind in letters, its bytes.

    A picture has its width and height in pixels, where they are known.
    """

    name: str
    kind: str
    body: bytes
    sides: tuple[int, int] | None = None

    @cached_property
    def digest(self) -> str:
        """That of its bytes."""
        return sha256(self.body).hexdigest()

    @property
    def size(self) -> int:
        """How many kilobytes, at least one."""
        return max(1, round(len(self.body) / 1000))


def refused(project: Project, pictures: Iterable[tuple[str, str, Span]]) -> list[Diagnostic]:
    """Return the pictures that documents announce (file of the document, name, place) and that cannot be shown."""
    return [
        Diagnostic("LF602", file, place, {"text": f"{name}: {reason}"})
        for file, name, place in pictures
        if (reason := picture(project, name)[1])
    ]


def announced(entries: Iterable[Entry]) -> Iterator[tuple[str, str, Span]]:
    """Yield the pictures that documents announce: file of the document, name, place."""
    for entry in entries:
        for number, each in enumerate(entry.document.illustrations):
            if each.fichier:
                yield entry.file, each.fichier, entry.source.place(("illustrations", number))


def pieces(document: Any) -> list[str]:
    """Return the names of the files to take away from a document's page."""
    acts = getattr(getattr(document, "ici", None), "actes", ())
    named = [each.fichier for each in (*getattr(document, "documents", ()), *acts)]
    return [*dict.fromkeys(name for name in named if name)]


def images(document: Any) -> list[str]:
    """Return the names of the pictures of a document's page."""
    return [*dict.fromkeys(each.fichier for each in document.illustrations if each.fichier)]


def one(project: Project, name: str) -> Attached | None:
    """Return a file to take away, None when it cannot be offered."""
    body = piece(project, name)
    return Attached(home(name), _kind(name), body) if body else None


def light(project: Project, name: str, converter: Converter) -> Attached | None:
    """Return a picture as pages show it, None when it cannot be shown."""
    body, drawing = shown(project, name), _kind(name) == "SVG"
    if not body:
        return None
    if not drawing and (lighter := converter.lighter(body)):
        return Attached(f"{home(name)}.webp", "WEBP", lighter, measure(lighter, drawing=False))
    return Attached(home(name), _kind(name), body, measure(body, drawing))


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix[1:].upper()


def picture(project: Project, name: str) -> tuple[bytes, str]:
    """Return a picture's bytes and why it cannot be shown, in English, "" when it can."""
    kind, body = PICTURES.get(PurePosixPath(name).suffix.lower(), ""), _read(project, name)
    if body is None:
        return b"", "not a regular file of fiches/"
    return body, (fault(body, kind) or "") if kind else "not a PNG, JPEG or SVG picture"


def shown(project: Project, name: str) -> bytes | None:
    """Return a picture's bytes, None when it cannot be shown."""
    body, reason = picture(project, name)
    return None if reason else body


def piece(project: Project, name: str) -> bytes | None:
    """Return the bytes of a file to take away, None when it cannot be offered."""
    kind = PurePosixPath(name).suffix.lower()
    if kind in PICTURES:
        return shown(project, name)
    return _read(project, name) if kind in PIECES else None


def _read(project: Project, name: str) -> bytes | None:
    root = project.fiches.resolve()
    path = root / name
    try:
        inside = path.resolve() == path and path.is_relative_to(root) and stat.S_ISREG(path.lstat().st_mode)
        return path.read_bytes() if inside else None
    except OSError:
        return None


def home(name: str) -> str:
    """Return where a file of `fiches/` stands on the site."""
    return name if name.startswith("images/") else f"fichiers/{name}"
