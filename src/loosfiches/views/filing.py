"""Printed leaves -> leaves in the order in which a binder files them, and its bookmarks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loosfiches.collection import Collection
from loosfiches.language import translator
from loosfiches.print.press import Printed
from loosfiches.views.around import LIMINARIES
from loosfiches.views.leaves import Leaf
from loosfiches.views.page import frame, places


def filed(
    collection: Collection, around: Mapping[str, Printed], documents: Mapping[str, Printed], duplex: bool
) -> Iterator[Leaf]:
    """Yield the leaves as they are filed; in duplex a leaf that ends on a recto gets a page of notes behind it.

    `around` are the leaves that are no document, by name, as `Around.pages` names them; `documents` are by code.
    """
    for leaf in _in_order(collection, around, documents):
        yield leaf
        if duplex and leaf.printed.record.pages % 2:
            label = leaf.label.removesuffix(" · ") + " · notes"
            yield Leaf("", label, "Notes", around["notes"], numbered=False)


def _in_order(
    collection: Collection, around: Mapping[str, Printed], documents: Mapping[str, Printed]
) -> Iterator[Leaf]:
    said = translator(frame(collection.classeur).language)
    for name, printed in around.items():
        if title := LIMINARIES.get(name.partition("-")[0], ""):
            numbered = not name.startswith("garde")
            label = f"{said(title)} · " if numbered else ""
            yield Leaf(name, label, said(title), printed, numbered)
    for letter, place in places(collection).items():
        if f"section-{letter}" in around:
            yield Leaf(f"section-{letter}", letter, place.title, around[f"section-{letter}"], numbered=False)
        for code, printed in documents.items():
            if code.startswith(letter):
                yield Leaf(code, f"{code} · ", code, printed)


def outline(leaves: Sequence[Leaf], titles: Mapping[str, str]) -> list[Any]:
    """Return the bookmarks: front matter, then sections with their documents; `titles` are by code."""
    from loosfiches.print.join import Entry as Bookmark

    marks: list[Any] = []
    for leaf in leaves:
        if leaf.key.startswith("section-"):
            letter = leaf.key.removeprefix("section-")
            own = [Bookmark(f"{code} {title}", code) for code, title in titles.items() if code.startswith(letter)]
            marks.append(Bookmark(f"{letter} · {leaf.title}", leaf.key, children=tuple(own), opened=True))
        elif leaf.key in {"sommaire-1", "liste_en_vigueur-1"}:
            marks.append(Bookmark(leaf.title, leaf.key))
    return marks
