"""Printed leaves -> one whole PDF for each document, to send or to put on a web page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypedDict

from loosfiches.build.digest import digest
from loosfiches.collection import Entry
from loosfiches.print.press import Printed
from loosfiches.print.record import Heading
from loosfiches.text.typography import typeset
from loosfiches.views.filters import licence, licence_address
from loosfiches.views.page import Frame

if TYPE_CHECKING:
    from loosfiches.pdf.join import Entry as Bookmark


class Facts(TypedDict):
    """What a PDF says of itself, as `pdf.metadata.Metadata` names it."""

    title: str
    language: str
    creator: str
    rights: str
    subject: str
    address: str
    day: date | None


def name(entry: Entry) -> str:
    """Return the file's name, that of its source: A-01-fifty-fifty.pdf. Codes keep names apart."""
    stem = PurePosixPath(entry.file).stem
    return f"{stem if stem.startswith(entry.code) else f'{entry.code}-{stem}'}.pdf"


def printed_from(entry: Entry) -> str:
    """Return the SHA-256 of the file that a PDF was printed from: of what was read, even if it has changed since."""
    return digest(entry.source.encoded(entry.source.text))


def facts(entry: Entry, frame: Frame) -> Facts:
    """Return what the PDF says of itself, as `pdf.metadata.Metadata` names it."""
    document = entry.document
    language, own_licence = document.langue or frame.language, document.licence or frame.licence
    return {
        "title": f"{entry.code} {typeset(document.titre or '', language)}",
        "language": language,
        "creator": ", ".join(document.auteurs) or frame.authority,
        "rights": licence(own_licence),
        "subject": frame.mention,
        "address": licence_address(own_licence),
        "day": document.updated,
    }


def whole(entry: Entry, printed: Printed, frame: Frame, elsewhere: Mapping[str, str]) -> bytes:
    """Return the PDF of one document: its leaf, with an outline of its own; links lead `elsewhere`, by code."""
    from loosfiches.pdf.join import Metadata, Part, join

    part = Part(entry.code, printed.read, f"{entry.code} · ", entry.code)
    marks = list(_marks(entry.code, printed.record.outline))
    return join([part], Metadata(**facts(entry, frame)), marks, elsewhere=elsewhere)


def _marks(code: str, headings: Sequence[Heading]) -> Iterator["Bookmark"]:
    """Yield the bookmarks of a leaf, each heading under the last one of a higher level."""
    from loosfiches.pdf.join import Entry as Bookmark

    for start, heading in enumerate(headings):
        if any(before.level < heading.level for before in headings[:start]):
            continue
        end = next((n for n in range(start + 1, len(headings)) if headings[n].level <= heading.level), len(headings))
        under = tuple(_marks(code, headings[start + 1 : end]))
        yield Bookmark(heading.title, code, heading.page, heading.y, under, opened=True)
