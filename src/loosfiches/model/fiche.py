"""A fiche: one participation device or tool; how it is done anywhere, and in `ici` what is so in this town."""

from typing import Annotated

from loosfiches.model import words
from loosfiches.model.base import (
    Duration,
    File,
    Identifier,
    Mail,
    Many,
    Money,
    Part,
    People,
    Text,
    Title,
    Url,
    When,
    many,
    one,
)  # fmt: skip
from loosfiches.model.common import Chiffre, Document, Origine
from loosfiches.model.texts import OneOf


class Role(Part):
    """Somebody's part in it."""

    role: Text | None = one("Nom du rôle : animatrice, scribe, élu référent.")
    mission: Text | None = one("Ce que cette personne fait, et ce qu’elle ne fait pas.")


class Piece(Part):
    """A document to take away and use."""

    fichier: File | None = one("Chemin du fichier depuis le dossier des fiches.")
    titre: Title | None = one("Titre du document à utiliser.")


class Etape(Part):
    """One step."""

    titre: Title | None = one("L’étape en quelques mots, avec un verbe.")
    texte: Text | None = one("Comment s’y prendre.")
    quand: Annotated[str, OneOf(words.QUAND)] | None = one("Avant, pendant ou après le temps avec les gens.")
    duree: Duration | None = one("Durée de l’étape : 15 min, 1 h 30, 2 à 3 semaines.")
    qui: Text | None = one("Qui s’en charge.")
    resultat: Text | None = one("Ce que l’étape produit.")
    source: Identifier | None = one("Source qui atteste l’étape.")
    groupe: Title | None = one("Intertitre que l’étape partage avec ses voisines ; elles y sont numérotées à part.")
    phrases: Many[Text] = many("Ce que l’on dit, mot pour mot.")
    priorite: Annotated[str, OneOf(words.PRIORITES)] | None = one("Ce que l’on garde quand le temps manque.")
    duree_courte: Duration | None = one("Durée de l’étape quand on est en retard : 5 min.")


class Imprevu(Part):
    """What may happen, and what to do then."""

    si: Text | None = one("Ce qui peut arriver : personne ne parle, la salle est trop petite.")
    alors: Text | None = one("Ce que l’on fait alors.")


class Rubrique(Part):
    """A passage under a heading of one's own."""

    titre: Title | None = one("Intertitre.")
    texte: Text | None = one("Texte.")


class Reference(Part):
    """A legal text."""

    reference: Text | None = one("Texte et article : CGCT, art. L2143-2.")
    pays: Text | None = one("Pays où le texte vaut.")
    url: Url | None = one("Adresse du texte.")


class Postures(Part):
    """What is asked of each."""

    elus: Text | None = one("Ce que la méthode demande aux élus.")
    agents: Text | None = one("Ce que la méthode demande aux agents.")
    habitants: Text | None = one("Ce que la méthode demande aux habitants.")


class Depuis(Part):
    """Since when, even when sources disagree."""

    date: When | None = one("Depuis quand : 2001, 2001~ (environ), 2001/2010 (sources divergentes), inconnue.")
    note: Text | None = one("Ce que disent les sources quand elles divergent.")


class Contact(Part):
    """A service that answers, never a private person."""

    service: Text | None = one("Service à joindre.")
    courriel: Mail | None = one("Courriel du service.")
    telephone: Text | None = one("Téléphone du service.")


class Acte(Part):
    """An official act."""

    titre: Text | None = one("Délibération, convention, arrêté.")
    date: When | None = one("Date de l’acte.")
    fichier: File | None = one("Chemin du fichier depuis le dossier des fiches.")
    url: Url | None = one("Adresse de l’acte.")


class MiseEnOeuvre(Part):
    """One time it was done here."""

    date: When | None = one("Quand.")
    sujet: Text | None = one("À quel propos.")
    lieu: Text | None = one("Où.")
    participants: People | None = one("Combien de personnes.")
    absents: Text | None = one("Qui n’est pas venu.")
    suites: Annotated[str, OneOf(words.SUITES)] | None = one("Ce que sont devenues les propositions.")
    lecon: Text | None = one("Ce que l’on en retient.")
    source: Identifier | None = one("Source.")


