"""The shipped font: its names obey its licence, and it draws what French needs."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from loosfiches.print import fonts

from .conftest import Render
from .paper import text


def names(path: Path) -> dict[int, str]:
    with TTFont(path) as font:
        return {record.nameID: str(record) for record in font["name"].names}


def test_no_name_uses_the_reserved_word() -> None:
    faces = fonts.faces()
    for face in (faces.regular, faces.bold, faces.italic):
        found = names(face)
        assert found[1] == "Loosfiches Sans"
        assert not [number for number in (1, 3, 4, 6, 16, 25) if "source" in found.get(number, "").lower()]


def test_copyright_and_licence_stay() -> None:
    faces = fonts.faces()
    found = names(faces.regular)
    assert "Adobe" in found[0]
    assert "Open Font License" in found[13]
    assert "SIL OPEN FONT LICENSE" in (faces.folder / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("face", ["regular", "bold", "italic"])
def test_french_is_covered(face: str) -> None:
    covered = fonts.covered(getattr(fonts.faces(), face))
    needed = "AZaz09éÉèàùçÇœŒÿŸæ«»–—…•’\u00a0\u202f\u2011→←€≤≥½¼¾ᵉʳ¹²³☐☑✓✔°№×−"
    assert [sign for sign in needed if ord(sign) not in covered] == []


NAMES = {
    "Vietnamese": "Nguyễn Thị Hồng Phượng, Đặng Văn Ữ", "Romanian": "Ștefan Țăran, ștefan țăran", "Polish": "Żółć Łęcki",
    "Greek": "Ευαγγελία Παπαδάκη, Ξένια Ώρα", "Turkish": "Gökçe Işık İĞŞ", "Cyrillic": "Юлія Щербак, Ґалаґан Їжак",
    "signs": "✓☐→↔€₺½⅓⅔№°′″…√∑♥♀♂",
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
def test_the_names_of_those_who_live_in_a_town_are_printed_and_copied(render: Render, kind: str) -> None:
    leaf = render(f"<p>{NAMES[kind]}</p><p><b>{NAMES[kind]}</b></p><p><i>{NAMES[kind]}</i></p>")
    assert leaf.record.warnings == ()
    assert text(leaf.pdf)[0].count(NAMES[kind]) == 3
    assert {ord(sign) for sign in NAMES[kind]} <= fonts.drawable()


def test_faces_are_static_and_say_their_style() -> None:
    faces = fonts.faces()
    with TTFont(faces.bold) as bold, TTFont(faces.italic) as italic:
        assert "fvar" not in bold
        assert (bold["OS/2"].usWeightClass, bold["head"].macStyle) == (700, 1)
        assert (italic["OS/2"].usWeightClass, italic["head"].macStyle) == (400, 2)


def test_the_site_gets_the_same_faces_in_two_parts_of_which_a_page_needs_the_lighter() -> None:
    paper, site = fonts.faces(), fonts.faces("woff2")
    for whole, part in ((paper.regular, site.regular), (paper.bold, site.bold), (paper.italic, site.italic)):
        rest = part.with_name(part.name.replace(".woff2", "-rest.woff2"))
        assert part.stat().st_size < 18_000
        assert rest.stat().st_size < 40_000
        assert fonts.covered(part) | fonts.covered(rest) == fonts.covered(whole)
        for file, ending in ((part, ""), (rest, fonts.REST)):
            assert fonts.covered(file) == fonts.covered(whole) & _told(fonts.web_ranges()[ending])
    french = "AZaz09éÉèàùçÇœŒÿŸæ«»–—…•’\u00a0\u202f→←€½¼¾ᵉʳ¹²³✓°×−"
    assert [sign for sign in french if ord(sign) not in fonts.covered(site.regular)] == []


def _told(ranges: str) -> set[int]:
    """Return the code points of a CSS `unicode-range`."""
    ends = [span.removeprefix("U+").split("-") for span in ranges.split(", ")]
    return {code for first, *last in ends for code in range(int(first, 16), int((last or [first])[0], 16) + 1)}


def test_faces_made_by_the_same_rules_are_left(tmp_path: Path) -> None:
    """Others are made again, with the same bytes: tests/prove/test_faces.py, as it takes ten seconds."""
    shutil.copytree(fonts.FOLDER, tmp_path, dirs_exist_ok=True)
    regular = tmp_path / "LoosfichesSans-Regular.ttf"
    regular.write_bytes(b"of the same rules")
    fonts.make(tmp_path)
    assert regular.read_bytes() == b"of the same rules"
