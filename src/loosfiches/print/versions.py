"""What besides its HTML decides the bytes of a leaf: libraries, fonts, and this package's own code."""

import ctypes
import sys
from functools import cache
from importlib.metadata import version

from loosfiches.build.digest import digest, digest_code
from loosfiches.print import fonts

PYTHON_PARTS = ("weasyprint", "pydyf", "fonttools", "pillow", "tinyhtml5", "tinycss2", "cssselect2")
# The names that WeasyPrint 70 looks for, and the function of each that tells its version.
_NAMES = {"win32": "lib{}-0.dll", "darwin": "lib{}.0.dylib"}
NATIVE_PARTS = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string", "harfbuzz-subset": ""}


@cache
def fingerprint() -> str:
    """A SHA-256 of the versions a leaf depends on, to be part of its recipe; needs neither import nor Pango.

    Two machines with different fingerprints may print the same HTML with different bytes (Debian 12 and 13
    do); with the same one they should not.
    """
    python = [f"{name} {version(name)}" for name in PYTHON_PARTS]
    native = [f"{name} {_native(name, teller)}" for name, teller in NATIVE_PARTS.items()]
    return digest(*python, *native, fonts.edition(), digest_code("print/**/*.py", "pdf/*.py", "build/limits.py"))


def _native(name: str, teller: str) -> str:
    try:
        library = ctypes.CDLL(_NAMES.get(sys.platform, "lib{}.so.0").format(name))
        if not teller:
            return "present"
        tell = getattr(library, teller)
    except (OSError, AttributeError):
        return "absent"
    tell.restype = ctypes.c_char_p
    return str(tell().decode())
