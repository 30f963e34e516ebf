"""A project -> its files with the fixes applied in memory, and what is still wrong; nothing is written to disk."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from loosfiches.checking import check
from loosfiches.collection import Collection, load, read_bytes
from loosfiches.collection.project import Project, list_files
from loosfiches.diagnostics import Diagnostic, Fix, Severity
from loosfiches.edits import apply
from loosfiches.rules import severity

#: One fix may uncover another (a value to write right in a list to be); no chain is longer than this.
ROUNDS = 5
#: As many mistakes of writing are mended in a file, one after the other: each hides those below it.
HIDDEN = 200


@dataclass
class Mended:
    """The collection after the fixes, what is still wrong, the files that changed, and how many fixes were applied."""

    collection: Collection
    diagnostics: Sequence[Diagnostic]
    paths: Mapping[str, Path]
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    made: int = 0


def mend(project: Project, files: Set[str], today: datetime.date) -> Mended:
    """Apply the fixes offered for `files`, except those that would bring a new error into their file."""
    collection = load(project, today)
    paths = {project.name(path): path for path in list_files(project).sheets}
    mended = Mended(collection, check(collection), paths)
    for _round in range(ROUNDS):
        made = mended.made
        _Round(mended, _collect_fixes(mended.diagnostics, files)).run()
        if mended.made == made:
            break
    mended.after = {file: data for file, data in mended.after.items() if data != mended.before[file]}
    return mended


def _collect_fixes(diagnostics: Sequence[Diagnostic], files: Set[str]) -> Mapping[str, Sequence[Fix]]:
    """Return the fixes offered for these files, in the order of their places."""
    offered: dict[str, list[Fix]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix and diagnostic.file in files:
            offered.setdefault(diagnostic.file, []).append(diagnostic.fix)
    return {file: sorted(fixes, key=lambda fix: fix.span) for file, fixes in offered.items()}


class _Round:
    """One round of fixes on all files at once; a group of fixes that makes its file worse is halved and tried again.

    With one impossible fix among n, the project is read about log2(n) times instead of n times.
    """

    def __init__(self, mended: Mended, offered: Mapping[str, Sequence[Fix]]) -> None:
        self.mended, self.diagnostics, self.read = mended, mended.diagnostics, mended.collection
        self.waiting = {file: [fixes] for file, fixes in offered.items() if self._bytes(file) is not None}
        self.base = {file: self.mended.after.get(file, self.mended.before[file]) for file in self.waiting}
        self.kept: dict[str, list[Fix]] = {file: [] for file in self.waiting}
        self.made: dict[str, tuple[bytes, int]] = {}

    def _bytes(self, file: str) -> bytes | None:
        before = self.mended.before
        if file not in before:
            try:
                before[file] = self.mended.collection.files[file]
            except OSError:  # it is gone since it was read
                return None
        return before[file]

    def run(self) -> None:
        """Apply the fixes that make no file worse."""
        worse = False
        while any(self.waiting.values()):
            tried = {file: groups.pop() for file, groups in self.waiting.items() if groups}
            worse = self._try(tried)
        if worse:  # what was read last is not what is kept
            self._read({})
        self.mended.made += sum(count for _, count in self.made.values())

    def _try(self, tried: Mapping[str, Sequence[Fix]]) -> bool:
        """Keep the fixes that helped, and halve the groups that did not; return whether there were such groups."""
        new = {}
        for file, fixes in tried.items():
            new[file] = _rewrite(file, self.base[file], sorted([*self.kept[file], *fixes], key=lambda fix: fix.span))
        worse = self._read({file: data for file, (data, _) in new.items()})
        for file, fixes in tried.items():
            if file not in worse:
                self.kept[file] += fixes
                self.made[file] = new[file]
                self.mended.after[file] = new[file][0]
            elif len(fixes) > 1:
                half = len(fixes) // 2
                self.waiting[file] += [fixes[half:], fixes[:half]]
        return bool(worse)

    def _read(self, new: Mapping[str, bytes]) -> set[str]:
        """Read the project with these contents; return the files that are worse than before the round."""
        mended = self.mended
        mended.collection = load(self.read.project, self.read.today, {**mended.after, **new})
        mended.diagnostics = check(mended.collection)
        return _find_worse_files(self, mended.collection, mended.diagnostics) & set(new)


def _find_worse_files(before: _Round, collection: Collection, diagnostics: Sequence[Diagnostic]) -> set[str]:
    """Return the files that can no longer be read, or that have an error they did not have before."""
    had, has = _count_errors(before.diagnostics, before.read), _count_errors(diagnostics, collection)
    readable = set(before.read.sources)
    return (readable - set(collection.sources)) | {file for file, *_ in has - had if file in readable}


def _count_errors(diagnostics: Sequence[Diagnostic], collection: Collection) -> Counter[tuple[str, str, str]]:
    """Count the errors of each file by code and subject, whatever their place and the advice given."""
    errors = [diagnostic for diagnostic in diagnostics if severity(diagnostic.code, collection) == Severity.ERROR]
    return Counter((error.file, error.code, _subject(error.details)) for error in errors)


def _subject(details: Mapping[str, str]) -> str:
    return "\0".join(value for name, value in sorted(details.items()) if name in {"key", "value", "sign", "text"})


def _rewrite(file: str, data: bytes, fixes: Sequence[Fix]) -> tuple[bytes, int]:
    """Return the bytes with `fixes` applied, then those that appear while YAML cannot be read; and their number."""
    made = 0
    while fixes and made < HIDDEN:
        new = apply(data.decode("utf-8"), fixes).encode()
        if new == data:
            break
        data, made = new, made + len(fixes)
        source, diagnostics = read_bytes(file, data)
        fixes = [] if source else [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]
    return data, made
