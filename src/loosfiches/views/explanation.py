"""A rule -> the page that explains it: what it says, why it matters, how to mend it, bad and good examples."""

import re
from textwrap import fill, indent

from loosfiches.language import _
from loosfiches.rules import Rule
from loosfiches.rules import fill as filled


def explanation(rule: Rule, language: str) -> str:
    """Return the page in `language` ("fr" or "en"), 80 columns wide at most save the examples."""
    words, colon = rule.words[language], _(": ")
    parts = [
        f"{rule.code}{colon}{_general(words.message)}",
        fill(words.why, 80),
        fill(_("To mend it") + colon + words.mend, 80),
        _example(_("Refused"), rule.bad),
        _example(_("Accepted"), rule.good),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _general(message: str) -> str:
    """Return the message with its details as dots, in its fullest form."""
    names = dict.fromkeys(re.findall(r"\{(\w+)\??\}", message), "…")
    return filled(message.replace("]]|[[", "]] / [["), names)


def _example(title: str, text: str | bytes) -> str:
    if not text:
        return ""
    shown = text if isinstance(text, str) else text.decode("utf-8", "backslashreplace")
    return title + _(": ").rstrip() + "\n\n" + indent(shown, "    ")
