"""Dates in words."""

import datetime
from typing import Any

import pytest

from loosfiches.language import translator
from loosfiches.model.dates import parse_dating
from loosfiches.text.dates import in_words, since


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("2019", "2019", "2019"), ("2019-12", "décembre 2019", "December 2019"),
        ("2011-12-06", "6 décembre 2011", "6 December 2011"), ("2020-05-01", "1er mai 2020", "1 May 2020"),
        ("2001~", "vers 2001", "around 2001"), ("2001/2008", "2001–2008", "2001–2008"), ("inconnue", "date inconnue", "date unknown"),
        ("2014/..", "depuis 2014", "since 2014"), ("2014-05/2016-12", "mai 2014 – décembre 2016", "from May 2014 to December 2016"),
        ("[2001, 2010]", "2001 ou 2010", "2001 or 2010"), ("../2013", "2013 au plus tard", "2013 at the latest"),
        ("[2001, 2005-05, 2010]", "2001, mai 2005 ou 2010", "2001, May 2005 or 2010"),
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
    other = {text: since(parse_dating(text), "fr-FR", translator("fr")) for text in ("[2001, 2010]", "../2013")}
    assert other == {"[2001, 2010]": "2001 ou 2010", "../2013": "2013 au plus tard"}


def test_a_day_is_said_in_words() -> None:
    day: Any = datetime.date(2026, 11, 23)
    assert in_words(day, "fr-FR", translator("fr")).replace("\u00a0", " ") == "23 novembre 2026"
