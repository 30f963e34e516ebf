"""A source without some of its fields, cut out of the text: every other byte stays, comments included."""

from collections.abc import Collection

from loosfiches.source import Path, Source, Value, read


def cut_fields(source: Source, paths: Collection[Path]) -> str | None:
    """Return the text without the fields at `paths`; None where that would change anything else.

    Fields go as whole lines, with what is indented under them; of the first field of an item, the dash stays. The
    result is read again: it is given only if it says what the source says, those fields aside. One that shares its line
    with another (`{a: b, c: d}`) cannot be cut.
    """
    lines = source.text.splitlines(keepends=True)
    kept = dict(enumerate(lines))
    for path in paths:
        kept |= dict.fromkeys(_lines(source, lines, path), "")
    for path in paths:
        kept |= _dash(source, lines, path)
    text = "".join(kept.values())
    again = read(source.file, text.encode())[0]
    return text if again and again.value == prune(dict(source.value), paths) else None


def _lines(source: Source, lines: list[str], path: Path) -> range:
    """Return the numbers, from 0, of the lines that a field takes, without the blank ones behind it."""
    key = source.keys[path]
    stop = _end(source, path)
    while stop < len(lines) and (not lines[stop].strip() or _indent(lines[stop]) >= key.column):
        stop += 1
    while not lines[stop - 1].strip():
        stop -= 1
    return range(key.line - 1, stop)


def _dash(source: Source, lines: list[str], path: Path) -> dict[int, str]:
    """Return the line of a field without the field when a dash opens it, by its number; nothing for other fields."""
    key = source.keys[path]
    line = lines[key.line - 1]
    head, end = line[: key.column - 1].rstrip(" "), line[len(line.rstrip("\r\n")) :]
    return {key.line - 1: head + end} if head.endswith("-") else {}


def _end(source: Source, path: Path) -> int:
    """Return the number, from 0, of the line after the last one that a value of the field takes."""
    inside = [span for places in (source.keys, source.values) for place, span in places.items() if _under(place, path)]
    # The end of a block of text is the start of the line after it.
    return max(span.end_line - (span.end_column == 1 and span.end_line > span.line) for span in inside)


def _under(path: Path, top: Path) -> bool:
    return path[: len(top)] == top


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def prune(value: Value, paths: Collection[Path], here: Path = ()) -> Value:
    """Return a value without the fields at `paths`; `here` is where it stands itself."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if (*here, key) not in paths}
        return {key: prune(item, paths, (*here, key)) for key, item in kept.items()}
    if isinstance(value, list):
        return [prune(item, paths, (*here, number)) for number, item in enumerate(value)]
    return value
