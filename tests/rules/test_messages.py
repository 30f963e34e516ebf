"""Each message can be filled from wherever its code is reported, and reads well in both languages, in all its forms."""

import inspect
import itertools
import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from loosfiches.diagnostics import TOP, Diagnostic
from loosfiches.rules import RULES, Rule, Sentence, message
from tests.conftest import ROOT
from tests.rules.sites import Site, sites

WORDS = [
    pytest.param(rule, language, id=f"{code}-{language}") for code, rule in RULES.items() for language in ("fr", "en")
]
MESSAGES = ROOT / "tests/rules/data/messages.txt"


def parameters(sentence: Sentence) -> tuple[set[str], set[str]]:
    """Return the details that a message must be given, and all that it may be given."""
    if isinstance(sentence, str):
        fields = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        return fields, fields
    own = inspect.signature(sentence).parameters
    return {name for name, each in own.items() if each.default is inspect.Parameter.empty}, set(own)


def fits(site: Site, sentence: Sentence) -> bool:
    """Tell whether a message can be filled with the details that a place of the package gives."""
    needed, taken = parameters(sentence)
    if site.names is None or not needed <= site.names:
        return False
    return isinstance(sentence, str) or site.names <= taken


def test_every_place_that_reports_a_code_gives_the_details_of_its_message() -> None:
    assert {site.code for site in sites()} == set(RULES)
    words = [
        (site, language, RULES[site.code].words[language].message) for site in sites() for language in ("fr", "en")
    ]
    assert [(site, language) for site, language, sentence in words if not fits(site, sentence)] == []


def _kind_fr(*, kind: str, near: str = "") -> str:
    return kind + near


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ({"key"}, "champ inconnu « {clé} »"),
        (set(), "« {key} » attend un texte"),
        (None, "ce fichier est en UTF-16"),
        ({"near"}, _kind_fr),
        ({"kind", "nera"}, _kind_fr),
    ],
)
def test_a_missing_or_mistaken_detail_is_noticed(names: set[str] | None, sentence: Sentence) -> None:
    assert not fits(Site("", "LF999", frozenset(names) if names is not None else None), sentence)


@pytest.mark.parametrize(("rule", "language"), WORDS)
def test_the_words_of_a_rule_are_complete(rule: Rule, language: str) -> None:
    words = rule.words[language]
    assert words.message
    assert words.why
    assert words.mend
    assert bool(words.title) == callable(words.message)
    assert parameters(words.message) == parameters(rule.words["fr"].message)
    assert not re.search(r"[{}]|\[\[", words.why + words.mend + words.title)


