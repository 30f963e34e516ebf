"""What a report is made of: diagnostics, how grave they are here, and the lines they speak of."""

import os
from collections import Counter
from collections.abc import Collection as Collection_
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loosfiches.collection.project import show_name
from loosfiches.collection.register import ProjectContext
from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.inert import printable
from loosfiches.rules import message, severity


@dataclass(frozen=True)
class Report:
    """The findings of one run; `files` are those read, `language` is that of the reader.

    Files are named as seen from the folder `start`, where editors, terminals and code hosts look for them.
    """

    diagnostics: Sequence[Diagnostic]
    premises: ProjectContext
    files: Collection_[str]
    language: str
    start: Path
    _read: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)

    @property
    def checked(self) -> int:
        """How many files were read."""
        return len(self.files)

    def severity(self, diagnostic: Diagnostic) -> Severity:
        """Return how grave a finding is in this classeur."""
        return severity(diagnostic.code, self.premises)

    def message(self, diagnostic: Diagnostic) -> str:
        """Return the sentence that says a finding."""
        return message(diagnostic, self.language)

    def name(self, file: str) -> str:
        """Return a file's name as seen from `start`."""
        path = self.premises.project.root / file
        try:
            return show_name(os.path.relpath(path, self.start).replace(os.sep, "/"))
        except ValueError:  # on another drive
            return show_name(path.as_posix())

    def place(self, file: str, span: Span) -> str:
        """Return a place as editors and terminals make it clickable."""
        return f"{printable(self.name(file))}:{span.line}:{span.column}"

    def line(self, diagnostic: Diagnostic) -> str:
        """Return the line of the file that a finding points at, "" where the file could not be read."""
        lines = self._lines(diagnostic.file)
        return lines[diagnostic.span.line - 1] if diagnostic.span.line <= len(lines) else ""

    def _lines(self, file: str) -> list[str]:
        """Read again a file, whatever it holds, as far as it can be shown."""
        if file not in self._read:
            try:
                data = self.premises.files.get(file, b"")[:262_144]
            except OSError:
                data = b""
            self._read[file] = data.decode("utf-8-sig", "replace").splitlines()
        return self._read[file]

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        counter = Counter(self.severity(diagnostic) for diagnostic in self.diagnostics)
        return {severity: counter[severity] for severity in Severity}
