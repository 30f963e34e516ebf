"""How documents point at each other: by fields, and by links and citations inside texts."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loosfiches.diagnostics import Span
from loosfiches.model.common import Document
from loosfiches.source import Path, Source, Value

#: In a text: [the meeting](A-02), and the other writings that Markdown allows: (<A-02>), (A-02 "a title").
TEXT_LINK = re.compile(r"\]\(\s*<?([A-Z]-\d{2,3})(?:#[^()\s]*)?>?(?:\s[^()]*)?\)")
#: In a text: [@village], [@village ; @echos].
CITATION = re.compile(r"\[((?:[;, ]*@[a-z0-9]+(?:[-_][a-z0-9]+)*)+)[;, ]*\]")
#: What was meant as one, and what is one but for capitals or accents.
NEARLY_CITATION = re.compile(r"\[[;, ]*@[^\[\]\n]*\]")
_MISNAMED = re.compile(r"\[((?:[;, ]*@[\w-]+)+)[;, ]*\]")
_CITED = re.compile(r"@([\w-]+)")
#: In a text, a document named by its code and no link: « la fiche A-02 », “sheet A-02”.
_MENTION = re.compile(
    r"\b(?:fiches?|récits?|chapitres?|sheets?|chapters?|stor(?:y|ies)) ([A-Z]-\d{2,3})\b", re.IGNORECASE
)
_FIELDS = ("avant", "apres", "avec", "a_la_place", "voir_aussi")


@dataclass(frozen=True)
class Link:
    """One document points at another; `span` is where it says so, `relation` the field, or "texte"."""

    origin: str
    target: str
    relation: str
    span: Span


def find_links(document: Document, source: Source, texts: Iterable[tuple[Path, str]]) -> Iterator[Link]:
    """Yield every link that leaves `document`, in the order of its fields then of its `texts`."""
    origin, place = document.code or "", source.place
    for relation in _FIELDS:
        for number, code in enumerate(getattr(document.liens, relation, ())):
            yield Link(origin, code, relation, place(("liens", relation, number)))
    if document.remplacee_par:
        yield Link(origin, document.remplacee_par, "remplacee_par", place(("remplacee_par",)))
    for number, code in enumerate(getattr(document, "raconte", ())):
        yield Link(origin, code, "raconte", place(("raconte", number)))
    for path, text in texts:
        for match in TEXT_LINK.finditer(text) if "](" in text else ():
            yield Link(origin, match[1], "texte", source.spot(path, match.start(1), match.end() - 1))


def find_mentions(document: Document, source: Source, texts: Iterable[tuple[Path, str]]) -> Iterator[Link]:
    """Yield every document that the sentences of `document` name by its code, without a link."""
    for path, text in texts:
        for match in _MENTION.finditer(text) if "-" in text else ():
            yield Link(document.code or "", match[1].upper(), "mention", source.spot(path, *match.span(1)))


def find_unlisted(
    source: Source, texts: Iterable[tuple[Path, str]], listed: Container[str]
) -> Iterator[tuple[str, Span]]:
    """Yield each source identifier that a document names, in fields and in texts, and does not list; and where."""
    for path, text in texts:
        named = path[-1] == "source" or (path[:2] == ("origine", "sources") and len(path) == 3)
        if named and text not in listed:
            yield text, source.place(path)
        for match in _MISNAMED.finditer(text) if "@" in text else ():
            for word in _CITED.finditer(match[1]):
                if word[1] not in listed:
                    yield word[1], source.spot(path, match.start(1) + word.start(), match.start(1) + word.end())


def is_citation(text: str) -> bool:
    """Tell whether a text between brackets cites sources, even ones that do not exist."""
    return _MISNAMED.fullmatch(text) is not None


def collect_texts(fields: Mapping[str, Value]) -> Sequence[tuple[Path, str]]:
    """Return every text of a document and where it stands; the team's own note (`interne`) is not read."""
    gathered: list[tuple[Path, str]] = []
    for key, value in fields.items():
        if key != "interne":
            _gather(value, (key,), gathered)
    return gathered


def _gather(value: Value, path: Path, gathered: list[tuple[Path, str]]) -> None:
    """Append the texts under `path` to `gathered`: nested generators take twice as long."""
    if isinstance(value, str):
        gathered.append((path, value))
    elif value is not None:
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            _gather(item, (*path, step), gathered)
