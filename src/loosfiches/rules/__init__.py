"""What can be wrong, one rule per code: its words in two languages, its examples, and the function that finds it.

A rule whose mistake is met earlier (by the reader, the model, the printer) has no function here, only its words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import NamedTuple

from loosfiches.collection import Collection
from loosfiches.collection.register import Index, ProjectContext
from loosfiches.diagnostics import Diagnostic, Severity

#: Most rules look at one document after the other, be the collection the whole or some of it; the others look across
#: documents, at the register of all.
Finder = Callable[[Collection], Iterator[Diagnostic]]
Across = Callable[[Index], Iterator[Diagnostic]]


#: What a rule says: a text whose {fields} are filled by the details, or a function of the details where it has choices.
Sentence = str | Callable[..., str]


class Words(NamedTuple):
    """A rule's words in one language; `title` says in general what a `message` that is a function says of one case."""

    message: Sentence
    why: str
    mend: str
    title: str = ""


@dataclass(frozen=True)
class Rule:
    """One code. An example is a whole file, or lines that complete a minimal draft of a fiche."""

    code: str
    severity: Severity
    words: Mapping[str, Words]
    bad: str | bytes
    good: str
    find: Finder | None = None
    across: Across | None = None


RULES: dict[str, Rule] = {}


def declare(code: str, severity: Severity, *, fr: Words, en: Words, bad: str | bytes, good: str) -> None:
    """Register the words of a mistake that is met before the rules run."""
    example = _block(bad) if isinstance(bad, str) else bad
    RULES[code] = Rule(code, severity, {"fr": fr, "en": en}, example, _block(good))


def rule(code: str, severity: Severity, *, fr: Words, en: Words, bad: str, good: str) -> Callable[[Finder], Finder]:
    """Register a rule and the function that finds its mistake in documents, each by itself."""

    def register(find: Finder) -> Finder:
        RULES[code] = Rule(code, severity, {"fr": fr, "en": en}, _block(bad), _block(good), find=find)
        return find

    return register


def across(code: str, severity: Severity, *, fr: Words, en: Words, bad: str, good: str) -> Callable[[Across], Across]:
    """Register a rule and the function that finds its mistake by comparing documents."""

    def register(find: Across) -> Across:
        RULES[code] = Rule(code, severity, {"fr": fr, "en": en}, _block(bad), _block(good), across=find)
        return find

    return register


def _block(example: str) -> str:
    return dedent(example).strip("\n")


def message(diagnostic: Diagnostic, language: str) -> str:
    """Return the sentence that says `diagnostic` in `language` ("fr" or "en")."""
    sentence = RULES[diagnostic.code].words[language].message
    if isinstance(sentence, str):
        return sentence.format_map(diagnostic.details)
    return sentence(**diagnostic.details)


def perhaps_fr(near: str) -> str:
    """Return the end of a sentence that suggests `near`, "" when there is nothing to suggest."""
    return f" : vouliez-vous dire « {near} » ?" if near else ""


def perhaps_en(near: str) -> str:
    """Return the English for `perhaps_fr`."""
    return f": did you mean “{near}”?" if near else ""


def severity(code: str, premises: ProjectContext | None = None) -> Severity:
    """Return how grave a code is, as the classeur has it or as the rule does."""
    changed = premises.classeur.validation.gravites if premises and premises.classeur.validation else {}
    return _SEVERITIES.get(changed.get(code, ""), RULES[code].severity)


_SEVERITIES = {"erreur": Severity.ERROR, "avertissement": Severity.WARNING, "information": Severity.INFO}


from loosfiches.rules import (  # noqa: E402  (they register)
    claims,  # noqa: F401
    classeur,  # noqa: F401
    content,  # noqa: F401
    file_faults,  # noqa: F401
    files,  # noqa: F401
    freshness,  # noqa: F401
    history,  # noqa: F401
    identity,  # noqa: F401
    lengths,  # noqa: F401
    licences,  # noqa: F401
    links,  # noqa: F401
    markup,  # noqa: F401
    named_files,  # noqa: F401
    needs,  # noqa: F401
    picture_faults,  # noqa: F401
    pictures,  # noqa: F401
    print_,  # noqa: F401
    shape,  # noqa: F401
    shown,  # noqa: F401
    silence,  # noqa: F401
    sources,  # noqa: F401
    typography,  # noqa: F401
    values,  # noqa: F401
    wording,  # noqa: F401
    yaml_features,  # noqa: F401
    yaml_lists,  # noqa: F401
    yaml_signs,  # noqa: F401
)
