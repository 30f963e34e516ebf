"""`loosfiches schema`."""

from pathlib import Path
from typing import Annotated

import typer

from loosfiches.cli.shared import Folder, note, open_project
from loosfiches.language import _, plural


def schema(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar=_("DIR"), help=_("Write to this folder instead of fiches/schemas/.")),
    ] = None,
    folder: Folder = Path(),
) -> int:
    """Write one JSON Schema per kind of document, with this classeur's own words."""
    from loosfiches.model.schema import schemas
    from loosfiches.output.places import refuse_link
    from loosfiches.output.writer import write

    collection, _found = open_project(folder)
    target = output or collection.project.fiches / "schemas"
    texts = {f"{kind}.schema.json": text for kind, text in schemas(collection.classeur.words()).items()}
    for name in texts if output is None else ():
        refuse_link(collection.project.root, target / name)
    changed = sum(write(target / name, text.encode()) for name, text in texts.items())
    note(
        plural("{n} schema written in {folder}", "{n} schemas written in {folder}", changed).format(
            n=changed, folder=target
        )
    )
    return 0
