"""The folder of `binder --sheets` and its manifest, from which `render` offers the PDFs that are up to date."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from loosfiches.build.store import read_regular
from loosfiches.lookup import find_inside
from loosfiches.output.folder import OutputFolder

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.views.binder.builder import Binder
    from loosfiches.views.site.downloads import Sheet

#: Where `render` looks when no folder is named, from the project's root.
USUAL = Path("build/sheets")
#: Our own list of what we wrote in the folder.
MANIFEST = ".loosfiches-sheets.json"
SCHEMA = "loosfiches/sheets/1"


def apart(path: Path, fiches: Path) -> OutputFolder:
    """Return a folder of PDFs, one for each document; raises Stop where there may be none."""
    return OutputFolder(path, fiches, MANIFEST, SCHEMA)


def describe(built: "Binder", collection: "Collection") -> Mapping[str, object]:
    """Return the manifest of the PDFs: the document of each, the digest of its source, its number of pages."""
    from loosfiches.views.binder.sheets import name, printed_from

    printed = [entry for entry in collection.entries if name(entry) in built.sheets]
    sheets = {
        name(entry): {"code": entry.code, "source": printed_from(entry), "pages": built.lengths[entry.code]}
        for entry in printed
    }
    return {"sheets": sheets}


def offered(path: Path) -> "Mapping[str, Sheet]":
    """Return the PDFs of a folder by the code of their document; none where the list is absent or is not ours.

    A link there leads where its author wishes: it is passed over.
    """
    from loosfiches.views.site.downloads import Sheet

    try:
        listed = json.loads(read_regular(path / MANIFEST))
        listed_sheets = listed["sheets"].items() if listed["schema"] == SCHEMA else ()
        return {
            str(sheet["code"]): Sheet(path / name, str(sheet["source"]), int(sheet["pages"]))
            for name, sheet in listed_sheets
            if name in listed["files"] and "/" not in name and find_inside(path, name)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
