"""LF402, LF403: whether figures and claims about the town have a source."""

from collections.abc import Iterator, Sequence

from loosfiches.collection import Collection, Entry
from loosfiches.collection.links import CITATION
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.model.common import Chiffre
from loosfiches.model.fiche import Fiche, Ici
from loosfiches.model.recit import Recit
from loosfiches.rules import Words, rule
from loosfiches.source import Path

_CHIFFRE = """
    ici:
      chiffres:
        - valeur: environ 200
          libelle: réunions
          date: {date}
          source: {source}
    sources:
      - id: village
        titre: Village magazine
"""


_LACKING_FR = {"source": "n’a pas de source", "date": "n’a pas de date", "both": "n’a ni source ni date"}
_LACKING_EN = {"source": "has no source", "date": "has no date", "both": "has neither source nor date"}


def _bare_figure_fr(*, lacking: str) -> str:
    return f"ce chiffre {_LACKING_FR[lacking]}"


def _bare_figure_en(*, lacking: str) -> str:
    return f"this figure {_LACKING_EN[lacking]}"


@rule(
    "LF402",
    Severity.WARNING,
    fr=Words(
        _bare_figure_fr,
        "Un chiffre sans date ni source ne se vérifie pas, et vieillit sans qu’on le voie.",
        "Ajoutez « source » (le nom court d’une source) et « date » (« inconnue » si rien ne la donne).",
        "un chiffre n’a pas de source ou de date",
    ),
    en=Words(
        _bare_figure_en,
        "A figure without date or source cannot be checked, and goes out of date unseen.",
        "Add “source” (the short name of a source) and “date” (“inconnue” if nothing gives it).",
        "a figure has no source or no date",
    ),
    bad=_CHIFFRE.format(date="", source=""),
    good=_CHIFFRE.format(date="inconnue", source="village"),
)
def bare_figure(collection: Collection) -> Iterator[Diagnostic]:
    """Find figures about the town, or of a story, that lack their source or their date."""
    for entry, place, figures in _figures(collection):
        for number, figure in enumerate(figures):
            path = (*place, number)
            source = not figure.source and not _cites(figure.libelle, figure.valeur)
            lacking = {"source": source, "date": figure.date is None}
            # What was written but not understood was told already.
            lacking = {field: lacks and not _written(entry, *path, field) for field, lacks in lacking.items()}
            named = [field for field, lacks in lacking.items() if lacks]
            if named:
                details = {"lacking": named[0] if len(named) == 1 else "both"}
                yield Diagnostic("LF402", entry.file, entry.source.place(path), details)


@rule(
    "LF403",
    Severity.WARNING,
    fr=Words(
        "ce passage de « ici » ne cite aucune source",
        "Ce qu’une fiche affirme d’une ville doit pouvoir être vérifié, même des années plus tard.",
        "Ajoutez après le fait le nom court de sa source, [@village], ou « source » dans la mise en œuvre.",
    ),
    en=Words(
        "this passage of “ici” cites no source",
        "What a sheet claims about a town must be verifiable, even years later.",
        "Add the short name of its source after the fact, [@village], or “source” in the mise en œuvre.",
    ),
    bad="""
    ici:
      texte: La ville a tenu deux cents réunions en sept ans.
    """,
    good="""
    ici:
      texte: La ville a tenu deux cents réunions en sept ans [@village].
    sources:
      - id: village
        titre: Village magazine
    """,
)
def bare_claim(collection: Collection) -> Iterator[Diagnostic]:
    """Find what is said of the town in `ici` without a source: its text, and each time that the thing was done."""
    for entry, ici in _local(collection):
        if ici.texte and not _cites(ici.texte):
            yield Diagnostic("LF403", entry.file, entry.source.place(("ici", "texte")))
        for number, time in enumerate(ici.mises_en_oeuvre):
            path = ("ici", "mises_en_oeuvre", number)
            has_source = time.source or _written(entry, *path, "source")
            if not has_source and not _cites(time.sujet, time.lecon, time.absents):
                yield Diagnostic("LF403", entry.file, entry.source.place(path))


def _figures(collection: Collection) -> Iterator[tuple[Entry, Path, Sequence[Chiffre]]]:
    """Yield the figures of each document and where they stand."""
    for entry, ici in _local(collection):
        yield entry, ("ici", "chiffres"), ici.chiffres
    for entry in collection.entries:
        if isinstance(entry.document, Recit):
            yield entry, ("chiffres",), entry.document.chiffres


def _local(collection: Collection) -> Iterator[tuple[Entry, Ici]]:
    for entry in collection.entries:
        if isinstance(entry.document, Fiche) and entry.document.ici and "ici" not in entry.spoilt:
            yield entry, entry.document.ici


def _cites(*texts: str | None) -> bool:
    return any(CITATION.search(text) for text in texts if text)


def _written(entry: Entry, *path: str | int) -> bool:
    """Tell whether the file holds something at `path`."""
    return entry.source.at(path) is not None
