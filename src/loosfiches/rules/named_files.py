"""LF310, LF311: the pictures and files that a document names."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from loosfiches.collection import Collection, Entry
from loosfiches.collection.project import APART
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.lookup import find_inside, other_case, stands
from loosfiches.model.fixes import in_place
from loosfiches.rules import Words, rule
from loosfiches.source import Source
from loosfiches.spelling import Advice, Names

ERROR = Severity.ERROR


def _no_such_file_fr(*, path: str, near: str) -> str:
    return f"le fichier fiches/{path} n’existe pas" + (f" : vouliez-vous dire {near} ?" if near else "")


def _no_such_file_en(*, path: str, near: str) -> str:
    return f"the file fiches/{path} does not exist" + (f": did you mean {near}?" if near else "")


@rule(
    "LF310",
    ERROR,
    fr=Words(
        _no_such_file_fr,
        "L’image ou le modèle manquerait dans le classeur et sur le site.",
        "Ajoutez le fichier, ou corrigez son chemin, à partir du dossier fiches.",
        "une image ou un document n’existe pas",
    ),
    en=Words(
        _no_such_file_en,
        "The picture or model document would be missing from the binder and the site.",
        "Add the file, or correct its path, which starts from the fiches folder.",
        "a picture or document does not exist",
    ),
    bad="""
    illustrations:
      - fichier: images/absente.svg
        alt: Plan de la salle, chaises en arc.
    """,
    good="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    illustrations:
      - fichier: images/plan.svg
        alt: Plan de la salle, chaises en arc.
    # fiches/images/plan.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>
    """,
)
def missing_file(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures and documents that are not in the project."""
    root = collection.project.fiches
    advised: dict[str, tuple[Advice, dict[str, Names]]] = {}
    missing: Counter[str] = Counter()
    for source, path, name in named_files(collection):
        if not find_inside(root, name) and (not stands(root, name) or (root / name).is_symlink()):
            advice, folders = advised.setdefault(source.file, (Advice(), {}))
            folder, _, base = name.rpartition("/")
            missing[source.file] += 1
            meant = _elsewhere(root, name) if missing[source.file] <= _LOOKED_FOR else ""
            if folder not in folders:
                folders[folder] = Names(set(_names(root, folder)) - {base})
            near = meant or advice.nearest(base, folders[folder])
            near = f"{folder}/{near}" if near and folder and not meant else near
            fix = in_place(source, path, meant) if meant else None
            yield Diagnostic("LF310", source.file, source.place(path), {"path": name, "near": near}, fix)


def _elsewhere(root: Path, name: str) -> str:
    """Return the file that is surely meant: its name without the folder where names begin, or in other capitals."""
    inside = name.removeprefix(f"{root.name}/")
    return inside if inside != name and find_inside(root, inside) else other_case(root, name)


#: So many missing files of a document are looked for under other capitals, which takes reading their folder.
_LOOKED_FOR = 100


def named_files(collection: Collection) -> Iterator[tuple[Source, tuple[str | int, ...], str]]:
    """Yield the files that the classeur and documents name: the source that names each, and where."""
    logo = collection.classeur.collectivite and collection.classeur.collectivite.logo
    if logo and logo.fichier and APART[0] in collection.sources:
        yield collection.sources[APART[0]], ("collectivite", "logo", "fichier"), logo.fichier
    for entry in collection.entries:
        for path, name in files(entry):
            yield entry.source, path, name


def files(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the files that a document names, and where."""
    document = entry.document
    for field, items in (
        ("illustrations", document.illustrations),
        ("documents", getattr(document, "documents", ())),
        ("actes", getattr(getattr(document, "ici", None), "actes", ())),
    ):
        for number, item in enumerate(items):
            if item.fichier:
                yield (*(("ici",) if field == "actes" else ()), field, number, "fichier"), item.fichier


def _names(root: Path, folder: str) -> list[str]:
    place = root / folder
    return [entry.name for entry in place.iterdir()] if place.is_dir() else []


def _no_alt_fr(*, path: str) -> str:
    return f"l’image{path and ' ' + path} n’a pas de texte « alt »"


def _no_alt_en(*, path: str) -> str:
    return f"the picture{path and ' ' + path} has no “alt” text"


@rule(
    "LF311",
    ERROR,
    fr=Words(
        _no_alt_fr,
        "Qui ne voit pas l’image n’en saurait rien ; la loi l’exige aussi des services publics.",
        "Dites en une phrase ce que l’image montre.",
        "une image n’a pas de texte « alt »",
    ),
    en=Words(
        _no_alt_en,
        "Whoever cannot see the picture would know nothing of it; the law also requires it of public services.",
        "Say in one sentence what the picture shows.",
        "a picture has no “alt” text",
    ),
    bad="""
    illustrations:
      - legende: Plan de la salle
    """,
    good="""
    illustrations:
      - legende: Plan de la salle
        alt: Chaises en arc devant un plan affiché à hauteur des yeux.
    """,
)
def missing_alt(collection: Collection) -> Iterator[Diagnostic]:
    """Find pictures that say nothing to those who do not see them."""
    for entry in collection.entries:
        for number, picture in enumerate(entry.document.illustrations):
            if not picture.alt:
                span = entry.source.place(("illustrations", number))
                yield Diagnostic("LF311", entry.file, span, {"path": picture.fichier or ""})
