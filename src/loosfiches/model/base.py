"""What all parts of the model share: strict frozen values, short typed texts, lists."""

import datetime
import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from loosfiches.addresses import is_address
from loosfiches.model import dates, quantities, words
from loosfiches.model.colours import LEAST, NAMED, contrast
from loosfiches.model.dates import Dating
from loosfiches.model.qualifiers import WORDS_PATTERN
from loosfiches.model.quantities import MONEY, Expression, Family
from loosfiches.model.texts import OneOf, Written, respelling, unreadable
from loosfiches.spelling import plain

T = TypeVar("T")

#: Folders of `fiches/` that hold no document.
ASIDE = {"schemas", "editions", "images"}


class Part(BaseModel):
    """A part of a document: unknown keys refused, nothing required (what is, depends on `etat`), never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)


def one(description: str, alias: str | None = None) -> Any:
    """Declare a field that may be absent, with its French description for editors."""
    return Field(default=None, description=description, alias=alias)


def many(description: str) -> Any:
    """Declare a list that may be empty, with its French description for editors."""
    return Field(default=(), description=description)


def _refuse_single(value: object) -> object:
    if isinstance(value, str | dict):
        raise PydanticCustomError("single", "a list is meant")
    return value


def _text_schema(longest: int | None = None) -> JsonSchemaValue:
    return {"type": ["string", "number"]} | ({"maxLength": longest} if longest else {})


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema(_text_schema())]
#: Of what the classeur itself names: sections, words, the classeur.
Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    WithJsonSchema(_text_schema(80)),
]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    WithJsonSchema(_text_schema(120)),
]
Summary = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=350),
    WithJsonSchema(_text_schema(350)),
]
Many = Annotated[tuple[T, ...], BeforeValidator(_refuse_single)]

_CODE = re.compile(r"([A-Za-z])[\s\-‐‑–—_.]*([0-9]{1,3})")


def _code(text: str) -> str:
    if re.fullmatch(r"[A-Z]-[0-9]{2,3}", text):
        return text
    if match := _CODE.fullmatch(text.strip()):
        raise respelling(f"{match[1].upper()}-{match[2]:0>2}")
    raise unreadable("code", "A-03")


def _url(text: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#\\@]+[^\s\\]*", text) and is_address(text):
        return text
    if re.fullmatch(r"(www\.)?([\w-]+\.)+[a-z]{2,}(/\S*)?", text):
        raise respelling("https://" + text)
    raise unreadable("url", "https://exemple.fr/page")


#: A QR code leads to each page: with what follows, this fits in one.
_LONGEST_HOME = 1000


def _home(text: str) -> str:
    """Return the address of a site, which the names of its pages follow."""
    if re.search("[?#]", text):
        raise unreadable("url", "https://fiches.exemple.fr")
    if len(text.encode()) > _LONGEST_HOME:
        raise _too_long(_LONGEST_HOME)
    return _url(text)


def _mail(text: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text):
        raise unreadable("mail", "participation@ville.fr")
    return text


def _path(text: str) -> str:
    parts = [part for part in text.strip().split("/") if part not in {"", "."}]
    right = "/".join(parts)
    if not re.fullmatch(r"(?!\.)[^\\:*?\"<>|]+", right) or text.startswith("/") or ".." in parts:
        raise unreadable("path", "images/plan-de-salle.svg")
    # The site gives some files a longer name.
    if any(len(part.encode()) > _LONGEST_NAME for part in parts):
        raise _too_long(_LONGEST_NAME)
    if right != text:
        raise respelling(right)
    return text


#: In bytes and in signs: no system takes more than 255 bytes in the name of a file.
_LONGEST_NAME, _LONGEST_KEY = 240, 60


def _too_long(limit: int) -> PydanticCustomError:
    return PydanticCustomError("string_too_long", "too long", {"max_length": limit})


def _short(text: str) -> str:
    """Return a text that names pages or files; raises for one that is too long."""
    if len(text) > _LONGEST_KEY:
        raise _too_long(_LONGEST_KEY)
    return text


def _whole(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise unreadable("number", "1")
    return int(text)


def _colour(text: str) -> str:
    forms = {plain(name): name for name in NAMED}
    if text in NAMED:
        return text
    if plain(text) in forms:
        raise respelling(forms[plain(text)])
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise unreadable("colour", ", ".join([*NAMED, "#751c10"]))
    if contrast(text, "#ffffff") < LEAST:
        raise PydanticCustomError("pale", "pale", {"ratio": f"{contrast(text, '#ffffff'):.1f}"})
    if text != text.lower():
        raise respelling(text.lower())
    return text


def _folder(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", text) or text in ASIDE:
        raise unreadable("folder", "dispositifs")
    return _short(text)


def _language(text: str) -> str:
    if re.fullmatch(r"[a-z]{2,3}(?:-[A-Z]{2})?", text):
        return text
    if re.fullmatch(r"[A-Za-z]{2,3}[-_][A-Za-z]{2}", text):
        raise respelling(f"{text[:-3].lower()}-{text[-2:].upper()}")
    raise unreadable("language", "fr-FR")


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", text):
        raise unreadable("identifier", "village-2012")
    return _short(text)


def _key(text: str) -> str:
    if re.fullmatch(_KEY, text):
        return _short(text)
    if re.fullmatch(_KEY, plain(text)):
        raise respelling(plain(text))
    raise unreadable("key", "co_construction")


#: A key is part of the names of pages.
_KEY = "[a-z0-9]+(?:_[a-z0-9]+)*"


def _letter(text: str) -> str:
    if re.fullmatch(r"[a-z]", text):
        raise respelling(text.upper())
    if not re.fullmatch(r"[A-Z]", text):
        raise unreadable("letter", "A")
    return text


def _quantity(example: str, *families: Family, also: tuple[str, ...] = ()) -> Written:
    def parse(text: str) -> Expression:
        return quantities.parse_quantity(text, *families, example=example)

    return Written(parse, rf"\d|{WORDS_PATTERN}", example, *also)


def _one_of(value: object) -> object:
    """Return the text of dates in brackets, which YAML takes for a list; anything else as it is."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(value)}]"
    return value


