"""Whatever a file holds: no traceback, nothing slow, every finding inside the file; with both YAML parsers.

LOOSFICHES_FUZZ sets how many cases each test tries (CI tries few; 20,000 were tried by hand).
"""

import os
from collections.abc import Sequence

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Diagnostic
from loosfiches.model.reading import DOCUMENTS, KINDS, read
from loosfiches.model.words import OPEN
from loosfiches.rules import RULES, message
from loosfiches.source import Source
from loosfiches.source.events import build
from loosfiches.source.text import decode
from tests.calls import counted
from tests.conftest import ROOT, TODAY

CASES = int(os.environ.get("LOOSFICHES_FUZZ", "150"))
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]
SHEETS = [source.text for source in load(Project(ROOT), TODAY).sources.values()]
WORDS = ["titre", "niveau", "etapes", "a", "é", "1 h 30", "2019", "fiche/1", "schema", "code", "A-01", "historique"]
SIGNS = [": ", ":", "- ", "-", "\n", "\n  ", "\n    ", " ", "#", " # ", "'", '"', "[", "]", "{", "}", "&a", "*a", "!", "|", ">", "%", "@", "`", "?", ",", "---", "\t", "\u00a0", "\u202e", "<<", "~", "\\", "\r"]  # fmt: skip
quick = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


def tried(data: bytes) -> None:
    """Read the bytes as every kind of document, with both parsers, and hold the promises."""
    (text, lines, found), steps = counted(lambda: _read_all(data))
    assert steps < 20_000 + 100 * len(data)
    for each in found:
        assert each.code in RULES
        # A file that ends with a line's end has an empty line after it, where nothing is wrong.
        assert text is None or 1 <= each.span.line <= max(1, lines - 1)
        assert each.span.column >= 1
        assert all(message(each, language) for language in ("fr", "en"))


def _read_all(data: bytes) -> tuple[str | None, int, list[Diagnostic]]:
    """Return the text, its number of lines, and all that reading found."""
    text, found = decode("x.yaml", data)
    lines = len((text or "").splitlines()) + 1
    for loader in LOADERS if text is not None else []:
        source, more = build("x.yaml", text or "", loader)
        found += more
        for kinds in (tuple(DOCUMENTS), *([kind] for kind in KINDS)) if source else ():
            found += _read(source, kinds)
    return text, lines, found


def _read(source: Source | None, kinds: Sequence[str]) -> list[Diagnostic]:
    return read(source, kinds, OPEN)[1] if source else []


@quick
@given(st.binary(max_size=400))
def test_bytes(data: bytes) -> None:
    tried(data)


@quick
@given(st.lists(st.sampled_from(WORDS + SIGNS), max_size=60).map("".join))
def test_text_that_looks_like_yaml(text: str) -> None:
    tried(text.encode())


@quick
@given(
    st.sampled_from(SHEETS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from([*WORDS, *SIGNS, ""])), min_size=1, max_size=4
    ),
)
def test_real_sheets_with_a_few_slips(sheet: str, slips: list[tuple[float, int, str]]) -> None:
    for where, length, put in slips:
        at = int(where * len(sheet))
        sheet = sheet[:at] + put + sheet[at + length :]
    tried(sheet.encode())


@pytest.mark.parametrize("sheet", SHEETS, ids=range(len(SHEETS)))
def test_real_sheets_cut_anywhere(sheet: str) -> None:
    data = sheet.encode()
    for part in range(1, 12):
        tried(data[: len(data) * part // 12])
