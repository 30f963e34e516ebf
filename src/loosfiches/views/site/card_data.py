"""Summaries of documents -> cards-data.js: what cards show, and which choices documents answer, one bit each."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from loosfiches.language import later
from loosfiches.model.common import Document
from loosfiches.model.recit import Periode
from loosfiches.text.dates import in_words
from loosfiches.views.labels import Naming, is_told_alone, people
from loosfiches.views.site.choosing import LISTS, Facet
from loosfiches.views.site.facet_index import FacetIndex
from loosfiches.views.site.summary import Summary

#: What cards say of the time that a fiche takes to prepare.
PREPARED = later("prepared in {duration}")


def script(offering: FacetIndex, naming: Naming, documents: Iterable[Summary]) -> str:
    """Return the script that hands the cards of documents to the page."""
    data = {
        "facets": list(map(_facet, offering.facets)),
        "cards": [list(_card(offering.answers, naming, document)) for document in documents],
    }
    return f"loosfiches.cards({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _facet(facet: Facet) -> Mapping[str, object]:
    """Return a facet's keys; labels go with those of the levels, which cards show even where none is to be chosen."""
    data: dict[str, object] = {"name": facet.name, "keys": [choice.key for choice in facet.choices]}
    return data | {"labels": [choice.label for choice in facet.choices]} if facet.of == "niveau" else data


def _card(answers: Mapping[str, Sequence[int | None]], naming: Naming, document: Summary) -> Iterator[object]:
    """Yield what a card shows, in the order in which choose.js reads it."""
    in_language = Naming(naming.lists, document.langue or naming.language)
    yield document.code
    yield in_language.typed(document.titre)
    yield in_language.bare(document.resume)
    yield nature(document, naming)
    yield naming.word(document.state, "etats") if document.state != "en_vigueur" else ""
    yield line(document, naming)
    yield needs(document, naming)
    yield in_language.language if in_language.language != naming.language else ""
    if document.code in answers:
        yield answers[document.code]


def labels(document: Summary, naming: Naming) -> list[str]:
    """Return the words that a document's page shows for its keys, so that they are found too."""
    keys = [(key, name) for field, name in LISTS for key in getattr(document, field, ())]
    return [nature(document, naming), *(naming.word(key, name) for key, name in keys)]


def nature(document: Document | Summary, naming: Naming) -> str:
    """Return what a document is, in a word, "" when it does not say."""
    for field, name in (("nature", "natures"), ("genre", "genres"), ("partie", "parties")):
        if key := getattr(document, field, None):
            return naming.word(key, name)
    return ""


def line(document: Summary, naming: Naming) -> str:
    """Return the second line of facts of a card: how long and with how many, or when and where."""
    if document.kind == "fiche":
        size = people(document.participants, naming.say, naming.language) if document.participants else ""
        return " · ".join(naming.typed(part) for part in (document.duree, size) if part)
    when, where = getattr(document, "periode", None), getattr(document, "lieu", None)
    return " · ".join(filter(None, (period(when, naming) if when else "", naming.typed(where))))


def needs(document: Summary, naming: Naming) -> str:
    """Return the third line of facts of a card: how long a fiche takes to prepare, and what it costs."""
    if document.kind != "fiche":
        return ""
    time, cost = (value if is_told_alone(value) else None for value in (document.preparation, document.cout))
    prepared = naming.say(PREPARED).format(duration=naming.typed(time)) if time else ""
    return " · ".join(filter(None, (prepared, naming.typed(cost))))


def period(value: Periode, naming: Naming) -> str:
    """Return from when to when."""
    ends = (in_words(end, naming.language, naming.say) for end in (value.debut, value.fin) if end)
    return " – ".join(ends)
