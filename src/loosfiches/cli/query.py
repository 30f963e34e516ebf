"""What is typed after --only -> the selection that it means.

    A-01 B-04            these documents                A-01..A-05     those from one code to another
    A                    a whole section                niveau:concertation duree:2 h      those that answer all
    public:jeunes,aines  one of these words is enough   A public:jeunes                    in section A, for the young
    A-01 garde           a cover too: pages are named as in `liminaires` and `annexes`, before any question

A question's words run to the next question or code; quotes and commas between codes do not matter.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli import facets
from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.source.text import make_visible
from loosfiches.spelling import nearest, plain

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.views.selection import Selection

OPTION = "--only"
Only = Annotated[
    list[str] | None,
    typer.Option(
        OPTION,
        metavar=_("QUERY"),
        help=_("Only these documents: A-01,B-04 or A or A-01..A-05 or niveau:concertation…"),
        show_default=False,
    ),
]
_CODE = r"[A-Za-z]-?[0-9]{1,3}"
_RANGE = re.compile(rf"({_CODE})\s*(?:\.\.+|…|–|—|(?<=[0-9])-(?=[A-Za-z])|\s(?:à|to)\s)\s*({_CODE})(?!\w)")
_NAMED = re.compile(rf"(?P<start>{_CODE})(?:\.\.(?P<end>{_CODE}))?|(?P<section>[A-Z])")
_HYPHENS = str.maketrans("‐‑−", "---")
#: A dash after the letter of a code; after its number it goes to another code.
_HYPHEN = re.compile(r"\b([A-Za-z])[–—](?=[0-9])")
_QUOTES = str.maketrans("", "", '"«»“”')


def parse_query(collection: "Collection", texts: Sequence[str]) -> "Selection":
    """Return what the texts typed after --only ask for, all together; stop with the nearest where one is wrong."""
    from loosfiches.views.selection import Selection

    codes: list[str] = []
    named: list[str] = []
    pages: list[str] = []
    asked: dict[str, list[object]] = {}
    for field, text in _split(_normalize(" ".join(texts))):
        if field not in {"", "section"}:
            asked.setdefault(field, []).extend(_read_answers(collection, field, text))
            continue
        if not field and (page := _page(text)):
            pages.append(page)
            continue
        for found, said in [_documents(collection, text)] if not field else _sections(collection, text):
            codes += found
            named.append(said)
    if not named and not asked:
        raise Stop(_("{option} requires documents, such as “A-01 B-04” or “niveau:concertation”").format(option=OPTION))
    return Selection(frozenset(codes) if named else None, named, asked, pages)


def _normalize(text: str) -> str:
    """Return what was typed as it is seen, its hyphens plain: word processors make others of that of a code."""
    return _HYPHEN.sub(r"\1-", make_visible(text).translate(_HYPHENS))


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Yield (question, its words), and ("", code) for what names documents."""
    whole = re.sub(r"(?<!\s)\s*:\s*", ":", _RANGE.sub(r"\1..\2", text.translate(_QUOTES)))
    field, words = "", ""
    for word in whole.split():
        name, colon, rest = word.partition(":")
        if colon or _names_documents(word):
            yield from [(field, words)] if field else []
            field, words = (_field(name), rest) if colon else ("", "")
            yield from () if colon else (("", code) for code in word.split(",") if code)
        elif field:
            words = f"{words} {word}".strip()
        else:
            yield from (("", name) for name in word.split(",") if name)
    yield from [(field, words)] if field else []


def _names_documents(word: str) -> bool:
    return all(_NAMED.fullmatch(code) for code in word.split(",") if code)


def _page(text: str) -> str:
    """Return the page of front or back matter that a word names, "" when it names none."""
    from loosfiches.model import words

    pages = (words.LIMINAIRES | words.ANNEXES).values()
    return next(
        (page.key for page in pages if plain(text) in {page.key, plain(page.fr), plain(page.en), *page.also}), ""
    )


def _field(name: str) -> str:
    """Return the question that a name stands for."""
    fields = {other: field for field, names in facets.NAMES.items() for other in names}
    if field := fields.get(plain(name)):
        return field
    shown = ", ".join(names[0] for names in facets.NAMES.values())
    text = _("{option} does not know “{name}:”; use one of {known}").format(option=OPTION, name=name, known=shown)
    raise Stop(text + _suggest(nearest(name, fields)))


def _read_answers(collection: "Collection", field: str, text: str) -> list[object]:
    """Return the values of which one is enough; a time or words searched for are not cut at commas."""
    option = f"{OPTION} {facets.NAMES[field][0]}:"
    whole = field in {"duration", "preparation", "cost", "words"}
    parts = [text] if whole else [part.strip() for part in text.split(",")]
    if not text or not all(parts):
        raise Stop(_("{option} requires a value").format(option=option))
    return [facets.answer(collection, field, part, option) for part in parts]


def _documents(collection: "Collection", text: str) -> tuple[list[str], str]:
    """Return the codes that a code, a range or a section's letter names, and how to say it."""
    match = _NAMED.fullmatch(text)
    if match is None:
        raise Stop(
            _("{option}: “{word}” is not a code").format(option=OPTION, word=text)
            + _suggest(_nearest(collection, text))
        )
    if match["section"]:
        return _sections(collection, text)[0]
    start = _code(collection, match["start"])
    if not match["end"]:
        return [start], start
    return _expand_range(collection, start, _code(collection, match["end"]))


def _sections(collection: "Collection", text: str) -> list[tuple[list[str], str]]:
    titles = {section.lettre: section.titre for section in collection.sections}
    letters = map(str, _read_answers(collection, "section", text))
    return [
        ([code for code in collection.by_code if code.startswith(letter)], f"{letter} · {titles[letter]}")
        for letter in letters
    ]


def _expand_range(collection: "Collection", start: str, end: str) -> tuple[list[str], str]:
    from loosfiches.collection.register import rank

    if start[0] != end[0] or rank(start) > rank(end):
        raise Stop(
            _("{option}: {start}..{end} is not a range: codes must go up, within one section").format(
                option=OPTION, start=start, end=end
            )
        )
    codes = [code for code in collection.by_code if code[0] == start[0] and rank(start) <= rank(code) <= rank(end)]
    return codes, f"{start}–{end}"


def _code(collection: "Collection", text: str) -> str:
    """Return the code that exists for what was typed: a-1 is A-01."""
    letter, number = text[0].upper(), int(text[1:].strip("-"))
    for code in collection.by_code:
        if code[0] == letter and int(code[2:]) == number:
            return code
    near = nearest(text.upper(), collection.by_code)
    raise Stop(_("{option}: no document “{code}”").format(option=OPTION, code=text) + _suggest(near))


def _nearest(collection: "Collection", word: str) -> str:
    """Return what a lone word most likely stood for: « concertation » is niveau:concertation."""
    forms = {
        plain(form): f"{facets.NAMES[field][0]}:{each.key}"
        for field, known in facets.lists(collection).items()
        for each in known.values()
        for form in (each.key, each.fr, each.en, *each.also)
    }
    near = nearest(word, forms)
    return forms[near] if near else nearest(word, collection.by_code)


def _suggest(near: str) -> str:
    return _(" (did you mean {near}?)").format(near=near) if near else ""
