"""A photograph written inside a drawing, in a `data:` address -> the same one without notes."""

import base64
from urllib.parse import unquote_to_bytes

from loosfiches.pictures import bitmaps
from loosfiches.pictures.fault import Fault
from loosfiches.pictures.kinds import ON_SITE, kind

#: A drawing may hold several.
MAX_PIXELS = 10_000_000


def photograph(address: str) -> str | None:
    """Return the address of a sound PNG, JPEG, WebP or GIF as a PNG or a JPEG; None for anything else."""
    head, comma, data = address.removeprefix("data:").partition(",")
    if not comma or "base64" not in head.lower().split(";"):
        return None
    try:
        body = base64.b64decode(b"".join(unquote_to_bytes(data).split()), validate=True)
    except ValueError:
        return None
    format_name = kind(body)
    if format_name not in ON_SITE or format_name == "SVG":
        return None
    made = bitmaps.plain(body, format_name, still=True, most=MAX_PIXELS)
    if isinstance(made, Fault):
        return None
    return f"data:{ON_SITE[made[1]]};base64,{base64.b64encode(made[0]).decode()}"
