"""The terminal speaks French or English, as asked or as the machine is set; every message exists in both."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from loosfiches import language
from tests.conftest import ROOT

PO = ROOT / "src/loosfiches/locale/fr/LC_MESSAGES/loosfiches.po"


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        ([], {}, "fr"), ([], {"LANG": "C"}, "fr"), ([], {"LANG": "fr_FR.UTF-8"}, "fr"), ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"), ([], {"LANG": "fr_FR", "LC_ALL": "en_US"}, "en"),
        ([], {"LANG": "fr_FR", "LC_MESSAGES": "en_US"}, "en"), ([], {"LANG": "en_US", "LOOSFICHES_LANG": "fr"}, "fr"),
        (["--lang", "en"], {"LOOSFICHES_LANG": "fr"}, "en"), (["validate", "--lang=en"], {}, "en"),
        (["new", "--", "--lang=en"], {}, "fr"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_asked_for(arguments: list[str], environment: dict[str, str], chosen: str) -> None:
    assert language.choose(arguments, environment) == chosen


def test_the_option_may_stand_anywhere_and_is_taken_out() -> None:
    assert language.settle(["--lang", "fr", "validate", "x"], {}) == ["validate", "x"]
    assert language.settle(["validate", "--lang=fr", "--", "--lang=en"], {}) == ["validate", "--", "--lang=en"]


def _used() -> set[object]:
    methods = [("src/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.yaml", "jinja2")]
    keywords = {"_": None, "plural": (1, 2), "later": None}
    found = extract_from_dir(str(ROOT), methods, keywords=keywords)
    return {message for _file, _line, message, _comments, _context in found}


def test_every_message_has_its_french_words() -> None:
    with PO.open("rb") as file:
        catalogue = read_po(file)
    said = {message.id for message in catalogue if message.id and message.string and all(message.string)}
    assert _used() - said == set()
    assert said - _used() == set(), "words that nothing says any more"


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield each message and its French words, plural forms one by one."""
    with PO.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, tuple) and isinstance(message.string, tuple):
                yield from zip(message.id, message.string, strict=True)
            elif isinstance(message.id, str) and isinstance(message.string, str) and message.id:
                yield message.id, message.string


def test_french_words_keep_the_details_of_the_english_ones() -> None:
    for english, french in _pairs():
        assert sorted(re.findall(r"\{\w*\}", english)) == sorted(re.findall(r"\{\w*\}", french)), english


def test_french_is_set_as_french() -> None:
    for _english, french in _pairs():
        assert "'" not in french, french
        assert not re.search(r"\w[;!?]", french), french


def test_messages_compiled_are_those_of_the_catalogue() -> None:
    compiled = Path(PO).with_suffix(".mo")
    assert language.translator("fr")("Contents") == "Sommaire"
    assert compiled.is_file()
