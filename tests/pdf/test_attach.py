"""What a binder says of itself and carries: two norms in one file, sources as associated files, no clock."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import page as validator
import pikepdf
import pytest

from loosfiches.pdf.enclosure import Enclosure
from loosfiches.pdf.extraction import enclosed
from loosfiches.pdf.join import Metadata, Part, join
from loosfiches.print.leaf import Engine
from tests.print.paper import SVG, faults, html, image, written

METADATA = Metadata(
    "Le classeur",
    "fr-FR",
    "Ville d’Exemple",
    rights="CC BY 4.0",
    address="https://example.org/by",
    day=date(2026, 11, 3),
)
SOURCES = [
    Enclosure("fiches/a/É-01.yaml", "titre: Élan\n".encode(), "Élan", date(2025, 2, 1)),
    Enclosure("fiches/classeur.yaml", b"\xef\xbb\xbfschema: classeur/1\r\n", "Le classeur"),
]
PICTURES = {"alpha.png": image(mode="RGBA"), "grey.png": image(mode="L"), "photo.jpg": image("JPEG")}


def archival_faults(pdf: bytes) -> set[str]:
    """What a PDF/A-3a validator finds wrong; empty when the file conforms."""
    report = validator.validate_pdf_bytes(pdf, profile=validator.ValidationProfile.PDF_A_3A)
    return {failure.rule_id for failure in report.failures}


@pytest.fixture(scope="module")
def leaf(engine: Engine, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name, content in PICTURES.items():
        written(project, name, content)
    drawing = SVG.format("<title>Un trait</title><path d='M0 0h9' stroke='#000' stroke-opacity='.5'/>")
    pictures = "".join(f'<img src="{name}" alt="Plan">' for name in PICTURES)
    return written(tmp_path_factory.mktemp("leaf"), "x.pdf", engine.render(html(f"<h1>x</h1>{pictures}{drawing}")).pdf)


@pytest.fixture(scope="module")
def binder(leaf: Path) -> bytes:
    return join([Part("x", leaf.read_bytes, "", "x")], METADATA, enclosures=SOURCES)


@pytest.fixture
def opened(binder: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(binder)) as pdf:
        yield pdf


def test_pictures_and_sources_keep_both_norms(binder: bytes) -> None:
    assert faults(binder) == []
    assert archival_faults(binder) == set()


def test_a_binder_without_sources_keeps_both_norms(leaf: Path) -> None:
    bare = join([Part("x", leaf.read_bytes, "", "x")], Metadata("t", "fr", "x"))
    assert faults(bare) == []
    assert archival_faults(bare) == set()


def test_the_guard_sees_a_smoothed_picture_and_a_missing_intent(opened: pikepdf.Pdf) -> None:
    for item in opened.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            item.Interpolate = True
    del opened.Root.OutputIntents
    assert len(archival_faults(_saved(opened))) >= 2


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def test_a_source_says_what_it_is_and_when_it_changed(opened: pikepdf.Pdf) -> None:
    tree = dict(zip(*[iter(list(opened.Root.Names.EmbeddedFiles.Names))] * 2, strict=True))
    second, first = tree.values()
    assert [str(name) for name in tree] == ["fiches/a/É-01.yaml", "fiches/classeur.yaml"]
    assert [each.objgen for each in opened.Root.AF] == [second.objgen, first.objgen]
    assert (str(second.UF), str(second.Desc), second.AFRelationship) == ("É-01.yaml", "Élan", "/Source")
    stream = second.EF.UF
    assert (stream.Subtype, str(stream.Params.ModDate)) == ("/application/yaml", "D:20250201")
    assert int(stream.Params.Size) == len(stream.read_bytes())
    assert "/ModDate" not in first.EF.F.Params


def test_sources_come_out_byte_for_byte(binder: bytes, tmp_path: Path) -> None:
    given = {each.name: each.body for each in SOURCES}
    assert dict(enclosed(written(tmp_path, "x.pdf", binder))) == given


def test_the_file_says_whose_it_is_under_which_licence_and_of_which_edition(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as xmp:
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "3", "A")
        assert (xmp["dc:rights"], xmp["xmpRights:WebStatement"]) == ("CC BY 4.0", "https://example.org/by")
        assert xmp["xmpRights:Marked"] == "True"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-11-03"
    assert str(opened.docinfo.CreationDate) == str(opened.docinfo.ModDate) == "D:20261103"


def test_what_is_not_known_is_not_said(leaf: Path) -> None:
    bare = join([Part("x", leaf.read_bytes, "", "x")], Metadata("t", "fr", "x"))
    with pikepdf.open(io.BytesIO(bare)) as pdf, pdf.open_metadata() as xmp:
        assert not {"dc:rights", "xmpRights:Marked", "xmpRights:WebStatement", "xmp:CreateDate"} & set(xmp)
        assert "/CreationDate" not in pdf.docinfo
        assert "/AF" not in pdf.Root


def test_one_profile_serves_all_leaves(leaf: Path) -> None:
    many = join([Part(str(n), leaf.read_bytes, "", "x") for n in range(3)], METADATA)
    with pikepdf.open(io.BytesIO(many)) as pdf:
        profiles = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Alternate" in each]
        assert len(profiles) == len(pdf.Root.OutputIntents) == 1


def test_same_sources_same_bytes(leaf: Path, binder: bytes) -> None:
    assert join([Part("x", leaf.read_bytes, "", "x")], METADATA, enclosures=SOURCES[::-1]) == binder
