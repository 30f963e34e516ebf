"""`loosfiches render`."""

import json
from collections.abc import Collection as Names
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.shared import Folder, InForce, NoOwnTemplates, faulty, note, opened, reported, sound, templates
from loosfiches.diagnostics import Stop
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
    target = _target(collection, output)
    ours = templates(collection, own=not no_project_templates)
    if status := reported(collection, refused(collection.project, site.shown(collection, in_force))):
        return status
    try:
        files = site.build(collection, ours, in_force, _fonts())
    except Faulty as error:
        return faulty(error, collection)
    note(_summary(target, len(files), *_write(target, files, collection)))
    _note_documents(collection, in_force)
    return 0


def _target(collection: "Collection", output: Path | None) -> Path:
    """Return the output folder; refuse one that is a file or lies among the sheets before any work is done."""
    target = output or collection.project.root / "build" / "site"
    if target.resolve().is_relative_to(collection.project.fiches.resolve()):
        raise Stop(_("{folder} lies among the sheets: choose another output folder").format(folder=target))
    if target.exists() and not target.is_dir():
        raise Stop(_("{folder} is not a folder").format(folder=target))
    return target


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


def _write(target: Path, files: "Mapping[str, bytes]", collection: "Collection") -> tuple[int, int]:
    """Write the site and take away what a former one left; return how many files changed and how many went.

    The manifest first names old and new files together, so that an interrupted run forgets none.
    """
    from loosfiches.writing import write, write_all

    former = _listed(target)
    if foreign := sorted(name for name in {*files} - former if (target / name).exists()):
        raise Stop(_("{file} is there already and is not ours: choose another folder").format(file=target / foreign[0]))
    write(target / MANIFEST, _manifest({*former, *files}))
    changed = write_all(target, files, collection.project.fiches)
    removed = sum(_removed(target, name) for name in sorted(former.difference(files)))
    write(target / MANIFEST, _manifest(files))
    return changed, removed


def _manifest(names: Names[str]) -> bytes:
    return (json.dumps({"schema": SCHEMA, "files": sorted(names)}, ensure_ascii=False, indent=1) + "\n").encode()


def _listed(target: Path) -> set[str]:
    """Return the files that we wrote there before; none when the list is absent or is not ours."""
    try:
        listed = json.loads((target / MANIFEST).read_bytes())
        return {str(name) for name in listed["files"]} if listed["schema"] == SCHEMA else set()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def _removed(target: Path, name: str) -> bool:
    """Remove a file of ours, and its folder once empty; never what lies, or leads, outside the output folder."""
    path, root = target / name, target.resolve()
    outside = PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts
    if outside or not path.is_file() or path.parent.resolve() != root / PurePosixPath(name).parent:
        return False
    path.unlink()
    with suppress(OSError):
        for folder in list(path.relative_to(target).parents)[:-1]:
            (target / folder).rmdir()
    return True


def _summary(target: Path, written: int, changed: int, removed: int) -> str:
    """Return such as « build/site/index.html : 12 fichiers écrits, 31 inchangés, 1 retiré »."""
    counts = [
        plural("{n} file written", "{n} files written", changed).format(n=changed),
        plural("{n} unchanged", "{n} unchanged", written - changed).format(n=written - changed),
    ]
    if removed:
        counts.append(plural("{n} removed", "{n} removed", removed).format(n=removed))
    return f"{target / 'index.html'}{_(': ')}{', '.join(counts)}"


def _note_documents(collection: "Collection", in_force: bool) -> None:
    """Tell how many drafts the site shows, and which récits it keeps out for want of an agreement."""
    from loosfiches.views.site import shown, withheld

    drafts = sum(entry.document.state == "brouillon" for entry in shown(collection, in_force))
    if drafts:
        note(plural("{n} draft", "{n} drafts", drafts).format(n=drafts))
    if codes := [entry.code for entry in withheld(collection)]:
        note(_("left out, as the people told of have not agreed to the web: {codes}").format(codes=", ".join(codes)))
