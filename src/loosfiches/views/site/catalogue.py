"""What the catalogue says of the classeur and of documents; data_files.py makes its files, views/listing.py the CSV.

Fields go by the names that sheets give them; of a key, its word goes along; what a document does not say is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from loosfiches.collection.links import Link
from loosfiches.collection.register import rank
from loosfiches.model import words
from loosfiches.model.quantities import Expression, Quantity
from loosfiches.model.recit import Periode
from loosfiches.model.words import Word
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.summary import Summary

#: Fields that hold one key or several, and the list that the key is of.
KEYS = {
    "nature": "natures", "genre": "genres", "partie": "parties", "niveau": "niveaux", "phases": "phases",
    "publics": "publics", "difficulte": "difficultes", "modalite": "modalites", "acces": "acces",
}  # fmt: skip
#: What is told of the authority.
PLACE = ("nom", "pays", "code_insee", "siret")
QUANTITIES = ("participants", "preparation", "duree", "temps_agents", "cout")


class Catalogue:
    """What is said of the documents of one site: links to others are not."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.codes = frozenset(each.code for each in contents.shown)

    def row(self, summary: Summary) -> dict[str, object]:
        """Return what the catalogue says of a document; what it does not say is left out."""
        leaving, reached = self.links(summary.code)
        return full({
            **self.head(summary),
            "auteurs": list(summary.auteurs),
            "mots_cles": list(summary.fields.get("mots_cles") or ()),
            **{name: self._words(summary, name) for name in KEYS},
            **{name: _range(summary.fields.get(name)) for name in QUANTITIES},
            "periode": _period(summary.fields.get("periode")),
            "lieu": summary.fields.get("lieu"),
            "liens": leaving,
            "venant_de": reached,
            "traductions": _translations(summary),
            "json": data(summary.code),
        })  # fmt: skip

    def head(self, summary: Summary) -> dict[str, object]:
        """Return what is said of every document, numbers and words alone."""
        frame = self.contents.frame
        return {
            "code": summary.code,
            "kind": summary.kind,
            "section": summary.code[0],
            "titre": summary.titre,
            "resume": summary.resume,
            "etat": summary.state,
            "version": summary.version,
            "date": summary.updated and summary.updated.isoformat(),
            "langue": summary.langue or frame.language,
            "licence": summary.licence or frame.licence,
            "page": f"{summary.code.lower()}/index.html",
            "url": frame.url_base and f"{frame.url_base}/{summary.code.lower()}/",
            "sha256": summary.public,
        }

    def links(self, code: str) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        """Return the codes that a document leads to, and those that lead to it, by what the link says."""
        reached = [link for link in self.contents.register.incoming.get(code, ()) if link.origin != code]
        leaving = [link for link in self.contents.register.by_code[code].links if link.target != code]
        return self._group(leaving, lambda link: link.target), self._group(reached, lambda link: link.origin)

    def _group(self, links: Iterable[Link], end: Callable[[Link], str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for link in links:
            code, codes = end(link), found.setdefault(link.relation, [])
            if code in self.codes and code not in codes:
                codes.append(code)
        return {relation: sorted(codes, key=rank) for relation, codes in found.items() if codes}

    def gone(self, summary: Summary) -> dict[str, object]:
        """Return what is said of a document withdrawn."""
        base, heir = self.contents.frame.url_base, summary.remplacee_par
        return full({
            "code": summary.code,
            "kind": summary.kind,
            "titre": summary.titre,
            "date": summary.updated and summary.updated.isoformat(),
            "remplacee_par": heir if heir in self.codes else None,
            "page": f"{summary.code.lower()}/index.html",
            "url": base and f"{base}/{summary.code.lower()}/",
        })  # fmt: skip

    def classeur(self) -> dict[str, object]:
        """Return what the catalogue says of the classeur: whose it is, its sections, its lists of words."""
        own, frame = self.contents.register.classeur, self.contents.frame
        place, edition = own.collectivite, own.edition
        return full({
            "titre": frame.title,
            "sous_titre": own.sous_titre,
            "collectivite": place and full({name: getattr(place, name) for name in PLACE}),
            "mention": frame.mention,
            "langue": frame.language,
            "licence": frame.licence,
            "edition": edition and full({
                "numero": edition.numero, "date": edition.date and edition.date.isoformat(), "type": edition.type,
                "libelle": edition.libelle,
            }),
            "url": frame.url_base and f"{frame.url_base}/",
            "sections": [
                {"lettre": section.letter, "titre": section.title, "page": f"{section.letter.lower()}/index.html"}
                for section in self.contents.places.values()
            ],
            **{name: [self._word(word) for word in known.values()] for name, known in frame.lists.items()},
        })  # fmt: skip

    def _words(self, summary: Summary, name: str) -> object:
        value = summary.fields.get(name)
        labels: Mapping[str, Word] = self.contents.frame.lists.get(KEYS[name]) or getattr(words, KEYS[name].upper())
        if isinstance(value, tuple):
            return [self._word(labels[key]) for key in value]
        return value and self._word(labels[value])

    def _word(self, word: Word) -> dict[str, str]:
        return {"cle": word.key, "titre": word.fr if self.contents.frame.language.startswith("fr") else word.en}


def data(code: str) -> str:
    """Return the name of a document's JSON file."""
    return f"{code.lower()}/{code.lower()}.json"


def full(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _range(quantity: Expression | None) -> dict[str, object] | None:
    """Return a quantity as it was written and as numbers, in the unit of its family; words and rates have no number."""
    if quantity is None:
        return None
    if not isinstance(quantity, Quantity):
        return {"texte": str(quantity)}
    numbers = {"min": _number(quantity.least), "max": None if quantity.most is None else _number(quantity.most)}
    return {
        "texte": str(quantity),
        **numbers,
        "unite": quantity.family.value,
        **({"environ": True} if quantity.about else {}),
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _period(period: Periode | None) -> dict[str, str]:
    return {name: str(moment) for name in ("debut", "fin") if (moment := getattr(period, name, None))}


def _translations(summary: Summary) -> dict[str, object]:
    titles = {
        language: {"titre": title.titre, "resume": title.resume} for language, title in summary.traductions.items()
    }
    return full({language: full(title) for language, title in titles.items()})
