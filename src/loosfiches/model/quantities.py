"""Quantities as authors write them (`1 h 30 à 2 h`, `20 à 100`, `0 à 300 €`) -> comparable ranges."""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from loosfiches.model.foreign import in_english, to_french
from loosfiches.model.texts import respelling, unreadable


class Family(Enum):
    """What may be compared and added up: never across families."""

    MINUTES = "minutes"
    DAYS = "jours"
    PEOPLE = "personnes"
    EUROS = "euros"

    def __reduce_ex__(self, _protocol: object) -> tuple[type["Family"], tuple[str]]:
        """Be kept as its value: Python 3.11.2 would keep a call of `getattr`, which nothing that is read may make."""
        return Family, (self.value,)


@dataclass(frozen=True)
class Quantity:
    """A range in the family's unit; `most` is None when there is no upper bound."""

    least: Fraction
    most: Fraction | None
    family: Family
    text: str

    def __str__(self) -> str:
        """Return the quantity in its right writing."""
        return self.text

    def said(self, language: str) -> str:
        """Return the quantity as pages in a language (BCP 47) say it: in French, or else in English."""
        return self.text if language.lower().startswith("fr") else in_english(self.text)

    def fits(self, value: Fraction) -> bool:
        """Tell whether `value`, in the family's unit, lies in the range."""
        return self.least <= value and (self.most is None or value <= self.most)


#: Written unit -> its family, how many of the family's unit it holds, its right singular and plural.
#: A month counts 30 days and a year 365: enough to sort and compare preparations.
_UNITS = {
    "min": (Family.MINUTES, 1, "min", "min"),
    "h": (Family.MINUTES, 60, "h", "h"),
    "jour": (Family.DAYS, 1, "jour", "jours"),
    "semaine": (Family.DAYS, 7, "semaine", "semaines"),
    "mois": (Family.DAYS, 30, "mois", "mois"),
    "an": (Family.DAYS, 365, "an", "ans"),
    "€": (Family.EUROS, 1, "€", "€"),
    "": (Family.PEOPLE, 1, "", ""),
}
_SPELLINGS = {
    "minute": "min", "minutes": "min", "mn": "min", "mins": "min", "heure": "h", "heures": "h", "hs": "h",
    "j": "jour", "jours": "jour", "journée": "jour", "journées": "jour", "semaines": "semaine",
    "ans": "an", "année": "an", "années": "an", "euro": "€", "euros": "€", "eur": "€",
    "'": "min", "’": "min", "′": "min",
    "personne": "", "personnes": "", "participant": "", "participants": "", "habitants": "", "pers": "",
}  # fmt: skip
_NUMBER = r"(?:[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3}){1,3}|[0-9]{1,9})(?:[,.][0-9]{1,2})?"
_TERM = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d]+|[€'’′])?(?:\s*(?P<minutes>[0-9]{{1,2}})(?:\s*mi?n|['’′])?)?\.?"
)
_RANGE = re.compile(r"(?<!\s)(?:\s+à\s+|\s*[-–—/]\s*|\s+a\s+|\s+et\s+(?=\d))", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:(?:à partir de|au moins|plus de|(?:au )?min(?:i|imum|\.)?) |(?:>=?|≥) ?)(?P<a>.+)"
    r"|(?P<b>.+?) (?:(?:et|ou) plus|au moins|(?:au )?mini(?:mum)?)"
)
_UP_TO = re.compile(
    r"(?:(?:jusqu['’]à|au plus|moins de|(?:au )?max(?:i|imum|\.)?) |(?:<=?|≤) ?)(?P<a>.+)"
    r"|(?P<b>.+?) (?:au plus|(?:au )?max(?:i|imum|\.)?)"
)
#: « 12+ », « 12 et + », « 12+ personnes », « 300 €+ ».
_PLUS = re.compile(r"([^+]*[\w€])(?<! et)(?<! ou)(?: (?:et|ou))? ?\+([^+\d]*)")
#: What is said in words: « deux heures et demie », « une demi-journée », « entre 20 et 40 ».
_SAID = (
    (re.compile(r"\bune? demi-heure\b|\b(?<!-)demi-heure\b"), "30 min"),
    (re.compile(r"\bun quart d['’]heure\b"), "15 min"),
    (re.compile(r"\btrois quarts d['’]heure\b"), "45 min"),
    (re.compile(r"\b(?:une )?demi-journée\b"), "0,5 jour"),
    *(
        (re.compile(rf"\b{word}\b"), str(number))
        for number, word in enumerate(
            ("une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 1
        )
    ),
    (re.compile(r"\b(\d+) ?h(?:eures?)? et demie?\b"), r"\1 h 30"),
    (re.compile(r"\b(\d+) ?h(?:eures?)? et quart\b"), r"\1 h 15"),
    (re.compile(r"^entre (.+) et (.+)$"), r"\1 à \2"),
    (re.compile(r"^de "), ""),
)


#: « 1/2 h », « 2 1/2 heures », « 1/2 journée », and what follows hours, « 1 h 1/2 ».
_PART = re.compile(r"\b(?:(\d{1,2}) )?([13])/([24]) ?(?:(h|heure|d['’]heure)|(j|jour|journée|de journée))\b")
_PARTS = re.compile(r"\b(\d{1,2}) ([13])/([24]) ?(?:(heures)|(jours|journées))\b")
_AFTER = re.compile(r"\b(\d{1,2}) ?h(?:eures?)? ?(?:et )?([13])/([24])(?![\d/])")
#: « 2 demi-journées », « 1 jour et demi ».
_HALVES = re.compile(r"\b([0-9]{1,3}) demi-journées?\b")
_AND_HALF = re.compile(r"\b([0-9]{1,3}|une?|deux|trois) (jour|journée|semaine|an|année)s? et demie?\b")
#: What may be a part as well as two ends: « 2/3 h », « 3/4 semaines ».
_EITHER = re.compile(r"(?<![\d/])[1-9]/[2-9](?![\d/])")
_SIGNS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}


