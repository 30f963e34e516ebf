"""Mends how WeasyPrint 70 breaks a line before what does not fit at its end.

When a text ends with a space and what follows it does not fit, WeasyPrint breaks the text anew, in its own width less
a little. Pango lets the last space hang over the edge and finds that the text fits; WeasyPrint measures it with its
space, finds that it does not, and keeps its first word alone on the line. A fiche has some three such lines: a number
of source, a link or a bold word follows the text.
"""

from typing import Any

from weasyprint.layout import inline  # type: ignore[import-untyped]

_SPACES = " \u00a0"


def mend_line_breaks() -> None:
    """Make WeasyPrint keep a text whole that fits without its last space; once for the process."""
    if inline.split_first_line is not _split:
        inline.split_first_line = _split


_theirs = inline.split_first_line


def _split(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
    """As `split_first_line`: layout, length in bytes, where to resume (None: at an end), width, height, baseline."""
    line = _theirs(text, style, context, max_width, *rest, **options)
    if line[2] is not None and text[-1] in _SPACES and line[1] <= len(text.partition(" ")[0].encode()) + 1:
        bare = text.rstrip(_SPACES)
        if bare and _theirs(bare, style, context, max_width, *rest, **options)[2] is None:
            return _theirs(text, style, context, None, *rest, **options)
    return line
