"""`loosfiches validate`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.shared import Folder, Output, chosen, deliver, opened
from loosfiches.diagnostics import Severity, Stop
from loosfiches.language import _, current

if TYPE_CHECKING:
    from loosfiches.collection import Collection

FORMATS = ("full", "concise", "json")


def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar=_("PATH"), help=_("Report on these files or folders only."))
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "--output-format", metavar="|".join(FORMATS), help=_("How to report."))
    ] = "full",
    strict: Annotated[bool, typer.Option("--strict", help=_("Let warnings fail too."))] = False,
    output: Output = None,
    folder: Folder = Path(),
) -> int:
    """Check the whole collection and report on it, or on the part asked for."""
    from loosfiches.reports import FORMATS as RENDERERS
    from loosfiches.reports import Report
    from loosfiches.rules import check

    chosen(format, FORMATS, "--format")
    collection = opened(_start(paths, folder))
    files = _asked(collection, paths or [])
    if not files:
        raise Stop(_("nothing to check: no sheet there"), 4)
    found = [each for each in check(collection) if not paths or each.file in files]
    report = Report(found, collection, len(files), current())
    deliver(RENDERERS[format](report), output, collection.project.fiches)
    worst = Severity.WARNING if strict else Severity.ERROR
    return int(any(report.severity(each) <= worst for each in found))


def _start(paths: list[Path] | None, folder: Path) -> Path:
    """Return where to look for the project: the folder given, else the first path's own."""
    return paths[0] if paths and folder == Path() else folder


def _asked(collection: "Collection", paths: list[Path]) -> set[str]:
    """Return the names of the files asked for; all when no path is given."""
    if not paths:
        return set(collection.files)
    root = collection.project.root
    asked: set[str] = set()
    for path in paths:
        if not path.exists():
            raise Stop(_("no such file: {path}").format(path=path))
        name = os.path.relpath(path.resolve(), root).replace(os.sep, "/")
        asked |= {file for file in collection.files if name in {".", file} or file.startswith(f"{name}/")}
    return asked
