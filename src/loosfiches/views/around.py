"""The leaves of a binder that are no document: cover, contents, list in force, dividers, notes; as HTML by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loosfiches.collection import Collection
from loosfiches.language import later
from loosfiches.templates import Templates
from loosfiches.views.leaves import Block, Row, leaves_of
from loosfiches.views.markdown import Setting
from loosfiches.views.page import Place, frame, places
from loosfiches.views.paper import Paper

#: The leaves before the first section, in their usual order, with their titles.
LIMINARIES = {"garde": later("Cover"), "sommaire": later("Contents"), "liste_en_vigueur": later("List in force")}


@dataclass(frozen=True)
class Around:
    """What stands around the documents of one binder.

    `rows` are these documents in order, by code; `selection` says how they were chosen, "" when they are all.
    """

    collection: Collection
    templates: Templates
    hrefs: Mapping[str, str]
    rows: Mapping[str, Row]
    paper: Paper
    selection: str = ""

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield each leaf's name and HTML."""
        blocks = [Block(place, self._of(letter)) for letter, place in places(self.collection).items()]
        filled = [block for block in blocks if block.rows]
        yield from self._liminaries(filled)
        sections = {section.lettre: section for section in self.collection.sections}
        every = [each.place for each in filled]
        for block in filled:
            own = sections[block.place.letter]
            yield (
                f"section-{own.lettre}",
                self._page("divider", section=own, block=block, place=block.place, places=every),
            )
        yield "notes", self._page("notes")

    def _liminaries(self, filled: Sequence[Block]) -> Iterator[tuple[str, str]]:
        """Yield the leaves before the first section: those that the classeur asks for, in its order."""
        every, in_force = list(leaves_of(filled)), list(leaves_of(_in_force(filled)))
        for name in self.collection.classeur.liminaires or LIMINARIES:
            if name == "garde":
                yield "garde-1", self._cover(filled)
                continue
            template, cut = ("contents", every) if name == "sommaire" else ("list", in_force)
            for number, blocks in enumerate(cut, 1):
                yield f"{name}-{number}", self._page(template, blocks=blocks, number=number, count=len(cut))

    def _cover(self, filled: Sequence[Block]) -> str:
        every = [block.place for block in filled]
        return self._page(
            "cover", places=every, example=filled[0].rows[0], selection=self.selection, count=len(self.rows)
        )

    def _of(self, letter: str) -> list[Row]:
        return [row for code, row in self.rows.items() if code.startswith(letter)]

    def _page(self, name: str, place: Place | None = None, **values: Any) -> str:
        classeur = self.collection.classeur
        own = frame(classeur)
        setting = Setting(own.language, lambda code: self.hrefs.get(code, ""), lambda _name: None)
        return self.templates.render(
            f"binder/{name}.html", own.language, frame=own, classeur=classeur, lists=own.lists, setting=setting,
            place=place, paper=self.paper, **values,
        )  # fmt: skip


def _in_force(blocks: Sequence[Block]) -> list[Block]:
    """Return the sections with their documents in force only."""
    kept = [Block(block.place, [row for row in block.rows if row.state == "en_vigueur"]) for block in blocks]
    return [block for block in kept if block.rows]
