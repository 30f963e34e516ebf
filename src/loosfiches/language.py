"""The language of the terminal, chosen once from arguments and environment before anything else."""

import gettext
import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import cache
from pathlib import Path

from loosfiches.build.digest import digest_file

_CATALOGUES = Path(__file__).parent / "locale"
_current = "fr"
_translation: gettext.NullTranslations = gettext.NullTranslations()


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return "fr" or "en": --lang, else LOOSFICHES_LANG, else the locale; unset and C mean French."""
    wanted = _option(arguments) or environment.get("LOOSFICHES_LANG") or _locale(environment)
    return "fr" if wanted.lower().startswith("fr") or wanted in {"", "C", "POSIX", "C.UTF-8"} else "en"


def _option(arguments: Sequence[str]) -> str:
    for number, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang":
            return next(iter(arguments[number + 1 :]), "")
    return ""


def _locale(environment: Mapping[str, str]) -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "")


def settle(arguments: Sequence[str], environment: MutableMapping[str, str] = os.environ) -> list[str]:
    """Choose the language that `_` and `current` use from now on; return the arguments without --lang.

    Typer translates its own words through gettext: it is given our catalogue, and the language by LANGUAGE.
    """
    global _current, _translation  # noqa: PLW0603  (one process speaks one language to its user)
    _current = environment["LANGUAGE"] = choose(arguments, environment)
    _translation = gettext.translation("loosfiches", _CATALOGUES, [_current], fallback=True)
    gettext.bindtextdomain("loosfiches", str(_CATALOGUES))
    gettext.textdomain("loosfiches")
    return _without(arguments)


def _without(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without --lang, which may stand before or after the command."""
    kept: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*kept, word, *words]
        if word == "--lang":
            next(words, None)
        elif not word.startswith("--lang="):
            kept.append(word)
    return kept


def current() -> str:
    """Return the language settled for this process."""
    return _current


def _(message: str) -> str:
    """Return `message` (English) in the settled language."""
    return _translation.gettext(message)


def later(message: str) -> str:
    """Mark `message` for the catalogue; it is translated where it is shown."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """Return the singular or plural form that fits `count`, in the settled language."""
    return _translation.ngettext(one, many, count)


#: What gives a message (English) in one language, whatever the terminal speaks: for pages.
Translator = Callable[[str], str]


@cache
def translator(language: str) -> Translator:
    """Return the function that translates messages into `language` (BCP 47); English where there is no catalogue."""
    base = language.partition("-")[0].lower()
    return gettext.translation("loosfiches", _CATALOGUES, [base], fallback=True).gettext


def catalogue(language: str) -> str:
    """Return a digest of the catalogue of `language`, "" where there is none."""
    path = gettext.find("loosfiches", str(_CATALOGUES), [language])
    return digest_file(Path(path)) if path else ""
