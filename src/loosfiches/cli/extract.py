"""`loosfiches extract`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.shared import note
from loosfiches.diagnostics import Stop
from loosfiches.language import _, plural

if TYPE_CHECKING:
    from loosfiches.pdf.extraction import Reason


def extract(
    pdf: Annotated[Path, typer.Argument(metavar=_("FILE.pdf"), help=_("A binder made by loosfiches."))],
    target: Annotated[Path, typer.Argument(metavar=_("DIR"), help=_("Where to write fiches/; created if missing."))],
) -> int:
    """Write the sources enclosed in a binder, byte for byte, all or none; never over a file that differs."""
    from loosfiches.output.places import is_plain
    from loosfiches.output.untrusted import write_new

    enclosed = _read_sources(pdf)
    for name, _body in enclosed:
        if not is_plain(name):
            raise Stop(_("a file named “{name}” is not safe to write: nothing was written").format(name=name))
    ours = [(name, body) for name, body in enclosed if _is_source(name)]
    if not ours:
        text = _("{file} contains no sheet sources: it is not a loosfiches binder, or its sources were removed")
        raise Stop(text.format(file=pdf))
    new = write_new(target, ours)
    for line in _summary(target, len(ours), new, len(enclosed) - len(ours)):
        note(line)
    return 0


def _read_sources(pdf: Path) -> Sequence[tuple[str, bytes]]:
    from loosfiches.pdf.extraction import UnreadableError, enclosed

    if not pdf.is_file():
        raise Stop(_("{file} does not exist, or is not a file").format(file=pdf))
    try:
        return enclosed(pdf)
    except UnreadableError as error:
        raise Stop(_describe_failure(error.reason).format(file=pdf)) from None


def _describe_failure(reason: "Reason") -> str:
    match reason:
        case "foreign":
            return _("{file} is not a PDF")
        case "encrypted":
            return _("{file} is protected by a password: open it in a PDF reader and save it without one")
        case "damaged":
            return _("{file} is damaged: download it again, or ask whoever made it")
        case "large":
            return _("{file} contains more than any binder does: nothing was written")


def _is_source(name: str) -> bool:
    return name.startswith("fiches/") and name.lower().endswith((".yaml", ".yml"))


def _summary(target: Path, count: int, new: int, others: int) -> Iterator[str]:
    """Yield such as « ailleurs : 29 fichiers écrits », and what a binder does not hold."""
    counts = [plural("{n} file written", "{n} files written", new).format(n=new)]
    if count > new:
        counts.append(plural("{n} unchanged", "{n} unchanged", count - new).format(n=count - new))
    if others:
        counts.append(plural("{n} other attachment ignored", "{n} other attachments ignored", others).format(n=others))
    yield str(target) + _(": ") + ", ".join(counts)
    yield _("a binder contains no internal notes, pictures or documents to fill in: ask for those separately")
