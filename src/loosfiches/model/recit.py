"""A récit: a true story, a person's way or a thing made together, that shows fiches at work."""

from typing import Annotated

from loosfiches.model import words
from loosfiches.model.base import Code, Day, Many, Money, Part, People, Text, Url, When, YesNo, many, one
from loosfiches.model.common import Chiffre, Document
from loosfiches.model.texts import OneOf


class Periode(Part):
    """From when to when."""

    debut: When | None = one("Début de l’histoire.")
    fin: When | None = one("Fin de l’histoire, si elle est finie.")


class Voix(Part):
    """Somebody who speaks or acts in the story; by role, never a private person's real name."""

    nom: Text | None = one("Nom affiché : un rôle, un groupe ou un pseudonyme, jamais le vrai nom d’un particulier.")
    role: Text | None = one("Part prise à l’histoire.")
    pseudonyme: YesNo | None = one("Le nom affiché est-il un pseudonyme ?")
    paroles: Text | None = one("Paroles recueillies et autorisées, mot pour mot.")


class Jalon(Part):
    """One stage of the way."""

    date: When | None = one("Quand.")
    texte: Text | None = one("Ce qui s’est passé.")


class Consentement(Part):
    """The agreement of the people told of; the paper itself is kept elsewhere."""

    statut: Annotated[str, OneOf(words.CONSENTEMENTS)] | None = one("Où en est l’accord des personnes.")
    date: Day | None = one("Jour de l’accord.")
    supports: Many[Annotated[str, OneOf(words.SUPPORTS)]] = many(
        "Supports pour lesquels l’accord vaut ; tous si rien n’est dit."
    )
    relu: YesNo | None = one("Les personnes ont-elles relu le récit ?")


class Recit(Document):
    """A story of democratic life."""

    genre: Annotated[str, OneOf(words.GENRES)] | None = one("Parcours d’une personne ou projet mené ensemble.")
    periode: Periode | None = one("De quand à quand.")
    lieu: Text | None = one("Où.")
    en_cours: YesNo | None = one("L’histoire continue-t-elle ?")
    organisateur: Text | None = one("Qui a mené le projet : un service, une association, un groupe.")
    participants: People | None = one("Combien de personnes : environ 40.")
    cout: Money | None = one("Ce que cela a coûté : 0 à 300 €, environ 500 €, inconnu.")
    url: Url | None = one("Adresse où l’on en parle, ou celle du projet.")
    chiffres: Many[Chiffre] = many("Chiffres, chacun avec sa date et sa source.")
    voix: Many[Voix] = many("Qui parle et qui agit.")
    situation_de_depart: Text | None = one("La situation au départ.")
    declic: Text | None = one("Ce qui a tout lancé.")
    chemin: Many[Jalon] = many("Ce qui s’est passé, étape par étape.")
    obstacles: Many[Text] = many("Ce qui a résisté.")
    aboutissement: Text | None = one("Où l’on est arrivé.")
    enseignements: Many[Text] = many("Ce que nous en retenons.")
    lecons_du_projet: Many[Text] = many("Les leçons que les gens du projet en ont tirées eux-mêmes.")
    raconte: Many[Code] = many("Fiches que le récit montre à l’œuvre, par leur code.")
    consentement: Consentement | None = one("Accord des personnes.")

    def tellable(self, support: str) -> bool:
        """Tell whether the people told of agree to this support ("papier", "site"); without it the text stays out.

        A consent that names no support holds for all.
        """
        agreed = self.consentement
        if agreed is None or agreed.statut not in {"obtenu", "source_publique", "pseudonymise"}:
            return False
        return not agreed.supports or support in agreed.supports
