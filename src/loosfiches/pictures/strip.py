"""A PNG, JPEG, WebP or GIF -> the same picture without what cameras and programs noted in it, or None where it is cut.

Nothing is decoded: what makes the picture is copied, the rest is left out (place and day of the shot, author, comments,
previews, whatever follows the end). A colour profile stays, as colours would change without it.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

PNG_START = b"\x89PNG\r\n\x1a\n"
#: What makes a PNG; the others are texts, dates, what programs keep for themselves.
_PNG = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
    b"cICP", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_WEBP = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
#: In the flags of VP8X: EXIF and XMP are there.
_NOTED = 0b1100
#: A marker in the midst of a JPEG's data: neither a stuffed zero nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ICC = b"ICC_PROFILE\0"


def strip(body: bytes, kind: str) -> bytes | None:
    """Return the picture without notes, None when something of it is missing or spoilt."""
    try:
        return b"".join(_PARTS[kind](body))
    except (_Cut, struct.error, IndexError):
        return None


class _Cut(Exception):  # noqa: N818  (it names what happened to the file)
    pass


def _png(body: bytes) -> Iterator[bytes]:
    at, name = len(PNG_START), b""
    yield PNG_START
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", body, at)
        chunk = body[at : at + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise _Cut
        if name in _PNG:
            yield chunk
        at += len(chunk)


def _jpeg(body: bytes) -> Iterator[bytes]:
    at = 2
    yield body[:2]
    while True:
        while body[at : at + 2] == b"\xff\xff":  # a marker may be preceded by any number of these
            at += 1
        if body[at] != 0xFF:
            raise _Cut
        marker = body[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(body[at + 2 : at + 4])
        if end > len(body) or end < at + 4:
            raise _Cut
        yield _segment(marker, body[at:end])
        if marker == 0xDA:
            following = _MARKER.search(body, end)
            if following is None:
                raise _Cut
            yield body[end : following.start()]
            end = following.start()
        at = end


def _segment(marker: int, segment: bytes) -> bytes:
    """Return what stays of a segment of a JPEG's head (ITU-T T.81, annex B): an APP0 loses its preview."""
    if marker == 0xE0:
        return b"\xff\xe0\0\x10" + segment[4:16] + b"\0\0" if segment[4:9] == b"JFIF\0" else b""
    if 0xE1 <= marker <= 0xEF and marker != 0xEE:
        return segment if marker == 0xE2 and segment[4:16] == _ICC else b""
    if marker == 0xEE:  # Adobe's tells how the colours are written
        return segment[:16] if segment[4:9] == b"Adobe" and len(segment) == 16 else b""
    return b"" if marker == 0xFE else segment


def _webp(body: bytes) -> Iterator[bytes]:
    end = 8 + int.from_bytes(body[4:8], "little")
    if end > len(body) or end < 20:
        raise _Cut
    kept = b"".join(_webp_chunks(body, 12, end))
    yield b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + kept


def _webp_chunks(body: bytes, at: int, end: int) -> Iterator[bytes]:
    while at < end:
        name, length = struct.unpack_from("<4sI", body, at)
        chunk = body[at : at + 8 + length]
        if at + 8 + length > end:
            raise _Cut
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_NOTED]) + chunk[9:]
        if name in _WEBP:
            yield chunk + b"\0" * (length % 2)
        at += 8 + length + length % 2


def _gif(body: bytes) -> Iterator[bytes]:
    at = 13 + _palette(body[10])
    yield body[:at]
    while body[at] != 0x3B:
        if body[at] == 0x2C:
            start, at = at, at + 10 + _palette(body[at + 9]) + 1
            at = _gif_blocks(body, at)
            yield body[start:at]
        elif body[at] == 0x21:
            start, at = at, _gif_blocks(body, at + 2)
            repeats = body[start + 1] == 0xFF and body[start + 3 : start + 14] in {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
            if body[start + 1] == 0xF9 or repeats:
                yield body[start:at]
        else:
            raise _Cut
    yield b"\x3b"


def _palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks(body: bytes, at: int) -> int:
    """Return where a series of blocks ends."""
    while body[at]:
        at += body[at] + 1
    return at + 1


_PARTS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {"PNG": _png, "JPEG": _jpeg, "WebP": _webp, "GIF": _gif}