def _write_parts(words: str) -> str:
    """Return a time without parts of an hour or a day: minutes for those of an hour, a decimal for those of a day."""
    for sign, written in _SIGNS.items():
        words = words.replace(sign, written)
    words = _HALVES.sub(lambda match: f"{_decimal(Fraction(int(match[1]), 2))} jour", " ".join(words.split()))
    words = _AND_HALF.sub(_and_half, words)
    for pattern in (_PART, _PARTS, _AFTER):
        words = pattern.sub(_write_part, words)
    return words


def _and_half(match: re.Match[str]) -> str:
    number = {"un": 1, "une": 1, "deux": 2, "trois": 3}.get(match[1]) or int(match[1])
    return f"{number},5 {match[2]}"


def _write_part(match: re.Match[str]) -> str:
    size = int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))
    if match.re is not _AFTER and match[5]:
        return f"{_decimal(size)} jour"
    hours, minutes = divmod(int(size * 60), 60)
    return f"{hours} h {minutes:02d}" if hours else f"{minutes} min"


@dataclass(frozen=True)
class _Term:
    number: Fraction
    unit: str
    minutes: int = 0

    @property
    def size(self) -> Fraction:
        return self.number * _UNITS[self.unit][1] + self.minutes

    def __str__(self) -> str:
        _, _, one, many = _UNITS[self.unit]
        minutes = f" {self.minutes:02d}" if self.minutes else ""
        return f"{_decimal(self.number)} {one if self.number < 2 else many}{minutes}".rstrip()


def _decimal(number: Fraction) -> str:
    """Return a number as French writes it: decimal comma, thousands apart."""
    whole, rest = divmod(round(number * 100), 100)
    digits = f"{rest:02d}".rstrip("0")
    return f"{whole:,}".replace(",", " ") + (f",{digits}" if digits else "")


@lru_cache(maxsize=4096)
def parse_quantity(text: str, *families: Family, example: str) -> Quantity:
    """Read `text` as a quantity of one of `families`, typed in French, or in the words of English or German.

    Raises pydantic's custom errors `respelled` (understood, another writing is right) and `unreadable`.
    """
    value = understand(text, *families)
    if value is None and (french := to_french(text)) and (foreign := understand(french, *families)):
        return foreign
    if value is None and (turned := _turn_round(to_french(text) or text, families)):
        raise unreadable("reversed", turned.text)
    if value is None:
        raise unreadable(families[0].value, example)
    if _strip_spaces(value.text) != _strip_spaces(text):
        raise respelling(value.text)
    return value


