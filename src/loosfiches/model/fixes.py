"""A value that was understood but is written otherwise -> the fix that corrects it in place."""

from collections.abc import Mapping, Sequence

from loosfiches.diagnostics import Fix, Span
from loosfiches.edits import quote_scalar, to_scalar
from loosfiches.source import Path, Source
from loosfiches.spelling import plain

#: How alike a word and the one it stands for must be for the fix to be sure.
ALIKE = 0.8


def is_sure(text: str, context: Mapping[str, str]) -> bool:
    """Tell whether an unknown word surely stands for the nearest one: the two are much alike."""
    return bool(context["near"]) and float(context.get("alike", "0")) >= ALIKE and len(plain(text)) > 3


def _raw(source: Source, span: Span) -> str:
    """Return the text of the file at `span`, "" when it stands on several lines."""
    if span.line != span.end_line or span.line > len(source.lines):
        return ""
    return source.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def in_place(source: Source, path: Path, right: str) -> Fix | None:
    """Return the fix that writes `right` for the value at `path`, in the quotes that were there."""
    span = source.values.get(path)
    before = _raw(source, span) if span else ""
    return Fix(span, to_scalar(right, before)) if span and before else None


def as_list(source: Source, path: Path, items: Sequence[object]) -> Fix | None:
    """Return the fix that makes a list of the value at `path`: one item a line under its field."""
    key, span = source.keys.get(path), source.values.get(path)
    before = _raw(source, span) if span else ""
    if key is None or span is None or not before:
        return None
    line = source.lines[span.line - 1]
    listed = [before] if len(items) == 1 else [to_scalar(str(item)) for item in items]
    if key.line != span.line:
        below = len(items) == 1 and not line[: span.column - 1].strip() and span.column > key.column
        return Fix(Span(span.line, span.column, span.line, span.column), "- ") if below else None
    if line[: key.column - 1].replace("-", " ").strip() or not line[key.end_column - 1 :].lstrip().startswith(":"):
        return None
    start = line.index(":", key.end_column - 1) + 2
    indent = "\n" + " " * (key.column + 1) + "- "
    if len(items) == 1:  # the text itself is left as it is, to whatever fix it calls for
        return Fix(Span(span.line, start, span.line, span.column), indent)
    return Fix(Span(span.line, start, span.line, span.end_column), "".join(indent + item for item in listed))


def one_text(source: Source, path: Path, written: Mapping[str, object]) -> Fix | None:
    """« - Texte : suite »: return the fix that makes one text of what YAML took for a field."""
    name = next(iter(written), "")
    key, value = source.keys.get((*path, name)), source.values.get((*path, name))
    if key is None or value is None or len(written) > 1 or not isinstance(written[name], str):
        return None
    if _raw(source, value)[:1] in {"", '"', "'", "[", "{", "|", ">"} or not isinstance(path[-1], int):
        return None
    head = source.lines[key.line - 1][: key.column - 1]
    span = Span(key.line, key.column, value.end_line, value.end_column)
    text = _raw(source, span)
    return Fix(span, quote_scalar(text)) if text and not head.replace("-", " ").strip() else None
