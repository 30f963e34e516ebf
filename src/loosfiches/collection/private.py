"""Which fields of a file the public may not read: the team's own notes, and fields that the model does not know."""

from loosfiches.model.base import Part
from loosfiches.model.reading import FORMER
from loosfiches.model.shape import knows
from loosfiches.source import Path, Source

PRIVATE = "interne"


def find_private_fields(source: Source, model: Part) -> list[Path]:
    """Return the places of what is not public: notes, and keys that the model has no place for, at any depth."""
    former = {(name,) for name in FORMER.get(str(source.value.get("schema")), ())}
    keys = [path for path in source.keys if isinstance(path[-1], str) and path not in former]
    paths = [path for path in keys if path[-1] == PRIVATE or not knows(type(model), path)]
    return [path for path in paths if not any(path[: len(top)] == top for top in paths if top != path)]
