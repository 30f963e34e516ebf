"""Licences of texts and pictures: their SPDX identifiers and other names in use."""

from loosfiches.spelling import Advice, Names, plain

_CREATIVE = [
    f"CC-{kind}-{version}"
    for kind in ("BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")
    for version in ("1.0", "2.0", "2.5", "3.0", "4.0")
]
#: https://spdx.org/licenses: those of texts, pictures, data, and of programs that documents may quote.
KNOWN = frozenset({
    *_CREATIVE, "CC0-1.0", "CC-PDDC", "CC-BY-3.0-IGO", "CC-BY-SA-3.0-IGO", "CC-BY-NC-SA-2.0-FR", "CC-BY-SA-2.0-FR",
    "etalab-2.0", "OGL-UK-1.0", "OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0",
    "GFDL-1.1-or-later", "GFDL-1.2-or-later", "GFDL-1.3-only", "GFDL-1.3-or-later", "LAL-1.2", "LAL-1.3", "EUPL-1.1",
    "EUPL-1.2", "DL-DE-BY-2.0", "NLOD-1.0", "NLOD-2.0", "FDK-AAC", "OFL-1.1", "MIT", "MIT-0", "Apache-2.0", "MPL-2.0",
    "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unlicense", "0BSD", "CECILL-2.1", "CECILL-B", "CECILL-C", "GPL-2.0-only",
    "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-or-later", "AGPL-3.0-only",
    "AGPL-3.0-or-later", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "FreeImage", "Beerware", "WTFPL",
})  # fmt: skip
#: What people write -> the identifier.
_ALSO = {
    "licence ouverte": "etalab-2.0", "licence ouverte 2.0": "etalab-2.0", "licence ouverte etalab": "etalab-2.0",
    "licence etalab": "etalab-2.0", "etalab": "etalab-2.0", "open licence": "etalab-2.0", "lo 2.0": "etalab-2.0",
    "licence art libre": "LAL-1.3", "art libre": "LAL-1.3", "domaine public": "CC0-1.0", "public domain": "CC0-1.0",
    "cc0": "CC0-1.0", "odbl": "ODbL-1.0", "gfdl": "GFDL-1.3-or-later", "ogl": "OGL-UK-3.0",
    **{
        f"{start}{kind}": f"CC-{kind.upper().replace(' ', '-')}-4.0"
        for kind in ("by", "by sa", "by nc", "by nc sa", "by nd", "by nc nd")
        for start in ("cc ", "creative commons ")
    },
}  # fmt: skip
_FORMS = {plain(form): identifier for form, identifier in [*_ALSO.items(), *((key, key) for key in KNOWN)]}
_NAMES = Names(_FORMS)


def is_licence(text: str) -> bool:
    """Tell whether `text` is the SPDX identifier of a licence, or a name of one's own as SPDX has them."""
    return text in KNOWN or text.startswith("LicenseRef-")


def resolve(text: str) -> str:
    """Return the identifier that `text` surely means, "" when that is not sure."""
    return _FORMS.get(plain(text), "")


def find_nearest(text: str, advice: Advice) -> str:
    """Return the identifier that `text` means or is near to, "" when there is none."""
    return resolve(text) or _FORMS.get(advice.nearest(text, _NAMES), "")
