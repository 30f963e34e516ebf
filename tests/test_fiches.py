"""Our own classeur is what it says it is: figures that bear a source, plain sentences, no misspelt word, English."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from loosfiches.collection import Collection, Entry, load
from loosfiches.collection.project import Project
from loosfiches.collection.prose import find_prose
from loosfiches.source import Path as Place
from tests.conftest import ROOT, TODAY

WORDS = Path(__file__).parent / "fiches_words.txt"

#: Where figures stand with their date and source, or are quantities of the method itself.
FIGURES = ("chiffres", "depuis", "mises_en_oeuvre")
QUANTITIES = frozenset({"participants", "preparation", "duree", "temps_agents", "cout"})
#: Numbers that count nothing about the town, each with the reason why.
NO_FIGURE = {
    ("A-03", "21"): "name of a programme: Agenda 21",
    ("A-03", "deux"): "the two parts of a diagnosis, both named in the sentence",
    ("A-04", "deux"): "the two bodies, both named in the sentence",
    ("A-08", "5"): "name of a district: cité 5",
    ("A-11", "2026"): "the day when the law was read",
}

_NO_WORDING = re.compile(r"\[@[^\]]*\]|(?<=\])\([^)]*\)|https?://\S+")
_DIGITS = re.compile(r"\d+(?:[\u00a0\u202f ,.]\d+)*")
_SPELT = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
    r"|cinquante|soixante|cents?|centaines?|dizaines?|douzaine|quinzaine|vingtaine|mille|milliers?|moitié|tiers)\b",
    re.IGNORECASE,
)


@cache
def ours() -> Collection:
    return load(Project(ROOT), TODAY)


def texts(file: str) -> Iterator[tuple[Place, str]]:
    """Yield what the authors of a file wrote in their own words, without links and citations."""
    for place, text in find_prose(ours().texts[file]):
        yield place, _NO_WORDING.sub(" ", text)


def local() -> list[Entry]:
    return [entry for entry in ours().entries if getattr(entry.document, "ici", None)]


def numbers(text: str, spelt: bool) -> set[str]:
    """Return the numbers of a text; thousands are put together, dates and ranges taken apart."""
    digits = {re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3})", "", each) for each in _DIGITS.findall(text)}
    return digits | ({each.lower() for each in _SPELT.findall(text)} if spelt else set())


def without_source(entry: Entry) -> set[str]:
    """Return the numbers of a local sheet that no dated figure, no use and no quantity of it bears."""
    borne, said = set[str](), set[str]()
    for place, text in ours().texts[entry.file]:
        if place[-1] in QUANTITIES or place[:2] in {("ici", field) for field in FIGURES}:
            borne |= numbers(text, spelt=True)
    for place, text in texts(entry.file):
        if place[:2] not in {("ici", field) for field in FIGURES}:
            said |= numbers(text, spelt=place[:2] == ("ici", "texte"))
    return said - borne


def test_each_number_of_a_local_sheet_bears_a_date_and_a_source() -> None:
    bare = {(entry.code, number) for entry in local() for number in without_source(entry)}
    assert bare == set(NO_FIGURE)


def test_the_test_of_numbers_sees_one_that_nothing_bears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    sheet = next((tmp_path / "fiches" / "dispositifs").glob("A-10-*.yaml"))
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("resume: >-\n", "resume: >-\n  En 43 ans.\n", 1), "utf-8"
    )
    altered = load(Project(tmp_path), TODAY)
    monkeypatch.setattr("tests.test_fiches.ours", lambda: altered)
    assert without_source(altered.by_code["A-10"]) == {"43"}


def test_nine_sentences_out_of_ten_are_under_28_words() -> None:
    lengths = [
        len(re.findall(r"[\w%€]+(?:[’'-]\w+)*", sentence))
        for file in ours().sources
        for _, text in texts(file)
        for sentence in re.split(r"(?<=[.!?…])[\s»]+", text)
    ]
    counted = [length for length in lengths if length]
    assert sum(length < 28 for length in counted) >= 0.9 * len(counted)


def test_each_document_section_and_the_classeur_has_its_english() -> None:
    classeur = ours().classeur
    english = {entry.code: entry.document.traductions.get("en") for entry in ours().entries}
    assert [code for code, own in english.items() if not (own and own.titre and own.resume)] == []
    sections = {each.lettre: each.traductions.get("en") for each in classeur.sections}
    assert [letter for letter, own in sections.items() if not (own and own.titre and own.intro)] == []
    assert classeur.traductions["en"].titre and classeur.traductions["en"].sous_titre


def misspelt(words: set[str], dictionary: str) -> set[str]:
    """Return the words that hunspell's dictionary does not have; skips where the machine has none."""
    if not shutil.which("hunspell"):
        pytest.skip("hunspell is not installed")
    names = set(WORDS.read_text(encoding="utf-8").split())
    unknown = {word for word in words if not {word, word.partition("’")[2]} & names}
    run = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", dictionary],
        input="\n".join(sorted(unknown)), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if "Can't open affix or dictionary files" in run.stderr:
        pytest.skip(f"hunspell has no dictionary {dictionary}")
    return set(run.stdout.split())


def words_of(text: str) -> set[str]:
    return {word for word in re.findall(r"\b[^\W\d_]+(?:[’'-][^\W\d_]+)*", text) if len(word) > 1}


def beside() -> Iterator[str]:
    """Yield the words of the drawings and of the documents to fill in."""
    for path in (ROOT / "fiches").rglob("*.svg"):
        yield from ElementTree.fromstring(path.read_bytes()).itertext()
    for path in (ROOT / "fiches").rglob("*.odt"):
        with zipfile.ZipFile(path) as odt:
            for part in ("content.xml", "styles.xml"):
                yield from ElementTree.fromstring(odt.read(part)).itertext()


def test_every_french_word_is_in_the_dictionary_or_is_a_name() -> None:
    written = {word for file in ours().sources for _, text in texts(file) for word in words_of(text)}
    drawn = {word for text in beside() for word in words_of(text)}
    assert misspelt(written | drawn, "fr_FR") == set()


def test_every_english_word_is_in_the_dictionary_or_is_a_name() -> None:
    every = ((place, text) for file in ours().sources for place, text in ours().texts[file])
    written = {word for place, text in every if "traductions" in place for word in words_of(text)}
    assert misspelt(written, "en_GB") == set()


def test_the_list_of_names_holds_no_word_that_nobody_writes() -> None:
    every = {word for file in ours().sources for _, text in ours().texts[file] for word in words_of(text)}
    every |= {word for text in beside() for word in words_of(text)}
    every |= {word.partition("’")[2] for word in every}
    assert sorted(set(WORDS.read_text(encoding="utf-8").split()) - every) == []


def test_a_misspelt_word_is_seen() -> None:
    assert misspelt({"réunion", "réunnion"}, "fr_FR") == {"réunnion"}
