"""A PDF to take away -> the same pages without author, notes of programs, and what acts when it is opened.

It is a stranger's, and may unpack to any size in the library that reads it: that is done in a process of its own.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from loosfiches.build import limits
from loosfiches.pictures.fault import Fault
from loosfiches.pictures.strip import strip

#: What is kept of a PDF's word about itself: its title, its language, the standards that it keeps to.
_KEPT = ("http://www.aiim.org/pdf", "http://www.npes.org/pdfx/ns/id/")
_KEPT_KEYS = frozenset({"{http://purl.org/dc/elements/1.1/}title", "{http://purl.org/dc/elements/1.1/}language",
                        "{http://purl.org/dc/elements/1.1/}format"})  # fmt: skip
_NOTES = frozenset({"/Metadata", "/PieceInfo", "/Thumb", "/LastModified"})
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"})


def looked(body: bytes) -> tuple[bytes, Fault | None]:
    """Return a PDF as the site offers it, and what to report; unchanged where it is signed or unreadable."""
    try:
        with pikepdf.open(BytesIO(body)) as pdf:
            if _is_signed(pdf):
                return body, Fault("LF328")
            active = _clean(pdf)
            made = BytesIO()
            pdf.save(made, deterministic_id=True, fix_metadata_version=False)
            return made.getvalue(), Fault("LF325", {"sign": ", ".join(active)}) if active else None
    except Exception:  # a broken file raises whatever its reader met
        return body, Fault("LF329")


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and bool(int(form.get("/SigFlags", 0)) & 1)


def _clean(pdf: pikepdf.Pdf) -> list[str]:
    """Remove from a PDF what is not for readers; return the removed actions."""
    _strip_metadata(pdf)
    active: dict[str, None] = {}
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        active["/JavaScript"] = None
        del names["/JavaScript"]
    for dictionary in _dictionaries(pdf):
        for key in [key for key in dictionary.keys() if key in _NOTES]:  # noqa: SIM118  (a pikepdf object)
            if dictionary.objgen != pdf.Root.objgen:
                del dictionary[key]
        for key in [key for key in dictionary.keys() if key in {"/AA", "/OpenAction", "/A", "/Next", "/JS"}]:  # noqa: SIM118
            for found in _find_actions(dictionary[key], key):
                active[found] = None
                if key in dictionary:
                    del dictionary[key]
        _strip_photograph(dictionary)
    return list(active)


def _find_actions(value: Object, key: str) -> Iterator[str]:
    """Yield the actions under a key that do more than show a page."""
    if key == "/JS":
        yield "/JavaScript"
    elif isinstance(value, Dictionary):
        kind = str(value.get("/S", ""))
        if kind in _ACTIONS:
            yield kind
        for inner in [value[name] for name in value.keys()] if key == "/AA" else ():  # noqa: SIM118
            yield from _find_actions(inner, "/A")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield every dictionary of a PDF, those inside others too."""
    waiting: list[Object] = [pdf.Root, *pdf.objects]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Stream | Dictionary):
            yield at
            inner = [at[key] for key in at.keys()]  # noqa: SIM118
        else:
            inner = list(at) if isinstance(at, Array) else []
        waiting += [each for each in inner if isinstance(each, Dictionary | Array) and not each.is_indirect]


def _strip_metadata(pdf: pikepdf.Pdf) -> None:
    """Keep, of what a PDF says of itself, its title and the standards that it keeps to."""
    kept = {key: pdf.docinfo[key] for key in ("/Title",) if key in pdf.docinfo}
    if "/Metadata" in pdf.Root:
        try:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                for key in [key for key in metadata if key not in _KEPT_KEYS and not key[1:].startswith(_KEPT)]:
                    del metadata[key]
        except Exception:  # XMP that is none
            del pdf.Root["/Metadata"]
    del pdf.docinfo
    for key, value in kept.items():
        pdf.docinfo[key] = value
    with suppress(KeyError):
        del pdf.Root["/PieceInfo"]


def _strip_photograph(stream: Object) -> None:
    """Remove the camera's metadata from a photograph."""
    if not isinstance(stream, Stream):
        return
    kind, settings = stream.get("/Filter"), stream.get("/DecodeParms")
    if not isinstance(kind, Name | Array) or kind not in (Name.DCTDecode, Array([Name.DCTDecode])):
        return
    body = stream.read_raw_bytes()
    made = strip(body, "JPEG")
    if made is not None and len(made) < len(body):
        stream.write(made, filter=kind, decode_parms=settings if isinstance(settings, Dictionary | Array) else None)


def main() -> None:
    """Write what is to be told of the PDF that is given, as a line of JSON, then the PDF as the site offers it."""
    limits.hold()
    made, found = looked(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found and [found.code, dict(found.details)]).encode() + b"\n" + made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
