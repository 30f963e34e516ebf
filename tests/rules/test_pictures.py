"""Pictures that would print badly are told before printing; what is no sound picture never stops the check."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from loosfiches.collection.project import Project
from loosfiches.rules import message
from tests.conftest import codes, put, read

Make = Callable[..., Project]


def bitmap(width: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    file = BytesIO()
    Image.new(mode, (width, 400)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("plan.png", bitmap(640), []),
        ("plan.png", bitmap(639), ["LF605"]),
        ("plan.jpg", bitmap(300, "JPEG"), ["LF605"]),
        ("plan.JPG", bitmap(800, "JPEG", "CMYK"), ["LF607"]),
        ("plan.jpg", bitmap(800, "JPEG", "L"), []),
        ("plan.png", bitmap(800) + bytes(3_000_000), ["LF606"]),
        ("plan.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="10"/>', []),
        ("plan.png", b"", ["LF317"]),
        ("plan.png", bitmap(300)[:20], ["LF316"]),
        ("plan.jpg", b"\xff\xd8\xff" + bytes(50), ["LF316"]),
    ],
)
def test_a_picture_that_would_print_badly_is_told(project: Make, name: str, body: bytes, found: list[str]) -> None:
    made = project(f"illustrations:\n  - fichier: images/{name}\n    alt: Chaises en arc devant un plan.\n")
    put(made.root, f"fiches/images/{name}", body)
    diagnostics = read(made)[1]
    assert codes(diagnostics) == found
    for each in diagnostics:
        assert all("{" not in message(each, language) for language in ("fr", "en"))


def test_a_picture_outside_the_project_is_not_opened(project: Make) -> None:
    """
    illustrations:
      - fichier: images/plan.png
        alt: Chaises en arc devant un plan.
    """
    made = project()
    outside = put(made.root, "ailleurs.png", bitmap(10))
    (made.fiches / "images").mkdir()
    (made.fiches / "images/plan.png").symlink_to(outside)
    assert codes(read(made)[1]) == ["LF310"]


@pytest.mark.parametrize(
    ("alt", "found"),
    [
        ("plan-de-salle.png", ["LF312"]),
        ("Plan de salle", ["LF312"]),
        ("Image d’une salle pleine", ["LF312"]),
        ('"Photo : une salle pleine"', ["LF312"]),
        ("Une photographie des voisins", ["LF312"]),
        ("Picture of a full room", ["LF312"]),
        ("Plan de salle, chaises en arc devant l’affiche.", []),
        ("Photocopieuse entourée de voisins", []),
        ("Photos de famille épinglées sur un fil", []),
        ("Voisins regardant la photo de la salle", []),
    ],
)
def test_an_alt_text_says_what_the_picture_shows(project: Make, alt: str, found: list[str]) -> None:
    made = project(f"illustrations:\n  - fichier: images/plan-de-salle.png\n    alt: {alt}\n")
    put(made.root, "fiches/images/plan-de-salle.png", bitmap(700))
    assert codes(read(made)[1]) == found
