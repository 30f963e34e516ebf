"""What catalogue.json and the JSON files of documents hold: a JSON Schema (draft 2020-12) for those who read them.

Its lists of words and of fields are those of the model and of catalogue.py, by which the files are written.
"""

from collections.abc import Mapping

from loosfiches.model.common import Liens, Traduction
from loosfiches.model.quantities import Family
from loosfiches.model.reading import DOCUMENTS
from loosfiches.model.words import ETATS, OPEN
from loosfiches.views.site.catalogue import KEYS, PLACE, QUANTITIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CATALOGUE, DOCUMENT = "loosfiches/catalogue/1", "loosfiches/document/1"
NAME = "catalogue.schema.json"

_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "format": "date"}
_CODE = {"type": "string", "pattern": "^[A-Z]-[0-9]{2,3}$"}
_CODES = {"type": "array", "items": _CODE, "minItems": 1, "uniqueItems": True}
_KINDS = {"enum": list(DOCUMENTS)}
_WORD = {"$ref": "#/$defs/mot"}
_WORDS = {"type": "array", "items": _WORD}
_RANGE = {"$ref": "#/$defs/quantite"}
_RELATIONS = ("raconte", *Liens.model_fields, "remplacee_par", "texte")
_LINKS = {"type": "object", "properties": dict.fromkeys(_RELATIONS, _CODES), "additionalProperties": False}

_ROW: Mapping[str, object] = {
    "code": {**_CODE, "description": "Code du document. Stable : jamais donné à un autre."},
    "kind": {**_KINDS, "description": "Genre de document."},
    "section": {"type": "string", "pattern": "^[A-Z]$", "description": "Lettre de la section."},
    "titre": _TEXT,
    "resume": _TEXT,
    "etat": {"enum": [each for each in ETATS if each != "retiree"], "description": "Où en est le document."},
    "version": {"type": "integer", "description": "Version en cours."},
    "date": {**_DAY, "description": "Jour de cette version."},
    "langue": {**_TEXT, "description": "Langue du document (BCP 47)."},
    "licence": {**_TEXT, "description": "Licence des textes (SPDX)."},
    "auteurs": {"type": "array", "items": _TEXT},
    "mots_cles": {"type": "array", "items": _TEXT, "description": "Mots par lesquels on cherche le document."},
    **{field: _WORD for field, words in KEYS.items() if words not in OPEN},
    # The fields that take words of the classeur's own take several.
    **{field: _WORDS for field, words in KEYS.items() if words in OPEN},
    **dict.fromkeys(QUANTITIES, _RANGE),
    "periode": {
        "type": "object",
        "properties": {"debut": _TEXT, "fin": _TEXT},
        "additionalProperties": False,
        "description": "De quand à quand (EDTF) ; « inconnue » si personne ne le sait.",
    },
    "lieu": _TEXT,
    "liens": {**_LINKS, "description": "Documents vers lesquels celui-ci renvoie ; « texte » : au fil du texte."},
    "venant_de": {**_LINKS, "description": "Documents qui renvoient à celui-ci."},
    "traductions": {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": dict.fromkeys(Traduction.model_fields, _TEXT),
            "additionalProperties": False,
        },
    },
    "page": {**_TEXT, "description": "Adresse de la page, à partir de ce fichier."},
    "json": {**_TEXT, "description": "Adresse du document entier en JSON, à partir de ce fichier."},
    "url": {"type": "string", "format": "uri", "description": "Adresse de la page sur le web."},
    "sha256": {
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
        "description": "Empreinte du YAML du document, notes internes ôtées.",
    },
}
_NEEDED = ["code", "kind", "section", "etat", "langue", "page", "json"]


def schema(url_base: str) -> Mapping[str, object]:
    """Return the schema; it is named by its address where the site has one."""
    return {
        "$schema": DIALECT,
        **({"$id": f"{url_base}/{NAME}"} if url_base else {}),
        "title": "Catalogue d’un classeur de fiches",
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "schema": {"const": CATALOGUE},
            "classeur": {"$ref": "#/$defs/classeur"},
            "documents": {"type": "array", "items": {"$ref": "#/$defs/ligne", "unevaluatedProperties": False}},
            "retires": {"type": "array", "items": {"$ref": "#/$defs/retire"}},
        },
        "required": ["schema", "classeur", "documents", "retires"],
        "additionalProperties": False,
        "$defs": {
            "ligne": {"type": "object", "properties": _ROW, "required": _NEEDED},
            "document": _document(),
            "retire": _gone(),
            "classeur": _classeur(),
            "mot": _word(),
            "quantite": _range(),
        },
    }


def _document() -> Mapping[str, object]:
    return {
        "description": "Le fichier JSON d’un document : sa ligne du catalogue, et tout ce qu’il dit au public.",
        "$ref": "#/$defs/ligne",
        "properties": {
            "$schema": {"type": "string"},
            "schema": {"const": DOCUMENT},
            "document": {
                "type": "object",
                "description": "Les champs de la fiche tels qu’ils sont écrits, sans ceux qui sont vides ou internes.",
            },
        },
        "required": ["schema", "document"],
        "unevaluatedProperties": False,
    }


def _gone() -> Mapping[str, object]:
    names = ("code", "kind", "titre", "date", "page", "url")
    return {
        "description": "Un document retiré : son code n’est jamais redonné, son adresse dit ce qui le remplace.",
        "type": "object",
        "properties": {**{name: _ROW[name] for name in names}, "remplacee_par": _CODE},
        "required": ["code", "kind", "page"],
        "additionalProperties": False,
    }


def _classeur() -> Mapping[str, object]:
    section = {
        "type": "object",
        "properties": {"lettre": _ROW["section"], "titre": {"type": "string"}, "page": _TEXT},
        "required": ["lettre", "titre", "page"],
        "additionalProperties": False,
    }
    place = dict.fromkeys(PLACE, _TEXT)
    edition = {"numero": {"type": "integer"}, "date": _DAY, **dict.fromkeys(("type", "libelle"), _TEXT)}
    return {
        "type": "object",
        "properties": {
            **dict.fromkeys(("titre", "sous_titre", "mention", "langue", "licence"), _TEXT),
            "collectivite": {"type": "object", "properties": place, "additionalProperties": False},
            "edition": {"type": "object", "properties": edition, "additionalProperties": False},
            "url": _ROW["url"],
            "sections": {"type": "array", "items": section},
            **dict.fromkeys(OPEN, _WORDS),
        },
        "required": ["langue"],
        "additionalProperties": False,
    }


def _word() -> Mapping[str, object]:
    return {
        "description": "Un mot d’une liste : ce qui est écrit dans les fiches, ce qui est montré.",
        "type": "object",
        "properties": {"cle": _TEXT, "titre": _TEXT},
        "required": ["cle", "titre"],
        "additionalProperties": False,
    }


def _range() -> Mapping[str, object]:
    return {
        "description": "Une quantité telle qu’elle est écrite, et en nombres ; « max » est vide quand rien ne borne."
        " Des mots et ce qui se compte par personne n’ont que leur texte.",
        "type": "object",
        "properties": {
            "texte": _TEXT,
            "min": {"type": "number"},
            "max": {"type": ["number", "null"]},
            "unite": {"enum": [each.value for each in Family]},
            "environ": {"const": True, "description": "Les nombres ne sont pas précis."},
        },
        "required": ["texte"],
        "dependentRequired": {"min": ["max", "unite"], "max": ["min", "unite"], "unite": ["min", "max"]},
        "additionalProperties": False,
    }
