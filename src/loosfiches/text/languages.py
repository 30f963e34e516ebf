"""The names of languages, sign languages among them, in the words of a page."""

from babel import Locale

#: Sign languages that Babel does not name: in French, in English.
_SIGNED = {
    "fsl": ("langue des signes française", "French Sign Language"),
    "sfb": ("langue des signes de Belgique francophone", "French Belgian Sign Language"),
    "vgt": ("langue des signes flamande", "Flemish Sign Language"),
    "fcs": ("langue des signes québécoise", "Quebec Sign Language"),
    "ssr": ("langue des signes de Suisse romande", "Swiss-French Sign Language"),
    "bfi": ("langue des signes britannique", "British Sign Language"),
    "gsg": ("langue des signes allemande", "German Sign Language"),
}


def name_language(code: str, language: str) -> str:
    """Return the name of a language (BCP 47) in another, or its code where nobody knows it."""
    spoken = "fr" if language.startswith("fr") else "en"
    primary = code.partition("-")[0]
    if primary in _SIGNED:
        return _SIGNED[primary][spoken == "en"]
    return str(Locale.parse(spoken).languages.get(primary, code))
