"""The table of objects of each PDF leads where it says, as another library than ours reads it, and nothing is twice."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from loosfiches.views.selection import Selection
from tests.conftest import put, sheet
from tests.print.paper import image
from tests.views.conftest import Build, Make

TOWN = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
promesse: Voir [la suite](A-02).
illustrations:
  - fichier: images/plan.png
    alt: Plan de la salle.
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
illustrations:
  - fichier: images/plan.png
    alt: Plan de la salle.
# fiches/recits/R-01-histoire.yaml
schema: recit/1
code: R-01
titre: La cour
resume: Une cour d’école.
consentement:
  statut: obtenu
# fiches/glossaire.yaml
schema: glossaire/1
"""
MODES: Mapping[str, Mapping[str, object]] = {"whole": {}, "large print": {"large": True}, "one side": {"simplex": True}}


def misled(pdf: bytes) -> list[int]:
    """The numbers of objects that the table says to be where they are not."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    alone = reader.xref[0].items()
    wrong = [number for number, place in alone if not pdf[place:].startswith(b"%d 0 obj\n" % number)]
    inside = reader.xref_objStm.items()
    return wrong + [number for number, (stream, _rank) in inside if number not in held(reader, stream)]


def held(reader: PdfReader, number: int) -> list[int]:
    """The numbers of the objects that an object stream says to hold."""
    stream = reader.get_object(number)
    assert isinstance(stream, StreamObject)
    head = stream.get_data().partition(b"<<")[0].split()
    return [int(each) for each in head[: 2 * int(str(stream["/N"])) : 2]]


def twice(pdf: bytes) -> list[str]:
    """What the files, pictures and fonts are that are stored more than once.

    What a page draws, or the letters of a font, may be those of another one by chance: such streams bear no name.
    """
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    streams = [stream for number in reader.xref[0] if isinstance(stream := reader.get_object(number), StreamObject)]
    counts = Counter((str(sorted(each.items())), each._data) for each in streams if set(each) > {"/Filter"})
    return [said for (said, _content), count in counts.items() if count > 1]


@pytest.mark.parametrize("mode", MODES)
def test_each_entry_leads_to_its_object_and_no_stream_is_twice(project: Make, build: Build, mode: str) -> None:
    made = project(TOWN)
    put(made.root, "fiches/images/plan.png", image())
    built = build(made, apart=made.root / "pdf", **MODES[mode])
    for pdf in pdfs(built.pdf, *built.sheets.values()):
        assert (misled(pdf), twice(pdf)) == ([], [])


def pdfs(*made: bytes | None) -> Iterator[bytes]:
    return (pdf for pdf in made if pdf is not None)


@pytest.mark.parametrize("chosen", ["A-01", "A-01 R-01"])
def test_so_it_is_in_a_part_of_the_binder(project: Make, build: Build, chosen: str) -> None:
    made = project(TOWN)
    put(made.root, "fiches/images/plan.png", image())
    built = build(made, selection=Selection(codes=frozenset(chosen.split())))
    assert built.pdf
    assert (misled(built.pdf), twice(built.pdf)) == ([], [])


def test_so_it_is_when_a_leaf_changed_and_the_rest_comes_from_the_cache(project: Make, build: Build) -> None:
    made = project(TOWN)
    put(made.root, "fiches/images/plan.png", image())
    build(made)
    put(made.root, "fiches/dispositifs/A-02-deux.yaml", sheet("code: A-02\ntitre: Un tout autre titre\n"))
    again = build(made)
    assert again.pdf and again.reused
    assert (misled(again.pdf), twice(again.pdf)) == ([], [])
