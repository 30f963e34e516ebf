"""What went wrong in print -> diagnostics: each told once, with the file where it is mended."""

import json
from collections.abc import Iterable, Iterator, Sequence

from loosfiches.diagnostics import TOP, Diagnostic
from loosfiches.language import _
from loosfiches.pictures.fault import Fault
from loosfiches.print.fetcher import REASONS
from loosfiches.print.press import Printed
from loosfiches.print.record import PrintWarning
from loosfiches.views.attachments import said

_CODES = {"missing_file": "LF602", "unreadable": "LF602", "ink": "LF609", "time": "LF615", "memory": "LF616"}


def warnings(prints: Iterable[Printed], files: Sequence[str]) -> Iterator[Diagnostic]:
    """Tell each warning once: with its document, the style sheet at fault, or the classeur for what stands around.

    `files` are those of the documents, which are the first of `prints`.
    """
    told: dict[PrintWarning, set[str]] = {}
    for number, printed in enumerate(prints):
        for warning in printed.record.warnings:
            places = told.setdefault(warning, set())
            place = files[number] if number < len(files) else "fiches/classeur.yaml"
            place = f"templates/{warning.sheet}" if warning.sheet else place
            if place not in places and (number < len(files) or not places):
                places.add(place)
                yield _told(place, warning)


def _told(file: str, warning: PrintWarning) -> Diagnostic:
    text = warning.text
    match warning.kind:
        case "missing_glyph":
            return Diagnostic("LF601", file, TOP, {"signs": text})
        case "refused":
            return Diagnostic("LF602", file, TOP, {"text": _refused(text)})
        case "overflow":
            return Diagnostic("LF604", file, TOP, {"text": text, "page": str(warning.page)})
        case kind:
            return Diagnostic(_CODES.get(kind, "LF603"), file, TOP, {"text": text})


def _refused(text: str) -> str:
    """Return why an address or a picture was refused, in the reader's language; see `RefusedError`."""
    reason, _colon, asked = text.partition(": ")
    if reason in REASONS:
        return f"{asked} ({_(reason)})"
    try:
        code, details = json.loads(asked)
        return said(Fault(code, details), reason)
    except (ValueError, TypeError):
        return text
