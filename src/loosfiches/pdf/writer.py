"""Writes PDF objects under given numbers, which qpdf, since it renumbers them, cannot do.

ISO 32000-1: objects in files (7.5.3), object streams (7.5.7), cross-reference streams (7.5.8).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pikepdf
from pikepdf import Object, Stream

#: One entry of a cross-reference stream whose W is [1 4 2].
ENTRY = struct.Struct(">BIH")
FREE, ALONE, INSIDE = 0, 1, 2
# As many as qpdf puts into one object stream.
_PER_STREAM = 100
# A string as pikepdf writes it may hold anything, a reference too; names and numbers hold no blank.
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|(?<![^\s\[])(\d+) 0 R\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """Objects of consecutive numbers: their entries, and their bytes, in which places count from the start."""

    entries: bytes
    body: bytes

    @property
    def count(self) -> int:
        """How many numbers they take."""
        return len(self.entries) // ENTRY.size

    def at(self, offset: int) -> bytes:
        """Return the entries where the body starts at `offset` of a file."""
        moved = bytearray(self.entries)
        # Most objects are inside of object streams, whose entries say no place.
        for place in range(0, len(moved), ENTRY.size):
            if moved[place] == ALONE:
                kind, start, rank = ENTRY.unpack_from(moved, place)
                ENTRY.pack_into(moved, place, kind, start + offset, rank)
        return bytes(moved)


def write(objects: Iterable[Object], base: int, numbers: Mapping[int, int]) -> Written:
    """Write objects under the numbers from `base` on, in their order.

    `numbers` says what each number that they refer to becomes, their own included; those of the object streams that
    are made follow. Raises KeyError when they refer to something else.
    """
    writer = _Writer(numbers)
    kept = list(objects)
    for item in kept:
        writer.add(item)
    return writer.close(base + len(kept))


class _Writer:
    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._numbers = numbers
        self._body, self._length = list[bytes](), 0
        self._entries = list[tuple[int, int, int]]()
        # Those that wait for an object stream: place among the entries, number, text.
        self._waiting = list[tuple[int, int, bytes]]()

    def add(self, item: Object) -> None:
        number = self._numbers[item.objgen[0]]
        if isinstance(item, Stream):
            self._entries.append((ALONE, self._put(number, _stream(item, self._renumbered)), 0))
        else:
            self._waiting.append((len(self._entries), number, self._renumbered(item.unparse(resolved=True))))
            self._entries.append((FREE, 0, 0))

    def close(self, first: int) -> Written:
        """Put what waits into object streams, numbered from `first`."""
        for number, batch in enumerate(_batches(self._waiting), first):
            starts, position = list[str](), 0
            for rank, (place, object_number, text) in enumerate(batch):
                starts.append(f"{object_number} {position}")
                position += len(text) + 1
                self._entries[place] = (INSIDE, number, rank)
            head = " ".join(starts).encode() + b"\n"
            # As small as may be: object streams are a sixth of a large binder, and are kept from one day to the next.
            packed = zlib.compress(head + b"\n".join(text for *_, text in batch), zlib.Z_BEST_COMPRESSION)
            said = f"<< /Type /ObjStm /N {len(batch)} /First {len(head)} /Filter /FlateDecode /Length {len(packed)} >>"
            self._entries.append((ALONE, self._put(number, body_of(said.encode(), packed)), 0))
        return Written(b"".join(ENTRY.pack(*entry) for entry in self._entries), b"".join(self._body))

    def _put(self, number: int, text: bytes) -> int:
        start = self._length
        self._body.append(b"%d 0 obj\n%b\nendobj\n" % (number, text))
        self._length += len(self._body[-1])
        return start

    def _renumbered(self, text: bytes) -> bytes:
        return _TOKEN.sub(self._reference, text)

    def _reference(self, token: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % self._numbers[int(token[1])] if token[1] else token[0]


def body_of(head: bytes, raw: bytes) -> bytes:
    """Return a stream from its dictionary and its bytes."""
    return b"%b\nstream\n%b\nendstream" % (head, raw)


def _stream(item: Stream, renumbered: Callable[[bytes], bytes]) -> bytes:
    head, raw = pikepdf.Dictionary(dict(item.stream_dict.items())), item.read_raw_bytes()
    if "/Filter" not in head and head.get("/Type") != pikepdf.Name.Metadata:
        raw = zlib.compress(raw)
        head.Filter = pikepdf.Name.FlateDecode
    head.Length = len(raw)
    return body_of(renumbered(head.unparse(resolved=True)), raw)


def _batches(waiting: list[tuple[int, int, bytes]]) -> Iterator[list[tuple[int, int, bytes]]]:
    left = iter(waiting)
    while batch := list(islice(left, _PER_STREAM)):
        yield batch
