"""`loosfiches binder`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loosfiches.cli.folder import Folder as Target
from loosfiches.cli.progress import Progress
from loosfiches.cli.query import Only, understood
from loosfiches.cli.shared import Folder, InForce, NoOwnTemplates, faulty, note, opened, reported, sound, templates
from loosfiches.diagnostics import Stop
from loosfiches.language import _, plural

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.print.press import PressError
    from loosfiches.views.binder import Binder

#: Our own list of what we wrote in the folder of --sheets.
MANIFEST = ".loosfiches-sheets.json"
SCHEMA = "loosfiches/sheets/1"


def binder(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write there, not build/classeur.pdf.")),
    ] = None,
    only: Only = None,
    in_force: InForce = False,
    large_print: Annotated[
        bool, typer.Option("--large-print", help=_("In large print: 18 points, one column, for low vision."))
    ] = False,
    simplex: Annotated[bool, typer.Option("--simplex", help=_("To print on one side of the paper."))] = False,
    sheets: Annotated[
        Path | None,
        typer.Option("--sheets", metavar=_("DIR"), help=_("Write there a PDF for each document too.")),
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", help=_("Print on N processes at once."))] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help=_("Print every leaf anew."))] = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Print the leaves that changed, join them all, and write the PDF; nothing is written if anything is wrong."""
    from loosfiches.views.attachments import refused
    from loosfiches.views.page import published

    collection = opened(folder)
    selection = understood(collection, only) if only else None
    target = _target(collection, output, _usual_name(bool(only), large_print))
    apart = Target(sheets, collection.project.fiches, MANIFEST, SCHEMA) if sheets else None
    if status := sound(collection):
        return status
    if status := reported(collection, refused(collection.project, published(collection, "papier", in_force))):
        return status
    options = {"selection": selection, "large": large_print, "simplex": simplex, "apart": sheets}
    built = _build(collection, target, no_cache, not no_project_templates, in_force=in_force, jobs=jobs, **options)
    if isinstance(built, int):
        return built
    return reported(collection, built.found) or _written(built, target, apart)


def _usual_name(selected: bool, large: bool) -> str:
    """Return the name of the file in build/: a part of the binder, or another type, does not replace the binder."""
    return f"{'selection' if selected else 'classeur'}{'-gros-caracteres' if large else ''}.pdf"


def _written(built: "Binder", target: Path, apart: Target | None) -> int:
    """Write what changed and say it; the folder of sheets may refuse, so it comes first."""
    from loosfiches.writing import write

    told = apart.replace(built.sheets) if apart else ""
    if built.pdf is not None:
        write(target, built.pdf)
    note(_summary(built, target))
    if apart:
        note(f"{apart.path}{_(': ')}{told}")
    return 0


def _target(collection: "Collection", output: Path | None, name: str) -> Path:
    """Return where the PDF goes; refuse a place where it would harm something."""
    target = output or collection.project.root / "build" / name
    if target.resolve().is_relative_to(collection.project.fiches.resolve()):
        raise Stop(_("{file} lies among the sheets: choose another place").format(file=target))
    if _foreign(target):
        raise Stop(_("{file} is there already and is no PDF: choose another place").format(file=target))
    return target


def _build(
    collection: "Collection", target: Path, no_cache: bool, own_templates: bool, **options: Any
) -> "Binder | int":
    """Return the binder, or the status to leave with after a faulty template was told."""
    from loosfiches.print.cache import open_cache, passing_cache
    from loosfiches.print.press import PressError
    from loosfiches.templates import Faulty
    from loosfiches.views.binder import Workshop

    ours = templates(collection, own=own_templates)
    with passing_cache() if no_cache else open_cache() as cache, Progress(_("leaves")) as progress:
        try:
            return Workshop(collection, ours, cache, target, watch=progress.step, **options).build()
        except Faulty as error:
            return faulty(error, collection)
        except PressError as error:
            raise Stop(_failure(error), 70 if error.reason == "bug" else 3) from error


def _foreign(target: Path) -> bool:
    """Tell whether a file of another kind stands where the binder is to go: it would be lost."""
    if not target.is_file() or target.stat().st_size == 0:
        return target.is_dir()
    with target.open("rb") as file:
        return file.read(5) != b"%PDF-"


def _failure(error: "PressError") -> str:
    """Say in one line what printing lacked, and what to install where that is the cure."""
    said = {
        "engine": _(
            "printing needs Pango: install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
            "(macOS: brew install pango); {reason}"
        ),
        "disk": _("printing could not write: {reason}"),
        "killed": _("the print process was ended from outside, maybe for want of memory; {reason}"),
        "bug": _("printing failed, a bug of loosfiches: {reason}"),
    }
    return said[error.reason].format(reason=(error.text.strip().splitlines() or [""])[-1].partition(".  ")[0])


def _summary(built: "Binder", target: Path) -> str:
    """Return such as « build/classeur.pdf : 24 pages, 12 feuillets imprimés, 3 repris »."""
    counts = [
        plural("{n} page", "{n} pages", built.pages).format(n=built.pages),
        plural("{n} leaf printed", "{n} leaves printed", built.printed).format(n=built.printed),
        plural("{n} reused", "{n} reused", built.reused).format(n=built.reused),
    ]
    if built.drafts:
        counts.append(plural("{n} draft", "{n} drafts", built.drafts).format(n=built.drafts))
    if built.absent:
        counts.append(_("left out: {codes}").format(codes=", ".join(built.absent)))
    elif built.silent:
        left = plural(
            "{n} story left out for want of consent", "{n} stories left out for want of consent", built.silent
        )
        counts.append(left.format(n=built.silent))
    if built.pdf is None:
        counts.append(_("nothing changed"))
    return str(target) + _(": ") + ", ".join(counts)
