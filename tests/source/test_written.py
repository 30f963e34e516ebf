"""Where each character of a text stands in its file, whatever the way in which YAML writes it."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from loosfiches.source import read
from loosfiches.source.written import locate_signs
from tests.conftest import ROOT

TEXTS = [
    "a: Un mot, puis 50% des gens",
    "a: Un mot\n  puis   \n\n\n  50% des   gens  # oui",
    "a: 'L''eau : 50%'",
    "a: 'L''eau\n  dort\n\n  ici '",
    'a: "Un \\"mot\\" \\u00e9 \\x41 \\\\ \\t fin"',
    'a: "Un \\\n   mot\n  puis\n\n  deux \\\n\n  trois"',
    "a: |\n  Un\n    deux\n\n  trois\n\n",
    "a: |-\n  Un\n  deux\n",
    "a: |+\n  Un\n\n\nb: 1",
    "a: |2-\n    Un\n   deux\n",
    "a: >\n  Un\n  deux\n\n  trois\n    quatre\n  cinq\n\n   six\n\n\n  sept\n",
    "a: >-  # note\n\n  Un\n  deux",
    "a: >+\n  Un\n\n\n  deux\n\n",
    "- Un\n  deux",
    "[Un, 'deux', trois quatre]",
    'a: {b: Un mot, c: "deux"}',
    "a: |\n  e\u0301te\u0301\n",
    "a: 'e\u0301te\u0301'",
    "a: \U0001f389 fin",
]


def check(text: str) -> int:
    """Hold each text of a file against its signs; return how many characters were seen."""
    source, _ = read("x.yaml", text.encode())
    if source is None:
        return 0
    seen = 0
    for path in source.values:
        value = source.at(path)
        if isinstance(value, str):
            found = locate_signs(source.raw(path), value)
            assert found is not None, (path, value)
            assert "".join(sign.text for sign in found) == value
            assert all(one.start <= other.start for one, other in pairwise(found))
            seen += len(value)
    return seen


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CR LF", "CR"])
@pytest.mark.parametrize("text", TEXTS)
def test_each_character_has_its_place(text: str, end: str) -> None:
    whole = text if text.startswith(("a:", "#")) else "a: " + text if text.startswith("[") else f"a:\n{text}"
    assert yaml.safe_load(whole)
    assert check((whole + "\n").replace("\n", end)) > 0


@pytest.mark.parametrize("path", sorted((ROOT / "fiches").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_each_character_of_our_sheets_has_its_place(path: Path) -> None:
    assert check(path.read_text("utf-8")) > 1000
