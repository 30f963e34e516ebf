"""Signs that nobody sees are told by their name and taken away; those that a writing needs are left."""

from collections.abc import Callable

import pytest

from loosfiches.autofix import mend
from loosfiches.collection.project import Project
from loosfiches.source import read
from loosfiches.spelling import slug
from tests.conftest import TODAY, put, sheet

Make = Callable[..., Project]
SHEET = "fiches/dispositifs/A-07-cafe-citoyen.yaml"
HIDDEN = [
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u200c",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\ufe0f",
    "\U000e0041",
    "\u3164",
]


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"{ord(sign):04X}")
def test_a_sign_that_shows_nothing_is_told_and_taken_away(project: Make, sign: str) -> None:
    made = project("code: A-07")
    text = sheet(f"promesse: par{sign}ti{sign}ci{sign}pation\n")
    put(made.root, SHEET, text.encode())
    assert [each.code for each in read(SHEET, text.encode())[1]] == ["LF003"]
    assert mend(made, {SHEET}, TODAY).after[SHEET].decode() == text.replace(sign, "")


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क्\u200dष",
        "🏴\U000e0067\U000e0062\U000e007f",
        "©\ufe0f",
    ],
)
def test_what_a_writing_or_an_emoji_needs_is_left(text: str) -> None:
    assert read("x.yaml", f"promesse: {text}\n".encode())[1] == []


def test_what_may_stand_for_a_letter_is_told_and_left() -> None:
    (found,) = read("x.yaml", "promesse: l\x92eau\n".encode())[1]
    assert found.code == "LF003"
    assert found.fix is None


@pytest.mark.parametrize("title", ["Par\u00adti\u00adciper", "Cafe\u0301 citoyen", "Œuvre", "Sm\u00f8rrebr\u00f8d"])
def test_a_name_made_of_a_title_holds_plain_letters(title: str) -> None:
    assert slug(title) in {"participer", "cafe-citoyen", "oeuvre", "smorrebrod"}


def test_thousands_of_hidden_signs_are_taken_away_at_once() -> None:
    text = "promesse: " + "a\u00ad" * 9000 + "\n"
    (found,) = read("x.yaml", text.encode())[1]
    assert found.fix
    assert len(found.fix.also) == 8999
