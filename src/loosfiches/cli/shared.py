"""What commands share: the option that names a project, loading it, choosing among words, writing a report."""

import gc
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches import refusals
from loosfiches.diagnostics import Stop
from loosfiches.language import _, current
from loosfiches.spelling import nearest, plain

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.collection.project import Project
    from loosfiches.collection.register import ProjectContext
    from loosfiches.diagnostics import Diagnostic
    from loosfiches.model.words import Word
    from loosfiches.templates import Faulty, Templates


def _existing(folder: Path) -> Path:
    """Return an existing folder, else raise Stop: a parent of a missing one could hold another project."""
    if not folder.is_dir():
        raise Stop(_("folder not found: {folder}").format(folder=folder))
    return folder


Folder = Annotated[
    Path,
    typer.Option(
        "-C",
        metavar=_("DIR"),
        help=_("Work on the project in this folder."),
        show_default=False,
        callback=_existing,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write to this file instead of the terminal.")),
]

InForce = Annotated[bool, typer.Option("--in-force", help=_("Leave out drafts and documents under review."))]
NoOwnTemplates = Annotated[
    bool, typer.Option("--no-project-templates", help=_("Use only the built-in templates, not those of the project."))
]


def open_project(folder: Path) -> "tuple[Collection, Sequence[Diagnostic]]":
    """Return the collection of the project that holds `folder`, and all that is wrong in it.

    It lives as long as the command: looking for garbage in it while it is read would take a third of the time.
    """
    from loosfiches.build.store import default_store
    from loosfiches.project import find_project
    from loosfiches.survey import load_project

    gc.disable()
    collection, found = load_project(find_project(folder), today(), default_store())
    gc.freeze()
    gc.enable()
    return collection, found


def survey_project(project: "Project", given: Mapping[str, bytes]) -> "tuple[ProjectContext, Sequence[Diagnostic]]":
    """Check a project, with the files `given` in the place of those on disk, and return all that is wrong in it."""
    from loosfiches.build.store import default_store
    from loosfiches.survey import check_project

    gc.disable()
    return check_project(project, today(), default_store(), given)


def here() -> Path:
    """Return the folder that one works in, from which reports name files; the root where that folder is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path("/")


def reason(error: OSError) -> str:
    """Return in the user's language why the system refuses, and which file."""
    text = refusals.said(refusals.name(error))
    return f"{text} ({error.filename})" if error.filename else text


def today() -> date:
    """Return today, or the day that SOURCE_DATE_EPOCH names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(tz=UTC).astimezone().date()
    if not re.fullmatch(r"[0-9]{1,11}", epoch):
        raise Stop(_("SOURCE_DATE_EPOCH is not a number of seconds: {value}").format(value=epoch))
    return datetime.fromtimestamp(int(epoch), UTC).date()


def report_errors(collection: "Collection", found: "Sequence[Diagnostic]", only: str = "") -> int:
    """Report the errors among what was found, or of one file, and return the status to leave with; 0 for none."""
    from loosfiches.diagnostics import Severity
    from loosfiches.reports import FORMATS, Report

    report = Report(found, collection, collection.files, current(), here())
    errors = [finding for finding in report.diagnostics if report.severity(finding) == Severity.ERROR]
    errors = [finding for finding in errors if not only or finding.file == only]
    if not errors:
        return 0
    if not only:
        return report_failure(errors, collection)
    say(FORMATS["full"](Report(errors, collection, report.files, report.language, report.start)))
    note(_("nothing was written"))
    return 1


def report_failure(errors: Sequence["Diagnostic"], premises: "ProjectContext") -> int:
    """Report what keeps a result from being built, and return the status to leave with."""
    from loosfiches.cli.checkout import find_hint
    from loosfiches.reports import FORMATS, Report

    say(FORMATS["full"](Report(errors, premises, premises.files, current(), here())))
    if hint := find_hint(premises.project.root, (finding.code for finding in errors)):
        note(hint)
    note(_("nothing was built: the previous result is unchanged"))
    return 1


def report_faulty(error: "Faulty", premises: "ProjectContext") -> int:
    """Report a template that cannot be composed, and return the status to leave with."""
    from loosfiches.diagnostics import Diagnostic, Span

    place = Span(error.line, 1, error.line, 1)
    return report_failure([Diagnostic("LF901", f"templates/{error.file}", place, {"text": str(error)})], premises)


def report_found(collection: "Collection", found: Sequence["Diagnostic"]) -> int:
    """Report what making pages brought to light; the status is 1 when it must not be written."""
    from loosfiches.diagnostics import Severity
    from loosfiches.reports import FORMATS, Report

    if not found:
        return 0
    report = Report(found, collection, collection.files, current(), here())
    say(FORMATS["full"](report))
    grave = any(report.severity(finding) == Severity.ERROR for finding in found)
    if grave:
        note(_("nothing was built: the previous result is unchanged"))
    return int(grave)


def templates(project: "Project", own: bool) -> "Templates":
    """Return our templates with, if `own`, those of the project, which are announced: they decide what pages say."""
    from loosfiches.inert import printable
    from loosfiches.templates import Templates, builtin
    from loosfiches.views.filters import FILTERS

    folder = project.root / "templates"
    made = Templates(FILTERS, folder if own and folder.resolve() != builtin().resolve() else None)
    if names := made.announced():
        note(_("project templates in use: {names}").format(names=", ".join(map(printable, names))))
    return made


def chosen(value: str, allowed: Iterable[str], option: str) -> str:
    """Return `value` when it is one of `allowed`; else stop with a suggestion."""
    words = list(allowed)
    if value in words:
        return value
    near = nearest(value, words)
    text = _("{option} takes {allowed}, not “{value}”").format(
        option=option, allowed=", ".join(word for word in words if word), value=value
    )
    raise Stop(text + (_(" (did you mean {near}?)").format(near=near) if near else ""))


def key(value: str, words: "Mapping[str, Word]", option: str) -> str:
    """Return the key that `value` means among `words`, as sheets have it ("" asks nothing); else stop."""
    forms = {plain(form): word.key for word in words.values() for form in (word.key, word.fr, word.en, *word.also)}
    return forms.get(plain(value)) or chosen(value, ("", *words), option)


def say(text: str) -> None:
    """Write a text for people to the terminal, in its encoding; signs that this has not are escaped."""
    sys.stdout.write(text)


def deliver(text: str, output: Path | None, sheets: Path | None = None, for_people: bool = False) -> None:
    """Write `text` to the file asked for, never among the `sheets`, else to the standard output.

    It is UTF-8 whatever the terminal speaks, unless it is `for_people` and goes there.
    """
    data = text.encode(errors="backslashreplace")
    if output is None and for_people:
        say(text)
        return
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    if sheets and output.resolve().is_relative_to(sheets.resolve()):
        raise Stop(_("{file} is in the folder of the sheets: choose another location").format(file=output))
    from loosfiches.output.writer import write

    write(output, data)


def note(text: str) -> None:
    """Tell the person at the terminal how things go; reports are on the other stream."""
    sys.stderr.write(tame(text) + "\n")


def tame(text: str) -> str:
    """Return `text` with nothing that a terminal obeys, and no line after the first that a CI could obey."""
    from loosfiches.inert import lines

    return lines("\n  ".join(text.rstrip("\n").split("\n")))
