"""A project -> its files with the fixes made, in memory, and what remains wrong; nothing is written here."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from loosfiches.checking import check
from loosfiches.collection import Collection, load, text
from loosfiches.collection.project import Project, sheets
from loosfiches.diagnostics import Diagnostic, Fix, Severity
from loosfiches.fixes import apply
from loosfiches.rules import severity

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
        made, offered = mended.made, _offered(mended.found, files)
        for file in sorted(_try(mended, offered)):  # its fixes can't all be made: make those that can, last first,
            for fix in reversed(offered[file]):  # so that none moves the place of another
                if not fix.also and len(offered[file]) > 1:
                    _try(mended, {file: [fix]})
        if mended.made == made:
            break
    mended.after = {file: data for file, data in mended.after.items() if data != mended.before[file]}
    return mended


def _offered(found: Sequence[Diagnostic], files: Set[str]) -> Mapping[str, Sequence[Fix]]:
    """Return the fixes offered for these files, in the order of their places."""
    offered: dict[str, list[Fix]] = {}
    for each in found:
        if each.fix and each.file in files:
            offered.setdefault(each.file, []).append(each.fix)
    return {file: sorted(fixes, key=lambda fix: fix.span) for file, fixes in offered.items()}


def _try(mended: Mended, offered: Mapping[str, Sequence[Fix]]) -> set[str]:
    """Make these fixes in the files that are the better for it; return the others."""
    new: dict[str, bytes] = {}
    made = 0
    for file, fixes in offered.items():
        if file not in mended.before:
            try:
                mended.before[file] = mended.collection.files[file]
            except OSError:  # it is gone since it was read
                continue
        old = mended.after.get(file, mended.before[file])
        data, count = _rewritten(file, old, fixes)
        if data != old:
            new[file], made = data, made + count
    if not new:
        return set()
    collection = load(mended.collection.project, mended.collection.today, {**mended.after, **new})
    found = check(collection)
    worse = _worse(mended, collection, found) & set(new)
    if worse:
        return worse | _try(mended, {file: offered[file] for file in new if file not in worse})
    mended.collection, mended.found, mended.made = collection, found, mended.made + made
    mended.after |= new
    return set()


def _worse(mended: Mended, collection: Collection, found: Sequence[Diagnostic]) -> set[str]:
    """Return the files that could be read and cannot any more, or that have an error they had not."""
    before, after = _errors(mended.found, mended.collection), _errors(found, collection)
    readable = set(mended.collection.sources)
    return (readable - set(collection.sources)) | {file for file, *_ in after - before if file in readable}


def _errors(found: Sequence[Diagnostic], collection: Collection) -> Counter[tuple[str, str, str]]:
    """Count the errors of each file by what they speak of, wherever it stands and whatever is advised."""
    errors = [each for each in found if severity(each.code, collection) == Severity.ERROR]
    return Counter((each.file, each.code, _said(each.details)) for each in errors)


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
