"""LF3xx: what a document points at: other documents, its sources, pictures and files."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from loosfiches.addresses import is_address
from loosfiches.collection import Collection, Entry
from loosfiches.collection.links import Link, find_citations
from loosfiches.collection.project import APART
from loosfiches.collection.register import Card, Index
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.lookup import is_inside, other_case, stands
from loosfiches.model.fixes import in_place
from loosfiches.rules import Words, across, perhaps_en, perhaps_fr, rule
from loosfiches.source import Source
from loosfiches.spelling import Advice, Names

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _no_such_code_fr(*, target: str, near: str) -> str:
    return f"aucun document n’a le code {target}" + (f" : vouliez-vous dire {near} ?" if near else "")


def _no_such_code_en(*, target: str, near: str) -> str:
    return f"no document has the code {target}" + (f": did you mean {near}?" if near else "")


@across(
    "LF301",
    ERROR,
    fr=Words(
        _no_such_code_fr,
        "Un renvoi sans but fait perdre du temps, surtout sur papier.",
        "Corrigez le code, ou écrivez la fiche qui manque.",
        "aucun document n’a le code d’un renvoi",
    ),
    en=Words(
        _no_such_code_en,
        "A reference that leads nowhere wastes time, above all on paper.",
        "Correct the code, or write the missing sheet.",
        "no document has the code of a reference",
    ),
    bad="""
    liens:
      voir_aussi:
        - A-99
    """,
    good="""
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    liens:
      voir_aussi:
        - A-02
    # fiches/dispositifs/A-02-reunion-publique.yaml
    code: A-02
    """,
)
def dangling_link(register: Index) -> Iterator[Diagnostic]:
    """Find links to codes that no document has."""
    alike: dict[str, set[str]] = {}
    for code in register.by_code:
        for form in _forms(code):
            alike.setdefault(form, set()).add(code)
    for card in register.cards:
        for link in card.links:
            if link.target not in register.by_code and link.target not in register.unread:
                meant = {code for form in _forms(link.target) for code in alike.get(form, ())} - {card.code}
                details = {"target": link.target, "near": meant.pop() if len(meant) == 1 else ""}
                yield Diagnostic("LF301", card.file, link.span, details)


def _forms(code: str) -> tuple[str, str]:
    """Return what a code shares with those that are typed for it: its signs in any order, its number."""
    return "".join(sorted(code)), code[1:]


@rule(
    "LF302",
    WARNING,
    fr=Words(
        "ce document renvoie à lui-même ({target})",
        "Le lecteur y est déjà.",
        "Effacez le renvoi, ou corrigez le code.",
    ),
    en=Words(
        "this document refers to itself ({target})",
        "The reader is there already.",
        "Delete the reference, or correct the code.",
    ),
    bad="""
    code: A-07
    liens:
      avec:
        - A-07
    """,
    good="code: A-07",
)
def own_link(collection: Collection) -> Iterator[Diagnostic]:
    """Find links from a document to itself."""
    for entry in collection.entries:
        for link in entry.links:
            if link.target == entry.code:
                yield Diagnostic("LF302", entry.file, link.span, {"target": link.target})


def _no_such_source_fr(*, name: str, near: str) -> str:
    return f"aucune source ne s’appelle « {name} »{perhaps_fr(near)}"


def _no_such_source_en(*, name: str, near: str) -> str:
    return f"no source is called “{name}”{perhaps_en(near)}"


@rule(
    "LF303",
    ERROR,
    fr=Words(
        _no_such_source_fr,
        "Une affirmation vaut ce que vaut sa source : le lecteur doit pouvoir y remonter.",
        "Corrigez le nom court, ou ajoutez la source dans « sources ».",
        "une source citée n’est pas dans « sources »",
    ),
    en=Words(
        _no_such_source_en,
        "A claim is worth what its source is worth: readers must be able to go back to it.",
        "Correct the short name, or add the source to “sources”.",
        "a source that is cited is not in “sources”",
    ),
    bad="""
    ici:
      texte: Deux cents réunions en sept ans [@vilage].
    sources:
      - id: village
        titre: Village magazine
    """,
    good="""
    ici:
      texte: Deux cents réunions en sept ans [@village].
    sources:
      - id: village
        titre: Village magazine
    """,
)
def unknown_source(collection: Collection) -> Iterator[Diagnostic]:
    """Find sources cited but not listed."""
    for entry in collection.entries:
        identifiers = [source.id for source in entry.document.sources if source.id]
        listed = set(identifiers)
        advice, names = Advice(), Names(identifiers)
        for name, span in find_citations(entry.source, entry.texts):
            if name not in listed and "sources" not in entry.spoilt:
                listed.add(name)
                details = {"name": name, "near": advice.nearest(name, names)}
                yield Diagnostic("LF303", entry.file, span, details)


@rule(
    "LF304",
    ERROR,
    fr=Words(
        "deux sources portent le nom court « {name} »",
        "On ne saurait laquelle atteste quoi.",
        "Donnez un autre nom à l’une des deux.",
    ),
    en=Words(
        "two sources have the short name “{name}”",
        "Nobody could tell which one supports what.",
        "Give one of them another name.",
    ),
    bad="""
    sources:
      - id: village
        titre: Village magazine
      - id: village
        titre: Échos loossois
    """,
    good="""
    sources:
      - id: village
        titre: Village magazine
      - id: echos
        titre: Échos loossois
    """,
)
def same_source(collection: Collection) -> Iterator[Diagnostic]:
    """Find short names given to two sources of one document."""
    for entry in collection.entries:
        seen: set[str] = set()
        for number, source in enumerate(entry.document.sources):
            if source.id in seen:
                span = entry.source.place(("sources", number, "id"))
                yield Diagnostic("LF304", entry.file, span, {"name": source.id or ""})
            seen.add(source.id or "")


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
        if not is_inside(root, name) and (not stands(root, name) or (root / name).is_symlink()):
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
    return inside if inside != name and is_inside(root, inside) else other_case(root, name)


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


#: The address of a link in a text: [the page](https://…), <https://…>.
_ADDRESS = re.compile(r"(?:\]\(\s*<?|<)((?:https?://|mailto:)[^\s)>]*)", re.IGNORECASE)


@rule(
    "LF611",
    ERROR,
    fr=Words(
        "adresse illisible dans un lien : « {url} »",
        "Aucun navigateur ne saurait où aller : le lien ne serait ni sur le site ni dans le PDF.",
        "Corrigez l’adresse : https://exemple.fr/page, sans crochet ni espace.",
    ),
    en=Words(
        "unreadable address in a link: “{url}”",
        "No browser would know where to go: the link would be neither on the site nor in the PDF.",
        "Correct the address: https://example.org/page, without brackets or blanks.",
    ),
    bad="promesse: Tout est dans le [guide](https://[www.exemple.fr/guide).",
    good="promesse: Tout est dans le [guide](https://www.exemple.fr/guide).",
)
def unreadable_address(collection: Collection) -> Iterator[Diagnostic]:
    """Find links of texts whose address cannot be read."""
    for file, texts in collection.texts.items():
        for path, text in texts:
            addresses = _ADDRESS.finditer(text) if "://" in text or "mailto:" in text else ()
            for match in addresses:
                if not is_address(match[1]):
                    span = collection.sources[file].spot(path, *match.span(1))
                    yield Diagnostic("LF611", file, span, {"url": match[1]})


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


#: A whole fiche in force, for the examples.
_IN_FORCE = """
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    schema: fiche/1
    code: A-07
    titre: Café citoyen
    resume: Parler de la ville autour d’un café.
    etat: en_vigueur
    nature: outil
    objectifs:
      - Parler.
    publics:
      - tous
    duree: 1 h
    points_forts:
      - Chacun peut parler.
    limites:
      - On y décide peu.
    auteurs:
      - Service participation
    tenue_par:
      service: Service participation
    historique:
      - version: 1
        date: 2026-11-23
        changement: creation
        motif: Première rédaction.
    {more}
