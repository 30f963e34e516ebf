"""What is published of files to take away: what they say, and nothing that was noted in them."""

import sys
import zipfile
from io import BytesIO

import pikepdf
import pytest

from loosfiches.build.limits import Limits
from loosfiches.pdf.offered import looked
from loosfiches.pictures import Fault
from tests.pictures.test_pictures import photo


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
