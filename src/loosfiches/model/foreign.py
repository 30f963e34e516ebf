"""Quantities in other languages than French: as authors type them -> French, and French -> as English pages say them.

to_french("2 hours to 3 hours") -> "2 h à 3 h"        in_english("1 h 30 à 2 h") -> "1 h 30 min to 2 h"
"""

import re

#: Words of English and German, and what French has for them; the order counts.
_WORDS = (
    (r"^([^+]*\d)\+([^+\d]*)$", r"\1\2 et plus"),
    (r"\bhalf an? hour\b", "30 min"),
    (r"\bhalf a day\b|\bhalf-day\b", "0,5 jour"),
    (r"^(?:free|kostenlos)$", "0 €"),
    (r"^(?:about|around|approximately|roughly|etwa|ungefähr) ", "environ "),
    (r"^(?:up to|at most|bis zu|höchstens) ", "jusqu’à "),
    (r"^(?:less than|under|weniger als) ", "moins de "),
    (r"^(?:at least|from|mindestens|ab) (.+)$", r"\1 et plus"),
    (r"^(?:more than|over|mehr als) ", "plus de "),
    (r" (?:or more|and more|and up|or over|oder mehr|und mehr)$", " et plus"),
    (r"^(?:between|zwischen) (.+?) (?:and|und) (.+)$", r"\1 à \2"),
    (r" (?:to|bis|until) ", " à "),
    (r"\ban? (?=hour|day|week|month|year)|\beine?n? (?=stunde|tag|woche|monat|jahr)", "1 "),
    (r"(\d) ?(?:hours?|hrs?|stunden?)\b", r"\1 h"),
    (r"(\d) ?(?:minutes?|mins?|minuten)\b", r"\1 min"),
    (r"\bh(?:,? (?:and|und))? (\d{1,2}) min\b", r"h \1"),
    (r"(\d) ?(?:days?|tagen?|tage?)\b", r"\1 jours"),
    (r"(\d) ?(?:weeks?|wochen?)\b", r"\1 semaines"),
    (r"(\d) ?(?:months?|monaten?|monate?)\b", r"\1 mois"),
    (r"(\d) ?(?:years?|jahren?|jahre?)\b", r"\1 ans"),
    (r" ?\b(?:people|persons?|attendees|residents|personen)\b", ""),
)
_READ = tuple((re.compile(pattern), french) for pattern, french in _WORDS)
#: 1,500 and 1.5 as English writes them; a currency, whose sign may stand first.
_THOUSANDS, _POINT, _SIGN = (
    re.compile(r"(?<=\d),(?=\d{3}\b)"),
    re.compile(r"(?<=\d)\.(?=\d)"),
    re.compile(r"([€$£]) ?(\d+(?: \d{3})*(?:,\d+)?)"),
)
_UNITS = {
    "jour": "day",
    "jours": "day",
    "semaine": "week",
    "semaines": "week",
    "mois": "month",
    "an": "year",
    "ans": "year",
}
_UNIT = re.compile(r"(?<![\d.,])([\d.,]+) (jours?|semaines?|mois|ans?)\b")


#: How a quantity starts: in French, in English.
_STARTS = (
    (re.compile("^environ "), "about "),
    (re.compile("^(about )?jusqu’à "), r"\1up to "),
    (re.compile("^(about )?plus de "), r"\1more than "),
    (re.compile("^(about )?moins de "), r"\1less than "),
)


def to_french(text: str) -> str:
    """Return a quantity typed in English or German as French writes it, "" where no word of theirs is in it."""
    typed = " ".join(text.lower().replace("'", "’").split())
    converted = typed
    for pattern, french in _READ:
        converted = pattern.sub(french, converted)
    if converted == typed and not _SIGN.search(converted):
        return ""
    converted = _POINT.sub(",", _THOUSANDS.sub(" ", converted))
    return re.sub(" +", " ", _SIGN.sub(r"\2 \1", converted)).strip()


def in_english(text: str) -> str:
    """Return a quantity in its right French writing as English says it."""
    english = text
    for pattern, said in _STARTS:
        english = pattern.sub(said, english)
    english = re.sub(r" et plus$", " or more", english).replace(" à ", " to ")
    english = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "\0", english.replace(",", "."))
    english = re.sub(r"(?<!\d)(\d+) h (\d\d)", r"\1 h \2 min", english).replace("\0", ",")
    english = _UNIT.sub(_unit, english)
    if sign := next((sign for sign in "€$£" if sign in english), ""):
        english = re.sub(r"\d[\d.,]*", lambda match: f"{sign}{match[0]}", english.replace(f" {sign}", ""))
    return english


def _unit(match: re.Match[str]) -> str:
    name = _UNITS[match[2]]
    return f"{match[1]} {name if match[1] == '1' else name + 's'}"
