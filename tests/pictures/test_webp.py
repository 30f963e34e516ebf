"""Pictures as the site carries them: lighter, upright, sized; none is lost or converted twice."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from loosfiches.build.store import Store
from loosfiches.pictures.webp import LONGEST, Converter, convert, measure


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.effect_mandelbrot((width, height), (-2, -1.5, 1, 1.5), 60).convert(mode).save(made, "PNG")
    return made.getvalue()


def jpeg(width: int, height: int, turned: int = 1) -> bytes:
    made, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "CANARI"
    Image.effect_mandelbrot((width, height), (-2, -1.5, 1, 1.5), 60).convert("RGB").save(
        made, "JPEG", exif=exif, quality=95
    )
    return made.getvalue()


def test_a_png_keeps_every_pixel_a_photo_is_upright_and_keeps_no_notes_of_the_camera() -> None:
    drawing = convert(png(200, 100))
    assert drawing
    with Image.open(BytesIO(drawing)) as made, Image.open(BytesIO(png(200, 100))) as given:
        assert list(made.convert("RGB").tobytes()) == list(given.convert("RGB").tobytes())
    photo = convert(jpeg(400, 300, turned=6))
    assert photo and b"CANARI" not in photo
    assert measure(photo, drawing=False) == measure(jpeg(400, 300, turned=6), drawing=False) == (300, 400)


def test_no_picture_is_made_heavier_wider_than_needed_or_lost() -> None:
    coarse = BytesIO()
    Image.effect_noise((200, 200), 90).save(coarse, "JPEG", quality=2)
    assert convert(coarse.getvalue()) is None
    assert convert(b"\x89PNG\r\n\x1a\nbroken") is None
    wide = convert(jpeg(LONGEST + 800, 300))
    assert wide
    assert (measure(wide, drawing=False) or (0, 0))[0] == LONGEST


def test_no_picture_is_converted_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body, store = png(300, 200), Store(tmp_path)
    first = Converter(store).lighter(body)
    monkeypatch.setattr(Image, "open", lambda *_args, **_kept: pytest.fail("converted again"))
    assert Converter(store).lighter(body) == first
    monkeypatch.undo()
    (kept,) = (tmp_path / "entries").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert Converter(store).lighter(body) == first
    touched = bytearray(kept.read_bytes())
    touched[len(touched) // 2] ^= 1
    kept.write_bytes(touched)
    assert Converter(store).lighter(body) == first


@pytest.mark.parametrize(
    ("svg", "sides"),
    [
        ('viewBox="0 0 640 370"', (640, 370)),
        ('width="64px" height="32" viewBox="0 0 640 370"', (64, 32)),
        ('width="100%" height="100%" viewBox="0,0,640.4,370"', (640, 370)),
        ("", None),
        ('viewBox="0 0 0 0"', None),
    ],
)
def test_a_drawing_is_as_large_as_it_says(svg: str, sides: tuple[int, int] | None) -> None:
    assert measure(f'<svg xmlns="http://www.w3.org/2000/svg" {svg}/>'.encode(), drawing=True) == sides
