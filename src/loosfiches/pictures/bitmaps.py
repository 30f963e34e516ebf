"""A photograph or another picture made of points -> the same one upright, without notes, in a kind that is shown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from warnings import catch_warnings

from loosfiches.pictures.fault import Fault
from loosfiches.pictures.kinds import ON_SITE
from loosfiches.pictures.strip import strip

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

#: Such as a telephone takes; decoded, it weighs 200 MB.
MAX_PIXELS = 50_000_000
#: How a JPEG ends; and what means something wherever points are missing (ITU-T T.81, F.2), no marker among it.
_END, _FILLING = b"\xff\xd9", bytes(range(1, 255)) * 4
_FORMATS = {"WebP": "WEBP", "JPEG 2000": "JPEG2000"}
#: Pictures that are copied rather than composed anew.
_COPIED = frozenset({"PNG", "JPEG", "WebP", "GIF"})
#: What the print engine draws as it is, and what it is told of: four inks, and the measures of a laboratory.
_DRAWN = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_INKS = frozenset({"CMYK", "YCCK"})
_OTHERS = frozenset({"PA", "La", "RGBa", "RGBX", "I", "F", "YCbCr", "HSV"})


def fault(body: bytes, kind: str, most: int = MAX_PIXELS) -> Fault | None:
    """Return what keeps a picture from being shown; it is decoded whole, at the least size that its kind allows."""
    copy = strip(body, kind) if kind in _COPIED else body
    if copy is None:
        return Fault("LF316")
    try:
        with _open(body, kind) as image:
            if problem := _limits(image, kind, most):
                return problem
            points = _small(image)
        return Fault("LF316") if kind == "JPEG" and _is_cut(copy, points) else None
    except Exception as error:  # a broken file raises whatever its decoder met
        return _explain(error, kind)


def _small(image: "ImageFile") -> bytes:
    """Return the points of an image, decoded whole, at the least size that its kind allows."""
    image.draft("L", (image.width // 8, image.height // 8))
    return bytes(image.tobytes())


def _is_cut(jpeg: bytes, points: bytes) -> bool:
    """Tell whether a JPEG ends before its last points: whatever is put there is then drawn in their place.

    Its decoder says nothing of it: one that was cut, then closed by a program that mends, is grey from there on.
    """
    with _open(jpeg[: -len(_END)] + _FILLING + _END, "JPEG") as image:
        return _small(image) != points


def plain(body: bytes, kind: str, still: bool, most: int = MAX_PIXELS) -> tuple[bytes, str] | Fault:
    """Return a picture and its kind as it may be shown, or what keeps it from being shown.

    `still`: as paper shows it, a PNG or a JPEG; else in any kind that browsers show, moving if it moves.
    """
    copy = strip(body, kind) if kind in _COPIED else body
    if copy is None:
        return Fault("LF316")
    try:
        with _open(body, kind) as image:
            if problem := _limits(image, kind, most):
                return problem
            image.load()
            kept = kind in ({"PNG", "JPEG"} if still else ON_SITE) and (image.mode in _DRAWN or not still)
            # A picture that moves is never turned.
            if kept and (_orientation(image) == 1 or getattr(image, "is_animated", False)):
                return copy, kind
            return _compose(image, kind)
    except Exception as error:  # as above
        return _explain(error, kind)


@contextmanager
def _open(body: bytes, kind: str) -> Iterator["ImageFile"]:
    from PIL import Image, ImageFile

    # WeasyPrint lets Pillow draw what is left of a cut picture.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with catch_warnings(action="ignore"), Image.open(BytesIO(body), formats=(_FORMATS.get(kind, kind),)) as image:
            yield image
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _limits(image: "Image", kind: str, most: int) -> Fault | None:
    pixels = image.width * image.height
    if pixels > most:
        return _vast(pixels, most)
    if image.mode in _INKS:
        return Fault("LF607")
    is_drawable = image.mode in _DRAWN | _OTHERS or image.mode.startswith("I;16")
    return None if is_drawable else Fault("LF314", {"kind": f"{kind} {image.mode}"})


def _vast(pixels: int, most: int = MAX_PIXELS) -> Fault:
    return Fault("LF319", {"size": str(round(pixels / 1e6)), "limit": str(most // 10**6)})


def _explain(error: Exception, kind: str) -> Fault:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, Image.DecompressionBombError):
        number = re.search(r"\d+", str(error))
        return _vast(int(number[0]) if number else MAX_PIXELS)
    if isinstance(error, UnidentifiedImageError | KeyError) and kind not in _COPIED:
        return Fault("LF314", {"kind": kind})
    return Fault("LF316")


def _orientation(image: "Image") -> int:
    from PIL.ExifTags import Base

    orientation = image.getexif().get(Base.Orientation, 1)
    return orientation if orientation in range(1, 9) else 1


def _compose(image: "ImageFile", kind: str) -> tuple[bytes, str]:
    """Return the picture composed anew, upright: as a JPEG where it was not exact before, and hides nothing."""
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    lossy = kind in {"JPEG", "AVIF", "JPEG 2000"} or (kind == "WebP" and not _is_lossless(image))
    upright = convert_colours(ImageOps.exif_transpose(image))
    made = BytesIO()
    if lossy and upright.mode in {"L", "RGB"}:
        upright.save(made, "JPEG", quality=92, icc_profile=profile)
        return made.getvalue(), "JPEG"
    upright.save(made, "PNG", icc_profile=profile, exif=b"")
    return made.getvalue(), "PNG"


def _is_lossless(image: "ImageFile") -> bool:
    """Tell whether a WebP says what its points were exactly."""
    image.fp.seek(0) if image.fp else None
    return b"VP8L" in (image.fp.read(64) if image.fp else b"")


def convert_colours(image: "Image") -> "Image":
    """Return an image of any known mode in grey, colours, or colours that hide."""
    if image.mode in {"L", "RGB", "RGBA"}:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in {"I", "F"}:
        least, most = (bound for bound in image.getextrema() if not isinstance(bound, tuple))  # these have one band
        scale = 255 / max(most - least, 1)
        return image.convert("F").point(lambda value: value * scale - least * scale).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
