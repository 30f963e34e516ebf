"""Files that documents name: what cannot be shown or offered is told by the check, as builds would refuse it."""

import os
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from loosfiches.collection.project import Project
from loosfiches.edits import apply
from loosfiches.rules import message
from tests.conftest import CLASSEUR, codes, put, read

Make = Callable[..., Project]


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 300), mode: str = "RGB", restarts: int = 0) -> bytes:
    file = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, kind, restart_marker_rows=restarts)
    return file.getvalue()


def vast() -> bytes:
    file = BytesIO()
    Image.new("1", (13_000, 13_000)).save(file, "PNG")
    return file.getvalue()


def shown(project: Make, name: str, body: bytes) -> list[str]:
    made = project(f"illustrations:\n  - fichier: {name!r}\n    alt: Chaises en arc devant un plan.\n")
    put(made.root, f"fiches/{name}", body)
    found = read(made)[1]
    assert all("{" not in message(each, language) for each in found for language in ("fr", "en"))
    return codes(found)


def offered(project: Make, name: str, body: bytes) -> list[str]:
    made = project(f"documents:\n  - fichier: {name}\n    titre: Modèle à remplir\n")
    put(made.root, f"fiches/{name}", body)
    return codes(read(made)[1])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_a_picture_of_a_usual_kind_is_sound_whole_and_told_when_it_is_cut(project: Make, kind: str) -> None:
    body, ending = photo(kind), {"JPEG": "jpg", "TIFF": "tif"}.get(kind, kind.lower())
    assert shown(project, f"images/plan.{ending}", body) == []
    assert shown(project, f"images/plan.{ending}", body[: len(body) // 2])[0] in {"LF316", "LF314"}


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("plan.png", photo("JPEG"), ["LF313"]),
        ("plan.jpg", photo("WEBP"), ["LF313"]),
        ("plan.jpeg", b"\0\0\0\x18ftypheic0000", ["LF314"]),
        ("plan.png", b"un texte", ["LF315"]),
        ("plan.png", vast(), ["LF319"]),
        ("plan.tif", photo("TIFF", mode="CMYK"), ["LF607"]),
        ("plan.png", photo("PNG", (1, 1)), ["LF605"]),
    ],
)
def test_a_picture_is_judged_by_its_bytes(project: Make, name: str, body: bytes, found: list[str]) -> None:
    assert shown(project, f"images/{name}", body) == found


@pytest.mark.parametrize("restarts", [0, 1])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.98])
def test_a_jpeg_that_was_cut_then_closed_again_is_told(project: Make, restarts: int, kept: float) -> None:
    body = photo("JPEG", restarts=restarts)
    assert shown(project, "images/plan.jpg", body) == []
    assert shown(project, "images/plan.jpg", body[: int(len(body) * kept)].rstrip(b"\xff") + b"\xff\xd9") == ["LF316"]


