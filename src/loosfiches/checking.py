"""Documents -> everything wrong in them: first each document by itself, then across documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

from loosfiches.collection import Collection
from loosfiches.collection.register import Card, Index, ProjectContext
from loosfiches.diagnostics import Diagnostic
from loosfiches.rules import RULES
from loosfiches.rules.silence import Silence, drop_silenced, silences


@dataclass(frozen=True)
class Part:
    """The result of checking some documents one by one: their cards, their diagnostics, the codes that they silence."""

    cards: Sequence[Card]
    diagnostics: Sequence[Diagnostic]
    silences: Sequence[Silence]


def check(collection: Collection) -> list[Diagnostic]:
    """Return everything wrong in the collection that the classeur does not leave out, sorted by file and place."""
    return check_across(collection.register, [check_documents(collection)])


def check_documents(collection: Collection) -> Part:
    """Return what is wrong in documents, each alone, and what others need to know of them."""
    diagnostics = list(collection.diagnostics)
    for rule in RULES.values():
        if rule.find:
            diagnostics += rule.find(collection)
    return Part(collection.register.cards, diagnostics, list(silences(collection.sources.values())))


def check_across(register: Index, parts: Iterable[Part]) -> list[Diagnostic]:
    """Return all that was found in documents and what is wrong between them, as `check` does."""
    diagnostics = [diagnostic for part in parts for diagnostic in part.diagnostics]
    for rule in RULES.values():
        if rule.across:
            diagnostics += rule.across(register)
    kept = drop_silenced([silence for part in parts for silence in part.silences], _keep(register, diagnostics))
    return sorted(kept, key=lambda diagnostic: diagnostic.order)


def _keep(premises: ProjectContext, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    settings = premises.classeur.validation
    for diagnostic in diagnostics:
        code, ignored = diagnostic.code, settings.ignorer if settings else ()
        for place in settings.par_chemin if settings else ():
            name = diagnostic.file.removeprefix("fiches/")
            ignored += place.ignorer if fnmatch(name, place.chemin or "") else ()
        selected = (settings.selection if settings else ()) or ("LF",)
        chosen = code.startswith(tuple(selected)) and not code.startswith(tuple(ignored) or ("-",))
        if chosen or code == "LF208":  # what is wrong with the settings is told whatever they say
            yield diagnostic
