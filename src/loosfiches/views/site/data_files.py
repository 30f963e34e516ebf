"""The documents of a site as data: catalogue.json with its schema, catalogue.csv, a JSON file beside each page.

Nothing is told but what pages tell.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from loosfiches.collection import Entry
from loosfiches.source import Value
from loosfiches.text.markdown import bare
from loosfiches.views import listing
from loosfiches.views.public_source import public
from loosfiches.views.site.catalogue import KEYS, QUANTITIES, Catalogue, data, full
from loosfiches.views.site.catalogue_schema import CATALOGUE, DOCUMENT, schema
from loosfiches.views.site.feeds import feed
from loosfiches.views.site.summary import Summary

#: A file: its name, what decides its content, its maker.
File = tuple[str, str, Callable[..., bytes]]
#: The columns of catalogue.csv.
COLUMNS = (
    "code", "titre", "kind", "section", "etat", "nature", "niveau", "phases", "publics", *QUANTITIES, "difficulte",
    "version", "date", "langue", "licence", "resume", "remplacee_par", "page", "url", "sha256",
)  # fmt: skip
#: In a text, a link by code: [the meeting](A-02).
_LINK = re.compile(r"\[([^\[\]]*)\]\(([A-Z]-\d{2,3})(?:#[^()]*)?\)")
#: Fields that lead to other documents by code.
_LEADING = ("liens", "raconte", "remplacee_par")


def files(documents: Catalogue) -> Iterator[File]:
    """Yield the files that tell of all documents."""
    contents = documents.contents
    facts = repr([(summary.code, summary.digest, summary.state) for summary in (*contents.shown, *contents.gone)])
    yield "catalogue.json", facts, lambda: _text(catalogue(documents), by_row="documents")
    yield "catalogue.csv", facts, lambda: table(documents)
    yield "catalogue.schema.json", "", lambda: _text(schema(contents.frame.url_base))
    if contents.has_feed:
        yield "atom.xml", repr(contents.changes), lambda: feed(contents)


def data_file(documents: Catalogue, summary: Summary) -> File:
    """Return the JSON file of a document; its maker is given the entry."""
    facts = repr((summary.digest, documents.links(summary.code)))
    return data(summary.code), facts, partial(_document, documents, summary)


def catalogue(documents: Catalogue) -> Mapping[str, object]:
    """Return what catalogue.json says; `documents` are made as they are asked for."""
    return {
        "$schema": "catalogue.schema.json",
        "schema": CATALOGUE,
        "classeur": documents.classeur(),
        "documents": map(documents.row, documents.contents.shown),
        "retires": [documents.gone(summary) for summary in documents.contents.gone],
    }


def table(documents: Catalogue) -> bytes:
    """Return catalogue.csv."""
    rows = [
        *(_flat(documents, summary) for summary in documents.contents.shown),
        *(_flat_gone(documents, summary) for summary in documents.contents.gone),
    ]
    return listing.as_spreadsheet(rows, documents.contents.frame.language, COLUMNS).encode()


def _flat(documents: Catalogue, summary: Summary) -> Mapping[str, object]:
    """Return a row whose cells are texts, or lists of keys."""
    values = {name: value for name in (*KEYS, *QUANTITIES) if (value := summary.fields.get(name))}
    return {
        **dict.fromkeys(COLUMNS),
        **documents.head(summary),
        **{name: list(value) if isinstance(value, tuple) else value for name, value in values.items()},
        "resume": bare(summary.resume or "", summary.langue or documents.contents.frame.language),
    }


def _flat_gone(documents: Catalogue, summary: Summary) -> Mapping[str, object]:
    return {**dict.fromkeys(COLUMNS), **documents.gone(summary), "section": summary.code[0], "etat": summary.state}


def _document(documents: Catalogue, summary: Summary, entry: Entry) -> bytes:
    """Return the JSON file of one document: its row of the catalogue, then all that it says in public."""
    row = {**documents.row(summary), "page": "index.html", "json": f"{summary.code.lower()}.json"}
    head = {"$schema": "../catalogue.schema.json#/$defs/document", "schema": DOCUMENT}
    return _text({**head, **row, "document": _public_fields(dict(public(entry)), documents.codes)})


def _text(value: Mapping[str, object], by_row: str = "") -> bytes:
    """Return JSON, a line for each field, and for each row of one of them: what changed shows, and it is made fast."""
    lines = []
    for name, field in value.items():
        text = _rows(field) if name == by_row and isinstance(field, Iterable) else _line(field)
        lines.append(f"{_line(name)}: {text}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _rows(rows: Iterable[object]) -> str:
    return "[\n" + ",\n".join(map(_line, rows)) + "\n]"


#: Made once: `json.dumps` makes one for each call.
_line = json.JSONEncoder(ensure_ascii=False).encode


def _public_fields(fields: Mapping[str, Value], codes: frozenset[str]) -> dict[str, object]:
    """Return what a document says without empty fields, and without any word of documents other than `codes`."""
    made = {
        name: _keep_codes(value, codes) if name in _LEADING else _keep_links(value, codes)
        for name, value in fields.items()
    }
    return full(made)


def _keep_codes(value: Value, codes: frozenset[str]) -> object:
    if isinstance(value, dict):
        return full({name: _keep_codes(inner, codes) for name, inner in value.items()})
    if isinstance(value, list):
        return [code for code in value if code in codes]
    return value if value in codes else None


def _keep_links(value: Value, codes: frozenset[str]) -> object:
    if isinstance(value, dict):
        return full({name: _keep_links(inner, codes) for name, inner in value.items()})
    if isinstance(value, list):
        return [item for item in (_keep_links(inner, codes) for inner in value) if item not in (None, "", [], {})]
    if isinstance(value, str) and "](" in value:
        return _LINK.sub(lambda link: link[0] if link[2] in codes else link[1], value)
    return value
