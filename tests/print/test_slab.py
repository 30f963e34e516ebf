"""Gatherings under numbers of their own: nothing of what they say changes, wherever they stand in the file."""

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from loosfiches.print.gather import gather
from loosfiches.print.join import FIRST, Entry, Gathering, Metadata, Part, bind, gathered
from loosfiches.print.leaf import Engine
from loosfiches.print.slab import Slab

from .paper import faults, html, links, tags, text, written

METADATA = Metadata("Classeur", "fr-FR", "Ville d’Exemple")
#: What a string may hold and a writer of objects may trip over: references, brackets, backslashes, other scripts.
HARD = r"12 0 R (a) \(b\) << /K 3 0 R >> endobj é œ 雨"


def slabs(parts: Sequence[Part], bases: Sequence[int]) -> list[Gathering]:
    """One gathering for each part, from the number given on."""
    keys = frozenset(part.key for part in parts)
    made = []
    for rank, (part, base) in enumerate(zip(parts, bases, strict=True)):
        with gather([part], keys, "fr-FR", rank) as pdf, pikepdf.open(part.pdf) as leaf:
            made.append(Gathering(gathered(pdf, base), [(part, len(leaf.pages))]))
    return made


@pytest.fixture(scope="module")
def parts(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    folder = tmp_path_factory.mktemp("slabs")
    bodies = {
        "A-01": f'<h1>Un</h1><p><a href="loosfiches:A-02">{HARD.replace("<", "&lt;").replace("雨", "")}</a></p>',
        "A-02": "<h1>Deux</h1><table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
    }
    for key, body in bodies.items():
        written(folder, f"{key}.pdf", engine.render(html(body, title=key)).pdf)
    return [Part(key, folder / f"{key}.pdf", f"{key} · ", HARD) for key in bodies]


def test_what_strings_hold_is_no_reference(parts: list[Part]) -> None:
    pdf = bind(slabs(parts, [FIRST, 3000]), METADATA, [Entry(HARD, "A-01")])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [str(tag.element.T) for tag in tags(opened) if tag.kind == "Part"] == [HARD, HARD]
        assert str(opened.Root.Outlines.First.Title) == HARD
        assert str(opened.pages[0].obj.Annots[0].Contents).replace("\xa0", " ").startswith("12 0 R (a)")


def test_wherever_it_stands_a_gathering_says_the_same(parts: list[Part]) -> None:
    near, far = (bind(slabs(parts, bases), METADATA) for bases in ([FIRST, 300], [500, 70_000]))
    assert text(near) == text(far)
    assert faults(near) == faults(far) == []
    for pdf in (near, far):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert links(opened) == [(0, "page 1")]
            assert not opened.check_pdf_syntax()


def test_a_slab_comes_back_from_the_cache_as_it_was(parts: list[Part], tmp_path: Path) -> None:
    (one, *_) = slabs(parts, [FIRST, 3000])
    file = tmp_path / "slab"
    file.write_bytes(one.slab.to_bytes())
    assert Slab.from_bytes(file.read_bytes()) == one.slab


def test_no_number_is_used_twice(parts: list[Part]) -> None:
    one = slabs(parts, [FIRST, 3000])[0].slab
    assert one.next >= one.base + one.written.count
