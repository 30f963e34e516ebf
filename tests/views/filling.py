"""Documents in which every field that the model knows says something: what no page may lose, cover or push out."""

import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any

import yaml
from pydantic import BaseModel

from loosfiches.model.chapitre import Chapitre
from loosfiches.model.fiche import Fiche
from loosfiches.model.recit import Recit
from loosfiches.model.texts import OneOf, Written
from tests.conftest import CLASSEUR, put

#: What a document says of itself, settled here.
SETTLED = {
    *("schema", "code", "etat", "diffusion", "interne", "licence", "langue", "remplacee_par", "traductions", "liens"),
    *("raconte", "consentement", "droit_image", "falc"),
}
FILES = {"illustrations": "images/a.svg", "documents": "pieces/a.pdf", "actes": "pieces/a.pdf"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><path d="M0 0h9v6H0z"/></svg>'
DOCUMENTS: dict[str, tuple[type[BaseModel], str]] = {
    "fiches/dispositifs/A-01-plein.yaml": (Fiche, "schema: fiche/1\ncode: A-01\netat: en_vigueur\n"),
    "fiches/chapitres/C-01-plein.yaml": (Chapitre, "schema: chapitre/1\ncode: C-01\netat: en_vigueur\n"),
    "fiches/recits/R-01-plein.yaml": (
        Recit,
        "schema: recit/1\ncode: R-01\netat: en_vigueur\nraconte:\n  - A-01\nconsentement:\n  statut: obtenu\n",
    ),
}
#: A text that holds all that a text may hold.
RICH = """
**Avant**

- un
  - deux
    1. trois

> Venez nombreux, disait-elle.

| jour | nombre |
|---|---:|
| lundi | 12 |
"""
#: Given the path of a field and its number, what it says.
Say = Callable[[tuple[str, ...], int], str]


def fill(folder: Path, say: Say) -> None:
    """Write under `folder` a project whose three documents say something in every field."""
    put(folder, "fiches/classeur.yaml", CLASSEUR + "url_base: https://ville.example/fiches\n")
    put(folder, "fiches/images/a.svg", DRAWING)
    put(folder, "fiches/pieces/a.pdf", b"%PDF-1.4\n")
    for name, (kind, head) in DOCUMENTS.items():
        body = _document(kind, say, (), iter(range(1, 1000)))
        put(folder, name, head + yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=10**6))


def _document(kind: type[BaseModel], say: Say, path: tuple[str, ...], numbers: Iterator[int]) -> dict[str, Any]:
    found = {}
    for name, field in kind.model_fields.items():
        if (key := field.alias or name) not in SETTLED:
            found[key] = _value(field.annotation, field.metadata, say, (*path, key), numbers)
    return found


def _value(kind: Any, marks: list[Any], say: Say, path: tuple[str, ...], numbers: Iterator[int]) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return _value(inner[0], [*marks, *inner[1:]], say, path, numbers)
    if origin in {typing.Union, UnionType}:
        return _value(inner[0], marks, say, path, numbers)
    if origin is tuple:
        # A sheet in force has two steps at least.
        return [_value(inner[0], [], say, path, numbers) for _ in range(2 if path[-1] == "etapes" else 1)]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _document(kind, say, path, numbers)
    return _text(marks, say, path, numbers)


def _text(marks: list[Any], say: Say, path: tuple[str, ...], numbers: Iterator[int]) -> str:
    for mark in marks:
        if isinstance(mark, OneOf):
            return next(iter(mark.list_words(None)))
        if isinstance(mark, Written):
            return FILES[path[-2]] if path[-1] == "fichier" else mark.examples[0]
    fixed = {"licence": "CC-BY-4.0", "pays": "France", "telephone": "03 21 00 00 00"}
    return fixed.get(path[-1]) or say(path, next(numbers))
