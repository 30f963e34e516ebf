"""What fiches, récits and chapters have in common."""

import datetime
from typing import Annotated

from pydantic import Field

from loosfiches.model import words
from loosfiches.model.base import (
    Code,
    Day,
    File,
    Identifier,
    Language,
    Many,
    Part,
    Summary,
    Text,
    Title,
    Url,
    When,
    Whole,
    many,
    one,
)  # fmt: skip
from loosfiches.model.texts import OneOf


class Source(Part):
    """Where a claim comes from."""

    id: Identifier | None = one("Nom court de la source, repris dans le texte : [@village].")
    titre: Text | None = one("Titre de l’article, de la page ou du document.")
    auteur: Text | None = one("Auteur ou organisme.")
    annee: When | None = one("Année ou date de parution.")
    url: Url | None = one("Adresse de la page, si elle est publique.")
    consulte_le: Day | None = one("Jour où la page a été lue.")
    fiabilite: Annotated[str, OneOf(words.FIABILITES)] | None = one("Degré de confiance dans la source.")
    licence: Text | None = one("Licence de la source (code SPDX).")


class Ressource(Part):
    """Something to read, to watch or to use beside the document; no source of what it claims."""

    titre: Text | None = one("Titre de la page, du film, de l’outil.")
    genre: Annotated[str, OneOf(words.RESSOURCES)] | None = one("À lire, à voir, exemple, outil ou modèle.")
    url: Url | None = one("Adresse.")
    auteur: Text | None = one("Auteur ou organisme.")
    licence: Text | None = one("Licence (code SPDX).")
    langue: Language | None = one("Langue, si ce n’est pas celle du document : en ; fsl pour la langue des signes.")


class Illustration(Part):
    """A picture, and what says the same to those who do not see it."""

    fichier: File | None = one("Chemin de l’image depuis le dossier des fiches : images/plan.svg.")
    alt: Text | None = one("Ce que l’image montre, pour qui ne la voit pas.")
    legende: Text | None = one("Légende imprimée sous l’image.")
    credit: Text | None = one("Auteur de l’image.")
    licence: Text | None = one("Licence de l’image (code SPDX).")
    place: Annotated[str, OneOf(words.PLACES)] | None = one(
        "Ce que l’image accompagne ; en fin de document si rien n’est dit."
    )
    droit_image: Text | None = one("Référence de l’accord des personnes que l’on reconnaît.")


class Liens(Part):
    """Other documents, by what they are to this one."""

    avant: Many[Code] = many("À faire ou à lire avant.")
    apres: Many[Code] = many("À faire ou à lire après.")
    avec: Many[Code] = many("À mener avec ce document.")
    a_la_place: Many[Code] = many("À préférer dans d’autres cas.")
    voir_aussi: Many[Code] = many("À lire aussi.")


class Traduction(Part):
    """Title and summary in another language."""

    titre: Title | None = one("Titre traduit.")
    resume: Summary | None = one("Résumé traduit.")


class AdapteDe(Part):
    """The sheet of another town that this one was made from."""

    collectivite: Text | None = one("Collectivité d’origine.")
    code: Text | None = one("Code de la fiche d’origine.")
    version: Text | None = one("Version de la fiche d’origine.")
    url: Url | None = one("Adresse de la fiche d’origine.")
    licence: Text | None = one("Licence de la fiche d’origine (code SPDX).")


class Chiffre(Part):
    """A figure: worth nothing without its date and its source."""

    valeur: Text | None = one("Le chiffre tel que la source le donne : environ 200.")
    libelle: Text | None = one("Ce que l’on compte.")
    date: When | None = one("De quand date le chiffre, ou inconnue.")
    source: Identifier | None = one("Source du chiffre.")


class Falc(Part):
    """An easy-to-read text; it counts as such only once someone concerned has read it."""

    texte: Text | None = one("Texte facile à lire et à comprendre.")
    relu_par: Text | None = one("Groupe qui a relu le texte.")
    relu_le: Day | None = one("Jour de la relecture.")


class TenuePar(Part):
    """Who keeps the document up to date."""

    service: Text | None = one("Service qui tient ce document à jour.")
    fonction: Text | None = one("Fonction de la personne, jamais son nom.")


class Ligne(Part):
    """One line of the history."""

    version: Whole | None = one("Numéro de version : 1, 2, 3…")
    date: Day | None = one("Jour du changement : 2026-11-23.")
    changement: Annotated[str, OneOf(words.CHANGEMENTS)] | None = one("Type de changement.")
    motif: Text | None = one("Pourquoi ce changement.")
    valide_par: Text | None = one("Instance ou fonction qui l’a validé.")


class Origine(Part):
    """Where the method comes from: seen at work, adapted, or proposed by its authors."""

    type: Annotated[str, OneOf(words.ORIGINES)] | None = one("La méthode est attestée, adaptée ou proposée.")
    sources: Many[Identifier] = many("Sources qui décrivent la méthode.")
    note: Text | None = one("Ce qui est attesté et ce qui est proposé, en une phrase.")


class Document(Part):
    """What every document of a classeur carries."""

    schema_: Text | None = one("Type de document et version du modèle : fiche/1.", alias="schema")
    code: Code | None = one("Lettre de la section et numéro : A-03. Jamais réutilisé.")
    titre: Title | None = one("Titre : 80 signes de préférence, 120 au plus.")
    resume: Summary | None = one("De quoi il s’agit, en une ou deux phrases : 280 signes de préférence, 350 au plus.")
    etat: Annotated[str, OneOf(words.ETATS)] | None = one("Où en est le document ; brouillon si rien n’est dit.")
    sources: Many[Source] = many("D’où vient ce que le document affirme.")
    ressources: Many[Ressource] = many("Pour aller plus loin : lectures, films, exemples, outils, modèles.")
    mots_cles: Many[Text] = many("Mots par lesquels on cherchera ce document.")
    auteurs: Many[Text] = many("Qui parle : services, associations, personnes qui l’acceptent.")
    illustrations: Many[Illustration] = many("Images et schémas.")
    liens: Liens | None = one("Autres documents à lire ou à mener, par leur code.")
    traductions: dict[str, Traduction] = Field(default={}, description="Titre et résumé en d’autres langues.")
    licence: Text | None = one("Licence (code SPDX) ; celle du classeur si rien n’est dit.")
    langue: Language | None = one("Langue du document (fr-FR) ; celle du classeur si rien n’est dit.")
    adapte_de: AdapteDe | None = one("Fiche d’une autre collectivité dont celle-ci est tirée.")
    diffusion: Annotated[str, OneOf(words.DIFFUSIONS)] | None = one("Qui peut lire ; publique si rien n’est dit.")
    interne: Text | None = one("Note pour l’équipe : n’est jamais publiée.")
    falc: Falc | None = one("Version facile à lire et à comprendre.")
    tenue_par: TenuePar | None = one("Qui tient ce document à jour.")
    revoir_avant: When | None = one("Date avant laquelle relire le document.")
    remplacee_par: Code | None = one("Code du document qui remplace celui-ci.")
    historique: Many[Ligne] = many("Versions, de la plus ancienne à la plus récente.")

    @property
    def state(self) -> str:
        """Where the document stands; a document that does not say is a draft."""
        return self.etat or "brouillon"

    @property
    def public(self) -> bool:
        """Tell whether the document may leave the team."""
        return (self.diffusion or "publique") == "publique"

    @property
    def version(self) -> int | None:
        """The version of the last history line."""
        return self.historique[-1].version if self.historique else None

    @property
    def updated(self) -> datetime.date | None:
        """The date of the last history line."""
        return self.historique[-1].date if self.historique else None
