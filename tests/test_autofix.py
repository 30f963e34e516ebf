"""Mending changes what is wrong and nothing else, and never makes things worse."""

import random
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loosfiches.autofix import mend
from loosfiches.cli import run
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Fix, Span
from loosfiches.edits import apply, to_scalar
from loosfiches.source import read
from tests.conftest import ROOT, TODAY, codes, put, sheet, written
from tests.conftest import read as found_in

Make = Callable[..., Project]
SHEET = "fiches/dispositifs/A-07-cafe-citoyen.yaml"
START = sheet("")


def mended(folder: Path, text: str) -> str:
    """Return the sheet as --fix leaves it, its first lines left out."""
    project = written(folder, START + text)
    path = next(project.fiches.glob("dispositifs/*.yaml"))
    before = path.read_bytes()
    result = mend(project, {f"fiches/dispositifs/{path.name}"}, TODAY)
    assert path.read_bytes() == before
    after = next(iter(result.after.values()), before).decode()
    assert after.startswith(START)
    return after.removeprefix(START)


CHANGED = [
    ('objectifs:\n  - "Parler\n  - "Agir"\n', 'objectifs:\n  - "Parler"\n  - "Agir"\n'),
    # spaces before signs, quotes
    ("promesse: Dire oui pour 50% des cas, vraiment!\n", "promesse: Dire oui pour 50 % des cas, vraiment !\n"),
    ('promesse: Dire "je ne sais pas" aussi.\n', "promesse: Dire « je ne sais pas » aussi.\n"),
    # a quote never closed, a text on the line of its sign, a colon in a text that goes on
    ('promesse: "Tout noter\nrestitution: Rien.\n', 'promesse: "Tout noter"\nrestitution: Rien.\n'),
    ('objectifs:\n  - "Parler\n  - Agir\nlimites:\n  - "Oui"\n', 'objectifs:\n  - "Parler"\n  - Agir\nlimites:\n  - "Oui"\n'),
    ("promesse: >- Tout noter.\n", "promesse: >-\n  Tout noter.\n"),
    ("promesse: C’est\n  simple : on note.\nduree: 1 h\n", 'promesse: "C’est\n  simple : on note."\nduree: 1 h\n'),
    ('promesse: Dire « "oui" » et "non".\n', 'promesse: Dire « "oui" » et « non ».\n'),
    ("objectifs:\n  - Parler\n\u00a0\n  - Agir\n", "objectifs:\n  - Parler\n\n  - Agir\n"),
    # signs that open no list, and spaces that lack
    ("niveau:\n  -consultation\n", "niveau:\n  - consultation\n"),
    ("niveau:\n  - consultation\n  -concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("niveau:\n  -\u00a0consultation\n  - concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("niveau:\n  • consultation\n  • concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("niveau:\n  – consultation\n  – concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("niveau:\n  1. consultation\n  2. concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("niveau:\n  - consultation\n  – concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("duree:1 h 30\nniveau:\n  - consultation\n", "duree: 1 h 30\nniveau:\n  - consultation\n"),
    ("duree:\u00a01 h 30\nniveau:\n  - consultation\n", "duree: 1 h 30\nniveau:\n  - consultation\n"),
    ("roles:\n  - role:Scribe\n    mission: Noter.\n", "roles:\n  - role: Scribe\n    mission: Noter.\n"),
    ("niveau: consultation\n  - concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("niveau:\n  consultation\n  - concertation\n", "niveau:\n  - consultation\n  - concertation\n"),
    ("objectifs:\n  - Un\n    mot.\n    - Deux.\n", "objectifs:\n  - Un\n    mot.\n  - Deux.\n"),
    # one value where a list is meant
    ("niveau: consultation\n", "niveau:\n  - consultation\n"),
    ("publics: tous, jeunes  # à revoir\n", "publics:\n  - tous\n  - jeunes  # à revoir\n"),
    ("niveau: Co-construire\n", "niveau:\n  - co_construction\n"),
    ('objectifs: "Donner la parole"\n', 'objectifs:\n  - "Donner la parole"\n'),
    ("liens:\n  avec: A-08  # oui\n", "liens:\n  avec:\n    - A-08  # oui\n"),
    ("objectifs:\n  Donner la parole.\n", "objectifs:\n  - Donner la parole.\n"),
    # another writing of a value, in the quotes that were there
    ("duree: 1h30\n", "duree: 1 h 30\n"),
    ("duree:   '1h30'   # environ\n", "duree:   '1 h 30'   # environ\n"),
    ('duree: "1h30"\n', 'duree: "1 h 30"\n'),
    ("revoir_avant: 12/03/2030\n", "revoir_avant: 2030-03-12\n"),
    ("niveau:\n  - concertter\n", "niveau:\n  - concertation\n"),
    ("niveau: [ 'Concerter' ]\n", "niveau: [ 'concertation' ]\n"),
    # a mistyped field
    ("duré: 1 h\n", "duree: 1 h\n"),
    ("etapes:\n  - titre: Inviter\n    durée: 2 h\n", "etapes:\n  - titre: Inviter\n    duree: 2 h\n"),
    # a colon inside a text
    ("promesse: Budget : le guide\n", 'promesse: "Budget : le guide"\n'),
    ("promesse: Budget: « a » et \\ \n", 'promesse: "Budget : « a » et \\\\" \n'),
    ('promesse: Un "mot" : deux # note\n', 'promesse: "Un « mot » : deux" # note\n'),
    ("promesse: Cadre : dire\n  la suite.\n", 'promesse: "Cadre : dire\n  la suite."\n'),
    ("objectifs:\n  - Cadre : oui\n  - Deux\n", 'objectifs:\n  - "Cadre : oui"\n  - Deux\n'),
    ("etapes:\n  - titre: Voir : agir\n", 'etapes:\n  - titre: "Voir : agir"\n'),
    # signs that mean something to YAML
    ("objectifs:\n  - **Écouter** d’abord.\n", 'objectifs:\n  - "**Écouter** d’abord."\n'),
    ("promesse: *important*  # gras\n", 'promesse: "*important*"  # gras\n'),
    ("promesse: &debut Café\n", 'promesse: "&debut Café"\n'),
    ("promesse: !important Café\n", 'promesse: "!important Café"\n'),
    ("promesse: @mairie\n", 'promesse: "@mairie"\n'),
    ("promesse: %50 des gens\n", 'promesse: "%50 des gens"\n'),
    ("promesse: [Dès 2012] Tout noter\n", 'promesse: "[Dès 2012] Tout noter"\n'),
    ("promesse: 'L'implication'\n", 'promesse: "L\'implication"\n'),
    ('promesse: "Un "bon" café"\n', 'promesse: "Un « bon » café"\n'),
    ("promesse: Fiche #3 du classeur\n", 'promesse: "Fiche #3 du classeur"\n'),
    ("objectifs:\n  - Lire #2\n", 'objectifs:\n  - "Lire #2"\n'),
    # blanks and dashes
    ("objectifs:\n\t- Un.\n\t- Deux.\n", "objectifs:\n  - Un.\n  - Deux.\n"),
    ("etapes:\n\u00a0\u00a0- titre: Un\n", "etapes:\n  - titre: Un\n"),
    ("promesse:\tTout \tnoter.\n", "promesse: Tout noter.\n"),
    ("objectifs: - Donner la parole.\n", "objectifs:\n  - Donner la parole.\n"),
    ("objectifs: - Un\n  - Deux\n", "objectifs:\n  - Un\n  - Deux\n"),
    ("objectifs: - Un\n- Deux\n", "objectifs:\n- Un\n- Deux\n"),
    # brackets and braces
    ("objectifs: [Cadre : oui]\n", 'objectifs: ["Cadre : oui"]\n'),
    ("postures: {elus: un, puis deux, trois}\n", 'postures: {elus: "un, puis deux, trois"}\n'),
    # the word that is meant, not the same signs in an address, a code, a character by its name, a comment
    (
        "promesse: Voir [le bilan](https://exemple.fr/b?q=50%25) ; on vise 50% des foyers.  # 50% aussi\n",
        "promesse: Voir [le bilan](https://exemple.fr/b?q=50%25) ; on vise 50 % des foyers.  # 50% aussi\n",
    ),
    ("promesse: Dire `non!` puis non! à tous\n", "promesse: Dire `non!` puis non ! à tous\n"),
    ("promesse: Fini&nbsp;vraiment! R&amp;D; oui\n", "promesse: Fini&nbsp;vraiment ! R&amp;D ; oui\n"),
    ("promesse: Écrire à a@b.fr; ou non!\n", "promesse: Écrire à a@b.fr; ou non !\n"),
    ("promesse: oui! oui! oui!\n", "promesse: oui ! oui ! oui !\n"),
    # the same, however YAML writes the text
    ("promesse: >-\n  Une fois 10%\n  puis oui! et\n\n  20% à la fin\n", "promesse: >-\n  Une fois 10 %\n  puis oui ! et\n\n  20 % à la fin\n"),
    ("promesse: Un mot\n  puis 50% des\n  gens!\n", "promesse: Un mot\n  puis 50 % des\n  gens !\n"),
    ("promesse: |\n  - 50%\n    - oui!\n", "promesse: |\n  - 50 %\n    - oui !\n"),
    ("promesse: 'L''eau! L''air!'\n", "promesse: 'L''eau ! L''air !'\n"),
    ('promesse: "Dire \\"oui\\" à 50\\u0025, non!"\n', 'promesse: "Dire « oui » à 50 \\u0025, non !"\n'),
    ('promesse: "Dire \\"oui,\n  et non\\" aussi."\n', 'promesse: "Dire « oui,\n  et non » aussi."\n'),
    ('promesse: Dire "oui ! " aussi\n', "promesse: Dire « oui ! » aussi\n"),
    ("objectifs: [Agir!, Parler]\n", "objectifs: [Agir !, Parler]\n"),
    ("promesse: E\u0301te\u0301! 10%\n", "promesse: E\u0301te\u0301 ! 10 %\n"),
    # parts of an hour, of a day
    ("duree: 1/2 journée\n", 'duree: "0,5 jour"\n'),
    ("duree: 1/2 h\n", "duree: 30 min\n"),
    ("duree: 3/4 h à 1 h 1/2\n", "duree: 45 min à 1 h 30\n"),
    ("duree: ½ h\n", "duree: 30 min\n"),
    ("duree: 2½ heures\n", "duree: 2 h 30\n"),
    # several, one hiding the other
    ("promesse: a : b\nrestitution: @tous\nduree: 1h30\n", 'promesse: "a : b"\nrestitution: "@tous"\nduree: 1 h 30\n'),
]  # fmt: skip

ALONE = [
    "auteurs: [Service culture, sport et jeunesse]\n",  # one author or two: a person knows
    'promesse: Lire https://exemple.fr/a?b, `a?` et 24".\n',
    "promesse: Un mot – un\n  – autre – et puis\n  2. après.\n",
    "promesse:\n  – On répond.\n",
    "mobilisation: On répond\n  - par écrit\n  - à tous.\n",
    "promesse: 'Budget : le guide'  # oui\n",
    "promesse:   Tout   noter.   \n",
    "promesse: |\n  Un texte : long\n   #3 et plus\n",
    "promesse: >-\n  @mairie : oui\n",
    "objectifs: # liste à compléter\n  - Un\n",
    "promesse: #à compléter\n",
    "promesse: C# et F#\n",
    "publics: [tous, jeunes]\n",
    "publics: [ tous , jeunes ]\n",
    'objectifs: ["Parler, écouter", "décider ensemble"]\n',
    "postures: {elus: écouter, agents: répondre}\n",
    "duree: longtemps\n",
    "niveau:\n  - martien\n",
    "promesse: 'Un' et 'deux'\n",
    'promesse: "Un" et "deux"\n',
    'promesse: "Jamais fermé\nni repris.\nrestitution: Rien.\n',
    "objectifs: [Un\npromesse: Deux\n",
    "objectifs: &tous\n  - Un\npoints_forts: *tous\n",
    "promesse: Un\npromesse: Deux\n",
    "promesse: a : b\n  c: d\n",
    "zzzz: rien de connu\n",
    "promesse:\n  Cadre: oui\n  Autre: non\n",
    "promesse: «\u00a0Un café\u00a0?\u00a0»\n",
    "duree: >\n  1h30\n",
    "objectifs: |\n  Donner la parole.\n",
    "# promesse: a : b\n",
    'promesse: "Sur le disque C: et à 18:30, au format 16:9."\n',
    "promesse: Voir [le plan](images/plan;v2!.svg) et <https://exemple.fr/a;b!>.\n",
    "promesse: Voir [le plan](https://exemple.fr/plan_(2024)!) ici.\n",
    "promesse: Dit [@village; @echos].\n",
    "duree: 2/3 h\n",
    "duree: 1/2 jours\n",
    "preparation: 3/4 semaines\n",
    "promesse: - Tout noter.\n",
    'promesse: @"Tout : noter."\n',
    "*promesse: Un\n",
    "promesse: Fin sans retour",
]


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_what_is_wrong_is_mended_and_reads(before: str, after: str, tmp_path: Path) -> None:
    assert mended(tmp_path / "1", before) == after
    assert mended(tmp_path / "2", after) == after
    assert read("x.yaml", (START + after).encode())[0]


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_a_file_of_windows_is_mended_in_the_same_way(before: str, after: str, tmp_path: Path) -> None:
    made = written(tmp_path, "code: A-07")
    put(made.root, SHEET, (START + before).replace("\n", "\r\n").encode())
    assert mend(made, {SHEET}, TODAY).after[SHEET].decode() == (START + after).replace("\n", "\r\n")


@pytest.mark.parametrize("text", ALONE)
def test_what_is_right_or_unsure_is_left_alone(text: str, tmp_path: Path) -> None:
    assert mended(tmp_path, text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["CR LF", "CR", "LF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "byte order mark"])
def test_line_ends_and_byte_order_mark_are_kept(end: str, mark: str, project: Make) -> None:
    lines = [*START.splitlines(), "# une remarque", "duree:  '1h30'  # oui", "niveau: consultation", "", 'interne: "é"']
    made = project("code: A-07")
    put(made.root, SHEET, (mark + end.join(lines)).encode())
    after = mend(made, {SHEET}, TODAY).after[SHEET].decode()
    lines[-4:-2] = ["duree:  '1 h 30'  # oui", "niveau:" + end + "  - consultation"]
    assert after == mark + end.join(lines)


def test_a_fix_that_would_make_an_error_is_left_out(project: Make) -> None:
    """
    titer: Un titre bien trop long pour tenir dans une liste, et que personne ne lira jusqu’au bout sans se lasser dès le premier tiers de la ligne
    schema: fiche/1
    code: A-07
    resume: Parler.
    duree: 1h30
    """
    result = mend(project(), {SHEET}, TODAY)
    assert "titer: Un titre" in result.after[SHEET].decode()
    assert "duree: 1 h 30" in result.after[SHEET].decode()
    assert result.made == 1


def test_three_hundred_fixes_beside_an_impossible_one_are_made(project: Make) -> None:
    """An impossible fix is found by halves, so that the project is read a few times, not once for each fix."""
    items = "".join(f"  - On vise {number}%\n" for number in range(300))
    title = "titer: Un titre bien trop long pour tenir" + " dans une liste" * 7
    made = project(f"schema: fiche/1\ncode: A-07\nresume: Parler.\nobjectifs:\n{items}{title}\n")
    loads = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal loads
        loads += event == "call" and frame.f_code is load.__code__

    sys.setprofile(count)
    try:
        result = mend(made, {SHEET}, TODAY)
    finally:
        sys.setprofile(None)
    assert result.after[SHEET].decode().count(" %") == 300
    assert "titer: Un titre" in result.after[SHEET].decode()
    assert result.made == 300
    assert loads < 40


def test_two_fields_mistyped_alike_do_not_become_one(project: Make) -> None:
    """
    schema: fiche/1
    code: A-07
    titer: Un
    titr: Deux
    resume: Parler.
    """
    after = mend(project(), {SHEET}, TODAY).after[SHEET]
    assert after.count(b"titre:") == 1
    assert read("x.yaml", after)[0]


def test_fix_writes_and_says_how_many_and_diff_only_shows(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    duree: 1h30
    # fiches/dispositifs/A-08-autre.yaml
    code: A-08
    duree: 2h
    """
    root = project().root
    path, other = root / SHEET, root / "fiches/dispositifs/A-08-autre.yaml"
    before = path.read_bytes()
    assert run(["validate", "--fix", "--diff", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "-duree: 1h30\n+duree: 1 h 30\n" in shown
    assert shown.startswith(f"--- a/{SHEET}\n+++ b/{SHEET}\n")
    assert path.read_bytes() == before
    path.chmod(0o640)
    assert run(["validate", "--fix", str(path)]) == 0
    assert path.stat().st_mode & 0o777 == 0o640
    output = capsys.readouterr()
    assert output.err == "1 correction faite dans 1 fichier\n"
    assert "LF105" not in output.out
    assert path.read_bytes() == before.replace(b"1h30", b"1 h 30")
    assert b"2h" in other.read_bytes()
    assert run(["validate", "--fix", str(path)]) == 0
    assert capsys.readouterr().err == ""
    assert run(["validate", "--diff", str(path)]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "aucune correction sûre : --fix ne changerait rien\n")


def test_of_two_fixes_that_overlap_the_first_by_place_wins() -> None:
    text = "abcdef\r\nghi"
    fixes = [
        Fix(Span(1, 3, 1, 5), "X"),
        Fix(Span(1, 2, 1, 4), "Y"),
        Fix(Span(2, 1, 2, 1), "n\n"),
        Fix(Span(1, 5, 1, 5), "Z"),
    ]
    assert apply(text, fixes) == "aYdZef\r\nn\r\nghi"


@pytest.mark.parametrize(
    "text",
    [
        "1 h 30",
        "2001~",
        "#ffd500",
        "a: b",
        "a #b",
        "- a",
        "~",
        "",
        " a",
        "a:",
        "[a",
        "a, b",
        "@a",
        "'a",
        "«\u00a0a\u00a0»",
        "c# x",
    ],
)
@pytest.mark.parametrize("before", ["", '"a"', "'a'"])
def test_a_value_is_written_so_that_it_is_read_again(text: str, before: str) -> None:
    source, _ = read(
        "x.yaml",
        f"a: {to_scalar(text, before)}\nb:\n  - {to_scalar(text, before)}\nc: [{to_scalar(text, before)}]\n".encode(),
    )
    assert source
    assert source.value == {"a": text, "b": [text], "c": [text]}


SHEETS = sorted((ROOT / "fiches").glob("*/*.yaml"))
#: What clumsy hands put in a text.
SLIPS = [" : ", ": ", " #", "'", '"', "\t", "\u00a0", "*", "&a ", "!", "@", "- ", "[", "]", "{", "}", ", ", "\n", "\r\n", "  ", "x", ":", ""]  # fmt: skip


@given(st.integers(0, len(SHEETS) - 1), st.integers(0, 2**32), st.integers(1, 4))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_mending_a_damaged_sheet_never_harms_it(number: int, seed: int, slips: int) -> None:
    chance = random.Random(seed)
    text = SHEETS[number].read_text(encoding="utf-8")
    for _slip in range(slips):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(SLIPS) + text[at + chance.choice([0, 0, 1, 3]) :]
    with tempfile.TemporaryDirectory() as folder:
        made = Project(Path(folder))
        put(made.root, "fiches/classeur.yaml", (ROOT / "fiches/classeur.yaml").read_bytes())
        name = SHEETS[number].relative_to(ROOT).as_posix()
        path = put(made.root, name, text.encode())
        readable = read(name, text.encode())[0] is not None
        result = mend(made, {name}, TODAY)
        after = result.after.get(name, text.encode())
        assert read(name, after)[0] is not None or not readable
        path.write_bytes(after)
        assert mend(made, {name}, TODAY).after == {}
        lines = after.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert all(each.span.line <= len(lines) for each in result.diagnostics if each.file == name)


#: Slips that leave no doubt of what was meant: what a line is, and what the hand makes of it.
MEANT = [
    (r"^( +)(?=\S)", lambda match: "\t" * (len(match[1]) // 2)),
    (r"^( +)(?=\S)", lambda match: "\u00a0" * len(match[1])),
    (r"^( *)- (?=\w)", r"\1-"),
    (r"^( *)- ", r"\1• "),
    (r"^( *(?:- )?[a-z_]{3,}): (?=\w)", r"\1:"),
    (r"^( *(?:- )?[a-z_]{3,}): ", r"\1:" + "\u00a0"),
    (r"^( *(?:- )?[a-z_]{3,}): ", r"\1 : "),
    (r'^( *(?:- )?(?:[a-z_]+: )?)"([^"]*)"$', r"\1\2"),
    (r"^( *(?:- )?[a-z_]+: )(?=\w[^\"]*$)", r'\1"'),
    (r"^( *(?:- )?[a-z_]+: )(\w.*’.*)$", lambda match: f"{match[1]}'{match[2].replace('’', chr(39))}'"),
]


@given(st.integers(0, len(SHEETS) - 1), st.integers(0, 2**32))
@settings(max_examples=40, derandomize=True, deadline=None)
def test_a_slip_is_mended_as_it_was_meant_or_told(number: int, seed: int) -> None:
    """What is mended says what the sheet said before the slip, or an error is told: nothing is changed in silence."""
    chance = random.Random(seed)
    whole = SHEETS[number].read_text(encoding="utf-8")
    lines = whole.split("\n")
    pattern, put_instead = chance.choice(MEANT)
    places = [at for at, line in enumerate(lines) if re.search(pattern, line)]
    for at in places[:1] and [chance.choice(places)]:
        lines[at] = re.sub(pattern, put_instead, lines[at])  # type: ignore[call-overload]
    name, slipped = SHEETS[number].relative_to(ROOT).as_posix(), "\n".join(lines).encode()
    with tempfile.TemporaryDirectory() as folder:
        made = Project(Path(folder))
        put(made.root, "fiches/classeur.yaml", (ROOT / "fiches/classeur.yaml").read_bytes())
        put(made.root, name, slipped)
        result = mend(made, {name}, TODAY)
    before, after = read(name, whole.encode())[0], read(name, result.after.get(name, slipped))[0]
    told = [each for each in result.diagnostics if each.file == name and each.code not in {"LF301", "LF310"}]
    assert before
    assert told or (after and _letters(after.value) == _letters(before.value))


def _letters(value: object) -> object:
    """Return a value with the letters and figures of its texts, and its own shape."""
    if isinstance(value, dict):
        return {key: _letters(each) for key, each in value.items() if each is not None}
    return [_letters(each) for each in value] if isinstance(value, list) else re.sub(r"[\W_]", "", str(value))


#: Ways to write a text in YAML, and what French hands put in one.
WAYS = [
    "promesse: {}\n",
    "promesse: '{}'\n",
    'promesse: "{}"\n',
    "promesse: >-\n  {}\n",
    "promesse: |\n  {}\n",
    "objectifs: ['{}', oui!]\n",
]
PIECES = [
    "oui!", "50%", "non ;", "deux; trois", "\"un mot\"", "`a!`", "[le plan](https://exemple.fr/a?b=50%25)",
    "a@exemple.fr;", "18:30", "16:9", "C:\\\\", "[@village]", "É\u0301t\u00e9!", "e\u0301!", "https://exemple.fr/a!", "\n", "\n\n",
    "l’eau?", "-", "1/2", "10€", "…", "\u00a0!", "www.exemple.fr/x;y", "<a;b!>", "¿", "« oui! »",
]  # fmt: skip


@given(st.sampled_from(WAYS), st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.booleans())
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_fix_is_read_as_what_was_written(way: str, pieces: list[str], windows: bool) -> None:
    """A fix changes blanks and quotes of the text meant, nothing else in the file; a second run changes nothing."""
    text = " ".join(pieces).replace(" \n ", "\n  ")
    text = text.replace("'", "''") if "'{}'" in way else text.replace('"', '\\"') if '"{}"' in way else text
    whole = (START + way.format(text) + "duree: 1 h  # 50% oui!\n").replace("\n", "\r\n" if windows else "\n")
    before = read(SHEET, whole.encode())[0]
    if before is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        made = written(Path(folder), "code: A-07")
        path = put(made.root, SHEET, whole.encode())
        data = mend(made, {SHEET}, TODAY).after.get(SHEET, whole.encode())
        after = read(SHEET, data)[0]
        assert after is not None
        assert _bare(after.value) == _bare(before.value)
        assert _bare(data.decode()) == _bare(whole)
        assert _kept(data.decode()) == _kept(whole)
        path.write_bytes(data)
        assert mend(made, {SHEET}, TODAY).after == {}


def _bare(value: object) -> str:
    """Return a value as text, without blanks and quotes."""
    return re.sub(r"[\s\"«»\\\\]|\\\\n", "", str(value))


def _kept(text: str) -> list[str]:
    """Return what no fix of wording may touch."""
    return re.findall(r"`[^`]*`|https?://\S+|www\.\S+|\S+@\S+|<[^>]*>|#.*", text)


def test_a_sheet_of_an_earlier_version_is_read_and_brought_up_to_date(project: Make) -> None:
    """
    # un café
    schema: "fiche/0"   # ancien
    code: A-07
    titre: Café citoyen
    description: >
      Parler de la ville.
    """
    made = project()
    collection, found = found_in(made)
    assert codes(found) == ["LF120"]
    assert collection.entries[0].document.resume == "Parler de la ville."
    result = mend(made, {SHEET}, TODAY)
    before = (made.root / SHEET).read_text(encoding="utf-8")
    after = before.replace('"fiche/0"', '"fiche/1"').replace("description:", "resume:")
    assert result.after[SHEET].decode() == after
    assert codes(list(result.diagnostics)) == []


def test_our_own_sheets_have_nothing_to_mend() -> None:
    collection, found = found_in(Project(ROOT))
    assert codes(found) == []
    assert mend(collection.project, set(collection.files), TODAY).after == {}
