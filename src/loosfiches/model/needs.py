"""The one table of required fields by state, for rules, JSON Schema, to-do lists and new documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loosfiches.model.words import NIVEAUX

#: The states, from the least to the most demanding; a withdrawn document is asked for no more than a draft.
DRAFT, FORCE = "brouillon", "en_vigueur"


@dataclass(frozen=True)
class Need:
    """One of `fields` must be filled from `state` on, unless `unless` (field -> values) or only `where` holds.

    `where` maps a field to the values that call for the need; an empty tuple means that any value does.
    `least` is the number of items asked for.
    """

    fields: tuple[str, ...]
    state: str = FORCE
    unless: Mapping[str, tuple[str, ...]] | None = None
    where: Mapping[str, tuple[str, ...]] | None = None
    least: int = 1

    def concerns(self, value: Mapping[str, object]) -> bool:
        """Tell whether the need applies to a document of these values."""
        if self.unless and any(_has(value, field, words) for field, words in self.unless.items()):
            return False
        return not self.where or any(_has(value, field, words) for field, words in self.where.items())

    @property
    def asks(self) -> frozenset[str]:
        """The fields that the need depends on."""
        return frozenset((*self.fields, *(self.unless or {}), *(self.where or {})))

    def met(self, value: Mapping[str, object]) -> bool:
        """Tell whether one of the fields is filled."""
        return any(_count(value.get(field)) >= self.least for field in self.fields)


def _count(value: object) -> int:
    if isinstance(value, list | tuple):
        return len(value)
    return 0 if value in (None, "", {}) else 1


def _has(value: Mapping[str, object], field: str, words: tuple[str, ...]) -> bool:
    held = value.get(field)
    items = held if isinstance(held, list | tuple) else [held]
    return _count(held) > 0 and (not words or any(item in words for item in items))


def _all(*fields: str, state: str = FORCE) -> tuple[Need, ...]:
    return tuple(Need((field,), state) for field in fields)


_LIGHT = {"nature": ("technique", "outil")}
_FROM_CONSULTATION = {"niveau": tuple(NIVEAUX)[1:]}
_COMMON = (
    *_all("schema", "code", "titre", "resume", state=DRAFT),
    *_all("auteurs", "tenue_par", "historique"),
)

#: Kind of document -> what it needs.
TABLE: Mapping[str, tuple[Need, ...]] = {
    "fiche": (
        *_COMMON,
        *_all("nature", "objectifs", "publics", "points_forts", "limites"),
        Need(("etapes",), least=2, unless={"nature": ("instance", "outil")}),
        Need(("duree", "preparation")),
        Need(("niveau",), unless=_LIGHT),
        Need(("promesse",), unless=_LIGHT, where=_FROM_CONSULTATION),
        Need(("restitution",), unless=_LIGHT, where=_FROM_CONSULTATION),
        Need(("sources",), where={"ici": (), "cadre_juridique": ()}),
    ),
    "recit": (
        *_COMMON,
        *_all("genre", "periode", "situation_de_depart", "chemin", "enseignements", "raconte"),
        *_all("consentement", "sources"),
    ),
    "chapitre": (*_COMMON, *_all("partie", "rubriques", "sources")),
    "classeur": _all(
        "schema", "titre", "collectivite", "langue", "mention", "sections", "edition", "licence", state=DRAFT
    ),
    "glossaire": _all("schema", state=DRAFT),
}


def lacks(kind: str, value: Mapping[str, object], state: str) -> Iterator[Need]:
    """Yield what a document of this kind, these values and this state still needs."""
    asked = {DRAFT} if state in {DRAFT, "retiree"} else {DRAFT, FORCE}
    for need in TABLE[kind]:
        if need.state in asked and need.concerns(value) and not need.met(value):
            yield need
