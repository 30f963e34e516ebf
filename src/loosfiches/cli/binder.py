"""`loosfiches binder`."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loosfiches import refusals
from loosfiches.build.digest import digest_file
from loosfiches.cli.progress import Progress
from loosfiches.cli.query import Only, parse_query
from loosfiches.cli.shared import (
    Folder,
    InForce,
    NoOwnTemplates,
    note,
    open_project,
    report_errors,
    report_failure,
    report_faulty,
    report_found,
    templates,
    today,
)
from loosfiches.cli.sheets import apart as pdf_folder
from loosfiches.cli.sheets import describe
from loosfiches.cli.unchanged import find_unchanged
from loosfiches.diagnostics import Stop
from loosfiches.language import _, plural
from loosfiches.output.folder import OutputFolder

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from loosfiches.build.store import Store
    from loosfiches.build.unchanged import Unchanged
    from loosfiches.collection import Collection
    from loosfiches.collection.project import Project
    from loosfiches.print.press import Press, PressError
    from loosfiches.views.binder.builder import Binder


def binder(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write to this file instead of build/classeur.pdf.")),
    ] = None,
    only: Only = None,
    in_force: InForce = False,
    large_print: Annotated[
        bool, typer.Option("--large-print", help=_("Use large print for low vision: 18 points, one column."))
    ] = False,
    simplex: Annotated[bool, typer.Option("--simplex", help=_("Lay out the pages for single-sided printing."))] = False,
    sheets: Annotated[
        Path | None,
        typer.Option("--sheets", metavar=_("DIR"), help=_("Also write one PDF per document to this folder.")),
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", help=_("Print with N parallel processes."))] = None,
    executor: Annotated[
        str | None,
        typer.Option(
            "--executor",
            metavar="tcp://HOST:PORT",
            help=_("Print on a Dask cluster, which can run code on this machine: name only one that you trust."),
        ),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help=_("Reprint every leaf."))] = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Print the leaves that changed, join them all, and write the PDF; nothing is written if anything is wrong."""
    from loosfiches.build.store import open_store, temporary_store

    with temporary_store() if no_cache else open_store() as store, _open_press(store, jobs, executor) as press:
        # Nearly always something changed: a worker gets ready while we find out what, and read it.
        press.load()
        from loosfiches.project import find_project

        project = find_project(folder)
        target = _target(project, output, _default_name(bool(only), large_print))
        asked = (in_force, large_print, simplex, no_project_templates)
        still = None if no_cache or only or sheets else _previous_build(project, target, asked)
        if still and (counts := still.recall(partial(digest_file, target))):
            reused = {"printed": 0, "reused": counts["printed"] + counts["reused"]}
            note(_summary({**counts, **reused}, target, same=True))
            return 0
        from loosfiches.views.attachments import announced, refused
        from loosfiches.views.page import published

        collection, found = open_project(folder)
        selection = parse_query(collection, only) if only else None
        apart = pdf_folder(sheets, collection.project.fiches) if sheets else None
        if status := report_errors(collection, found):
            return status
        pictures = announced(published(collection, "papier", in_force))
        if status := report_found(collection, refused(collection.project, pictures)):
            return status
        options = {"selection": selection, "large": large_print, "simplex": simplex, "apart": sheets}
        around = {"press": press, "output": target, "in_force": in_force}
        built = _build(collection, not no_project_templates, **options, **around)
    if isinstance(built, int):
        return built
    if not built.is_whole:
        return report_failure(built.found, collection)
    status = report_found(collection, built.found) or _write(built, target, apart, describe(built, collection))
    if still and not status and not built.found:
        still.remember(digest_file(target), _counts(built))
    return status


def _open_press(store: "Store", jobs: int | None, executor: str | None) -> "AbstractContextManager[Press]":
    """Return what prints: processes of this machine, or those of a cluster."""
    if executor is None:
        from loosfiches.print.press import open_press

        return open_press(store, jobs or 0)
    if jobs:
        raise Stop(_("--jobs and --executor cannot be used together"))
    from loosfiches.print.cluster import open_cluster

    return open_cluster(executor, store)


def _default_name(selected: bool, large: bool) -> str:
    """Return the name of the file in build/: a part of the binder, or another type, does not replace the binder."""
    return f"{'selection' if selected else 'classeur'}{'-gros-caracteres' if large else ''}.pdf"


def _write(built: "Binder", target: Path, apart: OutputFolder | None, manifest: Mapping[str, object]) -> int:
    """Write and report what changed; the folder of sheets comes first, since writing there may be refused."""
    from loosfiches.output.writer import write

    summary = str(apart.replace(built.sheets, manifest)) if apart else ""
    if built.pdf is not None:
        write(target, built.pdf)
    note(_summary(_counts(built), target, built.absent, same=built.pdf is None))
    if apart:
        note(f"{apart.path}{_(': ')}{summary}")
    return 0


