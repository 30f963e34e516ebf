"""The folder of `binder --sheets`: what its list says of each PDF, for `render` to offer those that are still right."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loosfiches.build.store import read_regular
from loosfiches.cli.folder import Folder
from loosfiches.lookup import is_inside

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.views.binder.builder import Binder
    from loosfiches.views.site.downloads import Sheet

#: Where `render` looks when no folder is named, from the project's root.
USUAL = Path("build/sheets")
#: Our own list of what we wrote in the folder.
MANIFEST = ".loosfiches-sheets.json"
SCHEMA = "loosfiches/sheets/1"


def apart(path: Path, fiches: Path) -> Folder:
    """Return a folder of PDFs, one for each document; raises Stop where there may be none."""
    return Folder(path, fiches, MANIFEST, SCHEMA)


def describe(built: "Binder", collection: "Collection") -> Mapping[str, Any]:
    """Return what the list says of the PDFs: the document of each, the digest of its source, its pages."""
    from loosfiches.views.binder.sheets import name, printed_from

    printed = [each for each in collection.entries if name(each) in built.sheets]
    told = {
        name(each): {"code": each.code, "source": printed_from(each), "pages": built.lengths[each.code]}
        for each in printed
    }
    return {"sheets": told}


def offered(path: Path) -> "Mapping[str, Sheet]":
    """Return the PDFs of a folder by the code of their document; none where the list is absent or is not ours.

    A link there leads where its author wishes: it is passed over.
    """
    from loosfiches.views.site.downloads import Sheet

    try:
        listed = json.loads(read_regular(path / MANIFEST))
        told = listed["sheets"].items() if listed["schema"] == SCHEMA else ()
        return {
            str(each["code"]): Sheet(path / name, str(each["source"]), int(each["pages"]))
            for name, each in told
            if name in listed["files"] and "/" not in name and is_inside(path, name)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
