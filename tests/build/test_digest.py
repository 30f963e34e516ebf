"""Digests tell apart whatever differs, and are those that other programs compute."""

import hashlib
from pathlib import Path

from loosfiches.build.digest import digest, digest_file, digest_stream


def test_the_digest_of_one_part_is_the_sha_256_of_its_bytes(tmp_path: Path) -> None:
    expected = hashlib.sha256("é".encode()).hexdigest()
    (tmp_path / "x").write_bytes("é".encode())
    assert digest("é") == digest("é".encode()) == digest_file(tmp_path / "x") == digest_stream([b"\xc3", b"\xa9"])
    assert digest("é") == expected


def test_the_same_text_cut_elsewhere_has_another_digest() -> None:
    assert len({digest("ab"), digest("a", "b"), digest("", "ab"), digest("ab", ""), digest("a\0b")}) == 5
