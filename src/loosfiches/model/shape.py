"""The shape of the model: which keys are allowed at a place of a document."""

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel

from loosfiches.source import Path


def fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys, as written in YAML, that the mapping at `path` of a `model` may hold."""
    bare = _at(model, path)
    return _names(bare) if isinstance(bare, type) and issubclass(bare, BaseModel) else []


def knows(model: type[BaseModel], path: Path) -> bool:
    """Tell whether a `model` has a place for the key at `path`; in a mapping with keys of the author's, any is."""
    return _knows(model, tuple(0 if isinstance(part, int) else part for part in path))


@lru_cache(maxsize=4096)
def _knows(model: type[BaseModel], path: Path) -> bool:
    outer = _item(_at(model, path[:-1]))
    if isinstance(outer, type) and issubclass(outer, BaseModel):
        return path[-1] in _names(outer)
    return typing.get_origin(outer) is dict


def _at(model: type[BaseModel], path: Path) -> object:
    """Return the annotation at `path`."""
    current: object = model
    for part in path:
        bare = _bare(current)
        current = _inside(_item(bare) if isinstance(part, str) else bare, part)
    return _bare(current)


def _item(bare: object) -> object:
    """Return the annotation of the items of a list (one item may stand for the list); any other annotation as it is."""
    return _bare(typing.get_args(bare)[0]) if typing.get_origin(bare) is tuple else bare


def homes(model: type[BaseModel], key: str) -> list[Path]:
    """Return the places of a `model` whose mappings may hold `key`, the outermost first; lists are stepped into."""
    return [path for path, names in _mappings(model).items() if key in names]


@lru_cache
def _mappings(model: type[BaseModel]) -> Mapping[Path, Sequence[str]]:
    """Return each place of a `model` that holds a mapping, the outermost first, and its keys."""
    keys: dict[Path, Sequence[str]] = {}
    waiting: list[Path] = [()]
    for path in waiting:
        keys[path] = fields_at(model, path)
        for name in keys[path]:
            waiting += [inside for inside in ((*path, name), (*path, name, 0)) if fields_at(model, inside)]
    return keys


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _inside(current: object, part: str | int) -> object:
    """Return the annotation one step further in."""
    if isinstance(current, type) and issubclass(current, BaseModel):
        named = {field.alias or name: field.annotation for name, field in current.model_fields.items()}
        return named.get(str(part), object)
    arguments = typing.get_args(current)
    if typing.get_origin(current) is dict:
        return arguments[1]
    return arguments[0] if arguments else object


def _bare(annotation: object) -> object:
    """Return the annotation without Annotated, optional and alias wrappings."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return _bare(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return _bare(next(part for part in typing.get_args(annotation) if part is not types.NoneType))
    return annotation


def takes_list(models: Iterable[type[BaseModel]], key: str) -> bool:
    """Tell whether a field of this name takes a list somewhere in one of the models."""
    return any(_is_tuple(model, (*path, key)) for model in models for path in homes(model, key))


def _is_tuple(model: type[BaseModel], path: Path) -> bool:
    return typing.get_origin(_at(model, path)) is tuple


def is_list(model: type[BaseModel], key: str) -> bool:
    """Tell whether the field `key` of a `model` takes a list."""
    field = model.model_fields.get(key)
    return field is not None and typing.get_origin(field.annotation) is tuple