def _turn_round(text: str, families: tuple[Family, ...]) -> Quantity | None:
    """Return the range that « 100 à 20 » or « 5 à 3 semaines » would be with its ends swapped."""
    ends = _RANGE.split(" ".join(text.split()))
    if len(ends) != 2:
        return None
    unit = ends[1].lstrip("0123456789, ")
    return understand(f"{ends[1]} à {ends[0]}", *families) or understand(f"{ends[1]} à {ends[0]} {unit}", *families)


def respell_quantity(typed: str, right: str, language: str) -> str:
    """Return how a quantity that was understood is written in a sheet of this language.

    `right` is its French writing; a text that is no quantity stays as it is, and so does what was `typed` where it is
    right in the language.
    """
    value = None if language.lower().startswith("fr") else understand(right, *Family)
    if value is None or value.text != right:
        return right
    english = in_english(right).replace(",", "")
    return typed if to_french(typed) or _strip_spaces(typed) == _strip_spaces(english) else english


def _strip_spaces(text: str) -> str:
    """Return `text` without what never matters: kinds of space, spaces between thousands, kinds of apostrophe."""
    return re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", " ".join(text.replace("'", "’").split()))


def understand(text: str, *families: Family) -> Quantity | None:
    """Return the quantity that `text` means, whatever its writing, or None."""
    if Family.EUROS in families and text.strip().lower() in {"gratuit", "gratuite", "rien", "nul", "aucun"}:
        text = "0 €"
    words = " ".join(text.split())
    if Family.MINUTES in families:
        words = _write_parts(words)
        if _EITHER.search(words):
            return None
    if match := _PLUS.fullmatch(words):
        words = f"{match[1]}{match[2]} et plus"
    words = _write_figures(words)
    usual = "€" if families == (Family.EUROS,) else ""
    if match := _OPEN.fullmatch(words):
        return _build([_parse_term(match["a"] or match["b"], usual)], families, "{} et plus", None)
    if match := _UP_TO.fullmatch(words):
        return _build([_parse_term(match["a"] or match["b"], usual)], families, "jusqu’à {}", Fraction(0))
    ends = _RANGE.split(words)
    if len(ends) > 2:
        return None
    last = _parse_term(ends[-1], usual)
    terms = [last] if len(ends) == 1 else [_parse_term(ends[0], last.unit if last else ""), last]
    return _build(terms, families, "{}", None)


def _write_figures(words: str) -> str:
    """Return a quantity in words as it is written in figures."""
    if words[:1].isdigit() and " et " not in words:
        return words
    words = words[:1].lower() + words[1:]
    for spoken, written in _SAID:
        words = spoken.sub(written, words)
    return words


def _parse_term(text: str, unit: str) -> _Term | None:
    """Read one end of a range; an end without a unit takes that of the other (« 3 à 5 semaines »)."""
    match = _TERM.fullmatch(text.strip())
    if not match:
        return None
    number = Fraction(re.sub(r"[ \u00a0\u202f]|\.(?=[0-9]{3})", "", match["number"]).replace(",", "."))
    written = (match["unit"] or "").lower()
    name = _SPELLINGS.get(written, written) if written else unit
    minutes = int(match["minutes"] or 0)
    if name not in _UNITS or (minutes and (name != "h" or minutes > 59)):
        return None
    return _Term(number, name, minutes)


def _build(
    terms: list[_Term | None], families: tuple[Family, ...], form: str, least: Fraction | None
) -> Quantity | None:
    bounds = [term for term in terms if term is not None]
    kinds = {_UNITS[term.unit][0] for term in bounds}
    if len(bounds) < len(terms) or len(kinds) != 1 or not kinds <= set(families):
        return None
    sizes = [term.size for term in bounds]
    if sizes != sorted(sizes) or (kinds == {Family.PEOPLE} and any(size.denominator != 1 for size in sizes)):
        return None
    most = None if form.endswith("plus") else sizes[-1]
    return Quantity(sizes[0] if least is None else least, most, kinds.pop(), form.format(_join_ends(bounds)))


def _join_ends(terms: list[_Term]) -> str:
    """Return « 3 à 5 semaines » rather than « 3 semaines à 5 semaines »."""
    first, last = terms[0], terms[-1]
    if len(terms) == 1:
        return str(first)
    if first.unit == last.unit and not first.minutes and not last.minutes:
        return f"{_decimal(first.number)} à {last}"
    return f"{first} à {last}"
