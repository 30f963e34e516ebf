"""Files to take away (models, acts): which kinds are offered, and each as it is offered, without what programs noted.

Author, last editor, place of a photograph: nobody who publishes a model means to publish these. A PDF is looked at
by `pdf.offered`, which has what reads it.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from loosfiches.pictures.fault import Fault
from loosfiches.pictures.kinds import kind
from loosfiches.pictures.strip import strip

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_PIECE = 50_000_000
#: What an office document may come to once it is unpacked.
MAX_UNPACKED = 500_000_000

#: Packed in a zip, in the ways of OpenDocument and of Office Open XML.
PACKED = frozenset({
    ".odt", ".ods", ".odp", ".odg", ".ott", ".ots", ".otp", ".otg", ".docx", ".xlsx", ".pptx", ".dotx", ".xltx",
    ".potx",
})  # fmt: skip
#: Of these nothing can be taken out without the program that wrote them.
_SEALED = frozenset({".doc", ".xls", ".ppt", ".rtf"})
#: Pictures, which are shown as pages show them.
PLAIN = frozenset({".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif"})
PIECES = PACKED | _SEALED | PLAIN | {".pdf", ".txt", ".md", ".csv", ".tsv", ".ics", ".epub", ".zip", ".mp3", ".mp4"}
#: In the order in which people are told of them.
OFFERED = ", ".join([
    "pdf", "odt", "ods", "odp", "odg", "ott", "ots", "otp", "otg", "docx", "xlsx", "pptx", "dotx", "xltx", "potx",
    "doc", "xls", "ppt", "rtf", "txt", "md", "csv", "tsv", "ics", "epub", "zip", "mp3", "mp4", "png", "jpg", "svg",
    "webp", "gif",
])  # fmt: skip

_NAMES = re.compile(
    rb"(<(dc:creator|meta:initial-creator|meta:printed-by|cp:lastModifiedBy|Manager|Company)(?:\s[^<>]*)?>)[^<]*(</\2>)"
)
_NOTES = ("meta.xml", "docProps/core.xml", "docProps/app.xml")
_SIGNATURES = ("META-INF/documentsignatures.xml", "_xmlsignatures/")


def inspect(body: bytes, suffix: str) -> tuple[bytes, Fault | None]:
    """Return a file to take away, but a PDF, as the site offers it, and what is to be told of it."""
    if suffix in _SEALED:
        return body, Fault("LF328")
    if suffix not in PACKED:
        return body, None
    try:
        return _unpack(body)
    except Exception:  # a broken file raises whatever its reader met
        return body, Fault("LF329")


def _unpack(body: bytes) -> tuple[bytes, Fault | None]:
    from zipfile import ZipFile

    with ZipFile(BytesIO(body)) as given:
        entries = given.infolist()
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            return body, Fault("LF329")
        if any(entry.filename.startswith(_SIGNATURES) or entry.flag_bits & 1 for entry in entries):
            return body, Fault("LF328")
        made = BytesIO()
        with ZipFile(made, "w") as kept:
            for entry, content in _contents(given, entries):
                kept.writestr(entry, content)
        return made.getvalue(), None


def _contents(given: "ZipFile", entries: "list[ZipInfo]") -> Iterator["tuple[ZipInfo, bytes]"]:
    from zipfile import ZipInfo

    for entry in entries:
        content = given.read(entry)
        if entry.filename in _NOTES:
            content = _NAMES.sub(rb"\1\3", content)
        elif (format_name := kind(content[:64])) in {"PNG", "JPEG"}:
            content = strip(content, format_name) or content
        bare = ZipInfo(entry.filename, entry.date_time)
        bare.compress_type, bare.external_attr = entry.compress_type, entry.external_attr
        yield bare, content
