"""The sentences of a file that are its authors' own."""

from collections.abc import Iterable, Iterator

from loosfiches.source import Path

#: The fields that hold sentences of the authors' own; the words of others (titles, credits, quotes) are theirs.
_PROSE = frozenset({
    "titre", "resume", "alt", "legende", "texte", "encadre", "motif", "note", "definition", "mission", "role", "qui",
    "resultat", "elus", "agents", "habitants", "libelle", "sujet", "lieu", "absents", "lecon", "mobilisation",
    "marges_de_manoeuvre", "promesse", "restitution", "objectifs", "quand_utiliser", "quand_eviter", "materiel",
    "variantes", "points_forts", "limites", "points_de_vigilance", "evaluation", "lecons", "situation_de_depart",
    "declic", "obstacles", "aboutissement", "enseignements", "nom", "valeur", "sous_titre", "intro", "mention", "terme",
    "presentation", "si", "alors", "mots_cles", "groupe", "phrases", "organisateur", "lecons_du_projet",
})  # fmt: skip
_OTHERS = frozenset({"sources", "traductions", "adapte_de", "cadre_juridique", "actes", "ressources"})


def find_prose(texts: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Yield those of a file's texts that its authors worded, and where they stand."""
    for path, text in texts:
        if _name(path) in _PROSE and _OTHERS.isdisjoint(path):
            yield path, text


def _name(path: Path) -> str | int:
    """Return the field that a text is of, itself or as an item of a list."""
    return path[-2] if isinstance(path[-1], int) and len(path) > 1 else path[-1]