#: The details on which the form of a message depends, and all that they may be.
FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "LF003": {"sign": ("U+00AD", "U+200B", "U+202E", "U+0007")},
    "LF004": {"what": ("file", "depth", "items", "text")},
    "LF012": {"what": ("empty", "list", "text")},
    "LF023": {"reason": ("", "EACCES", "EISDIR", "ELOOP", "ENAMETOOLONG", "ECHILD")},
    "LF032": {"original": ("", "fiches/dispositifs/A-01-un.yaml"), "line": ("", "12")},
    "LF029": {"what": ("space", "bullet"), "sign": ("-",)},
    "LF101": {"value": ("fich/1", ""), "near": ("", "fiche/1")},
    "LF103": {"shape": ("text", "list"), "fields": ("",), "instead": ("",)},
    "LF103 text": {"shape": ("text",), "fields": ("",), "instead": ("Inviter",)},
    "LF103 fields": {
        "shape": ("mapping",),
        "fields": ("titre, date, url",),
        "instead": ("", "titre: Inviter", "titre: … / url: https://exemple.fr"),
    },
    "LF106": {
        "kind": (
            *("code", "url", "mail", "path", "number", "colour", "folder", "language", "identifier", "key", "letter"),
            *("reversed", "either", "date", "day", "minutes", "jours", "personnes", "euros"),
        )
    },
    "LF110": {"near": ("", "concertation")},
    "LF112": {"near": ("", "titre"), "needed": ("", "oui")},
    "LF113": {"top": ("oui", ""), "inside": ("etapes",)},
    "LF120": {"names": ("", "description → resume")},
    "LF210": {"field": ("auteurs", "duree / preparation"), "least": ("1", "2")},
    "LF211": {"fields": ("auteurs, duree / preparation, etapes (≥ 2)",)},
    "LF212": {"fields": ("auteurs, duree / preparation, etapes (≥ 2)",)},
    "LF221": {"date": ("", "2025-01-10"), "earlier": ("2026-11-23",)},
    "LF301": {"near": ("", "A-02")},
    "LF303": {"near": ("", "village")},
    "LF305": {"instead": ("", "A-03")},
    "LF310": {"near": ("", "images/plan.svg")},
    "LF311": {"path": ("", "images/plan.svg")},
    "LF312": {"name": ("", "oui")},
    "LF415": {"near": ("", "etalab-2.0")},
    "LF508": {"signs": ("☃", "☃ 👏 U+0301")},
    "LF402": {"lacking": ("source", "date", "both")},
    "LF404": {"days": ("", "0.5", "1", "3"), "time": ("1 h 30",)},
    "LF405": {"strong": ("", "4"), "weak": ("1",)},
}
#: What else the details may be, to read the sentence as users do.
SHOWN = {
    "enough": "80",
    "key": "titre", "value": "12", "found": "95", "limit": "80", "right": "1 h 30", "size": "300", "line": "4",
    "sign": "@", "text": "#3 du classeur", "reading": "Café", "tag": "!important", "count": "3", "first": "Parler",
    "code": "A-07", "other": "fiches/dispositifs/A-07-cafe.yaml", "expected": "A-07-cafe.yaml", "letter": "B",
    "folder": "methodes", "version": "1", "before": "2", "field": "duree", "state": "brouillon", "date": "2026-01",
    "target": "A-02", "name": "vilage", "path": "images/absente.svg", "status": "en_attente", "when": "pendant",
    "stated": "1 h", "url": "https://exemple.fr", "word": "CCAS", "words": "RÉPONDRE À TOUS", "start": "Photo de",
    "signs": "☃", "width": "320", "least": "640", "page": "2", "ratio": "1.5", "example": "1 h 30 à 2 h",
    "allowed": "fiche/1, recit/1", "near": "https://exemple.fr/guide", "mark": "## Avant",
    "ending": ".jpg", "kind": "JPEG", "column": "12", "kinds": "odt, pdf",
}  # fmt: skip


def forms(code: str) -> Iterator[dict[str, str]]:
    """Yield details for each form of a message."""
    taken = set().union(*(parameters(words.message)[1] for words in RULES[code].words.values()))
    for choices in [FORMS[name] for name in FORMS if name.startswith(code)] or [{}]:
        usual = {name: SHOWN[name] for name in taken - set(choices)}
        for chosen in itertools.product(*choices.values()):
            yield usual | dict(zip(choices, chosen, strict=True))


def test_every_message_reads_as_it_was_read_over() -> None:
    """All messages are kept in a file, in both languages, to be read as a whole."""
    lines = []
    for code in sorted(RULES):
        for details in forms(code):
            lines += [f"{code} {message(Diagnostic(code, 'x', TOP, details), language)}" for language in ("fr", "en")]
    said = "\n".join(dict.fromkeys(lines)) + "\n"
    assert re.findall(r".*(?:[{}]|« »|“”|  | ,).*", said) == []
    if not MESSAGES.exists():
        MESSAGES.parent.mkdir(exist_ok=True)
        MESSAGES.write_text(said, "utf-8")
    assert said == MESSAGES.read_text("utf-8")


def test_every_kind_that_cannot_be_read_has_its_words() -> None:
    kinds = set(FORMS["LF106"]["kind"])
    for path in sorted((ROOT / "src").rglob("*.py")):
        for kind in re.findall(r"\bunreadable\(\"(\w+)\"", path.read_text("utf-8")):
            assert kind in kinds
