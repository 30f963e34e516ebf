"""HTML of a text -> the same, with the words to be spoken aloud marked.

French quotes hold a saying when they open with a capital, and close after a full stop, a question or a call or follow
a colon: « Bonsoir. », not « hors sujet ». Authors type nothing for it.
"""

import re

_OPENED = r"«[\s\u00a0\u202f]*(?:<\w+>)*[A-ZÀ-ÖØ-ÞŒ…]"
_SAYING = re.compile(rf"(?<=: ){_OPENED}[^«»]*»|{_OPENED}[^«»]*[.!?…][\s\u00a0\u202f]*»")
_TAG = re.compile(r"<(/?)(\w+)[^<>]*>")


def mark_speech(html: str) -> str:
    """Return the text with each quotation in a span of class `dit`; one that cuts across tags is left as it is."""
    return _SAYING.sub(_mark, html) if "«" in html else html


def _mark(match: re.Match[str]) -> str:
    return f'<span class="dit">{match[0]}</span>' if _is_whole(match[0]) else match[0]


def _is_whole(html: str) -> bool:
    """Tell whether every tag of a fragment closes in it, and none is a paragraph's."""
    opened: list[str] = []
    for end, name in _TAG.findall(html):
        if name in {"p", "li", "ul", "ol"} or (end and (not opened or opened.pop() != name)):
            return False
        if not end and name != "br":
            opened.append(name)
    return not opened
