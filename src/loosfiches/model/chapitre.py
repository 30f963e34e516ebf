"""A chapter of the référentiel."""

from typing import Annotated

from loosfiches.model import words
from loosfiches.model.base import Many, Part, Text, Title, many, one
from loosfiches.model.common import Document
from loosfiches.model.texts import OneOf


class Rubrique(Part):
    """A headed passage."""

    titre: Title | None = one("Intertitre.")
    texte: Text | None = one("Texte.")
    encadre: Text | None = one("Encadré qui accompagne le texte.")


class Chapitre(Document):
    """A chapter."""

    partie: Annotated[str, OneOf(words.PARTIES)] | None = one("Place dans le référentiel.")
    rubriques: Many[Rubrique] = many("Passages du chapitre, chacun avec son intertitre.")
