"""`loosfiches render`."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.build.digest import digest
from loosfiches.cli.folder import Folder as Target
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
from loosfiches.diagnostics import Stop
from loosfiches.language import _, current, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loosfiches.build.store import Store
    from loosfiches.collection.project import Project
    from loosfiches.views.site.downloads import DownloadSources
    from loosfiches.views.site.publishing import Published

#: Our own list of what we wrote in the output folder: nothing else there is ever removed.
MANIFEST = ".loosfiches.json"
SCHEMA = "loosfiches/site/1"


def render(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("DIR"), help=_("Write there, not build/site/."))
    ] = None,
    in_force: InForce = False,
    sheets: Annotated[
        Path | None,
        typer.Option("--sheets", metavar=_("DIR"), help=_("Offer the PDFs that `binder --sheets` wrote there.")),
    ] = None,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help=_("Leave out the documents with errors, and build the rest."))
    ] = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Compose the pages that changed and write them; nothing is written if anything is wrong."""
    from loosfiches.build.store import open_store
    from loosfiches.collection.project import find_project
    from loosfiches.templates import Faulty
    from loosfiches.views.site.publishing import Publisher

    project = find_project(folder)
    target = Target(output or _usual(project), project.fiches, MANIFEST, SCHEMA)
    ours = templates(project, own=not no_project_templates)
    with open_store() as store, target.stage() as stage:
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
        note(f"{target.path / 'index.html'}{_(': ')}{target.settle(stage, published.facts)}")
        publisher.remember(published)
    _note_faulty(published)
    _note_documents(published)
    _note_absent(published, sheets or project.root / USUAL)
    return 0


def _usual(project: "Project") -> Path:
    """Return where the site goes unless another place is chosen; refuse it where it leads elsewhere."""
    from loosfiches.writing import refuse_link

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
    from loosfiches.views.site.downloads import DownloadSources
    from loosfiches.views.webp import Converter

    pdfs = offered(asked or project.root / USUAL)
    if asked and not pdfs:
        raise Stop(_("{folder} holds no PDF that `binder --sheets` wrote").format(folder=asked))
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


def _note_documents(published: "Published") -> None:
    """Tell how many drafts the site shows, and which récits it keeps out for want of an agreement."""
    if published.drafts:
        note(plural("{n} draft", "{n} drafts", published.drafts).format(n=published.drafts))
    if codes := published.silent:
        note(_("left out, as the people told of have not agreed to the web: {codes}").format(codes=", ".join(codes)))


def _note_absent(published: "Published", folder: Path) -> None:
    """Tell which documents are offered without their PDF or their source, and why."""
    if codes := published.outdated:
        said = _(
            "not offered, as they no longer say what the sheets say: the PDFs of {codes} (`binder --sheets {folder}`)"
        )
        note(said.format(codes=", ".join(codes), folder=folder))
    if codes := published.kept_back:
        said = _("not offered, as their internal notes cannot be cut out: the sources of {codes} (`explain LF608`)")
        note(said.format(codes=", ".join(codes)))
