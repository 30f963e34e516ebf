"""What the colours of the binder mean on any screen or printer: one output intent, sRGB (ISO 19005-3, 6.2.3)."""

from importlib.util import find_spec
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

# The profile that the International Color Consortium gives away; WeasyPrint brings it.
PROFILE = "sRGB2014.icc"


def set_output_intent(pdf: Pdf) -> None:
    """Say that red, green and blue are those of sRGB; raises OSError when the profile is not there."""
    stream = pdf.make_stream(_profile(), N=3, Alternate=Name.DeviceRGB)
    name = pikepdf.String("sRGB IEC61966-2.1")
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name)
    intent.DestOutputProfile = stream
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _profile() -> bytes:
    # Found without importing WeasyPrint, which would need Pango: joining does not.
    found = find_spec("weasyprint")
    folders = (found.submodule_search_locations if found else None) or ()
    return (Path(next(iter(folders), "")) / "pdf" / PROFILE).read_bytes()
