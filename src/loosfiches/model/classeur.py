"""The classeur (what holds for the whole collection) and the glossary."""

import datetime
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from loosfiches.model import words
from loosfiches.model.base import (
    Code,
    Colour,
    Day,
    File,
    Folder,
    Home,
    Key,
    Label,
    Language,
    Letter,
    Many,
    Part,
    Text,
    Whole,
    YesNo,
    many,
    one,
)  # fmt: skip
from loosfiches.model.fiche import Contact
from loosfiches.model.texts import OneOf
from loosfiches.model.words import Word


class Logo(Part):
    """The authority's logo."""

    fichier: File | None = one("Chemin de l’image depuis le dossier des fiches.")
    alt: Text | None = one("Ce que le logo montre.")


class Collectivite(Part):
    """Whose classeur it is."""

    nom: Text | None = one("Nom de la collectivité.")
    pays: Text | None = one("Pays.")
    code_insee: Text | None = one("Code Insee de la commune.")
    siret: Text | None = one("Numéro Siret.")
    logo: Logo | None = one("Logo.")


class TraductionSection(Part):
    """A section's name and introduction in another language."""

    titre: Label | None = one("Titre traduit.")
    intro: Text | None = one("Introduction traduite.")


class Section(Part):
    """A lettered part of the classeur."""

    lettre: Letter | None = one("Lettre de la section : A.")
    titre: Label | None = one("Titre de la section.")
    couleur: Colour | None = one("Couleur : charbon, brique, canal, fougère, bruyère, ocre, ou #rrggbb.")
    dossier: Folder | None = one("Dossier de ses documents.")
    intro: Text | None = one("Ce que l’on trouve dans la section.")
    ordre: Many[Code] = many("Codes à placer en tête ; les autres suivent dans l’ordre.")
    traductions: dict[str, TraductionSection] = Field(
        default={}, description="Titre et introduction en d’autres langues."
    )


class Edition(Part):
    """The edition in preparation."""

    numero: Whole | None = one("Numéro de l’édition.")
    date: Day | None = one("Date de l’édition.")
    type: Annotated[str, OneOf(words.EDITIONS)] | None = one("Type d’édition.")
    libelle: Text | None = one("Nom donné à l’édition.")


class Term(Part):
    """A word of the classeur's own lists."""

    cle: Key | None = one("Mot écrit dans les fiches, sans accent ni espace : co_construction.")
    titre: Label | None = one("Mot affiché.")
    definition: Text | None = one("Ce que le mot veut dire ici.")


class Format(Part):
    """The paper."""

    papier: Annotated[str, OneOf(words.PAPIERS)] | None = one(
        "Format du papier ; pour l’instant, tout s’imprime en A4."
    )
    recto_verso: YesNo | None = one("Imprimé des deux côtés ? oui si rien n’est dit.")
    perforation: Annotated[str, OneOf(words.PERFORATIONS)] | None = one(
        "Perforation ; pour l’instant, la marge convient à deux trous (ISO 838)."
    )
    intercalaires: YesNo | None = one(
        "Un intercalaire devant chaque section ? Si rien n’est dit, devant celles de quatre documents ou plus."
    )
    marge_reliure_mm: Whole | None = one("Marge du côté des trous, en millimètres ; pour l’instant, toujours 25.")


class ParChemin(Part):
    """Rules to leave out for some files."""

    chemin: Text | None = one("Fichiers concernés : recits/*.yaml.")
    ignorer: Many[Text] = many("Codes ou débuts de codes à ne pas signaler : LF4.")


class Validation(Part):
    """What checking finds grave here."""

    gravites: dict[str, Annotated[str, OneOf(words.GRAVITES)]] = Field(default={}, description="Gravité par code.")
    selection: Many[Text] = many("Codes ou débuts de codes à signaler ; tous si rien n’est dit.")
    ignorer: Many[Text] = many("Codes ou débuts de codes à ne pas signaler.")
    par_chemin: Many[ParChemin] = many("Règles à ne pas appliquer à certains fichiers.")


class TraductionClasseur(Part):
    """The classeur's name in another language."""

    titre: Label | None = one("Titre traduit.")
    sous_titre: Text | None = one("Sous-titre traduit.")


