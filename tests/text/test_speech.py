"""Words to say are told apart from what is to be done."""

import re

import pytest

from loosfiches.text.markdown import Setting, blocks
from loosfiches.text.speech import mark_speech

SETTING = Setting("fr-FR", lambda _code: "", lambda _name: None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dire : « Bonsoir. Qui commence ? » Puis se taire.", "« Bonsoir. Qui commence ? »"),
        ("À la menace : « La réunion est finie », et appelez.", "« La réunion est finie »"),
        ("Lever « 30 secondes ». Une feuille « hors sujet ».", None),
        ("Le guide « La concertation dans les projets » suffit.", None),
        ("Dire : **« Bonsoir. »**", "« Bonsoir. »"),
        ("Dire « **Bonsoir** à tous. »", "« <strong>Bonsoir</strong> à tous. »"),
        ("**Dire « Bonsoir.** Merci. »", None),
    ],
)
def test_words_to_say_are_told_apart_from_what_is_to_be_done(text: str, said: str | None) -> None:
    html = str(mark_speech(blocks(text, SETTING))).replace("\u00a0", " ").replace("\u202f", " ")
    assert re.findall(r'<span class="dit">(.*?)</span>', html) == ([said] if said else [])


def test_words_to_say_across_two_paragraphs_are_left_alone() -> None:
    assert "dit" not in mark_speech(blocks("« Bonsoir.\n\nMerci. »", SETTING))
