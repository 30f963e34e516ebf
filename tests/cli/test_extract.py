"""Sources taken out of a binder: whole, in their places, and from a hostile PDF nothing at all."""

import io
import re
import shutil
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from loosfiches import language
from loosfiches.pdf.extraction import MAX_BYTES
from tests.cli.test_commands import Said, said  # noqa: F401  (a fixture)
from tests.conftest import ROOT, put

Files = Iterable[tuple[str, bytes]]
GOOD = ("fiches/classeur.yaml", b"schema: classeur/1\n")


def binder(files: Files, change: Callable[[pikepdf.Pdf], object] = id, **options: object) -> bytes:
    """Return a PDF with these files enclosed, whatever their names are."""
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    flat: list[object] = []
    for name, body in files:
        flat += [pikepdf.String(name), _specification(pdf, body)]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(flat)))
    change(pdf)
    pdf.save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def _specification(pdf: pikepdf.Pdf, body: bytes) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, EF=Dictionary(F=pdf.make_stream(body))))


@pytest.fixture
def extract(said: Said, tmp_path: Path) -> Callable[[bytes], tuple[int, str]]:  # noqa: F811
    """Return a function that extracts a PDF into `tmp_path/in/out`, and gives the status and what was said."""

    def call(pdf: bytes) -> tuple[int, str]:
        status, out, told = said("extract", put(tmp_path, "x.pdf", pdf), tmp_path / "in/out")
        assert out == ""
        return status, told

    return call


Extract = Callable[[bytes], tuple[int, str]]


def found(tmp_path: Path) -> set[str]:
    """Return every file under the test's folder but the PDF itself."""
    return {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if not path.is_dir()} - {"x.pdf"}


def test_a_binder_gives_its_sources_back_and_they_hold(said: Said, tmp_path: Path) -> None:  # noqa: F811
    pdf, target = tmp_path / "classeur.pdf", tmp_path / "ailleurs"
    assert said("binder", "-C", ROOT, "-o", pdf)[0] == 0
    status, _, told = said("extract", pdf, target)
    count = sum(1 for path in (ROOT / "fiches").rglob("*.yaml"))
    assert status == 0
    assert told.splitlines()[0] == f"{target} : {count} fichiers écrits"
    assert "ni note interne, ni image" in told
    for path in target.rglob("*.yaml"):
        assert path.read_bytes() == (ROOT / path.relative_to(target)).read_bytes()
    status, out, _ = said("validate", "--format", "concise", "-C", target)
    assert set(re.findall(r"LF\d+", out)) == {"LF310"}  # pictures and documents are not enclosed
    for folder in ("images", "documents", "schemas"):
        shutil.copytree(ROOT / "fiches" / folder, target / "fiches" / folder)
    assert said("validate", "--strict", "-C", target)[0] == 0


def test_what_is_there_already_and_the_same_is_left_alone(extract: Extract) -> None:
    assert extract(binder([GOOD, ("fiches/a/A-01.yaml", b"x")]))[0] == 0
    status, told = extract(binder([GOOD, ("fiches/a/A-01.yaml", b"x"), ("fiches/a/A-02.yaml", b"y")]))
    assert (status, "1 fichier écrit, 2 inchangés" in told) == (0, True)


def test_nothing_is_written_over_a_file_that_differs(extract: Extract, tmp_path: Path) -> None:
    put(tmp_path, "in/out/fiches/b/B-01.yaml", "à moi")
    status, told = extract(binder([GOOD, ("fiches/b/B-01.yaml", b"x")]))
    assert (status, "B-01.yaml existe déjà, avec un autre contenu : rien n’a été écrit" in told) == (2, True)
    assert found(tmp_path) == {"in/out/fiches/b/B-01.yaml"}
    assert (tmp_path / "in/out/fiches/b/B-01.yaml").read_text() == "à moi"