def test_one_spoilt_byte_of_a_png_is_told(project: Make) -> None:
    body = bytearray(photo("PNG"))
    body[len(body) // 2] ^= 1
    assert shown(project, "images/plan.png", bytes(body)) == ["LF316"]


def test_a_file_too_heavy_to_be_read_is_told_unread(project: Make) -> None:
    made = project("illustrations:\n  - fichier: images/plan.png\n    alt: Chaises en arc.\n")
    with put(made.root, "fiches/images/plan.png", b"").open("wb") as file:
        file.truncate(3 * 10**9)
    assert codes(read(made)[1]) == ["LF318", "LF606"]


def test_a_sheet_too_heavy_to_be_read_is_told_with_its_size(project: Make) -> None:
    made = project("titre: Café citoyen\n")
    with put(made.root, "fiches/dispositifs/A-08-lourd.yaml", b"").open("wb") as file:
        file.truncate(3 * 10**9)
    (found,) = [each for each in read(made)[1] if each.code == "LF004"]
    assert found.details["size"] == str(3 * 10**9 // 1024)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_and_a_folder_in_the_place_of_files_are_told(project: Make) -> None:
    """
    illustrations:
      - fichier: images/plan.png
        alt: Chaises en arc devant un plan.
    documents:
      - fichier: documents/kit.odt
        titre: Le kit
    """
    made = project()
    (made.fiches / "images/plan.png").mkdir(parents=True)
    (made.fiches / "documents").mkdir()
    os.mkfifo(made.fiches / "documents/kit.odt")
    assert codes(read(made)[1]) == ["LF326", "LF326"]


def test_an_accented_name_is_found_in_whichever_way_it_is_written_on_disk(project: Make) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "images/école été/plan.png")
        made = project(f"illustrations:\n  - fichier: {unicodedata.normalize('NFC', name)}\n    alt: La cour.\n")
        put(made.root, f"fiches/{name}", photo("PNG"))
        assert codes(read(made)[1]) == []


def test_a_file_named_from_the_folder_above_is_found_where_names_begin(project: Make) -> None:
    """
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    documents:
      - titre: Modèle
        fichier: fiches/documents/modele.md
    # fiches/documents/modele.md
    Modèle
    """
    (found,) = [each for each in read(project())[1] if each.code == "LF310"]
    assert found.fix
    assert found.fix.text == "documents/modele.md"


def test_a_name_that_differs_by_capitals_is_put_right(project: Make) -> None:
    """
    illustrations:
      - fichier: Images/plan.png
        alt: Chaises en arc devant la scène.
    """
    made = project()
    put(made.root, "fiches/images/Plan.PNG", photo("PNG"))
    (found,) = [each for each in read(made)[1] if each.code == "LF310"]
    assert found.details["near"] == "images/Plan.PNG"
    assert found.fix
    sheet = made.fiches / "dispositifs/A-07-cafe-citoyen.yaml"
    sheet.write_text(apply(sheet.read_text(), [found.fix]))
    assert codes(read(made)[1]) == []


def test_two_files_that_many_machines_take_for_one_are_told(project: Make) -> None:
    made = project("illustrations:\n  - fichier: images/plan.png\n    alt: Chaises en arc.\n")
    put(made.root, "fiches/images/plan.png", photo("PNG"))
    put(made.root, "fiches/images/Plan.PNG", photo("PNG"))
    assert codes(read(made)[1]) == ["LF327"]


def packed(**entries: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in entries.items():
            made.writestr(zipfile.ZipInfo(name), content)  # without the clock
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("kit.ott", packed(mimetype="x"), []),
        ("kit.dotx", packed(mimetype="x"), []),
        ("kit.zip", packed(mimetype="x"), []),
        ("kit.odt", b"", ["LF317"]),
        ("kit.odt", packed(mimetype="x")[:40], ["LF329"]),
        ("kit.pdf", b"<html>", ["LF329"]),
        ("kit.html", b"<p>", ["LF324"]),
        ("kit.doc", b"\xd0\xcf\x11\xe0", ["LF328"]),
        ("plan.svg", b'<html xmlns="http://www.w3.org/1999/xhtml"/>', ["LF322"]),
    ],
)
def test_a_document_to_take_away_is_of_a_kind_that_is_offered(
    project: Make, name: str, body: bytes, found: list[str]
) -> None:
    assert offered(project, f"documents/{name}", body) == found


def test_the_logo_is_judged_as_pictures_are(project: Make) -> None:
    made = project("titre: Café citoyen\n")
    text = CLASSEUR.replace("  pays: France\n", "  logo:\n    fichier: images/logo.svg\n    alt: Le logo\n")
    put(made.root, "fiches/classeur.yaml", text)
    assert codes(read(made)[1]) == ["LF310"]
    put(made.root, "fiches/images/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    found = read(made)[1]
    assert [(each.code, each.file, each.span.line) for each in found if each.code != "LF212"] == [
        ("LF320", "fiches/classeur.yaml", 6)
    ]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://ville.example/fiches", []),
        ("https://ville.example/?p=1", ["LF106"]),
        ("https://ville.example/#fiches", ["LF106"]),
        (f"https://ville.example/{'a' * 1000}", ["LF102"]),
    ],
)
def test_the_address_of_the_site_can_be_followed_by_that_of_a_page(
    project: Make, address: str, found: list[str]
) -> None:
    made = project("code: A-01")
    put(made.root, "fiches/classeur.yaml", f'{CLASSEUR}url_base: "{address}"\n')
    assert codes(read(made)[1]) == found


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("sources:\n  - titre: Guide\n    url: https://[www.exemple.fr/guide\n", ["LF106"]),
        ("sources:\n  - titre: Guide\n    url: https://exemple.fr:port/guide\n", ["LF106"]),
        ("sources:\n  - titre: Guide\n    url: https://exemple..fr/guide\n", ["LF106"]),
        ("sources:\n  - titre: Guide\n    url: https://[::1]/guide\n", []),
        ("sources:\n  - titre: Guide\n    url: https://mairie-été.fr:8080/guide?a[]=1\n", []),
        ("promesse: Voir <https://exemple..fr/guide>.\n", ["LF502", "LF611"]),
        ("promesse: Voir le [guide](https://exemple.fr:99999/).\n", ["LF611"]),
        ("? interne\n", ["LF011"]),
        ("? [a]\n", ["LF011"]),
        ("ici:\n  ? texte\n", ["LF011"]),
        (f"sources:\n  - id: {'a' * 300}\n    titre: Guide\n", ["LF102"]),
        (f"documents:\n  - fichier: documents/{'a' * 300}.odt\n    titre: Guide\n", ["LF102"]),
        ("promesse: Une réponse, vraiment ?\n", []),
    ],
)
def test_what_would_break_a_build_is_told_first(project: Make, field: str, found: list[str]) -> None:
    assert codes(read(project(field))[1]) == found
