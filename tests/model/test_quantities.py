"""Quantities: short texts that compare and add up; other writings are understood and offered as a fix."""

from fractions import Fraction

import pytest
from pydantic_core import PydanticCustomError

from loosfiches.model.foreign import to_french
from loosfiches.model.quantities import MONEY, Family, Quantity, Wording, parse_quantity, respell_quantity, understand

ALL = tuple(Family)


@pytest.mark.parametrize(
    ("text", "least", "most", "family"),
    [
        ("45 min", 45, 45, Family.MINUTES), ("1 h 30", 90, 90, Family.MINUTES), ("1 h 30 à 2 h", 90, 120, Family.MINUTES),
        ("46 à 66 min", 46, 66, Family.MINUTES), ("3 à 5 semaines", 21, 35, Family.DAYS), ("0,5 jour", Fraction(1, 2), Fraction(1, 2), Family.DAYS),
        ("2 à 6 mois", 60, 180, Family.DAYS), ("20 à 100", 20, 100, Family.PEOPLE), ("20 et plus", 20, None, Family.PEOPLE),
        ("jusqu’à 50", 0, 50, Family.PEOPLE), ("0 à 300 €", 0, 300, Family.EUROS), ("1 500 €", 1500, 1500, Family.EUROS),
        ("1500 €", 1500, 1500, Family.EUROS),
    ],
)  # fmt: skip
def test_a_right_writing_is_read(text: str, least: Fraction, most: Fraction | None, family: Family) -> None:
    value = parse_quantity(text, *ALL, example="")
    assert isinstance(value, Quantity)
    assert (value.least, value.most, value.family) == (least, most, family)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1h30", "1 h 30"), ("1h", "1 h"), ("30 minutes", "30 min"), ("3-5 semaines", "3 à 5 semaines"),
        ("3 – 5 semaines", "3 à 5 semaines"), ("20/100", "20 à 100"), ("de 20 à 100 personnes", "20 à 100"), ("300€", "300 €"),
        ("300 euros", "300 €"), ("2 journées", "2 jours"), ("demi-journée", "0,5 jour"), ("1 heure 15", "1 h 15"),
        ("au moins 20", "20 et plus"), ("gratuit", "0 €"), ("90 min.", "90 min"), ("1h 30mn", "1 h 30"),
        ("une heure et demie", "1 h 30"), ("entre 1h et 2h", "1 à 2 h"), ("trois quarts d’heure", "45 min"),
        ("Deux à trois jours", "2 à 3 jours"), ("40 personnes maximum", "jusqu’à 40"), ("20 mini", "20 et plus"),
        ("1.500 €", "1 500 €"), ("1 500,00 €", "1 500 €"), ("12+", "12 et plus"), ("12 et +", "12 et plus"),
        ("12+ personnes", "12 et plus"), ("300 €+", "300 € et plus"), ("2 h +", "2 h et plus"), ("> 12", "12 et plus"),
        ("≥12", "12 et plus"), ("<= 20", "jusqu’à 20"), ("max. 20", "jusqu’à 20"), ("20 max.", "jusqu’à 20"),
        ("au minimum 12", "12 et plus"), ("15'", "15 min"), ("1h30’", "1 h 30"), ("1.5 h", "1,5 h"), ("3/4 d’heure", "45 min"), ("2h1/2", "2 h 30"),
        ("1 jour et demi", "1,5 jour"), ("deux jours et demi", "2,5 jours"), ("2 demi-journées", "1 jour"),
        ("1 demi-journée", "0,5 jour"), ("1 à 3 demi-journées", "1 à 1,5 jour"),
    ],
)  # fmt: skip
def test_another_writing_is_understood_and_put_right(text: str, right: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(text, *ALL, example="")
    assert error.value.type == "respelled"
    assert error.value.context == {"right": right}
    assert parse_quantity(right, *ALL, example="").text == right


@pytest.mark.parametrize(("text", "right"), [("300", "300 €"), ("0", "0 €"), ("entre 50 et 300", "50 à 300 €")])
def test_an_amount_needs_no_unit_to_be_understood(text: str, right: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(text, Family.EUROS, example="")
    assert error.value.context == {"right": right}


@pytest.mark.parametrize(
    "text",
    [
        "une bonne heure",
        "2 h à 3 jours",
        "1 h 75",
        "20 à 30 à 40",
        "-3",
        "3 chats",
        "à",
        "",
        "h",
        "100 à 20",
        "2 h à 30 min",
        "9" * 400,
        "+12",
        "20-100+",
        "12++",
        "1+1",
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(text, *ALL, example="2 h")
    assert error.value.type == "unreadable"


def test_people_are_not_cut_in_pieces() -> None:
    assert understand("3,7", Family.PEOPLE) is None


def test_families_do_not_mix() -> None:
    assert understand("2 h", Family.PEOPLE) is None
    assert understand("20", Family.MINUTES, Family.DAYS) is None


def test_a_range_holds_its_ends() -> None:
    value, more = (understand(text, Family.PEOPLE) for text in ("20 à 100", "20 et plus"))
    assert value
    assert more
    assert [value.fits(Fraction(number)) for number in (19, 20, 100, 101)] == [False, True, True, False]
    assert more.fits(Fraction(5000))


@pytest.mark.parametrize(("text", "right"), [("100 à 20", "20 à 100"), ("5 à 3 semaines", "3 à 5 semaines")])
def test_a_range_the_wrong_way_round_is_told_as_such(text: str, right: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(text, *ALL, example="")
    assert error.value.context == {"kind": "reversed", "example": right}


@pytest.mark.parametrize(
    ("typed", "family", "french", "english"),
    [
        ("1 hour", Family.MINUTES, "1 h", "1 h"), ("1 hour 30 minutes", Family.MINUTES, "1 h 30", "1 h 30 min"),
        ("30 to 60 minutes", Family.MINUTES, "30 à 60 min", "30 to 60 min"), ("1.5 hours", Family.MINUTES, "1,5 h", "1.5 h"),
        ("2 to 3 weeks", Family.DAYS, "2 à 3 semaines", "2 to 3 weeks"), ("a month", Family.DAYS, "1 mois", "1 month"),
        ("half a day", Family.DAYS, "0,5 jour", "0.5 days"), ("3 bis 5 Wochen", Family.DAYS, "3 à 5 semaines", "3 to 5 weeks"),
        ("up to 2 days", Family.DAYS, "jusqu’à 2 jours", "up to 2 days"), ("5 or more", Family.PEOPLE, "5 et plus", "5 or more"),
        ("at least 20 people", Family.PEOPLE, "20 et plus", "20 or more"), ("1,500 people", Family.PEOPLE, "1 500", "1,500"),
        ("between 20 and 40", Family.PEOPLE, "20 à 40", "20 to 40"), ("€300", Family.EUROS, "300 €", "€300"),
        ("€0 to €1,500", Family.EUROS, "0 à 1 500 €", "€0 to €1,500"), ("free", Family.EUROS, "0 €", "€0"),
    ],
)  # fmt: skip
def test_quantities_are_typed_and_said_in_other_languages(
    typed: str, family: Family, french: str, english: str
) -> None:
    value = parse_quantity(typed, family, example="")
    assert (value.said("fr-FR"), value.said("en-US"), value.said("de-DE")) == (french, english, english)


@pytest.mark.parametrize("typed", ["to", "some people", "1 hour to 2 days", "an elephant", "10 dollars", "good"])
def test_words_that_say_no_quantity_are_not_read(typed: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_quantity(typed, Family.MINUTES, Family.DAYS, example="")
    assert refused.value.type == "unreadable"


RIGHT = [
    "45 min", "1 h 30", "1 h 30 à 2 h", "1 à 2 h", "3 à 5 semaines", "0,5 jour", "1,5 h", "20 à 100", "12 et plus",
    "1 500", "jusqu’à 50", "jusqu’à 2 jours", "2 h et plus", "0 €", "0 à 1 500 €", "0,5 jour à 2 mois", "45 min à 1 h 15",
]  # fmt: skip


@pytest.mark.parametrize("right", RIGHT)
def test_a_sheet_in_english_is_told_to_write_english_and_understood_so(right: str) -> None:
    value = parse_quantity(right, *ALL, example="")
    said = respell_quantity("", right, "en-GB")
    again = understand(to_french(said) or said, *ALL)
    assert said == value.said("en-GB").replace(",", "")
    assert again
    assert isinstance(value, Quantity)
    assert (again.least, again.most, again.family) == (value.least, value.most, value.family)
    assert respell_quantity(said, again.text, "en-GB") == said
    assert respell_quantity(said, right, "fr-FR") == right


@pytest.mark.parametrize(
    "right", ["consultation", "A-03", "2019", "2001/2008", "2019-12", "https://exemple.fr", "inconnue"]
)
def test_what_is_no_quantity_is_right_as_it_is(right: str) -> None:
    assert respell_quantity("", right, "en-GB") == right


TIME = (Family.MINUTES, Family.DAYS)
PEOPLE = (Family.PEOPLE,)


@pytest.mark.parametrize(
    "typed",
    ["1/2", "3/4", "1 / 2", "1⁄2", "½", "2/3 h", "2⁄3 h", "1/2 par personne", "1/2 mois", "3/4 semaines", "1/3"],
)
def test_what_may_be_a_fraction_never_becomes_a_range(typed: str) -> None:
    for families in (TIME, PEOPLE, MONEY):
        with pytest.raises(PydanticCustomError) as refused:
            parse_quantity(typed, *families, example="2 h")
        assert refused.value.type == "unreadable"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1/2 journée", "0,5 jour"), ("1 / 2 journée", "0,5 jour"), ("½ journée", "0,5 jour"), ("1⁄2 journée", "0,5 jour"),
        ("3/4 h", "45 min"), ("1/2 à 1 journée", "0,5 à 1 jour"), ("1/2 h à 1 h", "30 min à 1 h"),
    ],
)  # fmt: skip
def test_a_fraction_with_its_unit_is_understood(typed: str, right: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(typed, *TIME, example="")
    assert error.value.context == {"right": right}


@pytest.mark.parametrize(
    ("typed", "families", "least", "most", "english"),
    [
        ("environ 2 h", TIME, 120, 120, "about 2 h"), ("environ 20 à 30", PEOPLE, 20, 30, "about 20 to 30"),
        ("about 2 hours", TIME, 120, 120, "about 2 h"),
    ],
)  # fmt: skip
def test_what_is_about_so_much_compares_but_is_not_exact(
    typed: str, families: tuple[Family, ...], least: int, most: int, english: str
) -> None:
    value = parse_quantity(typed, *families, example="")
    assert isinstance(value, Quantity)
    assert (value.least, value.most) == (Fraction(least), Fraction(most))
    assert value.about
    assert not value.exact
    assert value.said("en") == english


@pytest.mark.parametrize(
    ("typed", "right"), [("env. 30 min", "environ 30 min"), ("2h environ", "environ 2 h"), ("~2 h", "environ 2 h")]
)
def test_other_ways_to_say_about_are_put_right(typed: str, right: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity(typed, *TIME, example="")
    assert error.value.context == {"right": right}


def test_more_than_and_less_than_are_kept_as_they_are() -> None:
    more, less = (parse_quantity(text, *PEOPLE, example="") for text in ("plus de 12", "moins de 20"))
    assert isinstance(more, Quantity)
    assert isinstance(less, Quantity)
    assert (more.least, more.most, more.said("en")) == (Fraction(12), None, "more than 12")
    assert (less.least, less.most, less.said("en")) == (Fraction(0), Fraction(20), "less than 20")


@pytest.mark.parametrize(
    ("typed", "families", "french", "english"),
    [
        ("15 à 30 min par personne", TIME, "15 à 30 min par personne", "15 to 30 min per person"),
        ("15 to 30 minutes per person", TIME, "15 à 30 min par personne", "15 to 30 min per person"),
        ("300 € par an", MONEY, "300 € par an", "€300 per year"), ("30 min/personne", TIME, "30 min/personne", "30 min/personne"),
        ("variable", TIME, "variable", "variable"), ("Très courte", TIME, "Très courte", "very short"),
        ("low to medium", MONEY, "faible à moyen", "low to medium"), ("inconnu", MONEY, "inconnu", "unknown"),
        ("variable selon le lieu", MONEY, "variable selon le lieu", "variable selon le lieu"),
        ("quelques heures", TIME, "quelques heures", "a few hours"), ("N/A", TIME, "sans objet", "N/A"),
    ],
)  # fmt: skip
def test_rates_and_words_are_shown_and_never_compared(
    typed: str, families: tuple[Family, ...], french: str, english: str
) -> None:
    value = parse_quantity(typed, *families, example="")
    assert isinstance(value, Wording)
    assert (value.said("fr-FR"), value.said("en-GB")) == (french, english)


def test_what_is_said_of_a_total_is_kept() -> None:
    value = parse_quantity("2 h (pauses comprises)", *TIME, example="")
    assert isinstance(value, Quantity)
    assert (value.least, value.text, value.said("fr")) == (
        Fraction(120),
        "2 h (pauses comprises)",
        "2 h (pauses comprises)",
    )
    with pytest.raises(PydanticCustomError) as error:
        parse_quantity("15-30 min par personne", *TIME, example="")
    assert error.value.context == {"right": "15 à 30 min par personne"}


@pytest.mark.parametrize(
    ("typed", "text", "english"),
    [
        ("500 à 1 000 $", "500 à 1 000 $", "$500 to $1,000"), ("300 CHF", "300 CHF", "300 CHF"), ("£20", "20 £", "£20"),
        ("1 500 FCFA", "1 500 FCFA", "1,500 FCFA"), ("environ 300 $", "environ 300 $", "about $300"),
    ],
)  # fmt: skip
def test_other_currencies_are_families_of_their_own(typed: str, text: str, english: str) -> None:
    value = parse_quantity(typed, *MONEY, example="")
    assert isinstance(value, Quantity)
    assert (value.text, value.said("en")) == (text, english)
    assert value.family is not Family.EUROS
