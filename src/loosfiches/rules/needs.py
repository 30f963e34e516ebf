"""LF21x: what a document still has to say, by the state it is in."""

from collections.abc import Iterator, Mapping
from typing import Any

from loosfiches.collection import Collection, Entry
from loosfiches.diagnostics import TOP, Diagnostic, Severity
from loosfiches.model.needs import Need, lacks
from loosfiches.rules import Words, rule


def values(document: object) -> Mapping[str, Any]:
    """Return the document's fields by the name that authors write."""
    return {"schema" if name == "schema_" else name: value for name, value in document.__dict__.items()}


def missing(entry: Entry) -> list[Need]:
    """Return what the document still needs in its state, less the fields written but not understood."""
    needs = lacks(entry.kind, values(entry.document), entry.document.state)
    return [need for need in needs if not entry.spoilt.intersection(need.asks)]


def _named(need: Need) -> dict[str, str]:
    return {"field": " / ".join(need.fields), "least": str(need.least) if need.least > 1 else ""}


def _each(collection: Collection, code: str, *states: str) -> Iterator[Diagnostic]:
    for entry in collection.entries:
        if entry.document.state in states:
            span = entry.source.key(("etat",)) if entry.document.etat else entry.source.key(("schema",))
            for need in missing(entry):
                empty = next((field for field in need.fields if (field,) in entry.source.keys), "")
                place = entry.source.key((empty,)) if empty else span
                yield Diagnostic(code, entry.file, place, _named(need))


@rule(
    "LF210",
    Severity.ERROR,
    fr=Words(
        "document en vigueur : il manque « {field} »[[ ({least} au moins)]]",
        "Une fiche en vigueur engage la collectivité : qui l’ouvre doit pouvoir s’en servir sans autre aide.",
        "Complétez le champ, ou repassez la fiche « en_relecture ».",
    ),
    en=Words(
        "in force, “{field}” is missing[[ ({least} at least)]]",
        "A sheet in force commits the authority: whoever opens it must be able to use it alone.",
        "Fill in the field, or set the sheet back to “en_relecture”.",
    ),
    bad="""
    schema: chapitre/1
    code: C-01
    titre: Introduction
    resume: D’où l’on parle.
    etat: en_vigueur
    partie: introduction
    rubriques:
      - titre: La ville
        texte: Elle a été minière.
    sources:
      - id: ville
        titre: Site de la ville
    auteurs:
      - Service participation
    historique:
      - version: 1
        date: 2026-11-23
        changement: creation
        motif: Première rédaction.
    """,
    good="""
    schema: chapitre/1
    code: C-01
    titre: Introduction
    resume: D’où l’on parle.
    etat: en_vigueur
    partie: introduction
    rubriques:
      - titre: La ville
        texte: Elle a été minière.
    sources:
      - id: ville
        titre: Site de la ville
    auteurs:
      - Service participation
    tenue_par:
      service: Service participation
    historique:
      - version: 1
        date: 2026-11-23
        changement: creation
        motif: Première rédaction.
    """,
)
def in_force(collection: Collection) -> Iterator[Diagnostic]:
    """Find what a document in force lacks, and what the classeur lacks."""
    yield from _each(collection, "LF210", "en_vigueur")
    for name in ("classeur", "glossaire"):
        file = f"fiches/{name}.yaml"
        if file in collection.sources and file in collection.spoilt:
            for need in lacks(name, values(getattr(collection, name)), "en_vigueur"):
                if not collection.spoilt[file].intersection(need.fields):
                    yield Diagnostic("LF213", file, TOP, _named(need))


