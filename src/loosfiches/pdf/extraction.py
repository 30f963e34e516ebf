"""A PDF -> the files enclosed in it. The PDF may come from anybody: nothing in it is trusted, nothing is repaired.

Its tables, streams and names may unpack to any size in the library that reads them: that is done in a process of its
own, which has little memory and little time.
"""

import hashlib
import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, settings

from loosfiches.build import limits

Reason = Literal["foreign", "encrypted", "damaged", "large"]

#: A source weighs 256 KB at most, a binder of 2,000 sheets some 30 MB of them.
MAX_FILES, MAX_BYTES, MAX_TOTAL = 20_000, 1_000_000, 100_000_000
#: For the PDF's own tables, which qpdf unpacks by itself.
MAX_MEMORY = 256_000_000
#: What the process that reads a PDF may take: its own libraries, the tables, and all that is enclosed.
LIMITS = limits.Limits(seconds=60, megabytes=550)
#: The longest name, in characters: four times what a disk takes for one part of a path.
_LONGEST = 1020
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


def enclosed(path: Path, most: limits.Limits = LIMITS) -> list[tuple[str, bytes]]:
    """The files enclosed in the PDF at `path`: the name each is known by, as it stands there, and its bytes.

    Raises UnreadableError, OSError when the file cannot be read, and MemoryError when the machine gives too little.
    Takes bounded memory whatever the PDF holds.
    """
    with path.open("rb"):
        answer = limits.answer("loosfiches.pdf.extraction", most, b"", str(path.absolute()))
    if answer is None:
        raise UnreadableError("large")
    head, _, bodies = answer.partition(b"\n")
    told: dict[str, Any] = json.loads(head)
    if "reason" in told:
        raise UnreadableError(told["reason"])
    return list(_cut(told["files"], bodies))


def _cut(files: list[tuple[str, int]], bodies: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    for name, size in files:
        yield name, bodies[start : start + size]
        start += size


def main() -> None:
    """Write the files enclosed in a PDF: a line of JSON with names and sizes, or why there are none, then the bytes."""
    (path,) = limits.hold()
    found: list[tuple[str, bytes]] = []
    try:
        found = _read(Path(path))
        told: dict[str, Any] = {"files": [(name, len(body)) for name, body in found]}
    except UnreadableError as error:
        told = {"reason": error.reason}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.writelines(body for _name, body in found)
    sys.stdout.buffer.flush()


def _read(path: Path) -> list[tuple[str, bytes]]:
    # Opened here: the library takes no name that is not text.
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(_HEADER):
            raise UnreadableError("foreign")
        file.seek(0)
        return _taken(file)


def _taken(file: BinaryIO) -> list[tuple[str, bytes]]:
    try:
        with _limits(), pikepdf.open(file, attempt_recovery=False, suppress_warnings=True) as pdf:
            found = list(_bounded(pdf))
            if not found and pdf.get_warnings():  # what qpdf could not unpack is null to us, as if it were absent
                raise UnreadableError("damaged")
            return found
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
        if len(name) > _LONGEST:
            raise UnreadableError("large")
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
        if not all(isinstance(name, pikepdf.String) for name in flat[::2]):
            raise ValueError("name")  # qpdf makes null of what it could not unpack
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
    if expected is None:
        return body
    if not isinstance(expected, pikepdf.String) or bytes(expected) != hashlib.md5(body, usedforsecurity=False).digest():
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


if __name__ == "__main__":
    main()