HOSTILE = [
    "../evil.yaml", "fiches/../../evil.yaml", "fiches/a/../../../evil.yaml", "/etc/evil.yaml", "//host/evil.yaml",
    "C:/evil.yaml", "C:evil.yaml", "fiches\\..\\evil.yaml", "..\\evil.yaml", "fiches/a\0b.yaml", "fiches/a:b.yaml",
    "fiches//a.yaml", "fiches/./a.yaml", "fiches/", "", "fiches/.git/hooks.yaml", "fiches/.a.yaml", "fiches/a.yaml.",
    "fiches/ a.yaml", "fiches/con.yaml", "fiches/LPT1/a.yaml", "fiches/a\n::error::.yaml", "fiches/\x1b[31m.yaml",
    "fiches/A-01\u202elmay.yaml", "fiches/a\u200b.yaml", "fiches/a\u2066.yaml", "fiches/a\u00ad.yaml", "fiches/a\u2028.yaml",
    f"fiches/{'a' * 300}.yaml", "fiches/" + "a/" * 600 + "x.yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=[repr(name)[:30] for name in HOSTILE])
def test_a_hostile_name_writes_nothing_at_all(extract: Extract, tmp_path: Path, name: str) -> None:
    status, told = extract(binder([GOOD, (name, b"x")]))
    assert (status, found(tmp_path)) == (2, set())
    assert "\x1b" not in told
    assert "\n::error" not in told


SAME = [
    ("fiches/a.yaml", "fiches/a.yaml"), ("fiches/a.yaml", "fiches/A.yaml"), ("fiches/é.yaml", "fiches/e\u0301.yaml"),
    ("fiches/a.yaml", "fiches/a.yaml/b.yaml"), ("fiches/A.yaml/b.yaml", "fiches/a.yaml"),
]  # fmt: skip


@pytest.mark.parametrize("names", SAME)
def test_two_files_of_one_name_write_nothing(extract: Extract, tmp_path: Path, names: tuple[str, str]) -> None:
    status, told = extract(binder([GOOD, *((name, b"x") for name in names)]))
    assert (status, found(tmp_path)) == (2, set())
    assert "deux fichiers portent le même nom" in told


@pytest.mark.parametrize("link", ["fiches", "fiches/a", "fiches/a/A-01.yaml"])
@pytest.mark.parametrize("lost", [True, False])
def test_a_link_in_the_folder_is_not_followed(extract: Extract, tmp_path: Path, link: str, lost: bool) -> None:
    outside = tmp_path / "outside"
    if not lost:
        put(outside, "a/A-01.yaml", "dehors")
    place = tmp_path / "in/out" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(outside / link.removeprefix("fiches").strip("/"))
    before = found(tmp_path)
    status, told = extract(binder([GOOD, ("fiches/a/A-01.yaml", b"x")]))
    assert (status, found(tmp_path)) == (2, before)
    assert "à travers un lien" in told
    assert lost or (outside / "a/A-01.yaml").read_text() == "dehors"


def test_other_enclosed_files_are_left_and_counted(extract: Extract, tmp_path: Path) -> None:
    status, told = extract(binder([GOOD, ("facture.xml", b"x"), ("fiches/outil.exe", b"x")]))
    assert (status, found(tmp_path)) == (0, {"in/out/fiches/classeur.yaml"})
    assert "2 autres pièces jointes laissées" in told


def _cut(pdf: bytes) -> bytes:
    return pdf[: len(pdf) // 2]


def _loop(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary(Kids=Array([])))
    node.Kids.append(node)
    pdf.Root.Names.EmbeddedFiles = node


def _false_sum(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
    stream.Params = Dictionary(CheckSum=pikepdf.String(b"0" * 16))


def _no_sum(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.Params = Dictionary(CheckSum=2_000_000_000)


def _bomb(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
    stream.write(zlib.compress(bytes(30 * MAX_BYTES)), filter=Name.FlateDecode)


def _odd(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names = Array([pikepdf.String("fiches/a.yaml"), 7])


PASSWORD = pikepdf.Encryption(owner="x", user="y")
UNREADABLE = {
    "no PDF": (b"bonjour", "n’est pas un PDF"),
    "empty": (b"", "n’est pas un PDF"),
    "a password": (binder([GOOD], encryption=PASSWORD), "protégé par un mot de passe"),
    "cut short": (_cut(binder([GOOD])), "abîmé"),
    "only a header": (b"%PDF-1.7\n", "abîmé"),
    "a loop": (binder([GOOD], _loop), "abîmé"),
    "a wrong sum": (binder([GOOD], _false_sum), "abîmé"),
    "a number in the place of a sum": (binder([GOOD], _no_sum), "abîmé"),
    "not as the format wants": (binder([GOOD], _odd), "abîmé"),
    "a bomb": (binder([GOOD], _bomb, compress_streams=False), "contient plus qu’un classeur"),
    "nothing enclosed": (binder([]), "ne contient la source d’aucune fiche"),
    "somebody else's": (binder([("facture.xml", b"x")]), "ne contient la source d’aucune fiche"),
}


@pytest.mark.parametrize(("pdf", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_says_why_and_writes_nothing(
    extract: Extract, tmp_path: Path, pdf: bytes, words: str
) -> None:
    status, told = extract(pdf)
    assert (status, found(tmp_path)) == (2, set())
    assert words in told
    assert len(told.splitlines()) == 1


def test_it_speaks_english_too(extract: Extract) -> None:
    language.settle([], {"LOOSFICHES_LANG": "en"})
    assert "is not a PDF" in extract(b"hello")[1]
    assert "1 file written" in extract(binder([GOOD]))[1]


def test_a_pdf_that_is_not_there_is_a_wrong_use(said: Said, tmp_path: Path) -> None:  # noqa: F811
    status, _, told = said("extract", tmp_path / "absent.pdf", tmp_path / "out")
    assert (status, "n’existe pas" in told) == (2, True)
    assert said("extract", tmp_path, tmp_path / "out")[0] == 2


def test_a_file_in_the_place_of_the_folder_is_a_wrong_use(extract: Extract, tmp_path: Path) -> None:
    put(tmp_path, "in/out", "un fichier, pas un dossier")
    assert extract(binder([GOOD]))[0] == 2
    assert (tmp_path / "in/out").read_text() == "un fichier, pas un dossier"


def test_what_was_written_is_taken_back_when_the_disk_refuses(extract: Extract, tmp_path: Path) -> None:
    status, _ = extract(binder([GOOD, (f"fiches/{'é' * 250}.yaml", b"x")]))  # no disk takes so many bytes
    assert (status, found(tmp_path)) == (3, set())
    assert not (tmp_path / "in").exists()
