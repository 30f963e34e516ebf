"""A project -> its files with the fixes made, in memory, and what remains wrong; nothing is written here."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from loosfiches.collection import Collection, load, text
from loosfiches.collection.project import Project, sheets
from loosfiches.diagnostics import Diagnostic, Fix, Severity
from loosfiches.fixes import apply
from loosfiches.rules import check, severity

#: One fix may uncover another (a value to write right in a list to be); no chain is longer than this.
ROUNDS = 5
#: As many mistakes of writing are mended in a file, one after the other: each hides those below it.
HIDDEN = 200


@dataclass
class Mended:
    """The collection as it is once mended, what is still wrong, the files changed, and how many fixes were made."""

    collection: Collection
    found: Sequence[Diagnostic]
    paths: Mapping[str, Path]
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    made: int = 0


def mend(project: Project, files: Set[str], today: datetime.date) -> Mended:
    """Make the fixes offered for `files`; a fix that would bring a new error into its file is left out."""
    collection = load(project, today)
    paths = {project.name(path): path for path in sheets(project)[0]}
    mended = Mended(collection, check(collection), paths)
    for _round in range(ROUNDS):
        changed = False
        for file in sorted({each.file for each in mended.found if each.fix} & files):
            mended.before.setdefault(file, paths[file].read_bytes())
            offered = [each.fix for each in mended.found if each.file == file and each.fix]
            changed |= _try(mended, file, offered) or _one_by_one(mended, file, offered)
        if not changed:
            break
    mended.after = {file: data for file, data in mended.after.items() if data != mended.before[file]}
    return mended


def _one_by_one(mended: Mended, file: str, offered: Sequence[Fix]) -> bool:
    """Make the fixes that can be made; from the last to the first, so that none moves the place of another."""
    fixes = sorted(offered, key=lambda fix: fix.span, reverse=True)
    made = [_try(mended, file, [fix]) for fix in fixes if not fix.also and len(fixes) > 1]
    return any(made)


def _try(mended: Mended, file: str, fixes: Sequence[Fix]) -> bool:
    """Make these fixes in the file and keep them if the file is the better for it; tell whether it is."""
    old = mended.after.get(file, mended.before[file])
    new, made = _rewritten(file, old, fixes)
    if new == old:
        return False
    collection = load(mended.collection.project, mended.collection.today, {**mended.after, file: new})
    found = check(collection)
    readable = file in mended.collection.sources
    worse = _errors(found, file, collection) - _errors(mended.found, file, collection)
    if readable and (worse or file not in collection.sources):
        return False
    mended.collection, mended.found, mended.made = collection, found, mended.made + made
    mended.after[file] = new
    return True


def _errors(found: Sequence[Diagnostic], file: str, collection: Collection) -> Counter[tuple[str, str]]:
    """Count the errors of a file by what they speak of, wherever it stands and whatever is advised."""
    errors = [each for each in found if each.file == file and severity(each.code, collection) == Severity.ERROR]
    return Counter((each.code, _said(each.details)) for each in errors)


def _said(details: Mapping[str, str]) -> str:
    return "\0".join(value for name, value in sorted(details.items()) if name in {"key", "value", "sign", "text"})


def _rewritten(file: str, data: bytes, fixes: Sequence[Fix]) -> tuple[bytes, int]:
    """Return the bytes with the fixes made, then those that come to light while YAML cannot be read; and how many."""
    made = 0
    while fixes and made < HIDDEN:
        new = apply(data.decode("utf-8"), fixes).encode()
        if new == data:
            break
        data, made = new, made + len(fixes)
        source, found = text(file, data)
        fixes = [] if source else [each.fix for each in found if each.fix]
    return data, made