@rule(
    "LF211",
    Severity.WARNING,
    fr=Words(
        "document en relecture : il manque encore « {field} »[[ ({least} au moins)]]",
        "Ce champ sera exigé quand la fiche entrera en vigueur.",
        "Complétez le champ avant de passer « en_vigueur ».",
    ),
    en=Words(
        "under review, “{field}” is still missing[[ ({least} at least)]]",
        "The field will be required once the sheet is in force.",
        "Fill in the field before moving to “en_vigueur”.",
    ),
    bad="etat: en_relecture",
    good="etat: brouillon",
)
def under_review(collection: Collection) -> Iterator[Diagnostic]:
    """Find what a document under review still lacks."""
    yield from _each(collection, "LF211", "en_relecture")


@rule(
    "LF212",
    Severity.INFO,
    fr=Words(
        "brouillon : il reste à écrire {fields}",
        "Rien ne presse : cette liste dit ce qu’une fiche en vigueur devra contenir.",
        "Complétez à votre rythme ; seuls schema, code, titre et resume sont exigés d’un brouillon.",
    ),
    en=Words(
        "draft, still to be written: {fields}",
        "No hurry: this list says what a sheet in force will have to hold.",
        "Fill in at your own pace; a draft needs only schema, code, titre and resume.",
    ),
    bad="etat: brouillon",
    good="",
)
def to_do(collection: Collection) -> Iterator[Diagnostic]:
    """List what a draft would need to be in force."""
    for entry in collection.entries:
        if entry.document.state == "brouillon":
            needs = lacks(entry.kind, values(entry.document), "en_vigueur")
            asked = [need for need in needs if need.state != "brouillon" and not entry.spoilt.intersection(need.fields)]
            fields = [" / ".join(need.fields) for need in asked] + (["resume"] if _left(entry) else [])
            span = entry.source.key(("etat",)) if entry.document.etat else entry.source.key(("schema",))
            if fields:
                yield Diagnostic("LF212", entry.file, span, {"fields": ", ".join(fields)})


def _left(entry: Entry) -> bool:
    """Tell whether the summary is still the one that `loosfiches new` writes."""
    return (entry.document.resume or "").startswith(("À écrire :", "To be written:"))


@rule(
    "LF214",
    Severity.ERROR,
    fr=Words(
        "le résumé est encore celui que loosfiches new a mis en attente",
        "Le résumé est la première chose qu’on lit, dans les listes comme sur la fiche.",
        "Dites en une phrase de quoi il s’agit, ou repassez la fiche en brouillon.",
    ),
    en=Words(
        "the summary is still the one that loosfiches new left to be written",
        "The summary is the first thing that is read, in lists as on the sheet.",
        "Say in one sentence what it is about, or set the sheet back to draft.",
    ),
    bad="""
    etat: retiree
    resume: "À écrire : de quoi il s’agit, en une phrase."
    historique:
      - version: 2
        date: 2026-11-23
        changement: retrait
        motif: Remplacée par la réunion de quartier.
    """,
    good="""
    etat: brouillon
    resume: "À écrire : de quoi il s’agit, en une phrase."
    """,
)
def placeholder(collection: Collection) -> Iterator[Diagnostic]:
    """Find summaries that nobody wrote in documents that are no drafts."""
    for entry in collection.entries:
        if entry.document.state != "brouillon" and _left(entry):
            yield Diagnostic("LF214", entry.file, entry.source.place(("resume",)))


@rule(
    "LF213",
    Severity.ERROR,
    fr=Words(
        "il manque « {field} »",
        "Sans ce champ, le document ne peut être ni rangé ni imprimé.",
        "Ajoutez le champ.",
    ),
    en=Words(
        "“{field}” is missing",
        "Without this field the document can be neither filed nor printed.",
        "Add the field.",
    ),
    bad="schema: fiche/1\ncode: A-07\nresume: Parler autour d’un café.",
    good="schema: fiche/1\ncode: A-07\ntitre: Café citoyen\nresume: Parler autour d’un café.",
)
def always(collection: Collection) -> Iterator[Diagnostic]:
    """Find what a draft or a withdrawn document cannot do without."""
    yield from _each(collection, "LF213", "brouillon", "retiree")
