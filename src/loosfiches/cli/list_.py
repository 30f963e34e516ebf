"""`loosfiches list`."""

from pathlib import Path
from typing import Annotated

import typer

from loosfiches.cli import facets
from loosfiches.cli.query import Only, parse_query
from loosfiches.cli.shared import Folder, Output, chosen, deliver, note, open_project
from loosfiches.language import _, current, plural

FORMATS = ("table", "json", "csv")
SORTS = ("code", "titre", "etat", "nature", "date", "duree", "participants", "preparation", "cout")


def list_(
    section: Annotated[str, typer.Option(metavar="A", help=_("Documents of this section."))] = "",
    state: Annotated[str, typer.Option(metavar=_("STATE"), help=_("In this state: brouillon, en_vigueur…"))] = "",
    level: Annotated[str, typer.Option(metavar=_("LEVEL"), help=_("At this level of involvement."))] = "",
    phase: Annotated[str, typer.Option(metavar="PHASE", help=_("For this phase of a project."))] = "",
    public: Annotated[str, typer.Option(metavar="PUBLIC", help=_("For this audience."))] = "",
    nature: Annotated[str, typer.Option(metavar="NATURE", help=_("Of this nature: dispositif, outil…"))] = "",
    words: Annotated[str, typer.Option(metavar=_("TEXT"), help=_("Containing all these words."))] = "",
    participants: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=_("Suitable for this many people."))
    ] = None,
    duration: Annotated[str, typer.Option(metavar=_("DURATION"), help=_("Lasting at most this long: “2 h”."))] = "",
    preparation: Annotated[
        str, typer.Option(metavar=_("DURATION"), help=_("Prepared in at most this long: “1 semaine”, “ce soir”."))
    ] = "",
    cost: Annotated[str, typer.Option(metavar=_("AMOUNT"), help=_("Costing at most this much: “100”."))] = "",
    only: Only = None,
    sort: Annotated[str, typer.Option(metavar=_("COLUMN"), help=_("Sort by this column."))] = "code",
    format: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=_("Format of the list."))
    ] = "table",
    output: Output = None,
    folder: Folder = Path(),
) -> int:
    """List the documents that answer all that is asked."""
    from loosfiches.views import listing
    from loosfiches.views.selection import Selection

    chosen(format, FORMATS, "--format")
    chosen(sort, SORTS, "--sort")
    collection, _found = open_project(folder)
    asked = {"section": section, "state": state, "level": level, "phase": phase, "public": public, "nature": nature}
    answers = {field: facets.word(collection, field, text, f"--{field}") for field, text in asked.items()}
    time = facets.duration(duration, "--duration")
    wanted = listing.Wanted(
        **answers, words=words, participants=participants, duration=time,
        preparation=facets.duration(preparation, "--preparation"), cost=facets.cost(cost, "--cost"),
    )  # fmt: skip
    selection = parse_query(collection, only) if only else Selection()
    withdrawn = bool(state or selection.codes or "state" in selection.facets)
    rows = listing.rows(
        collection,
        lambda entry: (
            (withdrawn or entry.document.state != "retiree") and wanted.fits(entry) and selection.holds(entry)
        ),
        sort,
    )
    match format:
        case "json":
            text = listing.as_json(rows)
        case "csv":
            text = listing.as_spreadsheet(rows, collection.classeur.langue or "fr")
        case _:
            text = listing.as_table(rows, listing.labels(collection, current()))
    deliver(text, output, collection.project.fiches, for_people=format == "table")
    if format == "table":
        note(plural("{n} document", "{n} documents", len(rows)).format(n=len(rows)))
    return 0
