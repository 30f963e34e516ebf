"""The files that documents name (pictures, models to take away, acts) -> what outputs show and carry of them.

Only regular files of `fiches/`, never through a link; only kinds that a browser does not run on the town's address.
"""

import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from loosfiches.collection import Entry
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Diagnostic
from loosfiches.print.pictures import fault

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
PIECES = {
    *(".pdf", ".odt", ".ods", ".odp", ".odg", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".txt"),
    *(".csv", ".ics", ".epub"),
}


@dataclass(frozen=True)
class Attached:
    """A file that goes along with pages: where it stands on the site, its kind in letters, its bytes."""

    name: str
    kind: str
    body: bytes

    @property
    def size(self) -> int:
        """How many kilobytes, at least one."""
        return max(1, round(len(self.body) / 1000))


def refused(project: Project, entries: Iterable[Entry]) -> list[Diagnostic]:
    """Return the pictures that documents announce and that no output can show."""
    return [
        Diagnostic("LF602", entry.file, entry.source.place(("illustrations", number)), {"text": f"{name}: {reason}"})
        for entry in entries
        for number, each in enumerate(entry.document.illustrations)
        if (name := each.fichier) and (reason := picture(project, name)[1])
    ]


def attached(project: Project, document: Any) -> Mapping[str, Attached]:
    """Return the files that go along with a document's page, by the name that the document uses."""
    pictures = [each.fichier for each in document.illustrations if each.fichier]
    acts = getattr(getattr(document, "ici", None), "actes", ())
    pieces = [each.fichier for each in (*getattr(document, "documents", ()), *acts) if each.fichier]
    bodies = {name: piece(project, name) for name in pieces} | {name: shown(project, name) for name in pictures}
    return {name: _attached(name, body) for name, body in bodies.items() if body}


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


def _attached(name: str, body: bytes) -> Attached:
    return Attached(home(name), PurePosixPath(name).suffix[1:].upper(), body)
