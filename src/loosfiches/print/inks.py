"""Printing inks in a leaf: with one, a binder is no longer PDF/A (ISO 19005-3, 6.2.4.3), whose colours are all sRGB.

WeasyPrint draws `device-cmyk()` and says nothing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from loosfiches.print.engine import pydyf
from loosfiches.print.record import PrintWarning

_FUNCTION = "device-cmyk()"
_DRAWN = frozenset({b"/DeviceCMYK cs", b"/DeviceCMYK CS"})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ASKED = re.compile(r"\bdevice-cmyk\(", re.IGNORECASE)


def draws_inks(pdf: Any) -> bool:
    """Tell whether anything in a pydyf PDF is drawn in inks: pages, and drawings on them."""
    streams = (item.stream for item in pdf.objects if isinstance(item, pydyf.Stream))
    return any(item in _DRAWN for stream in streams for item in stream if isinstance(item, bytes))


def inks(stylesheets: Mapping[str, str]) -> Iterator[PrintWarning]:
    """Tell which style sheets ask for inks, of a leaf that is drawn in them; it asked itself when none does."""
    names = [name for name, text in stylesheets.items() if _ASKED.search(_COMMENT.sub("", text))]
    return (PrintWarning("ink", _FUNCTION, sheet=name) for name in names or [""])