Code = Annotated[str, Written(_code, r"^[A-Z]-\d{2,3}$", "A-03")]
Letter = Annotated[str, Written(_letter, "^[A-Z]$", "A")]
Identifier = Annotated[str, Written(_identifier, r"^[a-z0-9]+([-_][a-z0-9]+)*$", "village")]
Key = Annotated[str, Written(_key, "^[a-z0-9]+(_[a-z0-9]+)*$", "co_construction")]
Url = Annotated[str, Written(_url, "^https?://", "https://exemple.fr/page")]
Home = Annotated[str, Written(_home, "^https?://[^?#]+$", "https://fiches.exemple.fr")]
Mail = Annotated[str, Written(_mail, "^[^@ ]+@[^@ ]+$", "participation@ville.fr")]
File = Annotated[str, Written(_path, r"^[^/\\.]", "images/plan-de-salle.svg")]
Whole = Annotated[int, Written(_whole, r"^[1-9][0-9]*$", "1")]
Colour = Annotated[str, Written(_colour, "^(#[0-9a-f]{6}|[a-zà-ÿ]+)$", *NAMED, "#751c10")]
Folder = Annotated[str, Written(_folder, "^[a-z0-9]+([-_][a-z0-9]+)*$", "dispositifs")]
Language = Annotated[str, Written(_language, "^[a-z]{2,3}(-[A-Z]{2})?$", "fr-FR", "fr-CA")]
Day = Annotated[datetime.date, Written(dates.parse_day, r"^\d{4}-\d\d-\d\d$", "2026-11-23")]
When = Annotated[
    Dating,
    Written(
        dates.parse_dating,
        r"^(inconnue|(\.\./)?\d{4}(-\d\d){0,2}~?(/(\.\.|\d{4}(-\d\d){0,2}~?))?|\[\d{4}[^\[\]]+\])$",
        *("2019", "2019-12", "2019-12-06", "2001~", "2001/2008", "[2001, 2010]", "../2013", "inconnue"),
        listed=True,
    ),
    BeforeValidator(_one_of),
]
Duration = Annotated[
    Expression, _quantity("1 h 30 à 2 h", Family.MINUTES, Family.DAYS, also=("environ 2 h", "variable"))
]
People = Annotated[Expression, _quantity("20 à 100", Family.PEOPLE, also=("26", "environ 30", "12 et plus"))]
Money = Annotated[Expression, _quantity("0 à 300 €", *MONEY, also=("environ 500 $", "faible", "inconnu"))]
YesNo = Annotated[str, OneOf(words.OUI_NON)]
