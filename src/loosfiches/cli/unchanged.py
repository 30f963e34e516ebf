"""Whether a command may say at once that its output is already what it would make."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loosfiches.template_files import builtin

if TYPE_CHECKING:
    from loosfiches.build.store import Store
    from loosfiches.build.unchanged import Unchanged
    from loosfiches.project import Project


def find_unchanged(
    project: "Project", store: "Store | None", command: str, output: Path, facts: Sequence[object]
) -> "Unchanged | None":
    """Return what tells that `output` is as the last run of `command` left it, and would make it again.

    `facts` are what the command was asked, and the day. None where templates are to be announced, or where nothing
    can be kept.
    """
    from loosfiches.build.unchanged import Unchanged

    own = project.root / "templates"
    if store is None or (own.is_dir() and own.resolve() != builtin().resolve()):
        return None
    place = os.fsencode(output.resolve()).decode("utf-8", "backslashreplace")
    return Unchanged(store, (command, place), [*map(str, facts)], (project.fiches, builtin()))
