"""A PDF from anybody is read in little memory and time, whatever it unpacks to."""

import struct
import sys
import zlib
from pathlib import Path

import pytest

from loosfiches.build.limits import Limits
from loosfiches.pdf.extraction import UnreadableError, enclosed

MEGABYTE = 1_000_000
FILE = b"<< /EF << /F 4 0 R /UF 4 0 R >> >>"


def pdf(names: bytes, packed: dict[int, bytes]) -> bytes:
    """A PDF that encloses one small file under `names`; `packed` are objects, each in an object stream of its own."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%b] >> >> >>" % names,
        2: b"<< /Type /Pages /Kids [] /Count 0 >>", 3: FILE, 4: b"<< /Length 1 >>\nstream\nx\nendstream",
    }  # fmt: skip
    entries = {0: (0, 0, 65535)}
    for number, text in packed.items():
        head, body = b"%d 0 " % number, zlib.compress(b"%d 0 " % number + text)
        said = b"<< /Type /ObjStm /N 1 /First %d /Filter /FlateDecode /Length %d >>" % (len(head), len(body))
        objects[number + 2] = b"%b\nstream\n%b\nendstream" % (said, body)
        entries[number] = (2, number + 2, 0)
    out = b"%PDF-1.7\n"
    for number, text in objects.items():
        entries[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    own = max(entries) + 1
    return out + table({**entries, own: (1, len(out), 0)}, len(out), own)


def table(entries: dict[int, tuple[int, int, int]], start: int, number: int) -> bytes:
    rows = zlib.compress(b"".join(struct.pack(">BIH", *entries[each]) for each in sorted(entries)))
    index = b" ".join(b"%d 1" % each for each in sorted(entries))
    said = b"<< /Type /XRef /Size %d /W [1 4 2] /Index [%b] /Root 1 0 R /Filter /FlateDecode /Length %d >>"
    head = said % (number + 1, index, len(rows))
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, head, rows, start)


def read(tmp_path: Path, content: bytes, limits: Limits) -> list[tuple[str, bytes]]:
    file = tmp_path / "b.pdf"
    file.write_bytes(content)
    return enclosed(file, limits)


BOMBS = {
    "names": pdf(b"5 0 R 3 0 R 6 0 R 3 0 R", dict.fromkeys((5, 6), b"(%b)" % (b"a" * 60 * MEGABYTE))),
    "a name too long for any disk": pdf(b"(%b) 3 0 R" % (b"a" * 5000), {}),
    "an array": pdf(b"5 0 R 3 0 R", {5: b"[%b]" % (b"1 " * 20 * MEGABYTE)}),
}


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for limits")
@pytest.mark.parametrize("bomb", BOMBS)
def test_what_unpacks_to_more_than_a_binder_is_not_read(tmp_path: Path, bomb: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(tmp_path, BOMBS[bomb], Limits(megabytes=250))
    assert error.value.reason in {"large", "damaged"}


@pytest.mark.parametrize("tree", [b"[[[", b"9" * 100, b"<< /Names [(a.yaml) 3 0 R"])
def test_a_list_of_enclosed_files_that_cannot_be_unpacked_is_damage_not_absence(tmp_path: Path, tree: bytes) -> None:
    plain = pdf(b"", {5: tree}).replace(b"<< /Names [] >>", b"5 0 R          ")
    with pytest.raises(UnreadableError) as error:
        read(tmp_path, plain, Limits())
    assert error.value.reason == "damaged"


def test_a_plain_one_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, pdf(b"(a.yaml) 3 0 R 5 0 R 3 0 R", {5: b"(b.yaml)"}), Limits()) == [
        ("a.yaml", b"x"),
        ("b.yaml", b"x"),
    ]