class Ici(Part):
    """What is so in this town; without it the fiche is generic."""

    statut: Annotated[str, OneOf(words.STATUTS)] | None = one(
        "Le dispositif est-il en projet, actif, suspendu, terminé ? inconnu si aucune source ne le dit."
    )
    depuis: Depuis | None = one("Depuis quand.")
    texte: Text | None = one("Faits attestés qui n’ont pas d’autre place, chacun avec sa source : [@village].")
    contact: Contact | None = one("Service à joindre.")
    actes: Many[Acte] = many("Délibérations, conventions, arrêtés.")
    chiffres: Many[Chiffre] = many("Chiffres, chacun avec sa date et sa source.")
    mises_en_oeuvre: Many[MiseEnOeuvre] = many("Les fois où cela s’est fait ici.")


class Fiche(Document):
    """A methodology sheet."""

    nature: Annotated[str, OneOf(words.NATURES)] | None = one("Ce que c’est.")
    phases: Many[Annotated[str, OneOf("phases")]] = many("À quels moments d’un projet.")
    niveau: Many[Annotated[str, OneOf("niveaux")]] = many("Jusqu’où va l’implication.")
    presentation: Text | None = one("Ce que c’est, en quelques paragraphes.")
    objectifs: Many[Text] = many("Pourquoi le faire.")
    quand_utiliser: Many[Text] = many("Quand cela convient.")
    quand_eviter: Many[Text] = many("Quand préférer autre chose.")
    publics: Many[Annotated[str, OneOf("publics")]] = many("À qui cela s’adresse.")
    acces: Annotated[str, OneOf(words.ACCES)] | None = one("Comment on y participe.")
    mobilisation: Text | None = one("Comment toucher ceux qui ne viennent jamais.")
    participants: People | None = one("Combien de personnes : 20 à 100.")
    preparation: Duration | None = one("Temps de préparation : 3 à 5 semaines.")
    duree: Duration | None = one("Temps avec les gens : 1 h 30 à 2 h.")
    temps_agents: Duration | None = one("Temps de travail des agents : 3 à 4 jours.")
    cout: Money | None = one("Coût hors temps de travail : 0 à 300 €, environ 500 €, faible, inconnu.")
    modalite: Annotated[str, OneOf(words.MODALITES)] | None = one("Sur place, en ligne ou les deux.")
    difficulte: Annotated[str, OneOf(words.DIFFICULTES)] | None = one("Difficulté pour qui l’anime.")
    roles: Many[Role] = many("Qui fait quoi.")
    materiel: Many[Text] = many("Ce qu’il faut réunir.")
    documents: Many[Piece] = many("Modèles à utiliser : convention, feuille de présence…")
    origine: Origine | None = one("D’où vient la méthode.")
    etapes: Many[Etape] = many("Le déroulé, étape par étape.")
    variantes: Many[Text] = many("Autres façons de faire.")
    cadre_juridique: Many[Reference] = many("Textes de loi qui s’appliquent.")
    initiative: Annotated[str, OneOf(words.PORTEURS)] | None = one("Qui lance.")
    realisation: Annotated[str, OneOf(words.PORTEURS)] | None = one("Qui fait.")
    marges_de_manoeuvre: Text | None = one("Ce qui est ouvert à la discussion et ce qui ne l’est pas.")
    promesse: Text | None = one("Ce que la collectivité s’engage à faire de ce que disent les gens.")
    restitution: Text | None = one("Comment les gens apprennent ce que sont devenues leurs idées.")
    points_forts: Many[Text] = many("Ce que la méthode permet.")
    limites: Many[Text] = many("Ce qu’elle ne permet pas.")
    points_de_vigilance: Many[Text] = many("Ce qui peut mal tourner.")
    imprevus: Many[Imprevu] = many("Que faire quand les choses tournent autrement.")
    postures: Postures | None = one("Ce qu’elle demande à chacun.")
    evaluation: Many[Text] = many("Questions à se poser après.")
    lecons: Many[Text] = many("Ce que l’on a appris en la pratiquant.")
    rubriques: Many[Rubrique] = many("Passages qui n’ont pas d’autre place, chacun avec son intertitre.")
    ici: Ici | None = one("Ce qu’il en est dans cette ville.")

    @property
    def contract_is_proposed(self) -> bool:
        """Tell whether the contract is a proposal: its method is not all attested, no source or act promises it."""
        attested = not (self.origine and self.origine.type in {"adaptee", "proposee"}) or (self.ici and self.ici.actes)
        return not attested and "[@" not in f"{self.promesse}{self.restitution}"
