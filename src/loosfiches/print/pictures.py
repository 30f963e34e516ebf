"""What a picture may not hold: SVG that reaches out, runs or explodes; CMYK; a kind its name does not say."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"

MAX_SVG_BYTES = 2_000_000
MAX_SVG_ELEMENTS = 20_000
# `use` draws a million copies from ten lines; `image` and `foreignObject` fetch; the rest moves or runs.
BANNED = frozenset({
    "use", "image", "foreignobject", "script", "iframe", "object", "embed", "audio", "video", "a",
    "animate", "animatemotion", "animatetransform", "animatecolor", "set", "discard", "handler", "listener",
})  # fmt: skip
# Definitions that are drawn again at each use: one that calls another is a bomb.
REPEATED = frozenset({"pattern", "marker", "mask", "clippath", "symbol"})

_DECLARED = re.compile(r"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']*)""")
# A DOCTYPE or an entity, or an instruction other than the XML declaration; comments and CDATA may stay.
_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)|<\?(?!xml\s)")
_OUTSIDE_URL = re.compile(r"""url\(\s*["']?\s*(?!["']?#)""", re.IGNORECASE)
_LOCAL_URL = re.compile(r"""url\(\s*["']?\s*#([^"')\s]*)""", re.IGNORECASE)


def fault(body: bytes, media_type: str) -> str | None:
    """Why `body` may not be drawn as `media_type`, in English; None when it may. Fonts are let through."""
    match media_type:
        case "image/png":
            # Checked by content too: WeasyPrint tries SVG on whatever is no known bitmap.
            return None if body.startswith(PNG_START) else "not a PNG image"
        case "image/jpeg":
            return _jpeg_fault(body)
        case "image/svg+xml":
            return _svg_fault(body)
        case _:
            return None


def _jpeg_fault(body: bytes) -> str | None:
    if not body.startswith(JPEG_START):
        return "not a JPEG image"
    # Four inks print dark or inverted on an RGB page and break PDF/A: convert to RGB first.
    return "CMYK image, convert it to RGB" if _jpeg_components(body) == 4 else None


def _jpeg_components(body: bytes) -> int | None:
    """The number of colour components in the frame header (ITU-T T.81, B.2.2); None when there is none."""
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:
        marker = body[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return body[at + 9]
        # A marker may be preceded by any number of 0xFF bytes.
        at += 1 if marker == 0xFF else 2 + int.from_bytes(body[at + 2 : at + 4])
    return None


def _svg_fault(body: bytes) -> str | None:
    if len(body) > MAX_SVG_BYTES:
        return f"SVG larger than {MAX_SVG_BYTES} bytes"
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Another encoding would hide a DOCTYPE from the search below.
        return "SVG not in UTF-8"
    return _text_fault(text) or _tree_fault(body)


def _text_fault(text: str) -> str | None:
    declared = _DECLARED.search(text)
    if "\0" in text or (declared and declared[1].lower() not in {"utf-8", "us-ascii", "ascii"}):
        return "SVG not in UTF-8"
    return "SVG with a DOCTYPE, an entity or an instruction" if _DECLARATION.search(text) else None


def _tree_fault(body: bytes) -> str | None:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        return f"broken SVG: {error}"
    elements = list(root.iter())
    if len(elements) > MAX_SVG_ELEMENTS:
        return f"SVG of more than {MAX_SVG_ELEMENTS} elements"
    return next(filter(None, map(_element_fault, elements)), None) or _repetition_fault(elements)


def _element_fault(element: ElementTree.Element) -> str | None:
    name = _local(element.tag)
    if name in BANNED:
        return f"SVG with <{name}>"
    if name == "style" and _style_fault("".join(element.itertext()), "url("):
        return "SVG style sheet that reaches out"
    return next(_attribute_faults(element), None)


def _attribute_faults(element: ElementTree.Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        name = _local(key)
        if name.startswith("on"):
            yield f"SVG with the event {name}"
        elif name in {"href", "src", "base"} and not value.strip().startswith("#"):
            yield f"SVG with an outside {name}"
        elif _OUTSIDE_URL.search(value) or (name == "style" and _style_fault(value)):
            yield f"SVG whose {name} reaches out"


def _style_fault(css: str, *banned: str) -> bool:
    # A backslash can spell url( in other letters.
    return bool(_OUTSIDE_URL.search(css)) or any(word in css.lower() for word in ("\\", "@import", *banned))


def _repetition_fault(elements: list[ElementTree.Element]) -> str | None:
    repeated = [element for element in elements if _local(element.tag) in REPEATED]
    names = {element.get("id", "") for element in repeated}
    calls = (value for element in repeated for child in element.iter() if child is not element
             for text in child.attrib.values() for value in _LOCAL_URL.findall(text))  # fmt: skip
    return "SVG definition that calls another" if any(name in names for name in calls) else None


def _local(name: str) -> str:
    """The name without its namespace, in lower case."""
    return name.rpartition("}")[2].lower()
