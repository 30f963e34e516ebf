"""Quantities as authors write them (`1 h 30 à 2 h`, `20 à 100`, `0 à 300 €`) -> comparable ranges."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from loosfiches.model.foreign import in_english, to_french
from loosfiches.model.qualifiers import (
    is_rate,
    right_words,
    split_rest,
    strip_about,
    translate_rest,
    translate_words,
)
from loosfiches.model.texts import respelling, unreadable


class Family(Enum):
    """What may be compared and added up: never across families."""

    MINUTES = "minutes"
    DAYS = "jours"
    PEOPLE = "personnes"
    EUROS = "euros"
    DOLLARS = "dollars"
    POUNDS = "livres sterling"
    CAD = "dollars canadiens"
    USD = "dollars des États-Unis"
    CHF = "francs suisses"
    XOF = "francs CFA"
    XPF = "francs Pacifique"
    MAD = "dirhams marocains"
    TND = "dinars tunisiens"
    DZD = "dinars algériens"

    def __reduce_ex__(self, _protocol: object) -> tuple[type["Family"], tuple[str]]:
        """Be kept as its value: Python 3.11.2 would keep a call of `getattr`, which nothing that is read may make."""
        return Family, (self.value,)


#: Of one's own currency and of others: none is converted into another.
MONEY = tuple(family for family in Family if family not in {Family.MINUTES, Family.DAYS, Family.PEOPLE})


@dataclass(frozen=True)
class Expression:
    """What a sheet says of a time, a number of people or a cost: `text` is its right writing, in French if we can."""

    text: str

    def __str__(self) -> str:
        """Return the right writing."""
        return self.text

    def said(self, language: str) -> str:
        """Return the expression as pages in a language (BCP 47) say it: in French, or else in English."""
        raise NotImplementedError


@dataclass(frozen=True)
class Wording(Expression):
    """Words, or a quantity that is no total (« variable », « 15 à 30 min par personne »): shown, never compared.

    `rate` is the quantity of a rate, in its right writing, "" for words alone; `rest` is what follows it.
    """

    rate: str = ""
    rest: str = ""

    def said(self, language: str) -> str:
        """Return the words in a language where we know them in it."""
        french = language.lower().startswith("fr")
        start = (self.rate if french else in_english(self.rate)) if self.rate else ""
        words = start or translate_words(self.text.removesuffix(self.rest), french=french)
        return words + translate_rest(self.rest, french=french)


@dataclass(frozen=True)
class Quantity(Expression):
    """A range in the family's unit; `most` is None when there is no upper bound.

    `about` says that it is not precise; `rest` is what else is said of it (« selon la salle »), kept as it is typed.
    """

    least: Fraction
    most: Fraction | None
    family: Family
    about: bool = False
    rest: str = ""

    @property
    def head(self) -> str:
        """The quantity alone, without what else is said of it."""
        return self.text.removesuffix(self.rest)

    @property
    def exact(self) -> bool:
        """Tell whether it is one precise number."""
        return self.least == self.most and not self.about

    def said(self, language: str) -> str:
        """Return the quantity in a language; what else is said of it stays as it is typed unless we know it."""
        return "".join(self.said_apart(language))

    def said_apart(self, language: str) -> tuple[str, str]:
        """Return the quantity alone in a language, and what else is said of it."""
        french = language.lower().startswith("fr")
        return self.head if french else in_english(self.head), translate_rest(self.rest, french=french)

    def fits(self, value: Fraction | int) -> bool:
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
    "$": (Family.DOLLARS, 1, "$", "$"),
    "£": (Family.POUNDS, 1, "£", "£"),
    **{
        name: (Family[name.upper()], 1, name.upper(), name.upper())
        for name in ("cad", "usd", "chf", "xpf", "mad", "tnd", "dzd")
    },
    "fcfa": (Family.XOF, 1, "FCFA", "FCFA"),
    "": (Family.PEOPLE, 1, "", ""),
}
_SPELLINGS = {
    "minute": "min", "minutes": "min", "mn": "min", "mins": "min", "heure": "h", "heures": "h", "hs": "h",
    "j": "jour", "jours": "jour", "journée": "jour", "journées": "jour", "semaines": "semaine",
    "ans": "an", "année": "an", "années": "an", "euro": "€", "euros": "€", "eur": "€",
    "'": "min", "’": "min", "′": "min",
    "dollar": "$", "dollars": "$", "gbp": "£", "xof": "fcfa", "xaf": "fcfa", "cfa": "fcfa",
    "personne": "", "personnes": "", "participant": "", "participants": "", "habitants": "", "pers": "",
}  # fmt: skip
_NUMBER = r"(?:[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3}){1,3}|[0-9]{1,9})(?:[,.][0-9]{1,2})?"
_TERM = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d]+|[€$£'’′])?(?:\s*(?P<minutes>[0-9]{{1,2}})(?:\s*mi?n|['’′])?)?\.?"
)
_RANGE = re.compile(r"(?<!\s)(?:\s+à\s+|\s*[-–—/]\s*|\s+a\s+|\s+et\s+(?=\d))", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:(?:à partir de|au moins|(?:au )?min(?:i|imum|\.)?) |(?:>=?|≥) ?)(.+)"
    r"|(.+?) (?:(?:et|ou) plus|au moins|(?:au )?mini(?:mum)?)"
)
_UP_TO = re.compile(
    r"(?:(?:jusqu['’]à|au plus|(?:au )?max(?:i|imum|\.)?) |(?:<=?|≤) ?)(.+)"
    r"|(.+?) (?:au plus|(?:au )?max(?:i|imum|\.)?)"
)
_OVER, _UNDER = re.compile(r"plus d(?:e |['’])(.+)"), re.compile(r"moins d(?:e |['’])(.+)")
#: « 12+ », « 12 et + », « 12+ personnes », « 300 €+ ».
_PLUS = re.compile(r"([^+]*[\w€$£])(?<! et)(?<! ou)(?: (?:et|ou))? ?\+([^+\d]*)")
#: Currencies of several words.
_CURRENCIES = (
    (re.compile(r"\b(?:f|francs?) ?cfa\b", re.IGNORECASE), "FCFA"),
    (re.compile(r"\b(?:(?:f|francs?) ?(?:cfp|pacifique)|f ?xpf)\b", re.IGNORECASE), "XPF"),
    (re.compile(r"\bfrancs? suisses?\b", re.IGNORECASE), "CHF"),
    (re.compile(r"\bdollars? canadiens?\b|\$ ?ca\b", re.IGNORECASE), "CAD"),
    (re.compile(r"\bdollars? américains?\b|\$ ?us\b", re.IGNORECASE), "USD"),
)
_NO_LEAST, _NO_MOST = {"jusqu’à {}", "moins de {}"}, {"{} et plus", "plus de {}"}
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
_SIGNS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⁄": "/"}
#: « 1/2 à 1 journée »: a range cannot start with two ends.
_START = re.compile(r"\b([13])/([24])(?= ?(?:à|-|–) ?\d)")


def _write_parts(words: str) -> str:
    """Return a time without parts of an hour or a day: minutes for those of an hour, a decimal for those of a day."""
    for sign, written in _SIGNS.items():
        words = words.replace(sign, written)
    words = re.sub(r"(?<=\d) ?/ ?(?=\d)", "/", words)
    words = _START.sub(lambda match: _decimal(Fraction(int(match[1]), int(match[2]))), words)
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
def parse_quantity(text: str, *families: Family, example: str) -> Expression:
    """Read `text` as a quantity of one of `families`, typed in French, or in the words of English or German.

    Words alone (« variable ») and rates (« 15 min par personne ») are kept as they are.
    Raises pydantic's custom errors `respelled` (understood, another writing is right) and `unreadable`.
    """
    value, foreign = _read(text, families)
    if value is None:
        turned = _turn_round(to_french(text) or text, families)
        raise unreadable("reversed", turned.text) if turned else unreadable(families[0].value, example)
    if not foreign and _strip_spaces(value.text) != _strip_spaces(text):
        raise respelling(value.text)
    return value


def _read(text: str, families: tuple[Family, ...]) -> tuple[Expression | None, bool]:
    """Return what `text` says and whether it says so in the words of another language than French."""
    whole = " ".join(text.split())
    for head, rest in ((whole, ""), *split_rest(whole)):
        if value := understand(head, *families):
            return _add_rest(value, rest), False
        if value := understand(to_french(head), *families):
            return _add_rest(value, rest), True
        if words := right_words(head):
            return Wording(words + rest, rest=rest), False
    return None, False


def _add_rest(value: Quantity, rest: str) -> Expression:
    if not rest:
        return value
    if is_rate(rest):
        return Wording(value.text + rest, rate=value.text, rest=rest)
    return replace(value, text=value.text + rest, rest=rest)


def _turn_round(text: str, families: tuple[Family, ...]) -> Quantity | None:
    """Return the range that « 100 à 20 » or « 5 à 3 semaines » would be with its ends swapped."""
    ends = _RANGE.split(" ".join(text.split()))
    if len(ends) != 2:
        return None
    unit = ends[1].lstrip("0123456789, ")
    return understand(f"{ends[1]} à {ends[0]}", *families) or understand(f"{ends[1]} à {ends[0]} {unit}", *families)


#: Where euros are not the currency: the region of a language (BCP 47) -> the sign of its own.
_SIGN_OF = {"CA": "$", "US": "$", "CH": "CHF"}


def other_currency(typed: str, right: str, language: str) -> str:
    """Return the amount that « 300 » means where euros are not the currency, "" where euros are meant.

    `right` is what it would be in euros.
    """
    sign = _SIGN_OF.get(language.rpartition("-")[2], "")
    unsaid = right.endswith("€") and not re.search("€|eur", typed, re.IGNORECASE)
    return right.replace("€", sign) if sign and unsaid else ""


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


def respell_quantity(typed: str, right: str, language: str) -> str:
    """Return how a quantity that was understood is written in a sheet of this language.

    `right` is its French writing; a text that is no quantity stays as it is, and so does what was `typed` where it is
    right in the language.
    """
    value = None if language.lower().startswith("fr") else _read(right, tuple(Family))[0]
    if value is None or value.text != right or (isinstance(value, Wording) and not value.rate):
        return right
    english = _THOUSANDS.sub("", value.said("en"))
    return typed if to_french(typed) or _strip_spaces(typed) == _strip_spaces(english) else english


def _strip_spaces(text: str) -> str:
    """Return `text` without what never matters: kinds of space, spaces between thousands, kinds of apostrophe."""
    return re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", " ".join(text.replace("'", "’").split()))


def understand(text: str, *families: Family) -> Quantity | None:
    """Return the quantity that `text` means, whatever its writing, or None; it may be told as « environ »."""
    words = " ".join(text.split())
    if core := strip_about(words):
        value = _measure(core, families)
        return value and replace(value, text=f"environ {value.text}", about=True)
    return _measure(words, families)


def _measure(words: str, families: tuple[Family, ...]) -> Quantity | None:
    words = _write_parts(_write_currency(words) if Family.EUROS in families else words)
    if _EITHER.search(words):
        return None
    if match := _PLUS.fullmatch(words):
        words = f"{match[1]}{match[2]} et plus"
    words = _write_figures(words)
    usual = "€" if families[0] is Family.EUROS else ""
    for match, form in (
        (_OPEN.fullmatch(words), "{} et plus"),
        (_UP_TO.fullmatch(words), "jusqu’à {}"),
        (_OVER.fullmatch(words), "plus de {}"),
        (_UNDER.fullmatch(words), "moins de {}"),
    ):
        if match:
            return _build([_parse_term(next(filter(None, match.groups())), usual)], families, form)
    ends = _RANGE.split(words)
    if len(ends) > 2:
        return None
    last = _parse_term(ends[-1], usual)
    terms = [last] if len(ends) == 1 else [_parse_term(ends[0], last.unit if last else ""), last]
    return _build(terms, families, "{}")


def _write_currency(words: str) -> str:
    """Return an amount with the sign or the code of its currency."""
    if words.lower() in {"gratuit", "gratuite", "rien", "nul", "aucun"}:
        return "0 €"
    for written, code in _CURRENCIES:
        words = written.sub(code, words)
    return words


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


def _build(terms: list[_Term | None], families: tuple[Family, ...], form: str) -> Quantity | None:
    bounds = [term for term in terms if term is not None]
    kinds = {_UNITS[term.unit][0] for term in bounds}
    if len(bounds) < len(terms) or len(kinds) != 1 or not kinds <= set(families):
        return None
    sizes = [term.size for term in bounds]
    if sizes != sorted(sizes) or (kinds == {Family.PEOPLE} and any(size.denominator != 1 for size in sizes)):
        return None
    least = Fraction(0) if form in _NO_LEAST else sizes[0]
    most = None if form in _NO_MOST else sizes[-1]
    return Quantity(form.format(_join_ends(bounds)), least, most, kinds.pop())


def _join_ends(terms: list[_Term]) -> str:
    """Return « 3 à 5 semaines » rather than « 3 semaines à 5 semaines »."""
    first, last = terms[0], terms[-1]
    if len(terms) == 1:
        return str(first)
    if first.unit == last.unit and not first.minutes and not last.minutes:
        return f"{_decimal(first.number)} à {last}"
    return f"{first} à {last}"
