"""LF415: under which licence texts, pictures, sources and resources are shared."""

from collections.abc import Iterator

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.model.fixes import in_place
from loosfiches.model.licences import find_nearest, is_licence, resolve
from loosfiches.rules import Words, perhaps_en, perhaps_fr, rule
from loosfiches.source import Path, Source
from loosfiches.spelling import Advice


def _unknown_fr(*, value: str, near: str) -> str:
    return f"licence inconnue « {value} »{perhaps_fr(near)}"


def _unknown_en(*, value: str, near: str) -> str:
    return f"unknown licence “{value}”{perhaps_en(near)}"


@rule(
    "LF415",
    Severity.WARNING,
    fr=Words(
        _unknown_fr,
        "Qui veut réutiliser une fiche ou une image doit savoir à quelles conditions ; "
        "d’autres outils lisent le code SPDX.",
        "Écrivez un code SPDX : etalab-2.0, CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0… ; pour la vôtre, LicenseRef-Nom.",
        "licence inconnue",
    ),
    en=Words(
        _unknown_en,
        "Whoever wants to reuse a sheet or a picture must know on which terms; other tools read the SPDX identifier.",
        "Write an SPDX identifier: etalab-2.0, CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0…; for your own, LicenseRef-Name.",
        "unknown licence",
    ),
    bad="licence: Licence Ouverte",
    good="licence: etalab-2.0",
)
def unknown_licence(collection: Collection) -> Iterator[Diagnostic]:
    """Find licences that are no SPDX identifiers."""
    for source in collection.sources.values():
        advice = Advice()
        for path in _places(source):
            text = source.at(path)
            if isinstance(text, str) and not is_licence(text.strip()):
                right = resolve(text)
                fix = in_place(source, path, right) if right else None
                yield Diagnostic(
                    "LF415", source.file, source.place(path), {"value": text, "near": find_nearest(text, advice)}, fix
                )


def _places(source: Source) -> Iterator[Path]:
    yield from (("licence",), ("adapte_de", "licence"))
    for name in ("illustrations", "sources", "ressources"):
        items = source.value.get(name)
        yield from ((name, number, "licence") for number in range(len(items) if isinstance(items, list) else 0))
