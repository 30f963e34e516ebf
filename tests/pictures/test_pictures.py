"""What is published of pictures and of files to take away: what they show, and nothing that was noted in them."""

import base64
import sys
import zipfile
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from loosfiches.build.limits import Limits
from loosfiches.pdf.offered import looked
from loosfiches.pictures import Fault, plain

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def photo(kind: str, turned: int = 1, **options: object) -> bytes:
    """Return a picture whose camera noted where it was taken, and by whom."""
    notes, made = Image.Exif(), BytesIO()
    notes[0x0112], notes[0x013B] = turned, "CANARI"
    notes.get_ifd(0x8825)[1] = "CANARI"
    Image.effect_noise((90, 30), 60).convert("RGB").save(made, kind, exif=notes, **options)
    assert b"CANARI" in made.getvalue()
    return made.getvalue()


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))


def shown(body: bytes, still: bool = False) -> tuple[bytes, str]:
    made = plain(body, still)
    assert not isinstance(made, Fault)
    return made


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_a_photograph_goes_out_upright_and_without_notes(kind: str, turned: int, still: bool) -> None:
    body, made = shown(photo(kind, turned), still)
    assert b"CANARI" not in body
    assert opened(body).size == ((90, 30) if turned == 1 else (30, 90))
    assert opened(body).getexif().get(0x0112, 1) == 1
    assert made in {"JPEG", "PNG"} or (not still and made == "WebP")


def test_comments_texts_previews_and_what_follows_the_end_are_left_out() -> None:
    jpeg = photo("JPEG", comment=b"CANARI") + b"CANARI"
    text = PngInfo()
    text.add_text("Author", "CANARI")
    text.add_itxt("XML:com.adobe.xmp", "CANARI", zip=False)
    png = photo("PNG", pnginfo=text) + b"CANARI"
    gif = BytesIO()
    Image.new("P", (9, 9)).save(gif, "GIF", comment=b"CANARI")
    assert b"CANARI" in gif.getvalue()
    for body in (jpeg, png, gif.getvalue() + b"CANARI"):
        assert b"CANARI" not in shown(body)[0]


def test_pixels_and_colour_profile_stay() -> None:
    given = photo("PNG", icc_profile=b"profile")
    body, kind = shown(given)
    assert (kind, opened(body).info["icc_profile"]) == ("PNG", b"profile")
    assert opened(body).tobytes() == opened(given).tobytes()
    grey = BytesIO()
    Image.new("I;16", (9, 9), 40_000).save(grey, "PNG")
    assert opened(shown(grey.getvalue(), still=True)[0]).getpixel((0, 0)) in {155, 156}


def test_what_moves_goes_on_moving_on_the_site_and_stands_still_on_paper() -> None:
    for kind in ("GIF", "WEBP"):
        made = BytesIO()
        frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
        frames[0].save(made, kind, save_all=True, append_images=frames[1:], loop=0)
        assert getattr(opened(shown(made.getvalue())[0]), "n_frames", 1) == 2
        still = opened(shown(made.getvalue(), still=True)[0])
        assert (still.format, getattr(still, "n_frames", 1)) in {("PNG", 1), ("JPEG", 1)}


KEPT = {
    "a class filled with its own gradient": (
        "<defs><style>.a{fill:url(#g);}</style><linearGradient id='g'/></defs><rect class='a'/>",
        ["url(#g)", "<rect"],
    ),
    "a data sheet": ("<style><![CDATA[.a > .b { stroke: red }]]></style>", ["stroke: red"]),
    "a day colour": ('<rect style="fill: light-dark(#fff, var(--x, #111))"/>', ["fill: #fff"]),
    "words instead of a web page": (
        '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">CANARI</p></foreignObject><text>Scène</text></switch>',
        ["<text>Scène</text>"],
    ),
    "notes of Inkscape": (
        '<metadata>CANARI</metadata><i:grid xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="CANARI"/>'
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="CANARI" style="-inkscape-x:CANARI;fill:red"/>',
        ["fill: red"],
    ),
}


@pytest.mark.parametrize(("inner", "kept"), KEPT.values(), ids=KEPT)
def test_a_drawing_keeps_what_draws_and_nothing_else(inner: str, kept: list[str]) -> None:
    body, kind = shown(SVG.format(inner).encode())
    assert kind == "SVG"
    assert all(each in body.decode() for each in kept)
    assert all(each not in body.decode() for each in ("CANARI", "inkscape", "foreignObject", "metadata"))


def test_a_drawing_that_holds_nothing_else_is_published_as_its_author_wrote_it() -> None:
    body = SVG.format('<g fill="red"><path d="M0 0h9"/></g>').replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    assert shown(body.encode()) == (body.encode(), "SVG")


