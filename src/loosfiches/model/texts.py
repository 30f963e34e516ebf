"""How short texts with a strict form enter the model: their right form, other forms, and texts that cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from loosfiches.model.words import OPEN, Word
from loosfiches.spelling import Names, plain


def respelling(right: str) -> PydanticCustomError:
    """Return the error of a text that was understood but is written otherwise; the reader replaces it by `right`."""
    return PydanticCustomError("respelled", "respelled", {"right": right})


def unreadable(kind: str, example: str) -> PydanticCustomError:
    """Return the error of a text that is no `kind` ("quantity", "date" …); `example` shows how one is written."""
    return PydanticCustomError("unreadable", "unreadable", {"kind": kind, "example": example})


def list_schema(words: Mapping[str, Word]) -> JsonSchemaValue:
    """Return the JSON Schema of a text that is one of these words, each explained in French."""
    return {"enum": list(words), "enumDescriptions": [word.definition or word.fr for word in words.values()]}


class Written:
    """The annotation of a field whose text `parse` reads, with its description in JSON Schema.

    `listed` tells that it may stand in brackets, as a list.
    """

    def __init__(self, parse: Callable[[str], object], pattern: str, *examples: str, listed: bool = False) -> None:
        self.parse, self.pattern, self.examples, self.listed = parse, pattern, examples, listed

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        del source, handler  # the text decides, whatever the annotated class is
        return core_schema.no_info_after_validator_function(self.parse, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        del schema, handler
        numbered = any(example.isdecimal() for example in self.examples)
        kinds = ["string", *["number"] * numbered, *["array"] * self.listed]
        shown = {"patternErrorMessage": f"À écrire ainsi : {', '.join(self.examples)}"}
        return {
            "type": kinds if len(kinds) > 1 else "string",
            "pattern": self.pattern,
            **shown,
            "examples": list(self.examples),
        }


#: A message names no more words than that.
_SHOWN = 40


@dataclass(frozen=True)
class Forms:
    """The forms in which the words of a list are typed: the key that each means, and how a message shows the keys."""

    words: Mapping[str, Word]
    keys: Mapping[str, str]
    names: Names
    shown: str


#: Those of the lists of late: a classeur may have a thousand words, and as many sheets.
_RECENT: dict[int, Forms] = {}


def _forms(words: Mapping[str, Word]) -> Forms:
    made = _RECENT.get(id(words))
    if made is None or made.words is not words:
        keys = {plain(form): word.key for word in words.values() for form in (word.key, word.fr, *word.also)}
        shown = ", ".join(islice(words, _SHOWN)) + (", …" if len(words) > _SHOWN else "")
        if len(_RECENT) > _SHOWN:
            _RECENT.clear()
        made = _RECENT[id(words)] = Forms(words, keys, Names(keys), shown)
    return made


class OneOf:
    """The annotation of a field that takes one word of a list; other forms of the word are understood and fixed.

    `words` is the list, or the name of one that the classeur may change ("niveaux", "phases", "publics"), taken
    from the validation context.
    """

    def __init__(self, words: Mapping[str, Word] | str) -> None:
        self.words = words

    def list_words(self, context: Mapping[str, Mapping[str, Word]] | None) -> Mapping[str, Word]:
        """Return the words allowed in this context."""
        if isinstance(self.words, str):
            return (context or OPEN)[self.words]
        return self.words

    def parse(self, text: str, info: core_schema.ValidationInfo) -> str:
        """Return the key of a word. Raises `respelled` for another form of it, `unknown_word` for any other word."""
        words = self.list_words(info.context)
        if text in words:
            return text
        forms = _forms(words)
        if plain(text) in forms.keys:
            raise respelling(forms.keys[plain(text)])
        raise PydanticCustomError("unknown_word", "unknown", {"value": text, "allowed": forms.shown, "forms": forms})

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        del source, handler
        return core_schema.with_info_after_validator_function(self.parse, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        del schema, handler
        if isinstance(self.words, str):
            return {"x-words": self.words}
        return list_schema(self.words)
