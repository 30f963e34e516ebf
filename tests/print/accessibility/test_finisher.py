"""Each construct that WeasyPrint 70 tags wrongly comes out conforming, and reads as it should."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

from loosfiches.print.engine import HTML
from loosfiches.print.leaf import Engine
from tests.print.conftest import Render
from tests.print.paper import SVG, Tag, faults, html, image, kinds, links, tags, written

CONSTRUCTS = {
    "link with strong": '<p><a href="https://example.org/">voir <strong>le <em>site</em></strong></a></p>',
    "link with image": '<p><a href="https://example.org/"><img src="a.png" alt="Le site"></a></p>',
    "link with a mark after": '<style>a::after{content:" ↗"}</style><p><a href="https://example.org/">x</a></p>',
    "link over two lines": '<p><a href="https://example.org/">' + "un très long lien " * 12 + "</a></p>",
    "link as a block": '<a href="https://example.org/" style="display:block"><p>un</p><p>deux</p></a>',
    "anchor without target": '<p><a id="ici">ici</a> et <a href="#ici">là</a></p>',
    "item with two blocks": "<ul><li><p>un</p><p>deux</p></li></ul>",
    "item with text then a block": "<ol><li>un<p>deux</p>trois</li></ol>",
    "item with a table": "<ul><li><p>x</p><table><tr><th>a</th></tr><tr><td>b</td></tr></table></li></ul>",
    "nested lists": "<ul><li>un<ul><li>deux <b>gras</b><ol><li>trois</li></ol></li></ul>fin</li></ul>",
    "list without bullets": '<ul style="list-style:none"><li><p>un</p><p>deux</p></li><li>trois</li></ul>',
    "definitions": "<dl><dt>un</dt><dd><p>a</p><p>b</p></dd></dl>",
    "decorative image": '<p>a <img src="a.png" alt=""> b</p>',
    "image alone, decorative": '<div><img src="a.png" alt="" style="display:block"></div>',
    "decorative drawing": SVG.format("<rect width='5' height='5'/>").replace("<svg", '<svg aria-hidden="true"'),
    "hidden words": '<p><span aria-hidden="true">●</span> un</p><p aria-hidden="true">rien</p>',
    "figure": '<figure><img src="a.png" alt="Une place"><figcaption>La place</figcaption></figure>',
    "generated image": '<style>p::before{content:url("a.png")}</style><p>un</p>',
    "background": '<p style="background:url(a.png)">un</p>',
    "table": "<table><caption>Coûts</caption><thead><tr><th>a</th><th scope='col'>b</th></tr></thead>"
    "<tr><th scope='row'>c</th><td>d</td></tr><tr><td colspan='2'>e</td></tr></table>",
    "table over pages": "<table><thead><tr><th>a</th><th>b</th></tr></thead>" + "<tr><td>c</td><td>d</td></tr>" * 60,
    "passages in English": '<p>un <i lang="en">hall</i></p><blockquote lang="en-GB"><p>x</p></blockquote>',
    "floats and absolutes": '<div style="float:left">a</div><p style="position:absolute;top:0">b</p><p>c</p>',
    "absolute link": '<p><a href="https://example.org/" style="position:absolute"><b>x</b></a></p>',
    "columns": '<div style="columns:2"><p>' + "mot " * 200 + "</p></div>",
    "transform": '<p style="transform:rotate(9deg)"><a href="https://example.org/">un</a></p>',
}


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as leaf:
        yield leaf


def tag(leaf: pikepdf.Pdf, kind: str) -> Tag:
    return next(tag for tag in tags(leaf) if tag.kind == kind)


@pytest.fixture(autouse=True)
def picture(project: Path) -> None:
    written(project, "a.png", image())


@pytest.mark.parametrize("body", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_it_conforms(render: Render, body: str) -> None:
    leaf = render(f"<h1>Titre</h1>{body}")
    assert faults(leaf.pdf) == []
    assert leaf.record.warnings == ()


@pytest.mark.parametrize("name", ["link with strong", "item with two blocks", "decorative image"])
def test_without_mending_it_would_not(engine: Engine, project: Path, name: str) -> None:
    page = HTML(string=html(f"<h1>Titre</h1>{CONSTRUCTS[name]}"), base_url=project.as_uri() + "/")
    assert faults(engine._lay_out(page).write_pdf(pdf_variant="pdf/ua-1")) != []


def test_words_hang_right_under_their_paragraph(render: Render) -> None:
    body = '<h1>Titre</h1><p>un <b>gras</b> et <i lang="en">fair play</i>, <a href="https://example.org/">lien</a></p>'
    assert kinds(render(body).pdf) == ["Document", "H1", "P", "NonStruct", "Span", "Link"]


def test_boxes_without_words_are_not_in_the_tree(render: Render) -> None:
    style = '<style>p::before { content: ""; display: block; height: 5mm; background: red }</style>'
    assert kinds(render(f"<h1>Titre</h1>{style}<p>un</p>").pdf) == ["Document", "H1", "P"]


def test_a_link_is_one_annotation_described_in_words(render: Render) -> None:
    pdf = render('<h1>x</h1><a href="https://example.org/">voir <b>le <i>site</i></b></a>').pdf
    with opened(pdf) as leaf:
        assert links(leaf) == [(0, "https://example.org/")]
        assert str(leaf.pages[0].Annots[0].Contents) == "voir le site"
    assert kinds(pdf).count("Link") == 1


def test_a_title_describes_a_link_better(render: Render) -> None:
    with opened(render('<h1>x</h1><a href="https://example.org/" title="Le site de la ville">ici</a>').pdf) as leaf:
        assert str(leaf.pages[0].Annots[0].Contents) == "Le site de la ville"


def test_blocks_of_an_item_keep_their_order_in_its_body(render: Render) -> None:
    with opened(render("<h1>x</h1><ul><li><p>un</p><p>deux</p></li></ul>").pdf) as leaf:
        item = tag(leaf, "LI").element
        assert [str(kid.S) for kid in item.K] == ["/Lbl", "/LBody"]
        assert [str(kid.S) for kid in item.K[1].K] == ["/P", "/P"]


def test_running_heads_and_folios_are_artifacts(render: Render) -> None:
    with opened(render("<h1>x</h1>").pdf) as leaf:
        content = leaf.pages[0].Contents.read_bytes()
    assert len(re.findall(rb"/Artifact\s+<</Type /Pagination/Subtype /(?:Header|Footer)>>\s+BDC", content)) == 2


def test_decoration_is_not_read(render: Render) -> None:
    pdf = render('<h1>x</h1><p><span aria-hidden="true">●</span><img src="a.png" alt=""></p><p>un</p>').pdf
    assert "Figure" not in kinds(pdf)
    assert kinds(pdf).count("P") == 1


def test_a_figure_is_framed_where_it_stands(render: Render) -> None:
    pdf = render('<img src="a.png" alt="Une place" style="position:absolute;left:0;top:0;width:40mm">').pdf
    with opened(pdf) as leaf:
        left, bottom, right, top = map(float, tag(leaf, "Figure").element.A.BBox)
    # Margins are 20 mm, the page is 210 mm high; 1 mm is 2.8346 points.
    assert (round(left / 2.8346), round(top / 2.8346)) == (20, 190)
    assert (round((right - left) / 2.8346), round((top - bottom) / 2.8346)) == (40, 40)


def test_passages_bear_their_language(render: Render) -> None:
    with opened(render('<h1>x</h1><p>un <i lang="en">town hall</i> deux</p>').pdf) as leaf:
        said = [str(found.element.Lang) for found in tags(leaf) if "/Lang" in found.element]
        assert said == ["en"]


def test_header_cells_say_what_they_head(render: Render) -> None:
    table = "<table><tr><th>a</th><th>b</th></tr><tr><th scope='row'>c</th><td>d</td></tr></table>"
    with opened(render(f"<h1>x</h1>{table}").pdf) as leaf:
        heads = [found.element for found in tags(leaf) if found.kind == "TH"]
        assert [str(head.A.Scope) for head in heads] == ["/Column", "/Column", "/Row"]
        named = {str(head.ID) for head in heads}
        assert {str(name) for name in tag(leaf, "TD").element.A.Headers} <= named
        assert {str(name) for name in list(leaf.Root.StructTreeRoot.IDTree.Names)[::2]} == named