def _previous_build(project: "Project", target: Path, asked: tuple[bool, ...]) -> "Unchanged | None":
    """Return the check of whether anything changed since the last build; None for a pipe, which holds nothing."""
    from loosfiches.build.store import default_store
    from loosfiches.print import versions

    if target.exists() and not target.is_file():
        return None
    return find_unchanged(project, default_store(), "binder", target, (today(), versions.fingerprint(), *asked))


def _target(project: "Project", output: Path | None, name: str) -> Path:
    """Return where the PDF goes; refuse a place where it would harm something."""
    from loosfiches.output.places import refuse_link

    target = output or project.root / "build" / name
    if output is None:
        refuse_link(project.root, target)
    if target.resolve().is_relative_to(project.fiches.resolve()):
        raise Stop(_("{file} is in the folder of the sheets: choose another location").format(file=target))
    if _is_foreign(target) or (output is None and target.exists() and not target.is_file()):
        raise Stop(_("{file} already exists and is not a PDF: choose another location").format(file=target))
    return target


def _build(collection: "Collection", own_templates: bool, **options: Any) -> "Binder | int":
    """Return the binder, or the exit status once a faulty template is reported."""
    from loosfiches.print.press import PressError
    from loosfiches.templates import Faulty
    from loosfiches.views.binder.builder import BinderBuilder

    ours = templates(collection.project, own=own_templates)
    with Progress(_("leaves")) as progress:
        try:
            return BinderBuilder(collection, ours, watch=progress.step, **options).build()
        except Faulty as error:
            return report_faulty(error, collection)
        except PressError as error:
            own = [name for name in ours.announced() if name.startswith("binder/")]
            status = 3 if error.reason != "bug" else 1 if own else 70
            raise Stop(_describe_failure(error, own), status) from error


def _is_foreign(target: Path) -> bool:
    """Tell whether writing the binder would overwrite a file of another kind."""
    if not target.is_file() or target.stat().st_size == 0:
        return target.is_dir()
    with target.open("rb") as file:
        return file.read(5) != b"%PDF-"


def _describe_failure(error: "PressError", own: Sequence[str]) -> str:
    """Say in one line what printing lacked, and the cure where one is known; `own` are the project's own templates."""
    texts = {
        "engine": _(
            "printing needs Pango: install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
            "(macOS: brew install pango); {reason}"
        ),
        "disk": _("printing could not write: {reason}"),
        "short": _("printing needs more memory than this machine has; {reason}"),
        "killed": _("the print process was killed, perhaps for lack of memory; {reason}"),
        "cluster": _("the cluster was lost before printing was complete; {reason}"),
        "bug": _("printing failed because of a bug in loosfiches: {reason}"),
        "own": _(
            "printing failed because of the project's templates ({names}): {reason} "
            "(--no-project-templates prints without them)"
        ),
    }
    reason = (error.text.strip().splitlines() or [""])[-1].partition(".  ")[0].rstrip(": ")
    if error.reason == "disk" and (match := re.search(r"\[Errno ([0-9]+)\]", reason)):
        reason = refusals.said(refusals.name(OSError(int(match[1]), "")))
    return texts["own" if own and error.reason == "bug" else error.reason].format(names=", ".join(own), reason=reason)


def _counts(built: "Binder") -> Mapping[str, int]:
    names = ("pages", "printed", "reused", "drafts", "silent")
    return {name: getattr(built, name) for name in names}


def _summary(counts: Mapping[str, int], target: Path, absent: Sequence[str] = (), same: bool = False) -> str:
    """Return such as « build/classeur.pdf : 24 pages, 12 feuillets imprimés, 3 repris »."""
    parts = [
        plural("{n} page", "{n} pages", counts["pages"]).format(n=counts["pages"]),
        plural("{n} leaf printed", "{n} leaves printed", counts["printed"]).format(n=counts["printed"]),
        plural("{n} reused", "{n} reused", counts["reused"]).format(n=counts["reused"]),
    ]
    if counts["drafts"]:
        parts.append(plural("{n} draft", "{n} drafts", counts["drafts"]).format(n=counts["drafts"]))
    if absent:
        parts.append(_("left out: {codes}").format(codes=", ".join(absent)))
    elif counts["silent"]:
        left = plural(
            "{n} story left out for lack of consent", "{n} stories left out for lack of consent", counts["silent"]
        )
        parts.append(left.format(n=counts["silent"]))
    if same:
        parts.append(_("nothing changed"))
    return str(target) + _(": ") + ", ".join(parts)
