"""The colours of sections: a name of our six or the town's own, its tint for grounds, the contrast of both.

Contrast after WCAG 2.2, 1.4.3.
"""

#: Chosen so that their greys differ on a photocopy and their hues under colour blindness (L* 11 to 49).
NAMED = {
    "charbon": "#1f1d1b",
    "brique": "#751c10",
    "canal": "#0f4c86",
    "fougère": "#17694a",
    "bruyère": "#b0437f",
    "ocre": "#946e00",
}
#: Text in a section's colour stands on white only, at this contrast or more.
LEAST = 4.5


def colour(wanted: str | None, rank: int) -> str:
    """Return the #rrggbb of a section; one that names no colour takes the next of ours."""
    if wanted and wanted.startswith("#"):
        return wanted
    return NAMED.get(wanted or "", list(NAMED.values())[rank % len(NAMED)])


def tint(ink: str) -> str:
    """Return the pale ground that goes with a colour: 7 % of it on white."""
    return "#" + "".join(f"{round(255 - (255 - channel) * 0.07):02x}" for channel in _channels(ink))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(ink: str) -> tuple[int, int, int]:
    return int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16)


def _luminance(ink: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(ink))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
