"""Plain values as a tree: the value at a path, and how to put another in its place or take it away."""

from loosfiches.source import Path, Value


def drop_empty(value: Value) -> Value:
    """Return `value` without the keys left empty: an empty key says nothing, as if it were not there."""
    if isinstance(value, dict):
        return {key: drop_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [drop_empty(item) for item in value]
    return value


def to_list(written: Value) -> list[Value]:
    """Return the list that one value was meant as: « tous, jeunes » are two words, a sentence is one text."""
    words = written.split(",") if isinstance(written, str) else []
    if len(words) > 1 and all(len(word.split()) == 1 for word in words):
        return [word.strip() for word in words]
    return [written]


def rank(path: Path) -> list[tuple[int, str]]:
    """Order paths as they stand in lists, so that removing the last first moves none of the others."""
    return [(part, "") if isinstance(part, int) else (0, part) for part in path]


def value_at(value: Value, path: Path) -> Value:
    """Return the value at `path`. Raises LookupError where there is none."""
    for step in path:
        if isinstance(value, dict):
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            raise LookupError(step)
    return value


def replace_at(value: Value, path: Path, right: Value) -> None:
    """Put `right` in the place of what is at `path`."""
    holder, step = value_at(value, path[:-1]), path[-1]
    if isinstance(holder, dict):
        holder[str(step)] = right
    elif isinstance(holder, list) and isinstance(step, int):
        holder[step] = right


def remove_at(value: Value, path: Path) -> None:
    """Take away what is at `path`."""
    holder, step = value_at(value, path[:-1]), path[-1]
    if isinstance(holder, dict):
        del holder[str(step)]
    elif isinstance(holder, list) and isinstance(step, int):
        del holder[step]