def test_the_doctype_of_a_drawing_program_and_its_encoding_are_left_out() -> None:
    start = '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3.org/svg11.dtd">'
    body = shown((start + SVG.format("<text>été</text>")).encode("latin-1"))[0]
    assert b"DOCTYPE" not in body
    assert "<text>été</text>" in body.decode()


def test_a_photograph_inside_a_drawing_is_looked_at_too() -> None:
    address = f"data:image/jpeg;base64,{base64.b64encode(photo('JPEG')).decode()}"
    body = shown(SVG.format(f'<image xlink:href="{address}" width="9"/>').encode())[0]
    inside = base64.b64decode(body.partition(b"base64,")[2].partition(b'"')[0])
    assert opened(inside).size == (90, 30)
    assert b"CANARI" not in inside
    cut = SVG.format(f'<image xlink:href="{address[:900]}" width="9"/>').encode()
    assert isinstance(plain(cut), Fault)


REFUSED = {
    "web page": '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "no namespace": "<svg/>",
    "form of another namespace": SVG.format('<h:form xmlns:h="http://www.w3.org/1999/xhtml" action="javascript:1"/>'),
    "web page without words instead": SVG.format("<switch><foreignObject/></switch>"),
    "event in capitals": SVG.format('<g ONLOAD="x()"/>'),
    "set of pictures": SVG.format("<rect style=\"fill:image-set('http://x.fr/a' 1x)\"/>"),
    "font of elsewhere": SVG.format("<style>@font-face{src:url(http://x.fr/a)}</style>"),
    "circle": SVG.format('<linearGradient id="a" href="#b"/><linearGradient id="b" xlink:href="#a"/>'),
    "pattern called by a class": SVG.format(
        "<style>.k{fill:url(#b)}</style><pattern id='a'><rect class='k'/></pattern><pattern id='b'><rect/></pattern>"
    ),
    "entity": "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("<text>&a;</text>"),
    "entity of elsewhere": "<!DOCTYPE svg SYSTEM 'http://x.fr/a.dtd'>" + SVG.format("<text>&a;</text>"),
    "a hundred thousand words": SVG.format(f"<text>{'mot ' * 100_000}</text>"),
    "five thousand levels": SVG.format("<g>" * 5000 + "</g>" * 5000),
    "cut": SVG.format("<g/>")[:-3],
}


@pytest.mark.parametrize("svg", REFUSED.values(), ids=REFUSED)
def test_a_drawing_that_would_act_or_never_end_is_refused(svg: str) -> None:
    assert isinstance(plain(svg.encode()), Fault)


def test_a_pdf_to_take_away_names_nobody_and_does_nothing() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    pdf.docinfo["/Author"], pdf.docinfo["/Title"] = "CANARI", "Convention"
    with pdf.open_metadata() as said:
        said["dc:creator"], said["dc:title"], said["pdfuaid:part"] = ["CANARI"], "Convention", "1"
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARI')")
    photograph = pikepdf.Stream(pdf, photo("JPEG"), Type=pikepdf.Name.XObject, Filter=pikepdf.Name.DCTDecode)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=photograph))
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="CANARI"))
    page.Annots = pikepdf.Array([pdf.make_indirect(link)])
    whole = BytesIO()
    pdf.save(whole)
    made, told = looked(whole.getvalue(), ".pdf")
    assert told == Fault("LF325", {"sign": "/Launch, /JavaScript"})
    with pikepdf.open(BytesIO(made)) as kept:
        assert str(kept.docinfo["/Title"]) == "Convention"
        assert b"pdfuaid:part" in kept.Root.Metadata.read_bytes()
        kept.save(whole, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    assert b"CANARI" not in made
    assert looked(made, ".pdf") == (made, None)


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for limits")
def test_a_pdf_to_take_away_takes_no_more_memory_than_it_may() -> None:
    whole = BytesIO()
    pikepdf.new().save(whole)
    assert looked(whole.getvalue(), ".pdf")[1] is None
    heavy = whole.getvalue() + bytes(5_000_000)
    assert looked(heavy, ".pdf", Limits(megabytes=1)) == (heavy, Fault("LF329"))


def test_an_office_document_to_take_away_names_nobody() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as given:
        given.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        given.writestr("meta.xml", "<m><meta:initial-creator>CANARI</meta:initial-creator><dc:title>T</dc:title></m>")
        given.writestr("docProps/core.xml", "<m><dc:creator>CANARI</dc:creator></m>")
        given.writestr("content.xml", "<text>dc:creator</text>")
        given.writestr("Pictures/a.jpg", photo("JPEG"))
    made, told = looked(whole.getvalue(), ".odt")
    with zipfile.ZipFile(BytesIO(made)) as kept:
        assert next(entry.filename for entry in kept.infolist()) == "mimetype"
        assert all(b"CANARI" not in kept.read(name) for name in kept.namelist())
        assert b"<dc:title>T</dc:title>" in kept.read("meta.xml")
    assert told is None
