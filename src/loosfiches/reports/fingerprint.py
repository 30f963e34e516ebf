"""What makes a finding the same finding tomorrow: not its line, which moves when another line is added."""

from collections import Counter
from collections.abc import Sequence

from loosfiches.build.digest import digest
from loosfiches.diagnostics import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return one digest a finding, of its code, file and details; equal ones are told apart by their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for diagnostic in diagnostics:
        identity = (
            diagnostic.code,
            diagnostic.file,
            *(f"{name}={value}" for name, value in sorted(diagnostic.details.items())),
        )
        seen[identity] += 1
        marks.append(digest("\0".join([*identity, str(seen[identity])]).encode(errors="backslashreplace")))
    return marks
