"""A sheet's texts as HTML: small Markdown, links by code, sources by number."""

import re

import pytest

from loosfiches.text.markdown import Setting, bare, blocks, cut, flow, inline

SETTING = Setting("fr-FR", {"A-02": "../a-02/index.html"}.get, {"village": 1, "echos": 2}.get)  # type: ignore[arg-type]


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
