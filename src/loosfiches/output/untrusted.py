"""Files whose names come from outside -> disk: all or none, nothing overwritten."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.output.places import fold, has_link, is_plain, refuse_file
from loosfiches.output.writer import has_content, make_folders, write


def write_new(folder: Path, files: Sequence[tuple[str, bytes]]) -> int:
    """Write files whose names come from outside under `folder`; return how many were not there yet.

    All or none: Stop (status 2) is raised before anything is written where a name is unsafe, two are the same on some
    systems, a link stands in the way, or another file does. What was written is taken back when the disk refuses.
    """
    for name, _content in files:
        if not is_plain(name):
            raise Stop(_("a file named “{name}” is not safe to write: nothing was written").format(name=name))
    if twice := _twice([name for name, _content in files]):
        raise Stop(_("two files have the same name, “{name}”: nothing was written").format(name=twice))
    refuse_file(folder)
    new = [(folder / name, content) for name, content in files if not _is_there(folder, name, content)]
    with make_folders(*{path.parent for path, _content in new}):
        try:
            for path, content in new:
                write(path, content)
        except BaseException:
            for path, _content in new:
                path.unlink(missing_ok=True)
            raise
    return len(new)


def _twice(names: Sequence[str]) -> str:
    """Return a name that some system takes for another one, or for the folder of another one; "" when there is none."""
    folded = [fold(name) for name in names]
    folders = {str(parent) for name in folded for parent in PurePosixPath(name).parents}
    known: set[str] = set()
    for name, form in zip(names, folded, strict=True):
        if form in known | folders:
            return name
        known.add(form)
    return ""


def _is_there(folder: Path, name: str, content: bytes) -> bool:
    """Tell whether the file is there already with this content; Stop where anything else stands in its way."""
    path = folder / name
    between = [folder / parent for parent in list(PurePosixPath(name).parents)[:-1]]
    if has_link(folder, path) or any(each.exists() and not each.is_dir() for each in between):
        raise Stop(_("{file} would be written through a link, or over a file: nothing was written").format(file=path))
    if path.exists() and not has_content(path, content):
        raise Stop(_("{file} already exists and differs: nothing was written").format(file=path))
    return path.exists()
