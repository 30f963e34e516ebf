"""A million spoilt documents checked: no traceback, each finding in the file and said in both languages: make prove.

Nine in ten come from the rules' own examples, which are small and of every kind, one in ten from our own sheets.
"""

import os
import random
from pathlib import Path

import pytest

from loosfiches.checking import check
from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.rules import RULES, message
from tests.conftest import CLASSEUR, ROOT, TODAY, sheet
from tests.test_fuzz import SIGNS, WORDS

MUTANTS = int(os.environ.get("LOOSFICHES_MUTANTS", "1000000"))
SHARES, ROUND = 20, 50
STRANGE = [
    "\x00", "\u00ad", "\u200b", "\ufeff", "😀", "e\u0301", "A" * 300, "9" * 30, "](", "**", "1/2", "{{", "<b>", "&nbsp;",
    "| a | b |", "> ", "[x](y)", "https://[", "A-01", "½ h", "1 h", "2019-02-30", "à", "«", "% ",
]  # fmt: skip
PIECES = [*WORDS, *SIGNS, *STRANGE, ""]
OURS = [path.read_bytes() for path in sorted((ROOT / "fiches").rglob("*.yaml"))]


def examples() -> list[bytes]:
    """The good and bad examples of all rules that are one file."""
    texts = [text for rule in RULES.values() for text in (rule.bad, rule.good) if text]
    return [
        text if isinstance(text, bytes) else sheet(text).encode() for text in texts if b"# fiches/" not in _bytes(text)
    ]


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def mutant(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes of a document with a few slips: stretches replaced, doubled or cut, bytes changed, lines moved."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data) + 1), chance.choice([0, 1, 1, 2, 5, 20, 200])
        match chance.randrange(5):
            case 0:
                data = data[:at] + chance.choice(PIECES).encode() + data[at + length :]
            case 1:
                data = data[:at] + data[at : at + length] * 2 + data[at + length :]
            case 2:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 3:
                lines = data.split(b"\n")
                line = lines.pop(chance.randrange(len(lines)))
                lines.insert(chance.randrange(len(lines) + 1), chance.choice([b"", b"  ", b"- "]) + line)
                data = b"\n".join(lines)
            case _:
                data = data[:at] if chance.random() < 0.2 else data[:at] + data[at + length :]
    return data


@pytest.mark.parametrize("share", range(SHARES))
def test_no_spoilt_document_is_a_fault_of_ours(share: int, tmp_path: Path) -> None:
    chance, small = random.Random(share), examples()
    project = Project(tmp_path)
    for _ in range(MUTANTS // SHARES // ROUND):
        seeds = [chance.choice(OURS if chance.random() < 0.1 else small) for _ in range(ROUND)]
        spoilt = {f"fiches/dispositifs/A-{n:02}-essai.yaml": mutant(seed, chance) for n, seed in enumerate(seeds)}
        # The classeur's own slips would hide those of the sheets: they come seldom.
        classeur = CLASSEUR.encode() if chance.random() < 0.9 else mutant(CLASSEUR.encode(), chance)
        files = {"fiches/classeur.yaml": classeur, **spoilt}
        for found in check(load(project, TODAY, files)):
            data = files.get(found.file, b"")
            assert 1 <= found.span.line <= len(data.decode(errors="replace").splitlines()) + 2
            assert all(message(found, language) for language in ("fr", "en"))
