"""What a report is made of: diagnostics, how grave they are here, and the lines they speak of."""

from collections import Counter
from collections.abc import Collection as Collection_
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity, Span
from loosfiches.rules import message, severity


@dataclass(frozen=True)
class Report:
    """The findings of one run; `files` are those read, `language` is that of the reader."""

    diagnostics: Sequence[Diagnostic]
    collection: Collection
    files: Collection_[str]
    language: str

    @property
    def checked(self) -> int:
        """How many files were read."""
        return len(self.files)

    def severity(self, diagnostic: Diagnostic) -> Severity:
        """Return how grave a finding is in this classeur."""
        return severity(diagnostic.code, self.collection)

    def message(self, diagnostic: Diagnostic) -> str:
        """Return the sentence that says a finding."""
        return message(diagnostic, self.language)

    def line(self, diagnostic: Diagnostic) -> str:
        """Return the line of the file that a finding points at, "" where the file could not be read."""
        source = self.collection.sources.get(diagnostic.file)
        lines = source.lines if source else self._raw(diagnostic.file)
        return lines[diagnostic.span.line - 1] if diagnostic.span.line <= len(lines) else ""

    def _raw(self, file: str) -> list[str]:
        """Read again a file that was refused, as far as it can be shown."""
        path = self.collection.project.root / file
        if file not in self.collection.files:
            return []
        try:
            return path.read_bytes()[:262_144].decode("utf-8", "replace").splitlines()
        except OSError:
            return []

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        counter = Counter(self.severity(diagnostic) for diagnostic in self.diagnostics)
        return {each: counter[each] for each in Severity}


def printable(text: str) -> str:
    """Return `text` with what a terminal or a log could obey made visible."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else f"\\x{ord(c):02x}" for c in text)


def place(file: str, span: Span) -> str:
    """Return a place as editors and terminals make it clickable."""
    return f"{printable(file)}:{span.line}:{span.column}"
