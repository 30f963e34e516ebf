"""Texts as they are set: French spaces, small Markdown, links by code, sources by number, dates in words."""

import datetime
import re
from typing import Any

import pytest

from loosfiches.language import translator
from loosfiches.model.colours import NAMED, contrast, tint
from loosfiches.model.dates import parse_dating
from loosfiches.views.dating import in_words, since
from loosfiches.views.filters import halves, spoken
from loosfiches.views.markdown import Setting, bare, blocks, cut, flow, inline
from loosfiches.views.typography import typeset

SETTING = Setting("fr-FR", {"A-02": "../a-02/index.html"}.get, {"village": 1, "echos": 2}.get)  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**gras** et *italique*", "<strong>gras</strong> et <em>italique</em>"),
        ("Voir [la réunion](A-02).", 'Voir <a href="../a-02/index.html">la réunion</a>.'),
        ("Voir [ailleurs](A-99).", "Voir ailleurs."),
        (
            "Depuis 2001 [@village].",
            'Depuis <span class="tenu">2001 <span class="appel">[<a href="#source-1" aria-label="source 1">1</a>]</span></span>.',
        ),
        (
            "Vu [@village ; @echos].",
            '<span class="tenu">Vu <span class="appel">[<a href="#source-1" aria-label="source 1">1</a>, '
            '<a href="#source-2" aria-label="source 2">2</a>]</span></span>.',
        ),
        ("Vu [@inconnue].", "Vu."),
        (
            "Vu [@village] [@echos].",
            '<span class="tenu">Vu <span class="appel">[<a href="#source-1" aria-label="source 1">1</a>, '
            '<a href="#source-2" aria-label="source 2">2</a>]</span></span>.',
        ),
        ("[site](https://exemple.fr)", '<a href="https://exemple.fr">site</a>'),
        ("[site](www.exemple.fr/a)", '<a href="https://www.exemple.fr/a">site</a>'),
        ("`GET <b>`", "<code>GET &lt;b&gt;</code>"),
        ("[appeler](tel:+33321000000)", '<a href="tel:+33321000000">appeler</a>'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](file:///etc/passwd)", "[x](file:///etc/passwd)"),
        ("![x](http://traceur/p.gif)", '!<a href="http://traceur/p.gif">x</a>'),
        ("# pas un titre", "# pas un titre"),
    ],
)
def test_markdown_is_small_and_safe(text: str, html: str) -> None:
    assert str(inline(text, SETTING)).replace("\u00a0", " ").replace("\u202f", " ") == html


def test_paragraphs_and_lists() -> None:
    assert str(blocks("Un\n\n- a\n- b\n", SETTING)) == "<p>Un</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"


def test_lists_hold_lists_and_quotations_are_set_apart() -> None:
    nested = blocks("- a\n  - b\n    1. c\n\n> Venez.\n>\n> Tous.\n", SETTING)
    assert re.findall(r"</?(?:ul|ol|blockquote)>", nested) == [
        *("<ul>", "<ul>", "<ol>", "</ol>", "</ul>", "</ul>"), *("<blockquote>", "</blockquote>"),
    ]  # fmt: skip
    assert "blockquote" not in blocks("> 20 personnes : deux salles.", SETTING)


def test_a_table_has_heads_of_columns_and_a_box_that_a_keyboard_scrolls() -> None:
    html = blocks("| jour | nombre |\n|---|---:|\n| lundi | **12** |\n", SETTING)
    assert '<div class="tableau" role="group" aria-label="Tableau" tabindex="0"><table>' in html
    assert '<th scope="col">jour</th>\n<th scope="col" class="droite">nombre</th>' in html
    assert '<td class="droite"><strong>12</strong></td>' in html
    assert "style=" not in html  # pages forbid it


def test_a_table_of_long_words_says_that_it_wants_narrow_columns() -> None:
    words = " | ".join(["anticonstitutionnellement"] * 4)
    assert 'class="tableau dense"' in blocks(f"| {words} |\n|---|---|---|---|\n| a | b | c | d |\n", SETTING)


