"""The criteria by which documents are selected: the names of each, and how its value is parsed."""

from typing import TYPE_CHECKING

from loosfiches.cli.shared import key
from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.source.text import make_visible
from loosfiches.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loosfiches.collection import Collection
    from loosfiches.model.quantities import Quantity
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
    "preparation": ("preparation", "preparer", "prep"),
    "cost": ("cout", "cost", "budget", "prix"),
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


def answer(collection: "Collection", field: str, text: str, option: str) -> "str | int | Quantity | None":
    """Return the value that `text` stands for ("" asks nothing); raises Stop, naming `option`, where it is none."""
    match field:
        case "participants":
            return _number(make_visible(text).strip(), option)
        case "duration" | "preparation":
            return duration(text, option)
        case "cost":
            return cost(text, option)
        case _:
            return word(collection, field, text, option)


def word(collection: "Collection", field: str, text: str, option: str) -> str:
    """Return the key that `text` stands for, for a question that is answered by a word; as `answer` otherwise."""
    text = make_visible(text).strip()
    if field == "section":
        return _section(collection, text.upper())
    return text if field == "words" else key(text, lists(collection)[field], option)


def duration(text: str, option: str) -> "Quantity | None":
    """Return the duration that `text` stands for, None for ""; as `answer` otherwise."""
    text = make_visible(text).strip()
    return _time(_SOON.get(plain(text), text), option) if text else None


def cost(text: str, option: str) -> "Quantity | None":
    """Return the cost that `text` stands for, euros where it names no currency, None for ""; as `answer` otherwise."""
    from loosfiches.model.quantities import Family, understand

    text = make_visible(text).strip()
    value = understand(text, Family.EUROS) or understand(f"{text} €", Family.EUROS) if text else None
    if text and value is None:
        raise Stop(_("{option} takes a cost such as “100 €”, not “{value}”").format(option=option, value=text))
    return value


#: What is said instead of a time to prepare: tonight's sheet is prepared within the day.
_SOON = {
    "ce_soir": "1 jour", "aujourd_hui": "1 jour", "tonight": "1 jour", "today": "1 jour", "demain": "1 jour",
    "tomorrow": "1 jour", "cette_semaine": "1 semaine", "this_week": "1 semaine", "ce_mois": "1 mois",
    "ce_mois_ci": "1 mois", "this_month": "1 mois",
}  # fmt: skip


def _section(collection: "Collection", letter: str) -> str:
    letters = [section.lettre for section in collection.sections if section.lettre]
    if letter and letter not in letters:
        raise Stop(_("no section “{letter}” (sections: {letters})").format(letter=letter, letters=", ".join(letters)))
    return letter


def _number(text: str, option: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise Stop(_("{option} takes a number such as 30, not “{value}”").format(option=option, value=text))
    return int(text)


def _time(text: str, option: str) -> "Quantity":
    from loosfiches.model.foreign import to_french
    from loosfiches.model.quantities import Family, understand

    value = understand(text, Family.MINUTES, Family.DAYS) or understand(to_french(text), Family.MINUTES, Family.DAYS)
    if value is None:
        raise Stop(_("{option} takes a duration such as “1 h 30”, not “{value}”").format(option=option, value=text))
    return value
