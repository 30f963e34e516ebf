"""What the system refuses is said in the reader's language, in words that tell what to look at."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from loosfiches.cli.shared import reason
from loosfiches.language import translator
from loosfiches.refusals import name, said

TRIES: dict[str, Callable[[Path], object]] = {
    "ni fichier ni dossier de ce nom": lambda here: (here / "absent").read_bytes(),
    "c’est un dossier": lambda here: here.read_bytes(),
    "une partie de son chemin n’est pas un dossier": lambda here: (here / "file/x").read_bytes(),
    "trop de liens, ou un lien là où il n’en faut pas": lambda here: (here / "round").read_bytes(),
    "le nom est trop long": lambda here: (here / ("a" * 300)).read_bytes(),
    "ce nom est déjà pris": lambda here: (here / "file").mkdir(),
    "le dossier n’est pas vide": lambda here: here.rmdir(),
    "le disque est plein": lambda _here: Path("/dev/full").write_bytes(b"x"),
}


@pytest.mark.parametrize("words", TRIES)
def test_a_refusal_is_said_in_french_with_its_file(words: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(OSError) as refused:
        TRIES[words](tmp_path)
    assert reason(refused.value).partition(" (")[0] == words


def test_a_rare_refusal_keeps_the_words_of_the_system_and_says_so() -> None:
    rare = name(OSError(errno.ECHILD, "x"))
    assert said(rare, translator("fr")) == "refus du système : No child processes"
    assert said(name(OSError("on strike")), translator("en")) == "refused by the system: on strike"
