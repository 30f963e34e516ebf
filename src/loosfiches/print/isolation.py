"""Print with our fonts alone: a missing glyph must be a warning, never a silent face of this machine."""

import os
import sys
from pathlib import Path

NO_FONTS = Path(__file__).parent / "fonts.conf"


def isolate() -> None:
    """Point this process's fontconfig at an empty configuration; call it before WeasyPrint is imported.

    Raises RuntimeError when WeasyPrint was imported before: it would already know the machine's fonts.
    """
    if os.environ.get("FONTCONFIG_FILE") == str(NO_FONTS):
        return
    if "weasyprint" in sys.modules:
        raise RuntimeError("weasyprint was imported before loosfiches.print.engine")
    os.environ["FONTCONFIG_FILE"] = str(NO_FONTS)
