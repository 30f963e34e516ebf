"""The words of pages for scripts: labels of keys, and plain texts, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from loosfiches.language import Translator, translator
from loosfiches.model import words
from loosfiches.model.quantities import Expression, Quantity, Wording
from loosfiches.model.words import Word
from loosfiches.text import markdown
from loosfiches.text.typography import typeset


@dataclass(frozen=True)
class Naming:
    """The words of a language; `lists` are the classeur's own ("niveaux", "phases", "publics")."""

    lists: Mapping[str, Mapping[str, Word]]
    language: str

    def label(self, word: Word) -> str:
        """Return the label of a word of a list."""
        return typeset(word.fr if self.language.startswith("fr") else word.en, self.language)

    def word(self, key: str | None, name: str) -> str:
        """Return the label of a key of one of the lists, "" for none."""
        labels: Mapping[str, Word] = self.lists.get(name) or getattr(words, name.upper())
        return self.label(labels[key]) if key else ""

    def say(self, message: str) -> str:
        """Return a message of ours (English) in the language."""
        return translator(self.language)(message)

    def number(self, value: Fraction) -> str:
        """Return a whole number with its thousands apart, as the language writes it."""
        return f"{int(value):,}".replace(",", " " if self.language.startswith("fr") else ",")

    def typed(self, text: object) -> str:
        """Return a plain text or a quantity as it is set."""
        return typeset(written(text, self.language), self.language)

    def bare(self, text: str | None) -> str:
        """Return a sheet's text as it is set, without emphasis, links or numbers of sources."""
        return markdown.bare(text or "", self.language)


def written(value: object, language: str) -> str:
    """Return a plain text as it is, a quantity in a language, "" for none."""
    return value.said(language) if isinstance(value, Expression) else str(value or "")


def is_told_alone(value: Expression | None) -> bool:
    """Tell whether a value says what it is about where nothing names it: « variable » does not."""
    return isinstance(value, Quantity) or (isinstance(value, Wording) and bool(value.rate))


def people(value: Expression, _: Translator, language: str) -> str:
    """Return how many people, in words: « 20 à 60 personnes », « 100 personnes et plus »; `_` translates."""
    if not isinstance(value, Quantity):
        return _("participants: {words}").format(words=value.said(language))
    number, rest = value.said_apart(language)
    bare = number.removesuffix(" et plus").removesuffix(" or more")
    message = _("{number} people") if bare == number else _("{number} people or more")
    return message.format(number=bare) + rest