"""
_VOIR_A02 = "liens:\n      voir_aussi:\n        - A-02"
_WITHDRAWN = """
    # fiches/dispositifs/A-07-cafe-citoyen.yaml
    code: A-07
    liens:
      voir_aussi:
        - {target}
    # fiches/dispositifs/A-02-reunion-publique.yaml
    code: A-02
    etat: retiree
    remplacee_par: A-03
    historique:
      - version: 2
        date: 2026-11-23
        changement: retrait
        motif: Remplacée par l’assemblée de quartier.
    # fiches/dispositifs/A-03-assemblee-de-quartier.yaml
    code: A-03
"""


def _withdrawn_fr(*, target: str, instead: str) -> str:
    return f"renvoi à {target}, document retiré" + (f" et remplacé par {instead}" if instead else "")


def _withdrawn_en(*, target: str, instead: str) -> str:
    return f"refers to {target}, which is withdrawn" + (f" and replaced by {instead}" if instead else "")


@across(
    "LF305",
    WARNING,
    fr=Words(
        _withdrawn_fr,
        "Une fiche retirée ne vaut plus : y envoyer le lecteur, c’est l’égarer.",
        "Renvoyez à la fiche qui la remplace, ou effacez le renvoi.",
        "renvoi à une fiche retirée",
    ),
    en=Words(
        _withdrawn_en,
        "A withdrawn sheet is no longer valid: sending readers there misleads them.",
        "Refer to the sheet that replaces it, or delete the reference.",
        "reference to a withdrawn sheet",
    ),
    bad=_WITHDRAWN.format(target="A-02"),
    good=_WITHDRAWN.format(target="A-03"),
)
def withdrawn_link(register: Index) -> Iterator[Diagnostic]:
    """Find links to withdrawn documents; a récit may tell of one, and what replaces it may name it."""
    for card, link, target in _followed(register):
        instead = target.remplacee_par
        bound = link.relation == "raconte" or instead == card.code or card.state == "retiree"
        if target.state == "retiree" and not bound:
            details = {"target": link.target, "instead": instead}
            yield Diagnostic("LF305", card.file, link.span, details)


@across(
    "LF306",
    WARNING,
    fr=Words(
        "document en vigueur : il renvoie à {target}, qui n’est encore qu’un brouillon",
        "Le classeur imprimé peut laisser de côté les brouillons : le lecteur chercherait en vain.",
        "Achevez ce document, ou ôtez le renvoi en attendant.",
    ),
    en=Words(
        "this document is in force and refers to {target}, which is still a draft",
        "The printed binder may leave drafts out: readers would look in vain.",
        "Finish that document, or take the reference out for now.",
    ),
    bad=_IN_FORCE.format(more=_VOIR_A02) + "    # fiches/dispositifs/A-02-reunion-publique.yaml\n    code: A-02",
    good=_IN_FORCE.format(more="")
    + """
    # fiches/dispositifs/A-02-reunion-publique.yaml
    code: A-02
    liens:
      apres:
        - A-07
    """,
)
def draft_link(register: Index) -> Iterator[Diagnostic]:
    """Find links from documents in force to drafts."""
    for card, link, target in _followed(register):
        draft = target.state == "brouillon" and "etat" not in target.spoilt
        if draft and card.state == "en_vigueur":
            yield Diagnostic("LF306", card.file, link.span, {"target": link.target})


def _followed(register: Index) -> Iterator[tuple[Card, Link, Card]]:
    """Yield each link that leads to another document, with both ends."""
    for card in register.cards:
        for link in card.links:
            target = register.by_code.get(link.target)
            if target and link.target != card.code:
                yield card, link, target


@across(
    "LF307",
    Severity.INFO,
    fr=Words(
        "aucun autre document ne renvoie à {code}",
        "On trouve une fiche par une autre : celle-ci ne se trouve que dans le sommaire.",
        "Ajoutez son code aux « liens » d’une fiche voisine, ou dans « raconte » d’un récit.",
    ),
    en=Words(
        "no other document refers to {code}",
        "Sheets are found through one another: this one is found in the contents only.",
        "Add its code to the “liens” of a neighbouring sheet, or to “raconte” in a récit.",
    ),
    bad=_IN_FORCE.format(more="")
    + """
    # fiches/dispositifs/A-02-reunion-publique.yaml
    code: A-02
    # fiches/dispositifs/A-03-assemblee-de-quartier.yaml
    code: A-03
    """,
    good=_IN_FORCE.format(more="")
    + """
    # fiches/dispositifs/A-02-reunion-publique.yaml
    code: A-02
    # fiches/dispositifs/A-03-assemblee-de-quartier.yaml
    code: A-03
    variantes:
      - En plus petit, le [café citoyen](A-07).
    """,
)
def orphan(register: Index) -> Iterator[Diagnostic]:
    """Find fiches in force that nothing leads to; in a collection of one or two documents nothing can be said."""
    if len(register.by_code) < 3 or register.unread:
        return
    for code, card in register.by_code.items():
        met = any(link.origin != code for link in register.incoming[code])
        if card.kind == "fiche" and card.state == "en_vigueur" and not met:
            yield Diagnostic("LF307", card.file, card.place, {"code": code})
