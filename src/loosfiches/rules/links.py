"""LF3xx: the documents and addresses that a document points at."""

import re
from collections.abc import Iterator

from loosfiches.addresses import is_address
from loosfiches.collection import Collection
from loosfiches.collection.links import Link
from loosfiches.collection.register import Card, Index
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, across, rule

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
