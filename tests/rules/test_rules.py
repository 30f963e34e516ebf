"""Every rule finds its bad example and leaves its good one alone, in both languages."""

import re
from pathlib import Path

import pytest

from loosfiches.diagnostics import Severity
from loosfiches.rules import RULES, Rule, message
from tests.conftest import codes, read, written

#: Codes without example: what they say is met by printing, by templates, or by the file system.
ELSEWHERE = {
    *("LF023", "LF032", "LF316", "LF317", "LF318", "LF319", "LF325", "LF326", "LF327", "LF328"),
    *("LF601", "LF602", "LF603", "LF604", "LF605", "LF606", "LF607", "LF608", "LF609", "LF615", "LF616", "LF901"),
}  # fmt: skip
SHOWN = [rule for code, rule in RULES.items() if code not in ELSEWHERE]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_example_and_nothing_else(rule: Rule, tmp_path: Path) -> None:
    _, found = read(written(tmp_path, rule.bad))
    wanted = ["LF212"] if rule.code == "LF212" else []
    assert set(codes(found) or [each.code for each in found]) == {rule.code, *wanted}


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.good], ids=lambda rule: rule.code)
def test_a_rule_leaves_its_good_example_alone(rule: Rule, tmp_path: Path) -> None:
    _, found = read(written(tmp_path, rule.good))
    assert codes(found) == []
    assert rule.code not in [each.code for each in found]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_a_message_leaves_no_hole(rule: Rule, tmp_path: Path) -> None:
    _, found = read(written(tmp_path, rule.bad))
    for language in ("fr", "en"):
        text = message(next(each for each in found if each.code == rule.code), language)
        assert text.strip()
        assert not re.search(r"\{\w|\[\[|\]\]|« »|“”|  ", text)


def test_the_classeur_may_change_severities_and_ignore_codes(tmp_path: Path) -> None:
    """A keeper who does not mind a mistake says so once, in classeur.yaml."""
    from tests.conftest import CLASSEUR, put

    project = written(tmp_path, "code: A-07\nliens:\n  avec:\n    - A-07\nduree: 1h30\n")
    settings = "validation:\n  gravites:\n    LF302: erreur\n  ignorer:\n    - LF105\n"
    put(tmp_path, "fiches/classeur.yaml", CLASSEUR + settings)
    collection, found = read(project)
    from loosfiches.rules import severity

    assert codes(found) == ["LF302"]
    assert severity("LF302", collection) == Severity.ERROR
