"""What the rules on wording must not miss, and the innocent text beside it."""

from collections.abc import Callable

import pytest

from loosfiches.collection.project import Project
from loosfiches.diagnostics import Span
from tests.conftest import codes, put, read

Make = Callable[..., Project]


def found(make: Make, text: str, **more: str) -> list[str]:
    return codes(
        read(make(f"promesse: |-\n  {text}\n" + "".join(f"{key}: {value}\n" for key, value in more.items())))[1]
    )


@pytest.mark.parametrize(
    "text",
    [
        "On compte 1 000 m², 15,5 %, 20 €, -3 °C, 1ʳᵉ fois, œuvre, naïf, Łódź, ½, ≥ 3, → là, ☐ fait.",
        "Rendez-vous à 18:30, format 16:9 ; au nᵒ 5.",
        "Le [guide](https://exemple.fr/a?b=c) est là : lisez-le ! Vraiment ? Oui.",
        "Écrire à mairie@ville.fr, ou `GET https://exemple.fr`.",
        "Louis XIV, le CM1 et le CM2, une feuille A4, la fiche A-07, l’art. L2143-2 du code.",
        "Le plan local d’urbanisme : le PLU se discute.",
        "L’Agence nationale pour la rénovation urbaine paie ; l’ANRU suit.",
        "L’ANRU (rénovation urbaine) paie.",
        'Un écran de 24" et une vitre de 10".',
        "NON, on ne paie pas. OUI, on vient.",
        "HUIT JEUNES sont venus avec Jean DUPONT, Mme MARTIN et Anne-Marie PETIT ; cela coûte 500 CHF, en CC BY.",
        "Le groupe A, B, C, D ou E ; M. X et Mme Y.",
        "*Attention :* **important :** la suite.",
        "- un mot\n  " * 50,
        "Un mot. " * 60,
    ],
)
def test_innocent_text_is_left_alone(project: Make, text: str) -> None:
    assert found(project, text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ici : [lire la suite](A-07#x).", "LF501"),
        ("Le lien est [**ici**](https://exemple.fr).", "LF501"),
        ("Voir [](https://exemple.fr).", "LF501"),
        ("Aller sur www.exemple.fr pour voir.", "LF502"),
        ("Aller sur (https://exemple.fr/a) pour voir.", "LF502"),
        ('Voir <a href="https://exemple.fr">le site</a>.', "LF410"),
        ("Un, deux; trois.", "LF506"),
        ("Attention: c’est long.", "LF506"),
        ("**Attention:** c’est long.", "LF506"),
        ("Qui vient?", "LF506"),
        ("Il reste 10€ à payer.", "LF506"),
        ("Le SIVOM paie, et le SIVOM décide.", "LF504"),
        ("L’ANRU paie.", "LF504"),
        ("ON NE PAIE RIEN ici.", "LF505"),
        ('Dire "non" deux fois.', "LF507"),
        ("Bravo 👏👏 à 日本.", "LF508"),
        ("un mot " * 21, "LF503"),
        ("Le conseil, " + "et puis, " * 20 + "fin (art. 3).", "LF503"),
    ],
)
def test_a_fault_of_wording_is_told_once(project: Make, text: str, code: str) -> None:
    assert [each for each in found(project, text) if each != "LF302"] == [code]


def test_another_language_has_its_own_spaces(project: Make) -> None:
    assert found(project, 'Attention: 50% "off"; the SIVOM pays!', langue="en-GB") == []
    assert found(project, "Vraiment? Oui; bravo!", langue="fr-CA") == []
    assert found(project, "Attention: oui.", langue="fr-CA") == ["LF506"]


def test_the_place_is_that_of_the_word(project: Make) -> None:
    """
    restitution: >-
      Une première ligne.
      Une réponse pour 50% des remarques.
    """
    (diagnostic,) = [each for each in read(project())[1] if each.code == "LF506"]
    assert diagnostic.span == Span(7, 20, 7, 23)


def test_the_glossary_explains_acronyms_for_all(project: Make) -> None:
    """promesse: Le SIVOM paie."""
    made = project()
    put(
        made.root,
        "fiches/glossaire.yaml",
        "schema: glossaire/1\ntermes:\n  - terme: syndicat\n    sigle: SIVOM\n    definition: Des communes ensemble.\n",
    )
    assert codes(read(made)[1]) == []


def test_the_glossary_and_the_classeur_are_read_like_documents(project: Make) -> None:
    """
    # fiches/dispositifs/A-07-cafe.yaml
    code: A-07
    # fiches/glossaire.yaml
    schema: glossaire/1
    termes:
      - terme: jauge
        definition: Nombre de places, à 50% en temps d’épidémie.
      - terme: Jauge
        definition: Voir le [site](https://exemple.fr) ou www.exemple.fr.
    """
    assert codes(read(project())[1]) == ["LF506", "LF206", "LF502"]


def test_the_words_of_others_are_theirs(project: Make) -> None:
    """
    sources:
      - id: blog
        titre: "LE GRAND SCANDALE: 50% du \\"SIVOM\\""
    traductions:
      en:
        titre: "Meeting: 50% off"
        resume: "Come in: here!"
    """
    assert codes(read(project())[1]) == []


def test_the_font_is_asked_without_being_made() -> None:
    """A text of usual signs never opens the font, so these must be in it."""
    from loosfiches.print.fonts import drawable
    from loosfiches.rules.typography import _PLAIN

    sure = {code for code in range(0x20, 0x2100) if _PLAIN.fullmatch(chr(code))}
    assert sure <= drawable()
