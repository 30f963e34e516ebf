"""Leaves joined into one binder, in one gathering or in several: what a reader, a printer and a screen reader get."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from loosfiches.pdf.join import FIRST, Entry, Gathering, Metadata, Part, bind, gathered, join
from loosfiches.pdf.merge import gather
from loosfiches.pdf.segment import Segment
from loosfiches.print.accessibility.finisher import Finisher
from loosfiches.print.leaf import Engine
from loosfiches.print.links import keep_sound_links
from tests.print.paper import SVG, destinations, faults, html, image, kinds, links, parents, tags, text, written

METADATA = Metadata("Le classeur & ses fiches", "fr-FR", "Ville d’Exemple <x>", rights="CC BY 4.0")
TABLE = "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"
BODIES = {
    "A-01": '<h1>Marche</h1><p><a href="loosfiches:A-03">le <b>budget</b></a> et <a href="#p">là</a>.</p>'
    f'{TABLE}<p id="p" style="break-before:page">Page deux, <a href="https://example.org/">le site</a></p>',
    "A-02": '<h1>Café</h1><ul><li><p>un</p><p>deux</p></li></ul><p><a href="loosfiches:A-01#p">Marche</a></p>',
    "A-03": f'<h1>Budget</h1>{TABLE}<p lang="en">town hall</p><p><a href="#fin">fin</a></p>'
    '<h2 id="fin" style="break-before:page">Fin</h2>',
}
#: How many leaves that links name a gathering holds; None: `join` gathers them all.
WAYS = {"at once": None, "leaf by leaf": 1, "two by two": 2}
Join = Callable[..., bytes]
NOTES = "<style>@page { @top-left { content: 'Notes' } }</style>"


@pytest.fixture(scope="session")
def leaves(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaves")
    for key, body in (BODIES | {"notes": NOTES}).items():
        written(folder, f"{key}.pdf", engine.render(html(body, title=key)).pdf)
    return folder


@pytest.fixture(scope="session")
def parts(leaves: Path) -> list[Part]:
    return [Part(key, (leaves / f"{key}.pdf").read_bytes, f"{key} · ", key) for key in BODIES]


@pytest.fixture(scope="session", params=list(WAYS.values()), ids=list(WAYS))
def together(request: pytest.FixtureRequest) -> Join:
    """Return a function that joins parts, with an outline or not: in one gathering, then in several."""
    many: int | None = request.param

    def call(parts: Sequence[Part], outline: Sequence[Entry] = ()) -> bytes:
        return _bound(parts, many, outline) if many else join(parts, METADATA, outline)

    return call


def _bound(parts: Sequence[Part], many: int, outline: Sequence[Entry]) -> bytes:
    """Join parts as a binder is: each gathering made apart, kept as bytes, and put after the one before."""
    keys, gatherings, base = frozenset(part.key for part in parts if part.key), list[Gathering](), FIRST
    for rank, some in enumerate(_cut(parts, many)):
        with gather(some, keys, METADATA.language, rank) as pdf:
            segment = Segment.from_bytes(gathered(pdf, base).to_bytes())
        gatherings.append(Gathering(segment, [(part, len(text(part.read()))) for part in some]))
        base = segment.next
    return bind(gatherings, METADATA, outline)


def _cut(parts: Sequence[Part], many: int) -> list[list[Part]]:
    """Cut parts into gatherings; one that no link names goes with those before it, as a page of notes does."""
    cut: list[list[Part]] = [[]]
    for part in parts:
        if part.key and sum(bool(each.key) for each in cut[-1]) == many:
            cut.append([])
        cut[-1].append(part)
    return cut


@pytest.fixture(scope="session")
def binder(together: Join, parts: list[Part]) -> bytes:
    return together(parts)


@pytest.fixture
def opened(binder: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(binder)) as pdf:
        yield pdf


def in_one_pass(engine: Engine) -> bytes:
    """The oracle: WeasyPrint itself writes the same pages as one document."""
    documents = [engine._lay_out(_page(engine, html(body, title=key))) for key, body in BODIES.items()]
    whole = documents[0].copy([page for document in documents for page in document.pages])
    whole._html = documents[0]._html
    keep_sound_links(whole)
    return bytes(whole.write_pdf(finisher=Finisher(whole, "x"), pdf_variant="pdf/ua-1"))


def _page(engine: Engine, source: str) -> object:
    from loosfiches.print.engine import HTML, LockedURLFetcher
    from loosfiches.print.fetcher import PROJECT, Fetcher

    return HTML(string=source, base_url=PROJECT, url_fetcher=LockedURLFetcher(Fetcher(engine._folders)))


def test_joined_or_in_one_pass_the_text_is_the_same(engine: Engine, binder: bytes) -> None:
    assert text(binder) == text(in_one_pass(engine))


def test_joined_or_in_one_pass_the_tags_are_the_same(engine: Engine, binder: bytes) -> None:
    assert [kind for kind in kinds(binder) if kind != "Part"] == kinds(in_one_pass(engine))


def test_joined_or_in_one_pass_the_links_are_the_same(engine: Engine, opened: pikepdf.Pdf) -> None:
    firsts = {"loosfiches:A-01#p": "page 0", "loosfiches:A-03": "page 3"}
    with pikepdf.open(io.BytesIO(in_one_pass(engine))) as oracle:
        assert links(opened) == [(page, firsts.get(target, target)) for page, target in links(oracle)]


def test_joined_or_in_one_pass_it_looks_the_same(engine: Engine, binder: bytes) -> None:
    def pixels(pdf: bytes) -> list[bytes]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.render(scale=1).to_pil().tobytes() for page in document]
        finally:
            document.close()

    assert pixels(binder) == pixels(in_one_pass(engine))


def test_the_binder_conforms(binder: bytes) -> None:
    assert faults(binder) == []


def test_each_leaf_is_a_part_under_one_document(opened: pikepdf.Pdf) -> None:
    top = [(tag.kind, tag.depth, str(tag.element.get("/T", ""))) for tag in tags(opened) if tag.depth < 2]
    assert top == [("Document", 0, ""), ("Part", 1, "A-01"), ("Part", 1, "A-02"), ("Part", 1, "A-03")]


def test_every_tag_finds_its_page_and_every_page_its_tags(opened: pikepdf.Pdf) -> None:
    by_number = parents(opened)
    assert list(by_number) == sorted(by_number)
    assert len({int(page.obj.StructParents) for page in opened.pages}) == len(opened.pages)
    for page in opened.pages:
        assert {kid.Pg.objgen for kid in by_number[int(page.obj.StructParents)] if kid is not None} == {page.obj.objgen}
        for annotation in page.obj.get("/Annots", []):
            kids = [kid for kid in by_number[int(annotation.StructParent)].K if isinstance(kid, pikepdf.Dictionary)]
            assert annotation.objgen in {kid.Obj.objgen for kid in kids if "/Obj" in kid}


def test_what_hangs_under_a_page_node_or_a_tag_leads_back_to_it(opened: pikepdf.Pdf) -> None:
    nodes = [opened.Root.Pages, *(node for node in opened.Root.Pages.Kids if "/Kids" in node)]
    assert [kid.objgen for node in nodes for kid in node.Kids if kid.Parent.objgen != node.objgen] == []
    tree = opened.Root.StructTreeRoot
    assert tree.K[0].P.objgen == tree.objgen
    for tag in tags(opened):
        kids = tag.element.get("/K", pikepdf.Array())
        elements = [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if "/S" in _keys(kid)]
        assert {kid.P.objgen for kid in elements} <= {tag.element.objgen}


def _keys(item: object) -> set[str]:
    return set(item.keys()) if isinstance(item, pikepdf.Dictionary) else set()


def test_a_link_to_another_part_leads_to_its_first_page(opened: pikepdf.Pdf) -> None:
    assert links(opened)[:2] == [(0, "page 3"), (0, "page 1")]


def test_the_names_of_parts_are_those_that_a_web_address_may_bear(opened: pikepdf.Pdf) -> None:
    assert list(destinations(opened)) == ["A-01", "A-02", "A-03"]


def test_a_link_inside_a_leaf_still_leads_there(opened: pikepdf.Pdf) -> None:
    assert (3, "page 4") in links(opened)


def test_a_link_to_an_absent_part_keeps_its_words_only(leaves: Path, together: Join) -> None:
    pdf = together([Part("A-02", (leaves / "A-02.pdf").read_bytes, "A-02 · ", "Café")])
    assert faults(pdf) == []
    assert "Marche" in text(pdf)[0]
    assert "Link" not in kinds(pdf)


def test_page_labels_are_the_printed_folios(leaves: Path, together: Join) -> None:
    cover = Part("", (leaves / "A-02.pdf").read_bytes, "Couverture", "Couverture", numbered=False)
    pdf = together([cover, Part("A-03", (leaves / "A-03.pdf").read_bytes, "A-03 · ", "Budget")])
    document = pypdfium2.PdfDocument(pdf)
    assert [document.get_page_label(number) for number in range(3)] == ["Couverture", "A-03 · 1", "A-03 · 2"]
    document.close()


def test_header_cells_of_two_leaves_keep_apart(opened: pikepdf.Pdf) -> None:
    heads = [str(tag.element.ID) for tag in tags(opened) if tag.kind == "TH"]
    assert len(heads) == len(set(heads)) == 4
    named = [str(name) for name in list(opened.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert named == sorted(heads)


def test_the_outline_is_nested_and_leads_to_headings(parts: list[Part], together: Join) -> None:
    heading = Entry("Fin", "A-03", page=1, y=400)
    sections = [
        Entry("A", "A-01", children=(Entry("Marche", "A-01"), Entry("Café", "A-02")), opened=True),
        Entry("B", "A-03", children=(Entry("Budget", "A-03", children=(heading,)),)),
    ]
    binder = together(parts, sections)
    document = pypdfium2.PdfDocument(binder)
    shown = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert shown == [
        (0, "A", 0),
        (1, "Marche", 0),
        (1, "Café", 2),
        (0, "B", 3),
        (1, "Budget", 3),
        (2, "Fin", 4),
    ]
    with pikepdf.open(io.BytesIO(binder)) as pdf:
        assert (int(pdf.Root.Outlines.Count), int(pdf.Root.Outlines.Last.Count)) == (4, -1)


def test_an_outline_entry_to_no_part_is_an_error(parts: list[Part], together: Join) -> None:
    with pytest.raises(KeyError):
        together(parts, [Entry("x", "Z-99")])


def test_metadata_say_the_same_in_both_places(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as xmp:
        assert xmp["dc:title"] == str(opened.docinfo.Title) == METADATA.title
        assert xmp["dc:creator"] == [str(opened.docinfo.Author)] == [METADATA.creator]
        assert xmp["pdf:Producer"] == str(opened.docinfo.Producer)
        assert xmp["dc:language"] == {"fr-FR"}
        assert xmp["dc:rights"] == "CC BY 4.0"
        assert xmp["pdfuaid:part"] == "1"
        assert "dc:description" not in xmp
    assert str(opened.Root.Lang) == "fr-FR"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_a_part_in_another_language_says_so(engine: Engine, leaves: Path, together: Join) -> None:
    english = written(leaves, "en.pdf", engine.render(html("<h1>March</h1>", lang="en")).pdf)
    with pikepdf.open(io.BytesIO(together([Part("en", english.read_bytes, "", "March")]))) as pdf:
        assert str(tags(pdf)[1].element.Lang) == "en"


def test_a_page_for_notes_may_come_back(leaves: Path, parts: list[Part], together: Join) -> None:
    notes = Part("", (leaves / "notes.pdf").read_bytes, "Notes", "Notes", numbered=False)
    pdf = together([parts[0], notes, parts[1], notes, parts[1]])
    assert faults(pdf) == []
    assert ["Notes" in page for page in text(pdf)] == [False, False, True, False, True, False]
    assert kinds(pdf).count("Part") == 3


def test_pictures_shared_by_leaves_of_a_gathering_are_kept_once(engine: Engine, project: Path, tmp_path: Path) -> None:
    written(project, "logo.png", image(mode="RGBA"))
    one, two = (
        written(tmp_path, f"{n}.pdf", engine.render(html(f'<h1>{n}</h1><img src="logo.png" alt="Logo">')).pdf)
        for n in (1, 2)
    )
    with pikepdf.open(
        io.BytesIO(join([Part("1", one.read_bytes, "", "1"), Part("2", two.read_bytes, "", "2")], METADATA))
    ) as pdf:
        pictures = {picture.objgen for page in pdf.pages for picture in page.obj.Resources.XObject.as_dict().values()}
        assert len(pictures) == 1


def test_drawings_come_through(engine: Engine, tmp_path: Path, together: Join) -> None:
    drawing = SVG.format("<title>Un trait</title><path d='M0 0h9' stroke='#000'/>")
    leaf = written(tmp_path, "x.pdf", engine.render(html(f"<h1>x</h1>{drawing}")).pdf)
    assert faults(together([Part("x", leaf.read_bytes, "", "x")])) == []


def test_same_parts_same_bytes(parts: list[Part], together: Join, binder: bytes) -> None:
    assert together(parts) == binder


def test_many_parts_need_few_open_files(parts: list[Part], together: Join) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, limits[1]))
    try:
        pdf = together(parts * 40)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert len(text(pdf)) == 200


def test_a_leaf_that_is_no_pdf_is_an_error() -> None:
    with pytest.raises(pikepdf.PdfError):
        join([Part("x", lambda: b"x", "", "x")], METADATA)
