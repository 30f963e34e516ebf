"""What a page may read, and what it is refused."""

import os
from pathlib import Path

import pytest

from loosfiches.print.fetcher import HOUSE, PROJECT, Fetcher, RefusedError

from .paper import SVG, image, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    written(tmp_path, "secret.png", image())
    written(project, "fiches/images/photo.png", image())
    written(project, "fiches/images/été 1.jpg", image("JPEG"))
    written(project, "fiches/images/plan.svg", SVG.format('<path d="M0 0h9"/>'))
    written(project, "fiches/A-01.yaml", "titre: x")
    (project / "fiches/images/out.png").symlink_to(tmp_path / "secret.png")
    return project


@pytest.fixture
def fetcher(folder: Path) -> Fetcher:
    return Fetcher({PROJECT: folder, HOUSE + "fonts/": folder})


@pytest.mark.parametrize(
    ("asked", "media_type"),
    [
        ("fiches/images/photo.png", "image/png"),
        ("fiches/images/%C3%A9t%C3%A9%201.jpg", "image/jpeg"),
        ("fiches/images/plan.svg", "image/svg+xml"),
    ],
)
def test_images_of_the_project_are_read(fetcher: Fetcher, asked: str, media_type: str) -> None:
    assert fetcher.read(PROJECT + asked).media_type == media_type
    assert not fetcher.refusals


HOSTILE = [
    "https://fiches.invalid/../secret.png",
    "https://fiches.invalid/fiches/images/../../../secret.png",
    "https://fiches.invalid/%2e%2e/secret.png",
    "https://fiches.invalid/fiches/%2e%2e/%2e%2e/secret.png",
    "https://fiches.invalid//etc/passwd",
    "https://fiches.invalid/%2Fetc/passwd",
    "https://fiches.invalid/fiches/images/out.png",
    "https://fiches.invalid/fiches/A-01.yaml",
    "https://fiches.invalid/fiches/images/",
    "https://fiches.invalid/fiches/images/photo.png?x=1",
    "https://fiches.invalid/fiches\\images\\photo.png",
    "https://fiches.invalid/c:/photo.png",
    "https://fiches.invalid/photo.png%00.svg",
    "https://fiches.invalid@evil.example/x.png",
    "https://fiches.invalid.evil.example/x.png",
    "https://fiches.invalid:8080/fiches/images/photo.png",
    "http://fiches.invalid/fiches/images/photo.png",
    "https://evil.example/x.png",
    "//evil.example/x.png",
    "http://127.0.0.1:1/x.png",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "ftp://evil.example/x.png",
    "data:text/html,<script>1</script>",
    "data:image/gif;base64,R0lGODlh",
    "data:image/png;base64,!!!!",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_anything_else_is_refused_and_listed(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        fetcher.read(url)
    assert refusal.value.kind == "refused"
    assert list(fetcher.refusals) == [url]


def test_a_missing_file_is_told_apart(fetcher: Fetcher) -> None:
    with pytest.raises(RefusedError) as refusal:
        fetcher.read(PROJECT + "fiches/images/absente.png")
    assert (refusal.value.kind, refusal.value.text) == ("missing_file", "fiches/images/absente.png")


def test_a_huge_file_is_refused_unread(fetcher: Fetcher, folder: Path) -> None:
    with (folder / "huge.png").open("wb") as file:
        file.truncate(10**9)
    with pytest.raises(RefusedError, match="larger"):
        fetcher.read(PROJECT + "huge.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_hang(fetcher: Fetcher, folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    with pytest.raises(RefusedError):
        fetcher.read(PROJECT + "pipe.png")


SVG_FAULTS = {
    "doctype": "<!DOCTYPE svg><svg/>",
    "entity": '<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>',
    "instruction": '<?xml-stylesheet href="http://evil.example/x.css"?><svg/>',
    "use": SVG.format('<use href="#a"/>'),
    "prefixed use": '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:use href="#a"/></s:svg>',
    "image": SVG.format('<image href="http://evil.example/x.png"/>'),
    "foreignObject": SVG.format("<foreignObject/>"),
    "script": SVG.format("<script>1</script>"),
    "animation": SVG.format('<rect><animate attributeName="x"/></rect>'),
    "event": SVG.format('<rect onload="x()"/>'),
    "outside href": SVG.format('<linearGradient xlink:href="x.svg#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>'),
    "outside fill": SVG.format('<rect fill="url(http://evil.example/x#a)"/>'),
    "style attribute": SVG.format("<rect style=\"fill:url('http://evil.example/x')\"/>"),
    "escaped style": SVG.format('<rect style="fill:u\\72l(http://evil.example/x)"/>'),
    "style sheet": SVG.format("<style>@import 'http://evil.example/x.css'</style>"),
    "style with url": SVG.format("<style>rect{fill:url(a.svg#a)}</style>"),
    "bomb": SVG.format('<pattern id="a"><rect fill="url(#b)"/></pattern><pattern id="b"><rect/></pattern>'),
    "not xml": "<svg",
    "utf-16": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg><svg/>'.encode("utf-16"),
    "declared": '<?xml version="1.0" encoding="cp037"?><svg/>',
    "too many elements": SVG.format("<g/>" * 20_001),
}


@pytest.mark.parametrize("content", SVG_FAULTS.values(), ids=SVG_FAULTS)
def test_unsafe_svg_is_refused(fetcher: Fetcher, folder: Path, content: str | bytes) -> None:
    written(folder, "x.svg", content)
    with pytest.raises(RefusedError) as refusal:
        fetcher.read(PROJECT + "x.svg")
    assert refusal.value.kind == "refused"


def test_svg_with_its_own_gradient_and_pattern_is_let_through(fetcher: Fetcher, folder: Path) -> None:
    inner = (
        "<!-- drawn by hand --><defs><linearGradient id='g'/>"
        "<pattern id='p'><rect fill='url(#g)'/></pattern></defs><style>rect { stroke: #333 }</style>"
        "<rect fill='url(#p)' style='stroke:url(#g)'/>"
    )
    written(folder, "x.svg", '<?xml version="1.0" encoding="UTF-8"?>' + SVG.format(inner))
    assert fetcher.read(PROJECT + "x.svg").body


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.png", SVG.format("<script/>").encode(), "LF320.*<script>"),
        ("x.jpg", b"<svg/>", "LF322"),
        ("x.jpg", image("JPEG", "CMYK"), "LF607"),
        ("x.jpg", b"a text", "LF315"),
    ],
)
def test_a_picture_is_looked_at_whatever_its_name_says(
    fetcher: Fetcher, folder: Path, name: str, content: bytes, reason: str
) -> None:
    written(folder, name, content)
    with pytest.raises(RefusedError, match=reason):
        fetcher.read(PROJECT + name)


def test_grey_and_colour_photographs_are_let_through(fetcher: Fetcher, folder: Path) -> None:
    for mode in ("L", "RGB"):
        written(folder, "x.jpeg", image("JPEG", mode))
        assert fetcher.read(PROJECT + "x.jpeg").media_type == "image/jpeg"


def test_fonts_come_from_our_folder_only(fetcher: Fetcher, folder: Path) -> None:
    written(folder, "x.ttf", b"font")
    assert fetcher.read(HOUSE + "fonts/x.ttf").body == b"font"
    with pytest.raises(RefusedError):
        fetcher.read(PROJECT + "x.ttf")
