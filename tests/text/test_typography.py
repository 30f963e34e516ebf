"""Text set with the spaces, apostrophes and quotes of French."""

import pytest

from loosfiches.text.typography import typeset


def shown(text: str) -> str:
    """Make the no-break spaces visible: ⍽ and, for the narrow one, ·."""
    return text.replace("\u00a0", "⍽").replace("\u202f", "·")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Comment faire ? Rien sans nous !", "Comment faire·? Rien sans nous·!"),
        ("Salle : ouverte ; fermée", "Salle⍽: ouverte·; fermée"),
        ("« Bonjour » et «salut»", "«·Bonjour·» et «·salut·»"),
        ("L'eau, c'est 50 %", "L’eau, c’est 50⍽%"),
        ("10 000 €, 1 500 personnes", "10·000⍽€, 1·500⍽personnes"),
        ("20 h 30, 2 h, 15 min, 20 à 100", "20⍽h⍽30, 2⍽h, 15⍽min, 20⍽à⍽100"),
        ("M. Dupont, Mme Ba, n° 4, p. 4", "M.⍽Dupont, Mme⍽Ba, n°⍽4, p.⍽4"),
        ("Vraiment...", "Vraiment…"),
        ("le 29 mars 1999, le 1er mai", "le 29⍽mars 1999, le 1er⍽mai"),
        ("https://exemple.fr/a?b=1:2 ; a@b.fr ? `x : y`", "https://exemple.fr/a?b=1:2·; a@b.fr·? `x : y`"),
        ("12:30 et un ratio 3:1", "12:30 et un ratio 3:1"),
        ("[lien : oui](http://a.fr/?x=1;y=2)", "[lien⍽: oui](http://a.fr/?x=1;y=2)"),
        ("déjà\u00a0: bon\u202f!", "déjà⍽: bon·!"),
    ],
)
def test_french_is_set_with_its_spaces(typed: str, set_: str) -> None:
    assert shown(typeset(typed, "fr-FR")) == set_
    assert typeset(typeset(typed, "fr-FR"), "fr-FR") == typeset(typed, "fr-FR")


def test_quebec_puts_no_space_before_high_signs_and_english_is_left_alone() -> None:
    assert shown(typeset("Quoi ? Oui : non", "fr-CA")) == "Quoi? Oui⍽: non"
    assert typeset("It's 50 % : ok ?", "en") == "It's 50 % : ok ?"
