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


def files(known: Catalogue) -> Iterator[File]:
    """Yield the files that tell of all documents."""
    contents = known.contents
    facts = repr([(each.code, each.digest, each.state) for each in (*contents.shown, *contents.gone)])
    yield "catalogue.json", facts, lambda: _text(catalogue(known), by_row="documents")
    yield "catalogue.csv", facts, lambda: table(known)
    yield "catalogue.schema.json", "", lambda: _text(schema(contents.frame.url_base))
    if contents.has_feed:
        yield "atom.xml", repr(contents.changes), lambda: feed(contents)


def data_file(known: Catalogue, each: Summary) -> File:
    """Return the JSON file of a document; its maker is given the entry."""
    return data(each.code), repr((each.digest, known.links(each.code))), partial(_document, known, each)


def catalogue(known: Catalogue) -> Mapping[str, object]:
    """Return what catalogue.json says; `documents` are made as they are asked for."""
    return {
        "$schema": "catalogue.schema.json",
        "schema": CATALOGUE,
        "classeur": known.classeur(),
        "documents": map(known.row, known.contents.shown),
        "retires": [known.gone(each) for each in known.contents.gone],
    }


def table(known: Catalogue) -> bytes:
    """Return catalogue.csv as spreadsheets open it: with a mark of UTF-8, and semicolons where French is read.

    French spreadsheets take the comma for that of decimals; without the mark, they take accents for other signs.
    """
    rows = [
        *(_flat(known, each) for each in known.contents.shown),
        *(_flat_gone(known, each) for each in known.contents.gone),
    ]
    between = ";" if known.contents.frame.language.startswith("fr") else ","
    return listing.as_csv(rows, COLUMNS, between).encode("utf-8-sig")


def _flat(known: Catalogue, each: Summary) -> Mapping[str, object]:
    """Return a row whose cells are texts, or lists of keys."""
    said = {name: value for name in (*KEYS, *QUANTITIES) if (value := each.fields.get(name))}
    return {
        **dict.fromkeys(COLUMNS),
        **known.head(each),
        **{name: list(value) if isinstance(value, tuple) else value for name, value in said.items()},
        "resume": bare(each.resume or "", each.langue or known.contents.frame.language),
    }


def _flat_gone(known: Catalogue, each: Summary) -> Mapping[str, object]:
    return {**dict.fromkeys(COLUMNS), **known.gone(each), "section": each.code[0], "etat": each.state}


def _document(known: Catalogue, each: Summary, entry: Entry) -> bytes:
    """Return the JSON file of one document: its row of the catalogue, then all that it says in public."""
    row = {**known.row(each), "page": "index.html", "json": f"{each.code.lower()}.json"}
    head = {"$schema": "../catalogue.schema.json#/$defs/document", "schema": DOCUMENT}
    return _text({**head, **row, "document": _said(dict(public(entry)), known.codes)})


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


def _said(fields: Mapping[str, Value], known: frozenset[str]) -> dict[str, object]:
    """Return what a document says without empty fields, and without any word of documents that are not `known`."""
    made = {name: _leading(value, known) if name in _LEADING else _open(value, known) for name, value in fields.items()}
    return full(made)


def _leading(value: Value, known: frozenset[str]) -> object:
    if isinstance(value, dict):
        return full({name: _leading(own, known) for name, own in value.items()})
    if isinstance(value, list):
        return [code for code in value if code in known]
    return value if value in known else None


def _open(value: Value, known: frozenset[str]) -> object:
    if isinstance(value, dict):
        return full({name: _open(own, known) for name, own in value.items()})
    if isinstance(value, list):
        return [item for item in (_open(own, known) for own in value) if item not in (None, "", [], {})]
    if isinstance(value, str) and "](" in value:
        return _LINK.sub(lambda link: link[0] if link[2] in known else link[1], value)
    return value
