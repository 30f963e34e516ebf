"""An address -> a QR code (ISO/IEC 18004) as a drawing; the one door to segno."""

from functools import lru_cache
from html import escape

#: Level M: a seventh of it may be lost to a thumb or a stain.
_ERROR = "m"


@lru_cache(maxsize=4096)
def draw(url: str) -> str:
    """Return an SVG of `url`, one unit a module, without its quiet zone of four: the paper around is to be left white.

    Raises segno.DataOverflowError for an address of over 2,331 bytes.
    """
    # Asked for by binders with an address only, and slow to import.
    import segno

    code = segno.make_qr(url, error=_ERROR)
    rows = [bytes(row) for row in code.matrix]
    path = "".join(_row(row, at) for at, row in enumerate(rows))
    size = len(rows)
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{escape(url, quote=False)}</title><path d="{path}"/></svg>'
    )


def _row(row: bytes, at: int) -> str:
    """Return the dark runs of a row as one path of bars."""
    bars, start = [], 0
    for end in range(1, len(row) + 1):
        if end == len(row) or row[end] != row[start]:
            if row[start]:
                bars.append(f"M{start} {at}h{end - start}v1h-{end - start}z")
            start = end
    return "".join(bars)
