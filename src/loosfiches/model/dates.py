"""Dates as authors write them, after EDTF (ISO 8601-2:2019): days, months, years, periods, about, one of several.

`[2001, 2010]` is one of the two, `../2013` at the latest; « inconnue » is ours.
"""

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from loosfiches.model.texts import respelling, unreadable

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
UNKNOWN = "inconnue"


@dataclass(frozen=True)
class Moment:
    """A year, month or day; `about` when the source is not precise (`2001~`)."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __str__(self) -> str:
        """Return the moment in EDTF."""
        month = f"-{self.month:02d}" if self.month else ""
        day = f"-{self.day:02d}" if self.day else ""
        return f"{self.year:04d}{month}{day}{'~' if self.about else ''}"

    @property
    def first_day(self) -> datetime.date:
        """The first day that the moment covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day that the moment covers."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Dating:
    """When something was so: from `start` to `end` (None: still open); both None when nobody knows.

    Without a start, it was so at the end at the latest. `among` holds the moments of which it is one: `start` and
    `end` are then the first and the last.
    """

    start: Moment | None
    end: Moment | None
    among: tuple[Moment, ...] = ()

    def __str__(self) -> str:
        """Return the dating in EDTF, or « inconnue »."""
        if self.among:
            return f"[{', '.join(map(str, self.among))}]"
        if self.start is None:
            return f"../{self.end}" if self.end else UNKNOWN
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end or '..'}"

    @property
    def is_period(self) -> bool:
        """Tell whether two moments were given, both ends of a time."""
        return self.start != self.end and self.start is not None and not self.among


