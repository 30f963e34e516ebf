"""schema.org data of pages (JSON-LD): the whole classeur, one document.

It stands in its page as data, which no browser runs: the policy that keeps scripts out (CSP) lets it be.
"""

import json
from collections.abc import Mapping

from markupsafe import Markup

from loosfiches.model import words
from loosfiches.model.classeur import Classeur
from loosfiches.model.common import Document
from loosfiches.model.quantities import Expression, Family, Quantity
from loosfiches.templates import Context, pass_context
from loosfiches.text.markdown import bare
from loosfiches.views.page import Page

#: What a document is to schema.org; a fiche without steps is no more than a work.
_TYPES = {"recit": "Article", "chapitre": "Chapter"}


@pass_context
def whole(context: Context, classeur: Classeur) -> Markup:
    """Return what a classeur is."""
    frame, contact = context["frame"], classeur.contact
    return _data({
        "@type": ["WebSite", "Collection"],
        "name": frame.title,
        "alternativeHeadline": classeur.sous_titre,
        "creditText": frame.mention,
        "inLanguage": frame.language,
        "url": frame.url_base and f"{frame.url_base}/",
        "license": _licence(frame.licence),
        "version": classeur.edition and classeur.edition.numero and str(classeur.edition.numero),
        "datePublished": classeur.issued and str(classeur.issued),
        "publisher": _organisation(contact.service, contact.courriel) if contact else {},
        "contentLocation": frame.authority and {"@type": "Place", "name": frame.authority},
    })  # fmt: skip


@pass_context
def work(context: Context, page: Page) -> Markup:
    """Return what the document of a page is."""
    document, frame = page.document, page.frame
    dates = [line.date for line in document.historique if line.date]
    steps = getattr(document, "etapes", ())
    address = f"{frame.url_base}/" if frame.url_base else ""
    return _data({
        "@type": _TYPES.get(page.kind, "HowTo" if steps else "CreativeWork"),
        "identifier": document.code,
        "name": document.titre,
        "description": bare(document.resume or "", page.language),
        "inLanguage": page.language,
        "url": address and f"{address}{page.code.lower()}/",
        "version": document.version and str(document.version),
        "creativeWorkStatus": words.ETATS[document.state].en,
        "dateCreated": dates and str(dates[0]),
        "dateModified": document.updated and str(document.updated),
        "license": _licence(document.licence or frame.licence),
        "creditText": ", ".join(document.auteurs),
        "audience": [{"@type": "Audience", "name": _word(context, "publics", key)}
                     for key in _keys(document, "publics")],
        "keywords": [*(_word(context, name, key) for field, name in (("niveau", "niveaux"), ("phases", "phases"))
                       for key in _keys(document, field)), *document.mots_cles],
        "totalTime": _duration(getattr(document, "duree", None)),
        "step": [{"@type": "HowToStep", "name": step.titre} for step in steps if step.titre],
        "citation": [_work(source.titre or source.url, source.url) for source in document.sources
                     if source.titre or source.url],
        "isBasedOn": document.adapte_de and document.adapte_de.url,
        "isPartOf": _work(frame.title, address, kind="Collection"),
    })  # fmt: skip


def _data(fields: Mapping[str, object]) -> Markup:
    """Return JSON-LD that nothing in a sheet can end, and no comment can open."""
    kept = {"@context": "https://schema.org", **{name: value for name, value in fields.items() if value}}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _work(name: str | None, url: str | None, kind: str = "CreativeWork") -> Mapping[str, str]:
    return {"@type": kind, **({"name": name} if name else {}), **({"url": url} if url else {})}


def _organisation(name: str | None, mail: str | None) -> Mapping[str, str]:
    return {"@type": "Organization", "name": name, **({"email": mail} if mail else {})} if name else {}


def _licence(identifier: str) -> str:
    return words.LICENCE_ADDRESSES.get(identifier, identifier)


def _keys(document: Document, field: str) -> tuple[str, ...]:
    return tuple(getattr(document, field, ()))


def _word(context: Context, name: str, key: str) -> str:
    word = context["lists"][name][key]
    return str(word.fr if context["lang"].startswith("fr") else word.en)


def _duration(duration: Expression | None) -> str:
    """Return the longest that it lasts, in ISO 8601; "" where it is not told in minutes or has no end."""
    if (
        not isinstance(duration, Quantity)
        or duration.most is None
        or duration.family is not Family.MINUTES
        or duration.most.denominator != 1
    ):
        return ""
    hours, minutes = divmod(int(duration.most), 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes or not hours else ''}"
