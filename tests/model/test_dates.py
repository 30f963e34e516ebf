"""Dates after EDTF; what people write instead is understood and offered as a fix."""

import datetime

import pytest
from pydantic_core import PydanticCustomError

from loosfiches.model.dates import parse_dating, parse_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", (2019, 1, 1), (2019, 12, 31)), ("2019-02", (2019, 2, 1), (2019, 2, 28)),
        ("2019-12-06", (2019, 12, 6), (2019, 12, 6)), ("2001~", (2001, 1, 1), (2001, 12, 31)),
    ],
)  # fmt: skip
def test_a_moment_covers_its_days(text: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    start = parse_dating(text).start
    assert start
    assert (start.first_day, start.last_day) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize(
    "text",
    [
        "2001/2008",
        "2014/..",
        "2001~/2010",
        "inconnue",
        "2014-05/2016-12-03",
        "../2013",
        "[2001, 2010]",
        "[2001, 2005-03~, 2010]",
    ],
)
def test_periods_and_unknown_dates_keep_their_writing(text: str) -> None:
    assert str(parse_dating(text)) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2001-2008", "2001/2008"), ("12/03/2024", "2024-03-12"), ("12.3.2024", "2024-03-12"), ("vers 2001", "2001~"),
        ("6 décembre 2011", "2011-12-06"), ("1er mai 2020", "2020-05-01"), ("Décembre 2019", "2019-12"), ("inconnu", "inconnue"),
        (" 2019 ", "2019"), ("03/2024", "2024-03"), ("le 12 mars 2024", "2024-03-12"), ("12-03-2024", "2024-03-12"),
        ("2024-3-12", "2024-03-12"), ("2024/03/12", "2024-03-12"), ("20240312", "2024-03-12"),
        ("de 2001 à 2008", "2001/2008"), ("mars-avril 2024", "2024-03/2024-04"), ("n.c.", "inconnue"),
        ("2001 ou 2010", "[2001, 2010]"), ("2001, 2005 ou mars 2010", "[2001, 2005, 2010-03]"), ("[2010,2001]", "[2001, 2010]"),
        ("2013 au plus tard", "../2013"), ("au plus tard le 12 mars 2013", "../2013-03-12"),
    ],
)  # fmt: skip
def test_another_writing_is_understood_and_put_right(text: str, right: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_dating(text)
    assert (error.value.type, error.value.context) == ("respelled", {"right": right})


@pytest.mark.parametrize(
    "text",
    [
        "hier",
        "2019-13",
        "2024-02-30",
        "2008/2001",
        "31/02/2020",
        "2019/2020/2021",
        "",
        "20-12",
        "0000",
        "0000-0000",
        "٢٠١٩",
        "[2001]",
        "[2001, hier]",
        "../..",
        "../hier",
        "2001 ou jamais",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        parse_dating(text)
    assert error.value.type == "unreadable"


def test_a_history_wants_full_days() -> None:
    assert parse_day("2026-11-23") == datetime.date(2026, 11, 23)
    with pytest.raises(PydanticCustomError) as error:
        parse_day("2026-11")
    assert error.value.type == "unreadable"


def test_one_of_several_dates_and_the_latest_are_no_periods() -> None:
    either, latest = parse_dating("[2001, 2010]"), parse_dating("../2013")
    assert not either.is_period
    assert not latest.is_period
    assert latest.end
    assert (latest.start, latest.end.year) == (None, 2013)
