"""Marks of markup that would be printed as typed are found; what pages understand, or what is no markup, is not."""

import pytest

from loosfiches.collection.links import TEXT_LINK
from loosfiches.collection.marks import find_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("## Avant", ["## Avant"]),
        ("Titre\n=====", ["====="]),
        ("Un\n\n---\n\nDeux", ["---"]),
        ("* * *", ["* * *"]),
        ("```\ncode\n```", ["```"]),
        ("~~dehors~~ et `code", ["~~dehors~~", "`code"]),
        ("Un fait[^1]\n\n[^1]: sa note", ["[^1]"]),
        ("- [ ] à faire\n- [x] fait", ["[ ]", "[x]"]),
        ("un<br/>deux <b>gras</b> <!-- note -->", ["<br/>", "<b>", "<!--"]),
        ("R&amp;D, d&eacute;j&#224;&nbsp;vu", ["&amp;", "&eacute;", "&#224;", "&nbsp;"]),
        ("![plan](images/plan.png) ![lieu](https://exemple.fr/lieu.png)", ["![plan](images/plan.png)", "!["]),
        ("habitant*es et élu*es", ["t*es et élu*e"]),
        ("**gras non fermé", ["**"]),
        ("du ** gras **", ["**"]),
        ("| a | b | |---|---| | 1 | 2 |", ["| a | b | |---|---| | 1 | 2 |"]),
        ("Vu [@village, p. 12] et [@ le village]", ["[@village, p. 12]", "[@ le village]"]),
        ("le [guide][1]\n\n[1]: https://exemple.fr", ["[1]:", "][1]"]),
    ],
)
def test_a_mark_that_pages_do_not_understand_is_found(text: str, marks: list[str]) -> None:
    assert [mark.text for mark in find_marks(("mobilisation",), text)] == marks


@pytest.mark.parametrize(
    "text",
    [
        "**gras**, *italique*, ***les deux***, [lien](https://exemple.fr/a_b), [@village ; @echos]",
        "- un\n  - deux\n\n1. trois\n\n> cité\n> encore",
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        "un | deux, 5 * 6, a < b > c, <nom de la ville>, `GET <br>`, <https://exemple.fr>, Q&A; R&D",
        r"\*\*pas gras\*\*, \<br>, l’étoile \*",
        "#1 et C#, Nom : ______, Attention !**vraiment**, un -- deux --- trois",
        "[ @village ], [@village;] et [@Village]",
        "[une case] et (des parenthèses), « x »",
    ],
)
def test_what_pages_understand_and_what_is_no_markup_is_left_alone(text: str) -> None:
    assert list(find_marks(("mobilisation",), text)) == []


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("a-02", "A-02"), ("A-2", "A-02"), ("A\u201102", "A-02"), ("A–02", "A-02"), ("https://exemple.fr/la page", ""), ("A02", "A-02"), ("A-02-marche.yaml", "A-02"), ("../a-02/index.html", "A-02"),
        ("fiches/dispositifs/A-02-marche.yaml", "A-02"), ("exemple.fr/page", "https://exemple.fr/page"),
        ("mairie@exemple.fr", "mailto:mairie@exemple.fr"), ("03 21 00 00 00", "tel:0321000000"),
        ("documents/convention.odt", ""), ("convention.pdf", ""), ("javascript:alert(1)", ""), ("#titre", ""),
    ],
)  # fmt: skip
def test_the_target_that_was_meant_is_told(target: str, meant: str) -> None:
    assert [(mark.text, mark.meant) for mark in find_marks(("qui",), f"Voir la [page]({target}).")] == [(target, meant)]


@pytest.mark.parametrize("target", ["A-02", "A-02#etapes", "www.exemple.fr", "tel:+33321000000", "mailto:a@exemple.fr"])
def test_a_target_that_pages_follow_is_left_alone(target: str) -> None:
    assert list(find_marks(("qui",), f"Voir la [page]({target}).")) == []


@pytest.mark.parametrize("link", ["[x](A-02)", "[x](A-02#a)", '[x](A-02 "la marche")', "[x](<A-02>)", "[x]( A-02 )"])
def test_a_link_by_code_is_known_however_markdown_lets_it_be_written(link: str) -> None:
    assert TEXT_LINK.findall(link) == ["A-02"]


def test_fields_of_a_few_words_hold_no_markup() -> None:
    typed = "**Gras**, *italique* et [lien](A-02)"
    assert [mark.text for mark in find_marks(("titre",), typed)] == ["**Gras**", "*italique*", "[lien](A-02)"]
    assert [mark.text for mark in find_marks(("roles", 0, "role"), "Une *élue*")] == ["*élue*"]
    assert list(find_marks(("voix", 0, "role"), typed)) == list(find_marks(("interne",), typed)) == []


def test_a_line_holds_no_list_quotation_or_table() -> None:
    assert [mark.text for mark in find_marks(("etapes", 0, "qui"), "Le service :\n- une agente\n- un élu")] == [
        "- une agente"
    ]
    assert list(find_marks(("etapes", 0, "qui"), "Le service\net une élue")) == []
