"""A rule -> the page that explains it: its message, why it matters, how to fix it, bad and good examples."""

import re
from collections.abc import Callable, Mapping, Sequence
from textwrap import fill, indent

from loosfiches.diagnostics import Severity
from loosfiches.inert import json_text
from loosfiches.language import _
from loosfiches.model.fields import Field
from loosfiches.rules import Rule, Words


def explanation(rule: Rule, language: str) -> str:
    """Return the page in `language` ("fr" or "en"), 80 columns wide at most save the examples."""
    words, colon = rule.words[language], _(": ")
    parts = [
        f"{rule.code}{colon}{_general(words)}",
        _wrap(words.why),
        _wrap(_("How to fix it") + colon + words.mend),
        _example(_("Refused"), rule.bad),
        _example(_("Accepted"), rule.good),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


#: The blanks that stand inside guillemets and before high signs.
_TIED = re.compile("(?<=«) | (?=[»:;!?])")


def _wrap(text: str) -> str:
    """Return a text on lines of 80 columns; no line starts with a sign that its blank ties to the word before."""
    return fill(_TIED.sub("\u00a0", text), 80).replace("\u00a0", " ")


def _general(words: Words) -> str:
    """Return what a rule says in general: its title, or its message with dots for details."""
    return words.message.format_map(_Dots()) if isinstance(words.message, str) else words.title


class _Dots(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def _example(title: str, text: str | bytes) -> str:
    if not text:
        return ""
    return title + _(": ").rstrip() + "\n\n" + indent(_decode(text), "    ")


def explain_fields(fields: Sequence[Field]) -> str:
    """Return what each of several fields of one name says and takes, and where it stands."""
    return "\n".join(map(_explain_field, fields))


def _explain_field(field: Field) -> str:
    colon, gap = _(": "), "    "
    lines = [f"{field.path}{colon}{field.description}", gap + _("in") + colon + ", ".join(field.kinds)]
    if field.several:
        lines.append(gap + _("a list"))
    for title, texts in ((_("takes"), field.words), (_("its fields"), field.fields)):
        if texts:
            lines.append(gap + title + colon.rstrip())
            lines += [f"{gap}{gap}{word}{colon}{meaning}" for word, meaning in texts.items()]
    if field.examples:
        lines.append(gap + _("for example") + colon + " | ".join(field.examples))
    return "\n".join(lines) + "\n"


def as_text(rules: Sequence[Rule], language: str) -> str:
    """Return the pages one after the other, for a terminal."""
    return "\n\n".join(explanation(rule, language) for rule in rules)


def as_markdown(rules: Sequence[Rule], language: str) -> str:
    """Return the pages as one Markdown document, a heading a code."""
    parts = []
    for rule in rules:
        words = rule.words[language]
        examples = [("Refused", rule.bad), ("Accepted", rule.good)]
        shown = [f"{_(title)}\n\n```yaml\n{_decode(text).rstrip()}\n```" for title, text in examples if text]
        parts.append("\n\n".join([f"## {rule.code}", _general(words), words.why, words.mend, *shown]))
    return "\n\n".join(parts) + "\n"


def as_json(rules: Sequence[Rule], language: str) -> str:
    """Return the pages as a JSON list, for other programs."""
    values = [
        {
            "code": rule.code,
            "severity": Severity(rule.severity).name.lower(),
            "message": _general(rule.words[language]),
            "why": rule.words[language].why,
            "mend": rule.words[language].mend,
            "bad": _decode(rule.bad),
            "good": rule.good,
        }
        for rule in rules
    ]
    return json_text(values) + "\n"


def _decode(text: str | bytes) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "backslashreplace")


FORMATS: Mapping[str, Callable[[Sequence[Rule], str], str]] = {"text": as_text, "md": as_markdown, "json": as_json}
