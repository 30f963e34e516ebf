"""A selection of documents: which ones, and how the cover describes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loosfiches.collection import Entry
from loosfiches.language import Translator, later
from loosfiches.model import words
from loosfiches.model.words import Word
from loosfiches.views.listing import Wanted

#: What may be asked, as the cover names it; sizes say themselves what they are.
_FACETS = {
    "state": later("State"), "level": later("Level"), "phase": later("Phase"), "public": later("For"),
    "nature": later("Nature"),
}  # fmt: skip
_PEOPLE, _AT_MOST, _SAYING = later("{number} people"), later("{duration} at most"), later("“{text}”")
_PREPARED, _COSTING = later("prepared in {duration} at most"), later("{amount} at most")


@dataclass(frozen=True)
class Selection:
    """What a query asks for.

    Args:
        codes: the documents among which it looks; all when it names none.
        named: the codes, ranges and sections, as the cover shows them.
        facets: what the documents must answer: for each field of `Wanted`, values of which one is enough.
        pages: the pages of front or back matter to print with them, by the words of `liminaires` and `annexes`.
    """

    codes: frozenset[str] | None = None
    named: Sequence[str] = ()
    facets: Mapping[str, Sequence[object]] = field(default_factory=dict)
    pages: Sequence[str] = ()

    def holds(self, entry: Entry) -> bool:
        """Tell whether a document is chosen."""
        among = self.codes is None or entry.code in self.codes
        return among and all(self._answers(entry, name, values) for name, values in self.facets.items())

    def _answers(self, entry: Entry, name: str, values: Iterable[object]) -> bool:
        return any(Wanted(**{name: value}).fits(entry) for value in values)  # type: ignore[arg-type]

    def said(self, lists: Mapping[str, Mapping[str, Word]], say: Translator, french: bool) -> str:
        """Return such as « A-01, B-04 · Niveau Concertation · 30 participants »; `lists` are the classeur's words."""
        labels = {
            "state": words.ETATS, "level": lists["niveaux"], "phase": lists["phases"], "public": lists["publics"],
            "nature": words.NATURES,
        }  # fmt: skip
        parts = [", ".join(self.named)] if self.named else []
        for name, values in self.facets.items():
            texts = [_label(labels.get(name, {}), str(value), french) for value in values]
            parts.append(_facet(name, ", ".join(texts), say))
        return " · ".join(parts)


def _label(labels: Mapping[str, Word], key: str, french: bool) -> str:
    return (labels[key].fr if french else labels[key].en) if key in labels else key


def _facet(name: str, text: str, say: Translator) -> str:
    match name:
        case "participants":
            return say(_PEOPLE).format(number=text)
        case "duration":
            return say(_AT_MOST).format(duration=text)
        case "preparation":
            return say(_PREPARED).format(duration=text)
        case "cost":
            return say(_COSTING).format(amount=text)
        case "words":
            return say(_SAYING).format(text=text)
        case _:
            return f"{say(_FACETS[name])}{say(': ')}{text}"
