"""The fields that documents may have, by name: what each says, what it takes, and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import JsonValue

from loosfiches.model.classeur import Classeur
from loosfiches.model.faults import GUESSES
from loosfiches.model.reading import KINDS
from loosfiches.model.schema import schema


@dataclass(frozen=True)
class Field:
    """A field of documents of some kinds.

    Args:
        path: its name after those that it stands under, such as "ici.depuis"; a list is followed by "[]".
        kinds: the kinds of documents that have it.
        description: what it says, in French as sheets are.
        several: whether it takes a list.
        words: the words that it takes, with their meaning; none where it takes others.
        examples: how values are written.
        fields: the names of the fields under it, with their descriptions.
    """

    path: str
    kinds: Sequence[str]
    description: str
    several: bool
    words: Mapping[str, str]
    examples: Sequence[str]
    fields: Mapping[str, str]


def find_fields(name: str) -> list[Field]:
    """Return the fields of a name, or of the end of a path ("ici.depuis"); none where there is none."""
    wanted = f".{name.lower()}"
    return [field for field in _fields() if f".{field.path.replace('[]', '')}".endswith(wanted)]


def guess_field(name: str) -> str:
    """Return the field that people mean by another name, "" where none is known."""
    return next((field for field in GUESSES.get(name.lower(), ()) if find_fields(field)), "")


def list_names() -> list[str]:
    """Return the names of all fields, without those that they stand under."""
    return sorted({field.path.replace("[]", "").rpartition(".")[2] for field in _fields()})


@cache
def _fields() -> Sequence[Field]:
    """Return all fields; one that several kinds have in the same way is there once."""
    lists, found = Classeur().words(), dict[tuple[str, str], Field]()
    for kind in KINDS:
        for field in _walk(kind, schema(kind, lists)):
            key = (field.path, repr(field.__dict__ | {"kinds": ()}))
            kinds = [*found[key].kinds, kind] if key in found else [kind]
            found[key] = Field(**{**field.__dict__, "kinds": kinds})
    return list(found.values())


def _walk(kind: str, made: Mapping[str, JsonValue]) -> Iterator[Field]:
    """Yield the fields of a schema of ours, those of a part where it is used; no part contains itself."""
    definitions = made.get("$defs", {})

    def properties(part: Mapping[str, JsonValue], above: str) -> Iterator[Field]:
        for name, value in _mapping(part.get("properties")).items():
            said = _mapping(value)
            whole = _resolve(said)
            items = _resolve(_mapping(whole.get("items")))
            several, inner = bool(items), items or whole
            path = f"{above}{name}"
            under = {
                name: str(_mapping(value).get("description", ""))
                for name, value in _mapping(inner.get("properties")).items()
            }
            meanings = _texts(inner.get("enumDescriptions"))
            words = dict(zip(_texts(inner.get("enum")), meanings, strict=False)) if meanings else {}
            yield Field(
                path, [kind], str(said.get("description", "")), several, words,
                _texts(inner.get("examples")), under,
            )  # fmt: skip
            yield from properties(inner, f"{path}[]." if several else f"{path}.")

    def _resolve(value: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """Return what a schema refers to, or the schema itself."""
        choices = value.get("anyOf")
        filled = _mapping(choices[0]) if isinstance(choices, list) else value
        name = str(filled.get("$ref", "")).removeprefix("#/$defs/")
        return _mapping(_mapping(definitions).get(name)) if name else filled

    yield from properties(made, "")


def _mapping(value: JsonValue | None) -> Mapping[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _texts(value: JsonValue | None) -> list[str]:
    return [str(item) for item in value if item is not None] if isinstance(value, list) else []
