"""A PDF -> the files enclosed in it. The PDF may come from anybody: nothing in it is trusted, nothing is repaired."""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, settings

Reason = Literal["foreign", "encrypted", "damaged", "large"]

#: A source weighs 256 KB at most, a binder of 2,000 sheets some 30 MB of them.
MAX_FILES, MAX_BYTES, MAX_TOTAL = 20_000, 1_000_000, 100_000_000
#: For the PDF's own tables, which qpdf unpacks by itself.
MAX_MEMORY = 256_000_000
#: Where the header may start (ISO 32000-1, annex H).
_HEADER = 1024


class UnreadableError(Exception):
    """Nothing can be taken out of a file.

    `reason`: foreign (it is no PDF), encrypted (it asks for a password), damaged (or not made as the format wants),
    large (it holds more, or unpacks to more, than any binder).
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def enclosed(path: Path) -> list[tuple[str, bytes]]:
    """The files enclosed in the PDF at `path`: the name each is known by, as it stands there, and its bytes.

    Raises UnreadableError, and OSError when the file cannot be read. Takes bounded memory whatever the PDF holds.
    """
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(_HEADER):
            raise UnreadableError("foreign")
    try:
        with _limits(), pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            return list(_bounded(pdf))
    except pikepdf.PasswordError:
        raise UnreadableError("encrypted") from None
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError, KeyError, IndexError):
        raise UnreadableError("damaged") from None


@contextmanager
def _limits() -> Iterator[None]:
    most = MAX_MEMORY
    former: dict[str, Any] = settings.set_qpdf_limits(
        flate_max_memory=most, run_length_max_memory=most, png_max_memory=most, tiff_max_memory=most
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**former)


def _bounded(pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    total = 0
    for number, (name, specification) in enumerate(_named(pdf), 1):
        body = _body(specification.EF)
        total += len(body)
        if number > MAX_FILES or total > MAX_TOTAL:
            raise UnreadableError("large")
        yield name, body


def _named(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    """The tree of enclosed files (ISO 32000-1, 7.9.6 and 7.11.4), flattened; a loop in it is damage."""
    root = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
    waiting: list[Any] = [root] if root is not None else []
    known: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop(0)
        if node.is_indirect and node.objgen in known:
            raise ValueError("loop")
        known.add(node.objgen)
        flat = list(node.get("/Names", Array()))
        yield from ((str(name), each) for name, each in zip(flat[::2], flat[1::2], strict=True))
        waiting.extend(list(node.get("/Kids", Array())))
        if len(waiting) > MAX_FILES:
            raise UnreadableError("large")


def _body(files: Object) -> bytes:
    stream = files.get("/UF", files.get("/F"))
    if not isinstance(stream, Stream):
        raise TypeError("no stream")
    body = _unpacked(stream.read_raw_bytes(), _filters(stream))
    expected = stream.get("/Params", Dictionary()).get("/CheckSum")
    if expected is not None and bytes(expected) != hashlib.md5(body, usedforsecurity=False).digest():
        raise ValueError("checksum")
    return body


def _filters(stream: Stream) -> list[Object]:
    filters = stream.get("/Filter", Array())
    return list(filters) if isinstance(filters, Array) else [filters]


def _unpacked(raw: bytes, filters: list[Object]) -> bytes:
    """The bytes of a stream, by our own hand: no more of a bomb is unpacked than a source may weigh."""
    if filters not in ([], [Name.FlateDecode]):
        raise ValueError("filter")
    machine = zlib.decompressobj()
    body = machine.decompress(raw, MAX_BYTES + 1) if filters else raw
    if len(body) > MAX_BYTES:
        raise UnreadableError("large")
    if filters and not machine.eof:
        raise ValueError("cut short")
    return body
