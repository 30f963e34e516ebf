"""Search data: what readers type finds what pages say, and nothing else; small enough for a phone."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.views.site import searching
from loosfiches.views.site.searching import coded, cut, key
from tests.conftest import TODAY
from tests.views.test_site import CLASSEUR, FICHE, FULL, OURS, RECIT, Files, built, collection, text


def data(files: Files, name: str) -> Any:
    """What a data script hands to its page."""
    return json.loads(text(files, name).partition("(")[2].rpartition(")")[0])


def decoded(signs: str, total: int) -> list[int]:
    """The documents of a list, read as the format says it: another way than the code that writes it."""
    signs_of = "()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    values = [signs_of.index(sign) for sign in signs.removeprefix("!")]
    if signs.startswith("!"):
        return [n for n in range(total) if values[n // 6] >> (5 - n % 6) & 1]
    found, at, high = [], -1, 0
    for value in values:
        if value >= 64:
            high = high * 22 + value - 64
        else:
            at, high = at + high * 64 + value + 1, 0
            found.append(at)
    return found


def found(files: Files, word: str, field: str = "texte") -> list[str]:
    """The codes of the documents in which a word is found."""
    known = data(files, "search-data.js")
    lists = dict(zip(map(key, known["words"].split(" ")), known["lists"][field].split(" "), strict=True))
    return [known["codes"][number] for number in decoded(lists.get(key(word), ""), len(known["codes"]))]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ecole", "Écoles"), ("OEUVRE", "œuvre"), ("coeur", "cœur"), ("journal", "journaux"), ("niveau", "niveaux"),
        ("jeu", "jeux"), ("habitant", "habitants"), ("meeting", "meetings"), ("aine", "Aînés"),
    ],
)  # fmt: skip
def test_accents_case_ligatures_and_plurals_do_not_matter(typed: str, written: str) -> None:
    assert key(typed) == key(written) != ""


def test_words_that_stand_everywhere_are_not_looked_for() -> None:
    assert [key(word) for word in ("de", "l", "qu", "être", "the")] == [""] * 5
    assert key("voix") != key("voir") and key("prix") != key("pris")


def test_a_word_with_a_hyphen_is_found_in_parts_and_whole_and_a_code_as_it_is_said() -> None:
    assert cut("co-construction") == ["coconstruction", "co", "construction"]
    assert cut("a-1") == cut("a-01") == cut("a01") == ["a01"]


@given(some.integers(1, 5000).flatmap(lambda n: some.tuples(some.just(n), some.sets(some.integers(0, n - 1)))))
def test_lists_say_which_documents(given: tuple[int, set[int]]) -> None:
    total, numbers = given
    signs = coded(sum(1 << number for number in numbers), total)
    assert decoded(signs, total) == sorted(numbers)
    assert len(signs) <= 1 + -(-total // 6) and not set(signs) & set(' "\\')


def test_title_summary_and_text_in_both_languages_are_found_apart(tmp_path: Path) -> None:
    sheet = FICHE + "traductions: {en: {titre: Citizens’ café, resume: Talking together}}\nniveau: [codecision]\n"
    files = built(collection(tmp_path, sheet + "publics: [aines]\n", RECIT))
    assert found(files, "café", "titre") == found(files, "citizen", "titre") == found(files, "a01", "titre") == ["A-01"]
    assert found(files, "parle", "resume") == found(files, "talking", "resume") == ["A-01"]
    assert found(files, "codécision", "resume") == found(files, "aînés", "resume") == ["A-01"]  # labels of its keys
    assert found(files, "banc") == found(files, "asseyait") == ["R-01"]
    assert found(files, "banc", "souvent") == []


def test_what_a_document_says_again_and_again_is_told(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE + "limites: [Le bruit, les bruits, bruit, Bruit !]\n"))
    assert found(files, "bruits", "souvent") == ["A-01"]
    assert "bruit" in data(files, "search-data.js")["words"].split(" ")


def test_only_what_the_page_says_can_be_found(tmp_path: Path) -> None:
    hidden = "interne: m-cache\nillustrations: [{fichier: images/a.svg, alt: m-dessin, droit_image: m-accord}]\n"
    files = built(collection(tmp_path, FICHE + FULL + hidden))
    page = re.sub(r"<[^>]*>", " ", text(files, "a-01/index.html"))
    said = {key(part) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", page.lower()) for part in cut(word)}
    known = {key(word) for word in data(files, "search-data.js")["words"].split(" ")}
    assert known - said == set()
    assert {"mcache", "maccord", "mlimite", "mparole"} & known == {"mlimite"}
    assert len(known) > 60


def test_our_own_words_are_all_written_as_somebody_wrote_them() -> None:
    known = data(built(load(Project(OURS.parent), TODAY)), "search-data.js")["words"].split(" ")
    assert "école" in known and "ecole" not in known
    assert "œuvre" in known or "oeuvre" not in known
    assert known == sorted(known, key=key)


def test_a_thousand_documents_fit() -> None:
    """Of our own sheets said many times over, each time with other words of its own: no document is like another."""
    entries = load(Project(OURS.parent), TODAY).entries
    said = [searching.words(entry) for entry in entries]
    every = {f"A-{n}": _varied(said[n % len(said)], n) for n in range(1000)}
    script = searching.script(every).encode()
    assert len(script) < 700_000  # beside the cards: 1 MB in all
    assert len(gzip.compress(script)) < 300_000


def _varied(said: searching.Words, number: int) -> searching.Words:
    title, summary, every, often = said
    words = every.split()
    own = " ".join(f"{word}{number}" for word in words[number % 7 :: 97])  # nine words that nobody else has
    kept = " ".join(word for rank, word in enumerate(words) if (rank * 7 + number) % 5)
    return title, summary, f"{kept} {own}", often


def test_a_site_without_documents_has_a_home(tmp_path: Path) -> None:
    files = built(collection(tmp_path, classeur=CLASSEUR))
    assert data(files, "search-data.js")["codes"] == data(files, "cards-data.js")["cards"] == []
    assert "data-choisir" in text(files, "index.html")
