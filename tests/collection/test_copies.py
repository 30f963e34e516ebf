"""Copies that programs leave beside sheets are told, compared, and block nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.collection.copies import find_copies, find_difference
from loosfiches.collection.project import Project
from tests.conftest import codes, put, read, sheet

Make = Callable[..., Project]
ORIGINAL = "A-07-cafe-citoyen.yaml"


@pytest.mark.parametrize(
    "name",
    [
        "A-07-cafe-citoyen - Copie.yaml", "A-07-cafe-citoyen - Copie (2).yaml", "A-07-cafe-citoyen - Copy.yaml",
        "A-07-cafe-citoyen copie.yaml", "A-07-cafe-citoyen copy 2.yaml", "A-07-cafe-citoyen (1).yaml",
        "A-07-cafe-citoyen(1).yaml", "A-07-cafe-citoyen (copie).yaml", "A-07-cafe-citoyen (3e copie).yaml",
        "A-07-cafe-citoyen (another copy).yaml", "A-07-cafe-citoyen (Copie en conflit de Léa 2026-11-30).yaml",
        "A-07-cafe-citoyen (conflicted copy 2026-11-30 101500).yaml",
        "A-07-cafe-citoyen.sync-conflict-20261130-101500-ABCDEFG.yaml", "Copie de A-07-cafe-citoyen.yaml",
        "Copy of A-07-cafe-citoyen.yaml", "A-07-cafe-citoyen - Copie - Copie.yaml", "a-07-Cafe-citoyen - copie.yaml",
        "A-07-cafe-citoyen.yaml.txt", "A-07-cafe-citoyen - Copie.yaml.txt",
    ],
)  # fmt: skip
def test_a_copy_is_known_by_its_name(name: str) -> None:
    folder = Path("fiches/dispositifs")
    assert find_copies([folder / ORIGINAL, folder / name]) == {folder / name: folder / ORIGINAL}
    assert find_copies([folder / ORIGINAL, Path("fiches/methodes") / name]).get(Path("fiches/methodes") / name) is None


@pytest.mark.parametrize("name", ["A-07-cafe-citoyen-2.yaml", "A-07-cafe (bis).yaml", "A-07-cafe-citoyen-copie.yaml"])
def test_another_sheet_is_no_copy(name: str) -> None:
    assert find_copies([Path(ORIGINAL), Path(name)]) == {}


def test_a_copy_without_original_is_a_sheet() -> None:
    assert find_copies([Path("A-07-cafe-citoyen - Copie.yaml")]) == {}


@pytest.mark.parametrize(
    ("copy", "original", "line"),
    [
        (b"a\nb\n", b"a\nb\n", 0),
        (b"a\r\nb", b"a\nb\n", 0),
        (b"a\nc\n", b"a\nb\n", 2),
        (b"a\n", b"a\nb\n", 2),
        (b"", b"a", 1),
    ],
)
def test_the_first_line_that_differs(copy: bytes, original: bytes, line: int) -> None:
    assert find_difference(copy, original) == line


def test_copies_are_told_and_block_nothing(project: Make) -> None:
    """code: A-07"""
    made = project()
    (original,) = (made.fiches / "dispositifs").glob("A-07*.yaml")
    text = original.read_text(encoding="utf-8")
    put(made.root, f"fiches/dispositifs/{original.stem} - Copie.yaml", text)
    put(made.root, f"fiches/dispositifs/{original.stem} (1).yaml", text + "\ninterne: Autre\n")
    put(made.root, "fiches/dispositifs/A-08-autre.yaml.txt", sheet("code: A-08"))
    collection, found = read(made)
    assert set(collection.by_code) == {"A-07"}
    assert codes(found) == ["LF032"] * 3
    said = {Path(each.file).name: each.details for each in found if each.code == "LF032"}
    name, lines = f"fiches/dispositifs/{original.name}", len(text.splitlines())
    assert said[f"{original.stem} - Copie.yaml"] == {"original": name, "line": ""}
    assert said[f"{original.stem} (1).yaml"] == {"original": name, "line": str(lines + 1)}
    assert said["A-08-autre.yaml.txt"] == {"original": "", "line": ""}
