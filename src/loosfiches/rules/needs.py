"""LF21x: what a document still has to say, by the state it is in."""

from collections.abc import Iterable, Iterator, Mapping

from loosfiches.collection import Collection, Entry
from loosfiches.diagnostics import TOP, Diagnostic, Severity, Span
from loosfiches.model.needs import DRAFT, FORCE, Need, lacks
from loosfiches.rules import Words, rule


def values(document: object) -> Mapping[str, object]:
    """Return the document's fields by the name that authors write."""
    return {"schema" if name == "schema_" else name: value for name, value in document.__dict__.items()}


def _missing(entry: Entry, asked: str, state: str = "") -> list[Need]:
    """Return what a document lacks of what is asked from the state `asked` on, as if it were in `state`.

    Fields written but not understood are left out: they were reported already.
    """
    needs = lacks(entry.kind, values(entry.document), state or entry.document.state)
    return [need for need in needs if need.state == asked and not entry.spoilt.intersection(need.asks)]


def _named(need: Need) -> str:
    return " / ".join(need.fields)


def _list(needs: Iterable[Need]) -> str:
    return ", ".join(f"{_named(need)} (≥ {need.least})" if need.least > 1 else _named(need) for need in needs)


def _each(collection: Collection, code: str, asked: str, *states: str) -> Iterator[Diagnostic]:
    """Yield each thing that a document in one of `states` lacks, where its field stands empty or else by its state."""
    for entry in collection.entries:
        for need in _missing(entry, asked) if entry.document.state in states else ():
            empty = next((field for field in need.fields if (field,) in entry.source.keys), "")
            place = entry.source.key((empty,)) if empty else _state(entry)
            yield Diagnostic(code, entry.file, place, {"field": _named(need), "least": str(need.least)})


def _state(entry: Entry) -> Span:
    return entry.source.key(("etat",)) if entry.document.etat else entry.source.key(("schema",))


def _or_fr(fields: str) -> str:
    return fields.replace(" / ", " ou ")


def _or_en(fields: str) -> str:
    return fields.replace(" / ", " or ")


def _in_force_fr(*, field: str, least: str) -> str:
    return f"document en vigueur : il manque « {field.replace(' / ', ' » ou « ')} »" + (
        f" ({least} au moins)" if least != "1" else ""
    )


def _in_force_en(*, field: str, least: str) -> str:
    return f"this document is in force and lacks “{field.replace(' / ', '” or “')}”" + (
        f" (at least {least})" if least != "1" else ""
    )


@rule(
    "LF210",
    Severity.ERROR,
    fr=Words(
        _in_force_fr,
        "Une fiche en vigueur engage la collectivité : qui l’ouvre doit pouvoir s’en servir sans autre aide.",
        "Complétez le champ, ou repassez la fiche « en_relecture ».",
        "il manque un champ à un document en vigueur",
    ),
    en=Words(
        _in_force_en,
        "A sheet in force commits the authority: whoever opens it must be able to use it without help.",
        "Fill in the field, or set the sheet back to “en_relecture”.",
        "a document in force lacks a field",
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
    """Find what a document in force lacks."""
    yield from _each(collection, "LF210", FORCE, "en_vigueur")


def _under_review_fr(*, fields: str) -> str:
    return f"document en relecture : il manque encore {_or_fr(fields)}"


def _under_review_en(*, fields: str) -> str:
    return f"this document is under review and still lacks {_or_en(fields)}"


@rule(
    "LF211",
    Severity.WARNING,
    fr=Words(
        _under_review_fr,
        "Ces champs seront exigés quand la fiche entrera en vigueur.",
        "Complétez-les avant de passer « en_vigueur ».",
        "il manque encore des champs à un document en relecture",
    ),
    en=Words(
        _under_review_en,
        "These fields will be required once the sheet is in force.",
        "Fill them in before moving to “en_vigueur”.",
        "a document under review still lacks fields",
    ),
    bad="etat: en_relecture",
    good="etat: brouillon",
)
def under_review(collection: Collection) -> Iterator[Diagnostic]:
    """List what a document under review still lacks."""
    for entry in collection.entries:
        needs = _missing(entry, FORCE) if entry.document.state == "en_relecture" else []
        if needs:
            yield Diagnostic("LF211", entry.file, _state(entry), {"fields": _list(needs)})


def _to_do_fr(*, fields: str) -> str:
    return f"brouillon : il reste à écrire {_or_fr(fields)}"


def _to_do_en(*, fields: str) -> str:
    return f"draft, still to be written: {_or_en(fields)}"


@rule(
    "LF212",
    Severity.INFO,
    fr=Words(
        _to_do_fr,
        "Rien ne presse : cette liste dit ce qu’une fiche en vigueur devra contenir.",
        "Complétez à votre rythme ; seuls schema, code, titre et resume sont exigés d’un brouillon.",
        "ce qu’il reste à écrire d’un brouillon",
    ),
    en=Words(
        _to_do_en,
        "No hurry: this list says what a sheet in force will have to hold.",
        "Fill in at your own pace; a draft needs only schema, code, titre and resume.",
        "what is still to be written of a draft",
    ),
    bad="etat: brouillon",
    good="",
)
def to_do(collection: Collection) -> Iterator[Diagnostic]:
    """List what a draft would need to be in force."""
    for entry in collection.entries:
        if entry.document.state == "brouillon":
            fields = _list(_missing(entry, FORCE, FORCE)) + (", resume" if _left(entry) else "")
            if fields:
                yield Diagnostic("LF212", entry.file, _state(entry), {"fields": fields.removeprefix(", ")})


def _left(entry: Entry) -> bool:
    """Tell whether the summary is still the one that `loosfiches new` writes."""
    return (entry.document.resume or "").startswith(("À écrire :", "To be written:"))


@rule(
    "LF214",
    Severity.ERROR,
    fr=Words(
        "le résumé est encore celui que loosfiches new a mis en attendant",
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
    """Find what no document can do without, whatever its state, and what the classeur and the glossary lack."""
    yield from _each(collection, "LF213", DRAFT, "brouillon", "en_relecture", "en_vigueur", "retiree")
    for name in ("classeur", "glossaire"):
        file = f"fiches/{name}.yaml"
        if file in collection.sources and file in collection.spoilt:
            for need in lacks(name, values(getattr(collection, name)), FORCE):
                if not collection.spoilt[file].intersection(need.fields):
                    yield Diagnostic("LF213", file, TOP, {"field": _named(need), "least": str(need.least)})
