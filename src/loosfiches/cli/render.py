"""`loosfiches render`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.folder import Folder as Target
from loosfiches.cli.shared import Folder, InForce, NoOwnTemplates, faulty, note, opened, reported, sound, templates
from loosfiches.language import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loosfiches.collection import Collection

#: Our own list of what we wrote in the output folder: nothing else there is ever removed.
MANIFEST = ".loosfiches.json"
SCHEMA = "loosfiches/site/1"


def render(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("DIR"), help=_("Write there, not build/site/."))
    ] = None,
    in_force: InForce = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Compose all pages, then write those that changed; nothing is written if anything is wrong."""
    from loosfiches.templates import Faulty
    from loosfiches.views import site
    from loosfiches.views.attachments import refused

    collection = opened(folder)
    if status := sound(collection):
        return status
    target = Target(output or collection.project.root / "build" / "site", collection.project.fiches, MANIFEST, SCHEMA)
    ours = templates(collection, own=not no_project_templates)
    if status := reported(collection, refused(collection.project, site.shown(collection, in_force))):
        return status
    try:
        files = site.build(collection, ours, in_force, _fonts())
    except Faulty as error:
        return faulty(error, collection)
    note(f"{target.path / 'index.html'}{_(': ')}{target.replace(files)}")
    _note_documents(collection, in_force)
    return 0


def _fonts() -> "Mapping[str, bytes]":
    """Return the faces and their licence by file name; none where they cannot be made: pages have other faces."""
    from loosfiches.print.cache import open_cache
    from loosfiches.print.fonts import faces

    with open_cache() as cache:
        try:
            folder = faces(cache.fonts, "woff2").folder
        except ImportError:
            note(_("the site's own typeface cannot be made here: readers see that of their system"))
            return {}
        found = sorted([*folder.glob("*.woff2"), *folder.glob("OFL.txt")])
        return {path.name: path.read_bytes() for path in found}


def _note_documents(collection: "Collection", in_force: bool) -> None:
    """Tell how many drafts the site shows, and which récits it keeps out for want of an agreement."""
    from loosfiches.views.site import shown, withheld

    drafts = sum(entry.document.state == "brouillon" for entry in shown(collection, in_force))
    if drafts:
        note(plural("{n} draft", "{n} drafts", drafts).format(n=drafts))
    if codes := [entry.code for entry in withheld(collection)]:
        note(_("left out, as the people told of have not agreed to the web: {codes}").format(codes=", ".join(codes)))
