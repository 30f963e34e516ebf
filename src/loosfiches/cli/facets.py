"""What may be asked of documents, wherever it is asked: each question's names, and how its answer is read."""

from typing import TYPE_CHECKING, Any

from loosfiches.cli.shared import key
from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.source.text import make_visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loosfiches.collection import Collection
    from loosfiches.model.words import Word

#: Field of `listing.Wanted` -> its names in a query; the first is the one that messages show.
NAMES = {
    "section": ("section", "sections"),
    "state": ("etat", "etats", "state"),
    "level": ("niveau", "niveaux", "level"),
    "phase": ("phase", "phases"),
    "public": ("public", "publics", "for"),
    "nature": ("nature", "natures"),
    "words": ("texte", "mots", "text", "words"),
    "participants": ("participants", "personnes", "people"),
    "duration": ("duree", "duration"),
}


def lists(collection: "Collection") -> "Mapping[str, Mapping[str, Word]]":
    """Return the words among which the answer to a question is chosen, for the questions that have such a list."""
    from loosfiches.model import words

    own = collection.classeur.words()
    return {
        "state": words.ETATS,
        "level": own["niveaux"],
        "phase": own["phases"],
        "public": own["publics"],
        "nature": words.NATURES,
    }


def answer(collection: "Collection", field: str, text: str, said: str) -> Any:
    """Return what `text` means as an answer to a question ("" asks nothing); else stop, naming it as `said`."""
    text = make_visible(text).strip()
    match field:
        case "section":
            return _section(collection, text.upper())
        case "participants":
            return _number(text, said)
        case "duration":
            return _time(text, said) if text else None
        case "words":
            return text
        case _:
            return key(text, lists(collection)[field], said)


def _section(collection: "Collection", letter: str) -> str:
    letters = [each.lettre for each in collection.sections if each.lettre]
    if letter and letter not in letters:
        raise Stop(_("no section “{letter}” (sections: {letters})").format(letter=letter, letters=", ".join(letters)))
    return letter


def _number(text: str, said: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise Stop(_("{option} takes a number such as 30, not “{value}”").format(option=said, value=text))
    return int(text)


def _time(text: str, said: str) -> Any:
    from loosfiches.model.foreign import to_french
    from loosfiches.model.quantities import Family, understand

    value = understand(text, Family.MINUTES, Family.DAYS) or understand(to_french(text), Family.MINUTES, Family.DAYS)
    if value is None:
        raise Stop(_("{option} takes a time such as “1 h 30”, not “{value}”").format(option=said, value=text))
    return value
