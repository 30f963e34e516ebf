"""`loosfiches render`."""

import gc
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.build.digest import digest
from loosfiches.cli.shared import (
    Folder,
    InForce,
    NoOwnTemplates,
    deliver,
    note,
    report_failure,
    report_faulty,
    templates,
    today,
)
from loosfiches.cli.sheets import USUAL, offered
from loosfiches.cli.unchanged import find_unchanged
from loosfiches.diagnostics import Stop
from loosfiches.language import _, current, plural
from loosfiches.output.folder import Changes, OutputFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from loosfiches.build.store import Store
    from loosfiches.build.unchanged import Unchanged
    from loosfiches.output.stage import Stage
    from loosfiches.project import Project
    from loosfiches.templates import Templates
    from loosfiches.views.site.downloads import DownloadSources
    from loosfiches.views.site.publishing import Published

#: Our own list of what we wrote in the output folder: nothing else there is ever removed.
MANIFEST = ".loosfiches.json"
SCHEMA = "loosfiches/site/1"


def render(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar=_("DIR"), help=_("Write to this folder instead of build/site/.")),
    ] = None,
    in_force: InForce = False,
    sheets: Annotated[
        Path | None,
        typer.Option(
            "--sheets", metavar=_("DIR"), help=_("Offer the PDFs that `binder --sheets` wrote to this folder.")
        ),
    ] = None,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help=_("Leave out the documents with errors, and build the rest."))
    ] = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Compose the pages that changed and write them; nothing is written if anything is wrong."""
    from loosfiches.build.store import open_store
    from loosfiches.project import find_project

    project = find_project(folder)
    target = OutputFolder(output or _usual(project), project.fiches, MANIFEST, SCHEMA)
    asked = (in_force, sheets, skip_faulty, no_project_templates)
    with open_store() as store, target.stage() as stage:
        facts = (today(), current(), _listed(sheets or project.root / USUAL), *asked)
        still = find_unchanged(project, store, "render", target.path, facts)
        if still and (said := still.recall(target.state)):
            _note_all(target, Changes(0, said["files"]), said["notes"])
            return 0
        ours = templates(project, own=not no_project_templates)
        return _build(project, target, stage, store, ours, still, in_force, sheets, skip_faulty)


def _build(
    project: "Project",
    target: OutputFolder,
    stage: "Stage",
    store: "Store",
    ours: "Templates",
    still: "Unchanged | None",
    in_force: bool,
    sheets: Path | None,
    skip_faulty: bool,
) -> int:
    """Compose what changed, put it in place, say so, and remember it; return the status to leave with."""
    from loosfiches.output.stage import digest_stamps
    from loosfiches.templates import Faulty
    from loosfiches.views.site.publishing import Publisher

    key = digest("site", os.fsencode(target.path.resolve()), str(in_force))
    publisher = Publisher(
        project, today(), ours, target.path, stage.put, store, key, in_force, fonts(),
        supply(project, store, sheets), skip_faulty=skip_faulty,
    )  # fmt: skip
    gc.disable()  # what is read lives as long as the command
    try:
        published = publisher.publish()
    except Faulty as error:
        return report_faulty(error, publisher.bare)
    if published.errors and not published.facts:
        return report_failure(published.errors, published.register)
    changes = target.settle(stage, published.facts)
    publisher.remember(published)
    notes = [*_documents(published), *_absent(published, sheets or project.root / USUAL)]
    if still and not published.errors:
        state = digest_stamps(publisher.stamps(published))
        still.remember(state, {"files": len(published.facts), "notes": notes})
    _note_all(target, changes, notes, published)
    return 0


def _note_all(
    target: OutputFolder, changes: Changes, notes: "Iterable[str]", published: "Published | None" = None
) -> None:
    """Say what was written, and what the site lacks."""
    note(f"{target.path / 'index.html'}{_(': ')}{changes}")
    if published:
        _note_faulty(published)
    for each in notes:
        note(each)


def _listed(folder: Path) -> "Sequence[tuple[str, int, int, int]]":
    """Return the names in a folder, with the kind, the size and the time of each file; links are not followed."""
    with suppress(OSError):
        states = sorted((each.name, each.stat(follow_symlinks=False)) for each in os.scandir(folder))
        return [(name, state.st_mode, state.st_size, state.st_mtime_ns) for name, state in states]
    return []


def _usual(project: "Project") -> Path:
    """Return where the site goes unless another place is chosen; refuse it where it leads elsewhere."""
    from loosfiches.output.places import refuse_link

    refuse_link(project.root, project.root / "build" / "site")
    return project.root / "build" / "site"


def fonts() -> "Mapping[str, bytes]":
    """Return the faces and their licence by file name."""
    from loosfiches.print.fonts import faces

    folder = faces("woff2").folder
    found = sorted([*folder.glob("*.woff2"), *folder.glob("OFL.txt")])
    return {path.name: path.read_bytes() for path in found}


def supply(project: "Project", store: "Store", asked: Path | None = None) -> "DownloadSources":
    """Return the PDFs to offer, those of the usual folder unless another is asked for, and the pictures' converter."""
    from loosfiches.pictures.webp import Converter
    from loosfiches.views.site.downloads import DownloadSources

    pdfs = offered(asked or project.root / USUAL)
    if asked and not pdfs:
        raise Stop(_("{folder} contains no PDF written by `binder --sheets`").format(folder=asked))
    return DownloadSources(pdfs, Converter(store))


def _note_faulty(published: "Published") -> None:
    """Report the errors of the documents that were left out, and count these: the site lacks them."""
    if not published.faulty:
        return
    from loosfiches.reports import FORMATS, Report

    report = Report(published.errors, published.register, published.register.files, current(), Path.cwd())
    deliver(FORMATS["full"](report), None)
    number = len(published.faulty)
    said = plural(
        "WARNING: {n} document with errors is not on the site: {files}",
        "WARNING: {n} documents with errors are not on the site: {files}",
        number,
    )
    note(said.format(n=number, files=", ".join(published.faulty)))


def _documents(published: "Published") -> "Iterator[str]":
    """Tell how many drafts the site shows, and which récits it keeps out for want of an agreement."""
    if published.drafts:
        yield plural("{n} draft", "{n} drafts", published.drafts).format(n=published.drafts)
    if codes := published.silent:
        yield _("left out because the people in them have not agreed to web publication: {codes}").format(
            codes=", ".join(codes)
        )


def _absent(published: "Published", folder: Path) -> "Iterator[str]":
    """Tell which documents are offered without their PDF or their source, and why."""
    if codes := published.outdated:
        said = _(
            "not offered because they no longer match the sheets: the PDFs of {codes} (`binder --sheets {folder}`)"
        )
        yield said.format(codes=", ".join(codes), folder=folder)
    if codes := published.kept_back:
        said = _("not offered because their internal notes cannot be removed: the sources of {codes} (`explain LF608`)")
        yield said.format(codes=", ".join(codes))
