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
    from loosfiches.cli.signals import Heard
    from loosfiches.collection.project import Project
    from loosfiches.collection.register import ProjectContext
    from loosfiches.diagnostics import Diagnostic
    from loosfiches.preview import Trouble
    from loosfiches.staging import Stage
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
            help=_("Serve there, or at the next free one; 0 takes any free one."),
        ),
    ] = PORT,
    in_force: InForce = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Build the site aside, serve it to this machine, and build it again at each save, until interrupted."""
    from loosfiches.build.store import open_store
    from loosfiches.cli.signals import signals
    from loosfiches.collection.project import find_project

    project = find_project(folder)
    with signals() as heard:
        try:
            own = _listen(port)
            passing = Path(tempfile.gettempdir())
            drafts.sweep(passing, _PREFIX)
            with own, open_store() as store, drafts.folder(passing, _PREFIX) as made:
                site = _Site(project, made, in_force, not no_project_templates, store)
                return _follow(site, own, port, heard)
        except KeyboardInterrupt:
            if heard.is_interrupt:
                raise
            return heard.status


def _follow(site: "_Site", own: "socket.socket", port: int, heard: "Heard") -> int:
    """Build the site, then serve it; Ctrl-C is how one leaves it, with status 0, once it is served."""
    from loosfiches.preview import LOOPBACK, Preview
    from loosfiches.preview import serve as run
    from loosfiches.watching import Watch

    said = {
        "title": _("This page cannot be built again yet"),
        "lost": _("loosfiches serve no longer answers: this page is the last one that it showed"),
        "lang": current(),
    }
    watch = Watch([site.project.fiches, site.project.root / "templates"], _unwatched)
    preview = Preview(site.folder, watch, site.build, said)
    note(_("the site is being built…"))
    preview.troubles = site.build([])
    heard.check()
    taken = own.getsockname()[1]
    if port and taken != port:
        note(_("port {port} is taken: {next} instead").format(port=port, next=taken))
    note(_("the site is at {address} (Ctrl-C stops it)").format(address=f"http://{LOOPBACK}:{taken}/"))
    try:
        run(preview, own)
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
            text = _("port {port} and those that follow are taken: choose another one with --port, or --port 0")
        elif error.errno in {errno.EACCES, errno.EPERM}:
            text = _("this system does not let you serve at port {port}: choose one from 1024 on with --port")
        else:
            raise
        raise Stop(text.format(port=port), 3) from None


def _unwatched() -> None:
    note(
        _(
            "this system does not tell when files change (it limits how many are watched): they are compared each "
            "second instead"
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
        """Build what changed, say it in the terminal, and return what keeps the rest from being built."""
        self._tell(changed)
        if any(Path(name).is_relative_to(self.project.root / "templates") for name in changed):
            vars(self).pop("_templates", None)
        try:
            if gone := self._gone():
                text = _("{file} is gone: the site stays as it was, and follows again once it is back")
                return _stopped(text.format(file=gone))
            return self._build()
        except Stop as stop:
            return _stopped(str(stop))
        except OSError as error:
            return _stopped(_("cannot go on: {reason}").format(reason=reason(error)))
        except Exception as error:  # it is told, and the next save is heard
            if os.environ.get("LOOSFICHES_DEBUG"):
                traceback.print_exc()
            text = _("a bug of loosfiches: {kind}: {text} (LOOSFICHES_DEBUG=1 shows where)")
            return _stopped(text.format(kind=type(error).__name__, text=error))

    def _build(self) -> "Sequence[Trouble]":
        from loosfiches.cli.folder import Folder as Target
        from loosfiches.cli.render import MANIFEST, SCHEMA
        from loosfiches.diagnostics import Diagnostic, Span
        from loosfiches.templates import Faulty

        target = Target(self.folder, self.project.fiches, MANIFEST, SCHEMA)
        with target.stage() as stage:
            publisher = self._publisher(stage)
            try:
                published = publisher.publish()
            except Faulty as error:
                place = Span(error.line, 1, error.line, 1)
                errors = [Diagnostic("LF901", f"templates/{error.file}", place, {"text": str(error)})]
                return self._told(errors, publisher.bare)
            if not published.errors:
                note(target.settle(stage, published.facts))
            publisher.remember(published)
        return self._told(published.errors, published.register) if published.errors else []

    def _tell(self, changed: Sequence[str]) -> None:
        """Name in the terminal what changed."""
        told = list(filter(_is_told, changed))
        for name in told[:_NAMED]:
            note(_("changed: {file}").format(file=_short(name, self.project)))
        if more := len(told[_NAMED:]):
            note(plural("changed: {n} other file", "changed: {n} other files", more).format(n=more))

    def _gone(self) -> Path | None:
        """Return what the site is built from and is no longer there."""
        from loosfiches.collection.project import CLASSEUR

        wanted = (self.project.root, self.project.fiches, self.project.fiches / CLASSEUR)
        return next((each for each in wanted if not each.exists()), None)

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

    def _told(self, errors: "Sequence[Diagnostic]", premises: "ProjectContext") -> "Sequence[Trouble]":
        """Report errors in the terminal, and return them for the page."""
        from loosfiches.cli.shared import report_failure

        report_failure(errors, premises)
        return [_trouble(each, premises) for each in errors]


def _is_told(name: str) -> bool:
    """Tell whether a changed path is that of a file; one that is gone has only its name to tell."""
    path = Path(name)
    return path.suffix.lower() in {".yaml", ".yml"} or os.path.isfile(path)  # noqa: PTH113  (raises nothing)


def _short(name: str, project: "Project") -> str:
    path = Path(name)
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else name


def _stopped(text: str) -> "Sequence[Trouble]":
    """Say in the terminal, and return for the page, what stopped a build as a whole."""
    from loosfiches.preview import Trouble

    note(text)
    return [Trouble("", text)]


def _trouble(found: "Diagnostic", premises: "ProjectContext") -> "Trouble":
    from loosfiches.preview import Trouble
    from loosfiches.reports.finding import Report
    from loosfiches.rules import RULES
    from loosfiches.views.typography import typeset

    report = Report([found], premises, premises.files, current(), here())
    place = f"{report.place(found.file, found.span)} {found.code}"
    cure = RULES[found.code].words[current()].mend
    if found.fix:
        cure += " " + _("Or let loosfiches validate --fix do it.")
    return Trouble(place, typeset(report.message(found), current()), typeset(cure, current()))
