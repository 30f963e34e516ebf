"""Pictures of strangers -> pictures that do nothing but appear: what validate passes, builds accept.

A drawing holds only what is on a list (`svg_lists.py`); a photograph, nothing that its camera noted. One judgement for
validate, the site and the binder, by the bytes of the file: its name may say another kind.
"""

from loosfiches.pictures.fault import Fault
from loosfiches.pictures.kinds import READ, kind

__all__ = ["MAX_BYTES", "Fault", "fault", "kind", "plain", "too_heavy"]

MAX_BYTES = 25_000_000


def fault(body: bytes) -> Fault | None:
    """Return what is to be told of a picture: what keeps it from being shown, else what is left out of it."""
    format_name = kind(body)
    if problem := _refuse_unreadable(body, format_name):
        return problem
    if format_name == "SVG":
        from loosfiches.pictures import svg

        made = svg.inspect(body)
        if isinstance(made, Fault):
            return made
        return Fault("LF610", {"sign": made[1]}) if made[1] else None
    from loosfiches.pictures import bitmaps

    return bitmaps.fault(body, format_name)


def plain(body: bytes, still: bool = False) -> tuple[bytes, str] | Fault:
    """Return a picture as it may be shown and its kind, or what keeps it from being shown.

    `still`: as paper shows it, a PNG, a JPEG or an SVG; else in any kind that browsers show.
    """
    format_name = kind(body)
    if problem := _refuse_unreadable(body, format_name):
        return problem
    if format_name == "SVG":
        from loosfiches.pictures import svg

        made = svg.clean(body)
        return made if isinstance(made, Fault) else (made, "SVG")
    from loosfiches.pictures import bitmaps

    return bitmaps.plain(body, format_name, still)


def _refuse_unreadable(body: bytes, format_name: str) -> Fault | None:
    """Return what keeps a file from being looked at: it is empty, too heavy, or of a kind that is not read."""
    if not body:
        return Fault("LF317")
    if len(body) > MAX_BYTES:
        return too_heavy(len(body), MAX_BYTES)
    if format_name in READ:
        return None
    return Fault("LF314", {"kind": format_name}) if format_name else Fault("LF315")


def too_heavy(size: int, most: int) -> Fault:
    """Return the fault of a file of so many bytes where `most` are read."""
    return Fault("LF318", {"size": f"{size / 1e6:.0f}", "limit": str(most // 10**6)})
