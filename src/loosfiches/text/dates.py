"""Dates -> words: « 6 décembre 2011 », « 2001–2008 », « vers 2001 », « date inconnue »."""

import datetime
from collections.abc import Callable, Sequence
from functools import lru_cache

from babel import UnknownLocaleError
from babel.dates import format_date

from loosfiches.model.dates import Dating, Moment
from loosfiches.text.typography import NBSP


def in_words(value: Dating | datetime.date, language: str, _: Callable[[str], str]) -> str:
    """Return a date in the words of `language`; `_` translates."""
    if isinstance(value, datetime.date):
        return _moment(Moment(value.year, value.month, value.day), language, _)
    if value.among:
        return _one_of([_moment(moment, language, _) for moment in value.among], _)
    if value.start is None:
        last = value.end and _moment(value.end, language, _)
        return _("{date} at the latest").format(date=last) if last else _("date unknown")
    start = _moment(value.start, language, _)
    if not value.is_period:
        return start
    if value.end is None:
        return _("since {date}").format(date=start)
    return f"{start}–{_moment(value.end, language, _)}" if _years(value) else _span(value, language, _)


def since(value: Dating, language: str, _: Callable[[str], str]) -> str:
    """Return what follows « depuis » : a moment, or two between which sources differ."""
    if value.start is None or value.end is None or not value.is_period:
        return in_words(value, language, _)
    start, end = _moment(value.start, language, _), _moment(value.end, language, _)
    return _("between {start} and {end}").format(start=start, end=end)


def _one_of(moments: Sequence[str], _: Callable[[str], str]) -> str:
    """Return « 2001, 2005 ou 2010 »."""
    return _("{dates} or {last}").format(dates=", ".join(moments[:-1]), last=moments[-1])


def _years(value: Dating) -> bool:
    return not any(moment and (moment.month or moment.about) for moment in (value.start, value.end))


def _span(value: Dating, language: str, _: Callable[[str], str]) -> str:
    assert value.start is not None and value.end is not None
    start, end = _moment(value.start, language, _), _moment(value.end, language, _)
    return _("from {start} to {end}").format(start=start, end=end)


@lru_cache(maxsize=4096)
def _moment(moment: Moment, language: str, _: Callable[[str], str]) -> str:
    """Return « 1er mai 2020 », « décembre 2019 », « 2019 », « vers 2001 »."""
    if not language.startswith(("fr", "en")):
        language = "en"  # as the words around: we have no others
    pattern = "d MMMM y" if moment.day else "MMMM y" if moment.month else "y"
    try:
        text = format_date(moment.first_day, pattern, locale=language.replace("-", "_"))
    except UnknownLocaleError:
        text = format_date(moment.first_day, pattern, locale="en")
    if language.startswith("fr") and moment.day == 1:
        text = text.replace("1 ", "1er ", 1)
    text = text.replace(" ", NBSP, 1)
    return _("around {date}").format(date=text) if moment.about else text
