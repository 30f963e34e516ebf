"""`loosfiches serve`."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.shared import Folder, InForce, NoOwnTemplates, note, today
from loosfiches.language import _, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loosfiches.collection.project import Project
    from loosfiches.collection.register import Premises
    from loosfiches.diagnostics import Diagnostic
    from loosfiches.preview import Trouble
    from loosfiches.print.cache import Cache
    from loosfiches.staging import Stage
    from loosfiches.templates import Templates
    from loosfiches.views.site.publishing import Publisher

PORT = 8000


def serve(
    port: Annotated[
        int,
        typer.Option(
            "-p", "--port", min=1024, max=65515, metavar="PORT", help=_("Serve there, or at the next free one.")
        ),
    ] = PORT,
    in_force: InForce = False,
    no_project_templates: NoOwnTemplates = False,
    folder: Folder = Path(),
) -> int:
    """Build the site aside, serve it to this machine, and build it again at each save, until interrupted."""
    from loosfiches.collection.project import find
    from loosfiches.preview import LOOPBACK, Preview, listen
    from loosfiches.preview import serve as run
    from loosfiches.print.cache import open_cache

    project = find(folder)
    own = listen(port)
    with open_cache() as cache, tempfile.TemporaryDirectory(prefix="loosfiches-serve-") as name:
        site = _Site(project, Path(name), in_force, not no_project_templates, cache)
        preview = Preview(
            site.folder, [project.fiches, project.root / "templates"], site.build,
            {"title": _("This page cannot be built again yet"), "lang": current()},
        )  # fmt: skip
        preview.troubles = site.build([])
        taken = own.getsockname()[1]
        if taken != port:
            note(_("port {port} is taken: {next} instead").format(port=port, next=taken))
        note(_("the site is at {address} (Ctrl-C stops it)").format(address=f"http://{LOOPBACK}:{taken}/"))
        run(preview, own)
    return 0


@dataclass
class _Site:
    """The site of a project, built in a folder that goes away."""

    project: "Project"
    aside: Path
    in_force: bool
    own: bool
    cache: "Cache"

    @property
    def folder(self) -> Path:
        """Where the pages are."""
        made = self.aside / "site"
        made.mkdir(exist_ok=True)
        return made

    def build(self, changed: Sequence[str]) -> "Sequence[Trouble]":
        """Build what changed, say it in the terminal, and return what keeps the rest from being built."""
        from loosfiches.cli.folder import Folder as Target
        from loosfiches.cli.render import MANIFEST, SCHEMA
        from loosfiches.diagnostics import Diagnostic, Span, Stop
        from loosfiches.preview import Trouble
        from loosfiches.templates import Faulty

        for name in filter(_is_told, changed):
            note(_("changed: {file}").format(file=_short(name, self.project)))
        if any(Path(name).is_relative_to(self.project.root / "templates") for name in changed):
            vars(self).pop("_templates", None)
        target = Target(self.folder, self.project.fiches, MANIFEST, SCHEMA)
        with target.stage() as stage:
            publisher = self._publisher(stage)
            try:
                published = publisher.publish()
                if not published.errors:
                    note(target.settle(stage, published.facts))
            except Faulty as error:
                place = Span(error.line, 1, error.line, 1)
                errors = [Diagnostic("LF901", f"templates/{error.file}", place, {"text": str(error)})]
                return self._told(errors, publisher.bare)
            except (Stop, OSError) as error:
                return [Trouble("", str(error))]
            publisher.remember(published)
        return self._told(published.errors, published.register) if published.errors else []

    @cached_property
    def _templates(self) -> "Templates":
        """The templates, compiled once as long as none changes."""
        from loosfiches.cli.shared import templates

        return templates(self.project, own=self.own)

    @cached_property
    def _fonts(self) -> "Mapping[str, bytes]":
        from loosfiches.cli.render import fonts

        return fonts(self.cache)

    def _publisher(self, stage: "Stage") -> "Publisher":
        from loosfiches.cli.render import supply
        from loosfiches.views.site.publishing import Publisher

        known = (self._templates, self.folder, stage.put, self.aside / "kept", self.in_force, self._fonts)
        return Publisher(self.project, today(), *known, supply(self.project, self.cache), processes=1)

    def _told(self, errors: "Sequence[Diagnostic]", premises: "Premises") -> "Sequence[Trouble]":
        """Report errors in the terminal, and return them for the page."""
        from loosfiches.cli.shared import stopped

        stopped(errors, premises)
        return [_trouble(each, premises) for each in errors]


def _is_told(name: str) -> bool:
    """Tell whether a changed file is more than what an editor leaves for a moment."""
    return Path(name).exists() or Path(name).suffix in {".yaml", ".yml"}


def _short(name: str, project: "Project") -> str:
    path = Path(name)
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else name


def _trouble(found: "Diagnostic", premises: "Premises") -> "Trouble":
    from loosfiches.preview import Trouble
    from loosfiches.reports.finding import Report
    from loosfiches.rules import RULES, fill
    from loosfiches.views.typography import typeset

    report = Report([found], premises, premises.files, current(), Path.cwd())
    place = f"{report.place(found.file, found.span)} {found.code}"
    cure = fill(RULES[found.code].words[current()].mend, found.details)
    if found.fix:
        cure = f"{cure} {_('Or let loosfiches validate --fix do it.')}"
    return Trouble(place, typeset(report.message(found), current()), typeset(cure, current()))
