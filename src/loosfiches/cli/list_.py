"""`loosfiches list`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.shared import Folder, Output, chosen, deliver, key, note, opened
from loosfiches.diagnostics import Stop
from loosfiches.language import _, current, plural

if TYPE_CHECKING:
    from loosfiches.model.quantities import Quantity

FORMATS = ("table", "json", "csv")
SORTS = ("code", "titre", "etat", "nature", "date", "duree", "participants")


def list_(
    section: Annotated[str, typer.Option(metavar="A", help=_("Documents of this section."))] = "",
    state: Annotated[str, typer.Option(metavar=_("STATE"), help=_("In this state: brouillon, en_vigueur…"))] = "",
    level: Annotated[str, typer.Option(metavar=_("LEVEL"), help=_("That reach this level of involvement."))] = "",
    phase: Annotated[str, typer.Option(metavar="PHASE", help=_("For this phase of a project."))] = "",
    public: Annotated[str, typer.Option(metavar="PUBLIC", help=_("For these people."))] = "",
    nature: Annotated[str, typer.Option(metavar="NATURE", help=_("Of this nature: dispositif, outil…"))] = "",
    words: Annotated[str, typer.Option(metavar=_("TEXT"), help=_("That hold all these words."))] = "",
    participants: Annotated[int | None, typer.Option(min=1, metavar="N", help=_("That suit this many people."))] = None,
    duration: Annotated[str, typer.Option(metavar=_("DURATION"), help=_("That fit in this time: “2 h”."))] = "",
    sort: Annotated[str, typer.Option(metavar=_("COLUMN"), help=_("Sort by this column."))] = "code",
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to list."))] = "table",
    output: Output = None,
    folder: Folder = Path(),
) -> int:
    """List the documents that answer all that is asked."""
    from loosfiches.model import words as lists
    from loosfiches.views import listing

    chosen(format, FORMATS, "--format")
    chosen(sort, SORTS, "--sort")
    collection = opened(folder)
    known = collection.classeur.words()
    wanted = listing.Wanted(
        section=chosen(section.upper(), ("", *(each.lettre or "" for each in collection.sections)), "--section"),
        state=key(state, lists.ETATS, "--state"),
        level=key(level, known["niveaux"], "--level"),
        phase=key(phase, known["phases"], "--phase"),
        public=key(public, known["publics"], "--public"),
        nature=key(nature, lists.NATURES, "--nature"),
        words=words,
        participants=participants,
        duration=_time(duration) if duration else None,
    )
    rows = listing.rows(collection, wanted, sort)
    match format:
        case "json":
            text = listing.as_json(rows)
        case "csv":
            text = listing.as_csv(rows)
        case _:
            text = listing.as_table(rows, listing.labels(collection, current()))
    deliver(text, output, collection.project.fiches)
    if format == "table":
        note(plural("{n} document", "{n} documents", len(rows)).format(n=len(rows)))
    return 0


def _time(text: str) -> "Quantity":
    from loosfiches.model.quantities import Family, understood

    value = understood(text, Family.MINUTES, Family.DAYS)
    if value is None:
        raise Stop(_("--duration takes a time such as “1 h 30”, not “{value}”").format(value=text))
    return value
