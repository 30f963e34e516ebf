"""A PNG or a JPEG -> what the site carries in its place: as WebP where that is lighter, and never wider than needed.

Used by `light` in views/attachments.py.

What was tried is kept in the store, so that no picture is converted twice; whatever made it heavier or could not be
converted goes out as it is.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from warnings import catch_warnings
from xml.etree import ElementTree

from loosfiches.build.digest import digest
from loosfiches.build.store import Store
from loosfiches.pictures.bitmaps import convert_colours

if TYPE_CHECKING:
    from PIL import Image

#: In pixels: twice the widest that a page shows a picture, for fine screens.
LONGEST = 2000
#: Changes when the same picture is to be converted otherwise.
_RECIPE = "webp 2"
_QUALITY = 80


@dataclass(frozen=True)
class Converter:
    """Makes pictures lighter; `store` keeps what was made, None keeps nothing."""

    store: Store | None = None

    def lighter(self, body: bytes) -> bytes | None:
        """Return the picture as WebP, None when it is better as it is."""
        if self.store is None:
            return convert(body)
        key = digest(_RECIPE, body)
        made = self.store.get(key)
        if made is not None:
            return made or None  # empty: tried, and no lighter
        new = convert(body)
        self.store.keep(key, new or b"")
        return new


def convert(body: bytes) -> bytes | None:
    """Return a PNG (exactly) or a JPEG (nearly) as WebP, upright, without what cameras note; None if no lighter."""
    from PIL import Image, ImageOps

    try:
        with catch_warnings(action="ignore"), Image.open(BytesIO(body), formats=("PNG", "JPEG")) as image:
            if getattr(image, "is_animated", False):
                return None
            exact, profile = image.format == "PNG", image.info.get("icc_profile")
            upright = _convert_colours(ImageOps.exif_transpose(image))
        upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        made = BytesIO()
        upright.save(made, "WEBP", lossless=exact, quality=_QUALITY, icc_profile=profile, exif=b"")
    except Exception:  # a broken file raises whatever its decoder met; it is shown as it is, browsers bear much
        return None
    return made.getvalue() if made.tell() < len(body) else None


def _convert_colours(image: "Image.Image") -> "Image.Image":
    """Return the image in the colours that WebP knows."""
    made: Image.Image = convert_colours(image)
    return made.convert("RGB") if made.mode == "L" else made


def measure(body: bytes, drawing: bool) -> tuple[int, int] | None:
    """Return a picture's width and height in CSS pixels, upright; None where it does not say. `drawing`: an SVG."""
    try:
        return _measure_drawing(body) if drawing else _measure_bitmap(body)
    except Exception:  # as above; a page without a picture's size only jumps while it comes
        return None


def _measure_bitmap(body: bytes) -> tuple[int, int]:
    from PIL import Image
    from PIL.ExifTags import Base

    with catch_warnings(action="ignore"), Image.open(BytesIO(body)) as image:
        # 5 to 8: held on its side when taken.
        lying = image.getexif().get(Base.Orientation, 1) > 4
        return (image.height, image.width) if lying else (image.width, image.height)


def _measure_drawing(body: bytes) -> tuple[int, int] | None:
    root = ElementTree.fromstring(body)
    given = [root.get(name, "").removesuffix("px") for name in ("width", "height")]
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = [round(float(side)) for side in (given if all(map(_is_number, given)) else box[2:4])]
    return (sides[0], sides[1]) if len(sides) == 2 and min(sides) > 0 else None


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
