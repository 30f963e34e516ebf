"""The colours of sections on screen: each one's light pair and dark pair, as lines of a style sheet.

A town picks one colour per section. Both pairs are moved along its own hue until they can be read (WCAG 2.2, 1.4.3).
"""

import colorsys
from collections.abc import Iterable

from loosfiches.model.colours import contrast
from loosfiches.views.page import Place

#: The grounds of templates/site/site.css on which a section's colour stands.
LIGHT = "#ffffff"
DARK = ("#14191c", "#1c2327", "#262e33")
#: Text wants 4.5; on dark we aim higher, so that colours picked for paper come out evenly bright.
LEAST, DARK_LEAST = 4.5, 6.0
#: Beyond this, a light colour on a dark ground glows.
SATURATION = 0.6


def light(ink: str) -> str:
    """Return the colour for white grounds: `ink` itself when it can be read there, else a darker one of its hue."""
    return ink if contrast(ink, LIGHT) >= LEAST else _shift(ink, -1, [LIGHT], LEAST)


def dark(ink: str) -> str:
    """Return the lighter colour of the same hue for our dark grounds."""
    return _shift(ink, 1, DARK, DARK_LEAST)


def lines(places: Iterable[Place]) -> str:
    """Return the rules that give each section's colour to what carries its letter."""
    known = list(places)
    day = "".join(_rule(place.letter, light(place.colour)) for place in known)
    night = "".join("  " + _rule(place.letter, dark(place.colour)) for place in known)
    return f"\n{day}@media screen and (prefers-color-scheme: dark) {{\n{night}}}\n"


def _rule(letter: str, ink: str) -> str:
    return f'[data-section="{letter}"] {{ --sec: {ink}; }}\n'


def _shift(ink: str, step: int, grounds: Iterable[str], least: float) -> str:
    """Return the first colour on the way to white (step 1) or black (-1) that reaches `least` on all `grounds`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    vivid = min(saturation, SATURATION) if step > 0 else saturation
    shades = range(round(lightness * 100), 101 if step > 0 else -1, step)
    found = (_hex(colorsys.hls_to_rgb(hue, shade / 100, vivid)) for shade in shades)
    fallback = "#ffffff" if step > 0 else "#000000"
    fitting = (colour for colour in found if min(contrast(colour, ground) for ground in grounds) >= least)
    return next(fitting, fallback)


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