_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
_FRENCH = re.compile(rf"(?:([0-9]{{1,2}})(?:er)?\s+)?(?:({'|'.join(MONTHS)})\s+)?([0-9]{{4}})", re.IGNORECASE)
#: 12/03/2024, 03/2024; 2024/3/12, 2024-3, 20240312.
_SLASHED = re.compile(r"(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-]([0-9]{4})")
_TURNED = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{1,2}))?|([0-9]{4})([0-9]{2})([0-9]{2})")
_YEARS = re.compile(r"(?:de |entre )?([0-9]{4})\s*(?:[-–—à]|et)\s*([0-9]{4})", re.IGNORECASE)
_MONTHS = re.compile(rf"({'|'.join(MONTHS)})\s*[-–—à/]\s*({'|'.join(MONTHS)})\s+([0-9]{{4}})", re.IGNORECASE)
_ONE_OF = re.compile(r"\[([^\[\]]+)\]")
_LATEST = re.compile(r"(?:au plus tard|jusqu['’](?:à|en)) (?:en |le )?(.+)|(.+?),? au plus tard", re.IGNORECASE)
_ABOUT = re.compile(r"(?:vers|environ|autour de|circa|c\.)\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def parse_dating(text: str) -> Dating:
    """Read `text` as EDTF (`2019-12-06`, `2001~`, `2001/2008`, `2014/..`, `../2013`, `[2001, 2010]`) or « inconnue ».

    Raises pydantic's custom errors `respelled` (understood, another writing is right) and `unreadable`.
    """
    value = _parse_edtf(text) or _parse_usual(text)
    if value and _is_backwards(value):
        raise unreadable("reversed", str(Dating(value.end, value.start)))
    if value is None:
        raise unreadable("date", "2019, 2019-12, 2019-12-06, 2001/2008, 2001~, ../2013, inconnue")
    if str(value) != text:
        raise respelling(str(value))
    return value


@lru_cache(maxsize=4096)
def parse_day(text: str) -> datetime.date:
    """Read `text` as a full date, `2026-11-23`; raises as `parse_dating` does."""
    value = _parse_edtf(text) or _parse_usual(text)
    if value is None or value.start is None or value.start != value.end or not value.start.day:
        raise unreadable("day", "2026-11-23")
    if str(value) != text:
        raise respelling(str(value))
    return value.start.first_day


#: Languages that put the month first, or may: there 03/12/2024 is the twelfth of March.
_MONTH_FIRST = {"en", "en-US", "en-PH"}


def other_day(text: str, language: str) -> str:
    """Return the other day that « 03/12/2024 » may be where months come first, "" where there is none."""
    match = _SLASHED.fullmatch(" ".join(text.split())) if language in _MONTH_FIRST else None
    if not match or not match[1] or int(match[1]) == int(match[2]):
        return ""
    other = _make_moment(int(match[3]), int(match[1]), int(match[2]))
    return str(other) if other else ""


def _parse_edtf(text: str) -> Dating | None:
    if text == UNKNOWN:
        return Dating(None, None)
    if match := _ONE_OF.fullmatch(text):
        return _one_of(_parse_moment(part.strip()) for part in match[1].split(","))
    parts = text.split("/")
    if parts[0] == ".." and len(parts) == 2 and (last := _parse_moment(parts[1])):
        return Dating(None, last)
    start, end = _parse_moment(parts[0]), None if parts[-1] == ".." else _parse_moment(parts[-1])
    if len(parts) > 2 or start is None or (end is None and parts[-1] != ".."):
        return None
    return Dating(start, end)


def _one_of(moments: Iterable[Moment | None]) -> Dating | None:
    """Return the dating that is one of several moments, in their order; None unless they are two or more."""
    told = list(moments)
    known = sorted({moment for moment in told if moment}, key=lambda moment: (moment.first_day, moment.last_day))
    return Dating(known[0], known[-1], tuple(known)) if len(known) > 1 and None not in told else None


def _parse_moment(text: str) -> Moment | None:
    match = _MOMENT.fullmatch(text)
    if not match:
        return None
    year, month, number, about = match.groups()
    return _make_moment(int(year), _int(month), _int(number), bool(about))


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _make_moment(year: int, month: int | None, number: int | None, about: bool = False) -> Moment | None:
    try:
        datetime.date(year, 1 if month is None else month, 1 if number is None else number)
    except ValueError:
        return None
    return Moment(year, month, number, about)


def _parse_usual(text: str) -> Dating | None:
    """Read what people write instead: 12/03/2024, le 6 décembre 2011, vers 2001, 2001-2008, inconnu."""
    words, about = re.sub("^(?:le|en) ", "", " ".join(text.split()), flags=re.IGNORECASE), False
    if words.lower() in {"inconnu", "inconnue", "?", "non connue", "date inconnue", "nc", "n.c."}:
        return Dating(None, None)
    if " ou " in words:
        return _one_of(_parse_one(part.strip(" ,")) for part in re.split(" ou |,", words))
    if match := _LATEST.fullmatch(words):
        last = _parse_one(match[1] or match[2])
        return Dating(None, last) if last else None
    if match := _MONTHS.fullmatch(words):
        start, end = (_parse_french(f"{month} {match[3]}", about=False) for month in match.groups()[:2])
        return Dating(start, end)
    if match := _YEARS.fullmatch(words):
        years = _make_moment(int(match[1]), None, None), _make_moment(int(match[2]), None, None)
        return Dating(*years) if years[0] and years[1] else None
    if match := _ABOUT.match(words):
        words, about = words[match.end() :], True
    moment = (
        _parse_figures(words, about) or _parse_french(words, about) or (_parse_moment(words + "~") if about else None)
    )
    return Dating(moment, moment) if moment else None


def _parse_one(words: str) -> Moment | None:
    """Read one moment, in EDTF or as people write it."""
    return _parse_moment(words) or _parse_figures(words, about=False) or _parse_french(words, about=False)


def _parse_figures(words: str, about: bool) -> Moment | None:
    if match := _SLASHED.fullmatch(words):
        return _make_moment(int(match[3]), int(match[2]), _int(match[1]), about)
    if match := _TURNED.fullmatch(words):
        year, month, number = match.groups()[:3] if match[1] else match.groups()[3:]
        return _make_moment(int(year), int(month), _int(number), about)
    return None


def _parse_french(words: str, about: bool) -> Moment | None:
    match = _FRENCH.fullmatch(words)
    if not match or (match[1] and not match[2]):
        return None
    month = MONTHS.index(match[2].lower()) + 1 if match[2] else None
    return _make_moment(int(match[3]), month, _int(match[1]), about)


def _is_backwards(value: Dating) -> bool:
    return bool(value.start and value.end and value.start.first_day > value.end.last_day)
