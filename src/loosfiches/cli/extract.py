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
    target: Annotated[Path, typer.Argument(metavar=_("DIR"), help=_("Where to write fiches/; made if need be."))],
) -> int:
    """Write the sources enclosed in a binder, byte for byte, all or none; never over a file that differs."""
    from loosfiches.output.places import is_plain
    from loosfiches.output.untrusted import write_new

    enclosed = _enclosed(pdf)
    for name, _body in enclosed:
        if not is_plain(name):
            raise Stop(_("a file named “{name}” is not safe to write: nothing was written").format(name=name))
    ours = [(name, body) for name, body in enclosed if _is_source(name)]
    if not ours:
        text = _("{file} holds no source of a sheet: it is no binder of loosfiches, or its sources were taken out")
        raise Stop(text.format(file=pdf))
    new = write_new(target, ours)
    for line in _summary(target, len(ours), new, len(enclosed) - len(ours)):
        note(line)
    return 0


def _enclosed(pdf: Path) -> Sequence[tuple[str, bytes]]:
    from loosfiches.pdf.extraction import UnreadableError, enclosed

    if not pdf.is_file():
        raise Stop(_("{file} does not exist, or is no file").format(file=pdf))
    try:
        return enclosed(pdf)
    except UnreadableError as error:
        raise Stop(_failure(error.reason).format(file=pdf)) from None


def _failure(reason: "Reason") -> str:
    match reason:
        case "foreign":
            return _("{file} is no PDF")
        case "encrypted":
            return _("{file} is protected by a password: open it in a reader and save it without one")
        case "damaged":
            return _("{file} is damaged: fetch it again, or ask who made it")
        case "large":
            return _("{file} holds more than a binder does: nothing was written")


def _is_source(name: str) -> bool:
    return name.startswith("fiches/") and name.lower().endswith((".yaml", ".yml"))


def _summary(target: Path, count: int, new: int, others: int) -> Iterator[str]:
    """Yield such as « ailleurs : 29 fichiers écrits », and what a binder does not hold."""
    counts = [plural("{n} file written", "{n} files written", new).format(n=new)]
    if count > new:
        counts.append(plural("{n} unchanged", "{n} unchanged", count - new).format(n=count - new))
    if others:
        counts.append(plural("{n} other enclosed file left", "{n} other enclosed files left", others).format(n=others))
    yield str(target) + _(": ") + ", ".join(counts)
    yield _("a binder holds no internal note, no picture and no document to fill in: ask for those apart")
