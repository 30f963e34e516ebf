"""`loosfiches serve`."""

import errno
import os
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches import drafts
from loosfiches.cli.shared import Folder, InForce, NoOwnTemplates, here, note, reason, today
from loosfiches.diagnostics import Stop
from loosfiches.language import _, current, plural

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    from loosfiches.build.store import Store
    from loosfiches.collection.project import Project
    from loosfiches.collection.register import ProjectContext
    from loosfiches.diagnostics import Diagnostic
    from loosfiches.output.stage import Stage
    from loosfiches.preview import Trouble
    from loosfiches.system.signals import Heard
    from loosfiches.templates import Templates
    from loosfiches.views.site.publishing import Publisher

PORT = 8000
#: How many changed files the terminal names; a branch that git checks out may change them all.
_NAMED = 10
#: How the names of the folders begin where sites are built aside.
_PREFIX = "loosfiches-serve-"


def serve(
    port: Annotated[
        int,
        typer.Option(
            "-p",
            "--port",
            min=0,
            max=65535,
            metavar="PORT",
            help=_("Serve on this port, or on the next free one; 0 takes any free port."),
        ),
    ] = PORT,
    in_force: InForce = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Build the site in a temporary folder, serve it to this machine, and rebuild it at each save."""
    from loosfiches.build.store import open_store
    from loosfiches.project import find_project
    from loosfiches.system.signals import signals

    project = find_project(folder)
    with signals() as heard:
        try:
            listener = _listen(port)
            passing = Path(tempfile.gettempdir())
            drafts.sweep(passing, _PREFIX)
            with listener, open_store() as store, drafts.folder(passing, _PREFIX) as made:
                site = _Site(project, made, in_force, not no_project_templates, store)
                return _follow(site, listener, port, heard)
        except KeyboardInterrupt:
            if heard.is_interrupt:
                raise
            return heard.status


def _follow(site: "_Site", listener: "socket.socket", port: int, heard: "Heard") -> int:
    """Build the site, then serve it; Ctrl-C is how one leaves it, with status 0, once it is served."""
    from loosfiches.preview import LOOPBACK, Preview
    from loosfiches.preview import serve as run
    from loosfiches.watching import Watch

    words = {
        "title": _("This page cannot be rebuilt yet"),
        "lost": _("loosfiches serve no longer responds: this page is the last one it built"),
        "lang": current(),
    }
    watch = Watch([site.project.fiches, site.project.root / "templates"], _warn_unwatched)
    preview = Preview(site.folder, watch, site.build, words)
    note(_("the site is being built…"))
    preview.troubles = site.build([])
    heard.check()
    taken = listener.getsockname()[1]
    if port and taken != port:
        note(_("port {port} is in use: using {next} instead").format(port=port, next=taken))
    note(_("the site is at {address} (Ctrl-C to stop)").format(address=f"http://{LOOPBACK}:{taken}/"))
    try:
        run(preview, listener)
    except KeyboardInterrupt:
        if not heard.is_interrupt:
            raise
    return 0


def _listen(port: int) -> "socket.socket":
    """Return a socket at `port` or at the next free one; raises Stop in plain words when there is none."""
    from loosfiches.preview import listen

    try:
        return listen(port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            text = _("port {port} and those after it are in use: choose another with --port, or use --port 0")
        elif error.errno in {errno.EACCES, errno.EPERM}:
            text = _("this system does not let you serve on port {port}: choose 1024 or higher with --port")
        else:
            raise
        raise Stop(text.format(port=port), 3) from None


def _warn_unwatched() -> None:
    note(
        _(
            "this system does not report file changes (it limits how many files are watched): "
            "they are compared every second instead"
        )
    )


@dataclass
class _Site:
    """The site of a project, built in a folder that goes away."""

    project: "Project"
    aside: Path
    in_force: bool
    own: bool
    store: "Store"

    @property
    def folder(self) -> Path:
        """Where the pages are."""
        made = self.aside / "site"
        made.mkdir(parents=True, exist_ok=True)
        return made

    def build(self, changed: Sequence[str]) -> "Sequence[Trouble]":
        """Build what changed, report it in the terminal, and return what prevents the rest from being built."""
        self._report_changes(changed)
        if any(Path(name).is_relative_to(self.project.root / "templates") for name in changed):
            vars(self).pop("_templates", None)
        try:
            if gone := self._find_missing():
                text = _("{file} is gone: the site stays as it was until the file is back")
                return _report_stop(text.format(file=gone))
            return self._build()
        except Stop as stop:
            return _report_stop(str(stop))
        except OSError as error:
            return _report_stop(_("cannot continue: {reason}").format(reason=reason(error)))
        except Exception as error:  # it is told, and the next save is heard
            if os.environ.get("LOOSFICHES_DEBUG"):
                traceback.print_exc()
            text = _("a bug in loosfiches: {kind}: {text} (LOOSFICHES_DEBUG=1 shows where)")
            return _report_stop(text.format(kind=type(error).__name__, text=error))

    def _build(self) -> "Sequence[Trouble]":
        from loosfiches.cli.render import MANIFEST, SCHEMA
        from loosfiches.diagnostics import Diagnostic, Span
        from loosfiches.output.folder import OutputFolder
        from loosfiches.templates import Faulty

        target = OutputFolder(self.folder, self.project.fiches, MANIFEST, SCHEMA)
        with target.stage() as stage:
            publisher = self._publisher(stage)
            try:
                published = publisher.publish()
            except Faulty as error:
                place = Span(error.line, 1, error.line, 1)
                errors = [Diagnostic("LF901", f"templates/{error.file}", place, {"text": str(error)})]
                return self._report_errors(errors, publisher.bare)
            if not published.errors:
                note(str(target.settle(stage, published.facts)))
            publisher.remember(published)
        return self._report_errors(published.errors, published.register) if published.errors else []

    def _report_changes(self, changed: Sequence[str]) -> None:
        """Name in the terminal what changed."""
        reported = list(filter(_is_reported, changed))
        for name in reported[:_NAMED]:
            note(_("changed: {file}").format(file=_short_name(name, self.project)))
        if more := len(reported[_NAMED:]):
            note(plural("changed: {n} other file", "changed: {n} other files", more).format(n=more))

    def _find_missing(self) -> Path | None:
        """Return what the site is built from and is no longer there."""
        from loosfiches.collection.project import CLASSEUR

        wanted = (self.project.root, self.project.fiches, self.project.fiches / CLASSEUR)
        return next((path for path in wanted if not path.exists()), None)

    @cached_property
    def _templates(self) -> "Templates":
        """The templates, compiled once as long as none changes."""
        from loosfiches.cli.shared import templates

        return templates(self.project, own=self.own)

    @cached_property
    def _fonts(self) -> "Mapping[str, bytes]":
        from loosfiches.cli.render import fonts

        return fonts()

    def _publisher(self, stage: "Stage") -> "Publisher":
        from loosfiches.build.store import Store
        from loosfiches.cli.render import supply
        from loosfiches.views.site.publishing import Publisher

        around = (Store(self.aside / "store"), "site", self.in_force, self._fonts, supply(self.project, self.store))
        return Publisher(self.project, today(), self._templates, self.folder, stage.put, *around, processes=1)

    def _report_errors(self, errors: "Sequence[Diagnostic]", premises: "ProjectContext") -> "Sequence[Trouble]":
        """Report errors in the terminal, and return them for the page."""
        from loosfiches.cli.shared import report_failure

        report_failure(errors, premises)
        return [_to_trouble(error, premises) for error in errors]


def _is_reported(name: str) -> bool:
    """Tell whether a changed path is that of a file; one that is gone has only its name to tell."""
    path = Path(name)
    return path.suffix.lower() in {".yaml", ".yml"} or os.path.isfile(path)  # noqa: PTH113  (raises nothing)


def _short_name(name: str, project: "Project") -> str:
    path = Path(name)
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else name


def _report_stop(text: str) -> "Sequence[Trouble]":
    """Report in the terminal, and return for the page, what stopped the whole build."""
    from loosfiches.preview import Trouble

    note(text)
    return [Trouble("", text)]


def _to_trouble(found: "Diagnostic", premises: "ProjectContext") -> "Trouble":
    from loosfiches.preview import Trouble
    from loosfiches.reports.finding import Report
    from loosfiches.rules import RULES
    from loosfiches.text.typography import typeset

    report = Report([found], premises, premises.files, current(), here())
    place = f"{report.place(found.file, found.span)} {found.code}"
    cure = RULES[found.code].words[current()].mend
    if found.fix:
        cure += " " + _("Or run loosfiches validate --fix.")
    return Trouble(place, typeset(report.message(found), current()), typeset(cure, current()))
