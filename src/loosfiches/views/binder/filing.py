"""Printed leaves -> their order in the binder, a page for notes behind each that ends on a front; its bookmarks."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loosfiches.collection import Collection
from loosfiches.model import words
from loosfiches.print.press import Printed
from loosfiches.views.binder.leaves import Leaf
from loosfiches.views.page import places

if TYPE_CHECKING:
    from loosfiches.pdf.join import Entry as Bookmark


def filed(
    collection: Collection, around: Sequence[Leaf], documents: Mapping[str, Printed], duplex: bool, even: bool = True
) -> Iterator[Leaf]:
    """Yield the leaves as they are filed; in duplex each starts on a recto, save one laid out as the back of another.

    A back that nothing fills is a page of notes; that of the last leaf too, where the binder is to be `even`.
    `around` are the leaves that are no document, as `FrontBackMatter.leaves` yields them; `documents` are by code.
    """
    notes = next(leaf for leaf in around if leaf.matter == "notes")
    pages, before = 0, notes
    for leaf in _in_order(collection, around, documents):
        if duplex and pages % 2 and not leaf.verso:
            yield _behind(before, notes)
            pages += 1
        yield leaf
        pages, before = pages + leaf.printed.record.pages, leaf
    if duplex and even and pages % 2:
        yield _behind(before, notes)


def _behind(leaf: Leaf, notes: Leaf) -> Leaf:
    return replace(notes, label=leaf.label.removesuffix(" · ") + " · notes")


def _in_order(collection: Collection, around: Sequence[Leaf], documents: Mapping[str, Printed]) -> Iterator[Leaf]:
    yield from (leaf for leaf in around if leaf.matter in words.LIMINAIRES)
    dividers = {leaf.key.removeprefix("section-"): leaf for leaf in around if leaf.matter == "section"}
    for letter in places(collection):
        yield from (dividers[letter],) if letter in dividers else ()
        for code, printed in documents.items():
            if code.startswith(letter):
                yield Leaf(code, f"{code} · ", code, printed)
    yield from (leaf for leaf in around if leaf.matter in words.ANNEXES)


def outline(collection: Collection, leaves: Sequence[Leaf], titles: Mapping[str, str]) -> list["Bookmark"]:
    """Return the bookmarks: front matter, sections with their documents, back matter with its headings.

    A section leads to its divider, to its first document where it has none. `titles` are those of the documents, by
    code.
    """
    from loosfiches.pdf.join import Entry as Bookmark

    marks: list[Bookmark] = []
    sections, before = places(collection), ""
    for leaf in leaves:
        if letter := _section(leaf, titles):
            if letter != before:
                of_section = (code for code in titles if code.startswith(letter))
                children = tuple(Bookmark(f"{code} {titles[code]}", code) for code in of_section)
                marks.append(Bookmark(f"{letter} · {sections[letter].title}", leaf.key, children=children, opened=True))
            before = letter
        elif leaf.key == f"{leaf.matter}-1":
            same = [each for each in leaves if each.matter == leaf.matter]
            marks.append(Bookmark(leaf.title, leaf.key, children=tuple(_headings(same))))
    return marks


def _section(leaf: Leaf, documents: Container[str]) -> str:
    """Return the letter of the section that a divider or a document is of, "" for other leaves."""
    if leaf.matter == "section":
        return leaf.key.removeprefix("section-")
    return leaf.key[0] if leaf.key in documents else ""


def _headings(leaves: Sequence[Leaf]) -> Iterator["Bookmark"]:
    """Yield a bookmark for each heading in the leaves of one matter; one that goes on overleaf is told once."""
    from loosfiches.pdf.join import Entry as Bookmark

    seen: set[str] = set()
    for leaf in leaves:
        for heading in leaf.printed.record.outline:
            if heading.level > 1 and heading.title not in seen:
                seen.add(heading.title)
                yield Bookmark(heading.title, leaf.key, heading.page, heading.y)