def test_a_line_all_in_bold_heads_what_follows() -> None:
    html = blocks("**Avant le café**\n\nOn range **tout** et **vite**.\n\n**Un** et **deux**\n", SETTING)
    assert re.findall(r'<p class="intertitre">(.*?)</p>', html) == ["<strong>Avant le café</strong>"]


def test_an_item_of_a_list_is_one_run_of_words_or_blocks() -> None:
    assert flow("Des feutres **noirs**", SETTING) == "Des feutres <strong>noirs</strong>"
    assert flow("sur deux\nlignes", SETTING) == "sur deux\nlignes"
    assert flow("Des feutres :\n- noirs\n- gros", SETTING).startswith("<p>Des feutres\u00a0:</p>\n<ul>\n<li>noirs</li>")
    assert cut("- noirs", SETTING) == ("- noirs", "")
    assert cut("- noirs\n- gros", SETTING)[0] == ""


def test_bare_words_of_a_text_hold_no_mark() -> None:
    assert bare("Des **feutres** :\n- noirs\n- gros\n\n| a | b |\n|---|---|\n| c | d |\n", "en") == (
        "Des feutres : noirs gros a b c d"
    )


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("2019", "2019", "2019"), ("2019-12", "décembre 2019", "December 2019"),
        ("2011-12-06", "6 décembre 2011", "6 December 2011"), ("2020-05-01", "1er mai 2020", "1 May 2020"),
        ("2001~", "vers 2001", "around 2001"), ("2001/2008", "2001–2008", "2001–2008"), ("inconnue", "date inconnue", "date unknown"),
        ("2014/..", "depuis 2014", "since 2014"), ("2014-05/2016-12", "mai 2014 – décembre 2016", "from May 2014 to December 2016"),
    ],
)  # fmt: skip
def test_dates_are_said_in_words(written: str, french: str, english: str) -> None:
    def said(language: str) -> str:
        return in_words(parse_dating(written), language, translator(language)).replace("\u00a0", " ")

    assert (said("fr-FR"), said("en")) == (french, english)


def test_a_date_speaks_the_language_of_the_words_around_it() -> None:
    assert in_words(parse_dating("2016-07-28"), "de-DE", translator("de")).replace("\u00a0", " ") == "28 July 2016"


def test_a_beginning_that_sources_dispute_lies_between_two_dates() -> None:
    said = {text: since(parse_dating(text), "fr-FR", translator("fr")) for text in ("2001/2010", "2001~", "2001")}
    assert said == {"2001/2010": "entre 2001 et 2010", "2001~": "vers 2001", "2001": "2001"}


def test_a_day_is_said_in_words() -> None:
    day: Any = datetime.date(2026, 11, 23)
    assert in_words(day, "fr-FR", translator("fr")).replace("\u00a0", " ") == "23 novembre 2026"


@pytest.mark.parametrize("name", NAMED)
def test_section_colours_can_be_read_on_white_and_ink_on_their_tints(name: str) -> None:
    assert contrast(NAMED[name], "#ffffff") >= 4.5
    assert contrast("#57534e", tint(NAMED[name])) >= 4.5


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
    html = str(spoken(blocks(text, SETTING))).replace("\u00a0", " ").replace("\u202f", " ")
    assert re.findall(r'<span class="dit">(.*?)</span>', html) == ([said] if said else [])


def test_words_to_say_across_two_paragraphs_are_left_alone() -> None:
    assert "dit" not in spoken(blocks("« Bonsoir.\n\nMerci. »", SETTING))


def test_texts_in_two_columns_keep_their_order_and_end_near_to_each_other() -> None:
    assert halves(["a" * 30, "b" * 10, "c" * 10, "d" * 10]) == (["a" * 30], ["b" * 10, "c" * 10, "d" * 10])
    assert halves(["a"]) == (["a"], [])
