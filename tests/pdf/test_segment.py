"""Gatherings under numbers of their own: nothing of what they say changes, wherever they stand in the file."""

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Stream

from loosfiches.pdf.join import FIRST, Entry, Gathering, Metadata, Part, bind, gathered
from loosfiches.pdf.merge import gather
from loosfiches.pdf.segment import Segment
from loosfiches.print import fonts
from loosfiches.print.leaf import Engine
from loosfiches.print.setup import Setup
from tests.print.paper import faults, html, links, tags, text, written

METADATA = Metadata("Classeur", "fr-FR", "Ville d’Exemple")
#: What a string may hold and a writer of objects may trip over: references, brackets, backslashes, other scripts.
HARD = r"12 0 R (a) \(b\) << /K 3 0 R >> endobj é œ 雨"


def segments(parts: Sequence[Part], bases: Sequence[int], whole_faces: bool = False) -> list[Gathering]:
    """One gathering for each part, from the number given on."""
    keys = frozenset(part.key for part in parts)
    made = []
    for rank, (part, base) in enumerate(zip(parts, bases, strict=True)):
        with (
            gather([part], keys, "fr-FR", rank, whole_faces=whole_faces) as pdf,
            pikepdf.open(io.BytesIO(part.read())) as leaf,
        ):
            made.append(Gathering(gathered(pdf, base), [(part, len(leaf.pages))]))
    return made


@pytest.fixture(scope="module")
def parts(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    folder = tmp_path_factory.mktemp("segments")
    bodies = {
        "A-01": f'<h1>Un</h1><p><a href="loosfiches:A-02">{HARD.replace("<", "&lt;").replace("雨", "")}</a></p>',
        "A-02": "<h1>Deux</h1><table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
    }
    for key, body in bodies.items():
        written(folder, f"{key}.pdf", engine.render(html(body, title=key)).pdf)
    return [Part(key, (folder / f"{key}.pdf").read_bytes, f"{key} · ", HARD) for key in bodies]


def test_what_strings_hold_is_no_reference(parts: list[Part]) -> None:
    pdf = bind(segments(parts, [FIRST, 3000]), METADATA, [Entry(HARD, "A-01")])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [str(tag.element.T) for tag in tags(opened) if tag.kind == "Part"] == [HARD, HARD]
        assert str(opened.Root.Outlines.First.Title) == HARD
        assert str(opened.pages[0].obj.Annots[0].Contents).replace("\xa0", " ").startswith("12 0 R (a)")


def test_wherever_it_stands_a_gathering_says_the_same(parts: list[Part]) -> None:
    near, far = (bind(segments(parts, bases), METADATA) for bases in ([FIRST, 300], [500, 70_000]))
    assert text(near) == text(far)
    assert faults(near) == faults(far) == []
    for pdf in (near, far):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert links(opened) == [(0, "page 1")]
            assert not opened.check_pdf_syntax()


def test_a_slab_comes_back_from_the_cache_as_it_was(parts: list[Part], tmp_path: Path) -> None:
    (one, *_) = segments(parts, [FIRST, 3000])
    file = tmp_path / "segment"
    file.write_bytes(one.segment.to_bytes())
    assert Segment.from_bytes(file.read_bytes()) == one.segment


def test_no_number_is_used_twice(parts: list[Part]) -> None:
    one = segments(parts, [FIRST, 3000])[0].segment
    assert one.next >= one.base + one.written.count


def pixels(pdf: bytes) -> list[bytes]:
    """The pages of a PDF as a screen shows them."""
    return [page.render().to_pil().tobytes() for page in pypdfium2.PdfDocument(pdf)]


def programs(pdf: bytes) -> list[bytes]:
    """The font programs of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [each.read_bytes() for each in opened.objects if isinstance(each, Stream) and "/Length1" in each]


def test_our_faces_are_there_once_and_whole(parts: list[Part]) -> None:
    ours = fonts.faces().programs
    parted = bind(segments(parts, [FIRST, 3000]), METADATA)
    whole = bind(segments(parts, [FIRST, 3000], whole_faces=True), METADATA, faces=ours)
    assert programs(whole) == list(ours[:2])  # regular and bold
    assert len(programs(parted)) == 2 * len(parts)
    assert text(whole) == text(parted)
    assert pixels(whole) == pixels(parted)
    assert faults(whole) == []


def test_a_font_of_a_project_keeps_its_own_program(setup: Setup, tmp_path: Path) -> None:
    """It calls itself what ours does, but draws E as A."""
    with TTFont(fonts.faces().regular) as font:
        font["glyf"][font.getBestCmap()[ord("E")]] = font["glyf"][font.getBestCmap()[ord("A")]]
        font.save(tmp_path / "own.ttf")
    style = '@font-face { font-family: Own; src: url("own.ttf") } p { font-family: Own }'
    engine = Engine(Setup(setup.project, {**setup.stylesheets, "own": style}, tmp_path))
    leaf = engine.render(html("<p>E</p>"))
    part = Part("x", lambda: leaf.pdf, "", "x")
    ours = fonts.faces().programs
    whole = bind(segments([part], [FIRST], whole_faces=True), METADATA, faces=ours)
    assert pixels(whole) == pixels(leaf.pdf)
    assert len(set(programs(whole)) - set(ours)) == 1