class Classeur(Part):
    """What holds for the whole collection."""

    schema_: Text | None = one("Toujours classeur/1.", alias="schema")
    titre: Label | None = one("Titre du classeur.")
    sous_titre: Text | None = one("Sous-titre.")
    collectivite: Collectivite | None = one("La collectivité.")
    langue: Language | None = one("Langue : fr-FR, fr-BE, fr-CA… Elle règle la typographie.")
    mention: Text | None = one(
        "Qui parle, et si le document est officiel : sur la couverture et à chaque pied de page."
    )
    sections: Many[Section] = many("Sections du classeur, dans l’ordre.")
    edition: Edition | None = one("Édition en préparation.")
    licence: Text | None = one("Licence des fiches (code SPDX).")
    contact: Contact | None = one("Service à joindre.")
    url_base: Home | None = one("Adresse du site une fois publié.")
    niveaux: Many[Term] = many("Échelle d’implication, du premier niveau au dernier ; la nôtre si rien n’est dit.")
    phases: Many[Term] = many("Moments d’un projet ; les nôtres si rien n’est dit.")
    publics: Many[Term] = many("Publics ; les nôtres si rien n’est dit.")
    liminaires: Many[Annotated[str, OneOf(words.LIMINAIRES)]] = many(
        "Pages de tête, dans l’ordre ; [] pour aucune. Si rien n’est dit, toutes ; jusqu’à douze documents, "
        "couverture, sommaire et mode d’emploi."
    )
    annexes: Many[Annotated[str, OneOf(words.ANNEXES)]] = many(
        "Pages de fin, dans l’ordre ; [] pour aucune. Si rien n’est dit, toutes celles qui ont quelque chose à dire ; "
        "jusqu’à douze documents, listes_et_mentions, qui les réunit."
    )
    format: Format | None = one("Papier, recto verso, trous.")
    validation: Validation | None = one("Ce que la validation signale.")
    traductions: dict[str, TraductionClasseur] = Field(default={}, description="Titre en d’autres langues.")

    def words(self) -> Mapping[str, Mapping[str, Word]]:
        """Return the lists that this classeur allows, by field of the classeur."""
        return {name: self._list(name, usual) for name, usual in words.OPEN.items()}

    def _list(self, name: str, usual: Mapping[str, Word]) -> Mapping[str, Word]:
        terms: tuple[Term, ...] = getattr(self, name)
        terms_by_key = {term.cle: term for term in terms if term.cle}
        return {key: _word(key, term, usual.get(key)) for key, term in terms_by_key.items()} or usual

    def asked_pages(self, field: str) -> tuple[str, ...] | None:
        """Return what `liminaires` or `annexes` lists, which may be nothing; None when it is not written."""
        pages: tuple[str, ...] = getattr(self, field)
        return pages if field in self.model_fields_set else None

    @property
    def dividers(self) -> bool | None:
        """Tell whether each section has a divider, whatever it holds; None when the classeur does not say."""
        asked = self.format.intercalaires if self.format else None
        return None if asked is None else asked == "oui"

    @property
    def duplex(self) -> bool:
        """Tell whether the binder is printed on both sides."""
        return not (self.format and self.format.recto_verso == "non")

    @property
    def issued(self) -> datetime.date | None:
        """The day of the edition in preparation."""
        return self.edition.date if self.edition else None


def _word(key: str, term: Term, usual: Word | None) -> Word:
    """Return a classeur's own word; it keeps the usual translation and other forms where the key is usual."""
    base = usual or Word(key, key, term.titre or key)
    return Word(key, term.titre or base.fr, base.en, base.also, term.definition or base.definition)


class Terme(Part):
    """A word explained."""

    terme: Text | None = one("Le mot.")
    sigle: Text | None = one("Son sigle, s’il en a un.")
    definition: Text | None = one("Ce qu’il veut dire, en une phrase.")


class Glossaire(Part):
    """The words of the collection, explained."""

    schema_: Text | None = one("Toujours glossaire/1.", alias="schema")
    termes: Many[Terme] = many("Mots expliqués.")
