"""`loosfiches validate`."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.checkout import find_hint
from loosfiches.cli.shared import Folder, Output, chosen, deliver, here, note, survey_project, today
from loosfiches.diagnostics import Severity, Stop
from loosfiches.language import _, current, plural
from loosfiches.source.text import make_visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loosfiches.autofix import Mended
    from loosfiches.collection.project import Project
    from loosfiches.collection.register import ProjectContext
    from loosfiches.diagnostics import Diagnostic
    from loosfiches.reports import Report

FORMATS = ("full", "concise", "json", "github", "gitlab", "junit", "sarif")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar=_("PATH"), help=_("Report only on these files or folders."))
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "--output-format",
            metavar="FORMAT",
            help=_("Format of the report: {formats}.").format(formats=", ".join(FORMATS)),
        ),
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help=_("Fail on warnings too."))] = False,
    select: Annotated[str, typer.Option(metavar="LF1,LF405", help=_("Report only these codes."))] = "",
    ignore: Annotated[str, typer.Option(metavar="LF5,LF212", help=_("Ignore these codes."))] = "",
    statistics: Annotated[bool, typer.Option("--statistics", help=_("Count the findings by code."))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=_("Apply safe fixes in place, then report the rest."))] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=_("Show what --fix would change, without writing anything."))
    ] = False,
    stdin_filename: Annotated[
        Path | None,
        typer.Option(
            "--stdin-filename", metavar=_("PATH"), help=_("With “-”: the file whose content comes from standard input.")
        ),
    ] = None,
    output: Output = None,
    folder: Folder = Path(),
) -> int:
    """Check the whole collection and report on it, or on the part asked for."""
    from loosfiches.autofix import mend
    from loosfiches.project import find_project
    from loosfiches.reports import FORMATS as RENDERERS
    from loosfiches.reports import Report
    from loosfiches.reports import statistics as counts

    form = chosen(format, FORMATS, "--format") if format else usual_format(os.environ, output)
    if paths == [Path("-")]:
        project, given = _read_stdin(stdin_filename, fix or diff)
        files = set(given)
    else:
        project, given = find_project(_project_start(paths, folder)), {}
        files = _select_files(project, paths or [])
    if not files:
        raise Stop(_("nothing to check: no sheets found"), 4)
    if diff:
        return _show_diff(mend(project, files, today()))
    premises, every = _apply_fixes(mend(project, files, today())) if fix else survey_project(project, given)
    wanted, unwanted = _codes(select, "--select") or ("LF",), _codes(ignore, "--ignore") or ("-",)
    found = [finding for finding in every if not paths or finding.file in files]
    found = [finding for finding in found if finding.code.startswith(wanted) and not finding.code.startswith(unwanted)]
    report = Report(found, premises, files, current(), here())
    render = counts.render if statistics else RENDERERS[form]
    deliver(render(report), output, project.fiches, for_people=statistics or form == "full")
    if hint := find_hint(project.root, (finding.code for finding in found)):
        note(hint)
    return _status(report, strict)


def _status(report: "Report", strict: bool) -> int:
    """Return 1 when something in a report is grave enough to fail."""
    worst = Severity.WARNING if strict else Severity.ERROR
    return int(any(report.severity(finding) <= worst for finding in report.diagnostics))


def usual_format(environment: Mapping[str, str], output: Path | None) -> str:
    """Return the format that suits where we run: annotations under GitHub Actions, a report file under GitLab CI."""
    if environment.get("GITHUB_ACTIONS") == "true" and output is None:
        return "github"
    if environment.get("GITLAB_CI") == "true":
        return "gitlab" if output else "concise"
    return "full"


def _codes(text: str, option: str) -> tuple[str, ...]:
    """Return the codes, or starts of codes, of « LF1, LF405 »; refuse what no rule has."""
    from loosfiches.rules import RULES

    codes = tuple(code.upper() for code in re.split(r"[\s,;]+", make_visible(text)) if code)
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise Stop(_("{option}: no rule has the code “{code}”").format(option=option, code=code))
    return codes


def _apply_fixes(mended: "Mended") -> "tuple[ProjectContext, Sequence[Diagnostic]]":
    """Write the fixed files, report how many, and return the remaining findings."""
    from loosfiches.output.writer import write

    for file, data in mended.after.items():
        write(mended.paths[file], data)
    if mended.after:
        fixes = plural("{n} fix applied", "{n} fixes applied", mended.made).format(n=mended.made)
        files = plural("in {n} file", "in {n} files", len(mended.after)).format(n=len(mended.after))
        note(f"{fixes} {files}")
    return mended.collection, mended.diagnostics


def _show_diff(mended: "Mended") -> int:
    """Print a unified diff of what --fix would change; the exit status is 1 when there is any."""
    import difflib

    from loosfiches.inert import printable, unobeyed

    for file, data in sorted(mended.after.items()):
        old, new = (_LINES.findall(body.decode()) for body in (mended.before[file], data))
        for line in difflib.unified_diff(old, new, f"a/{file}", f"b/{file}"):
            text = "\t".join(printable(part) for part in line.rstrip("\r\n").split("\t"))
            deliver(unobeyed(text) + ("\n" if line[-1] in "\r\n" else "\n\\ No newline at end of file\n"), None)
    if not mended.after:
        note(_("no safe fix: --fix would change nothing"))
    return int(bool(mended.after))


def _read_stdin(name: Path | None, mending: bool) -> "tuple[Project, dict[str, bytes]]":
    """Return the project of file `name`, and the standard input as the content of that file."""
    from loosfiches.project import find_project

    if name is None or mending or sys.stdin is None:
        raise Stop(_("“-” requires --stdin-filename, without --fix or --diff"))
    project = find_project(name.parent)
    file = os.path.relpath(name.absolute(), project.root).replace(os.sep, "/")
    if not file.startswith("fiches/"):
        raise Stop(_("{file} is not one of the sheets").format(file=name))
    return project, {file: sys.stdin.buffer.read()}


def _project_start(paths: list[Path] | None, folder: Path) -> Path:
    """Return where to look for the project: the folder given, else the first path's own."""
    return paths[0] if paths and folder == Path() else folder


def _select_files(project: "Project", paths: list[Path]) -> set[str]:
    """Return the names of the files asked for; all when no path is given."""
    from loosfiches.collection.project import list_files

    listing = list_files(project)
    files = {project.name(path) for path in (*listing.sheets, *listing.copies)}
    if not paths:
        return files
    asked: set[str] = set()
    for path in paths:
        if not path.exists():
            raise Stop(_("no such file: {path}").format(path=path))
        name = os.path.relpath(path.resolve(), project.root).replace(os.sep, "/")
        asked |= {file for file in files if name in {".", file} or file.startswith(f"{name}/")}
    return asked
