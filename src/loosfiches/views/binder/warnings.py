"""Print warnings -> diagnostics, each reported once, at the file to fix."""

import json
from collections.abc import Iterable, Iterator, Sequence

from loosfiches.collection import Collection
from loosfiches.diagnostics import TOP, Diagnostic
from loosfiches.language import _
from loosfiches.pictures.fault import Fault
from loosfiches.print.fetcher import REASONS
from loosfiches.print.press import Printed
from loosfiches.print.record import PrintWarning
from loosfiches.views.attachments import said
from loosfiches.views.binder.places import place as placed
from loosfiches.views.binder.places import sign


def warnings(prints: Iterable[Printed], files: Sequence[str], collection: Collection) -> Iterator[Diagnostic]:
    """Yield each warning once: at its document, the style sheet at fault, or the classeur for other leaves.

    `files` are those of the documents, which are the first of `prints`; what stands in a text is told at its place.
    """
    places_by_warning: dict[PrintWarning, set[str]] = {}
    for number, printed in enumerate(prints):
        for warning in printed.record.warnings:
            places = places_by_warning.setdefault(warning, set())
            place = files[number] if number < len(files) else "fiches/classeur.yaml"
            place = f"templates/{warning.sheet}" if warning.sheet else place
            if place not in places and (number < len(files) or not places):
                places.add(place)
                yield _diagnose(place, warning, collection)


def _diagnose(file: str, warning: PrintWarning, collection: Collection) -> Diagnostic:
    """Return what a warning says, at the field that holds what it speaks of, else at the file."""
    text = warning.text
    match warning.kind:
        case "missing_glyph":
            file, span = sign(collection, file, text)
            return Diagnostic("LF601", file, span, {"signs": text})
        case "refused" | "missing_file" | "unreadable":
            file, span, _field = placed(collection, file, text)
            return Diagnostic("LF602", file, span, {"text": _explain_refusal(text)})
        case "overflow":
            file, span, field = placed(collection, file, text.removesuffix("…"))
            text = f"{text} ({field})" if field else text
            return Diagnostic("LF604", file, span, {"text": text, "page": str(warning.page)})
        case "time":
            return Diagnostic("LF615", file, TOP, {"text": text})
        case "memory":
            return Diagnostic("LF616", file, TOP, {"text": text})
        case kind:
            return _remark(file, kind, text)


def _remark(file: str, kind: str, text: str) -> Diagnostic:
    return (
        Diagnostic("LF609", file, TOP, {"text": text})
        if kind == "ink"
        else Diagnostic("LF603", file, TOP, {"text": text})
    )


def _explain_refusal(text: str) -> str:
    """Return why an address or a picture was refused, in the reader's language; see `RefusedError`."""
    reason, _colon, asked = text.partition(": ")
    if reason in REASONS:
        return f"{asked} ({_(reason)})"
    try:
        code, details = json.loads(asked)
        return said(Fault(code, details), reason)
    except (ValueError, TypeError):
        return text
