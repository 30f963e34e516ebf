"""What pydantic finds wrong -> the code and the details of a diagnostic."""

from collections.abc import Mapping, Sequence

#: A text that is no longer is shown as it should be written.
SHORT = 80

#: What people call a field -> what it may be; the text under it may have another shape, so no fix is offered.
GUESSES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("tags", "tag", "mots_clefs", "keywords", "themes", "theme", "categorie"), ("mots_cles",)),
    **dict.fromkeys(("image", "images", "photo", "photos", "illustration", "visuel", "schemas"), ("illustrations",)),
    **dict.fromkeys(("video", "videos", "lien", "links", "url", "urls", "site", "web"), ("url", "sources", "liens")),
    **dict.fromkeys(("bibliographie", "references", "source"), ("sources",)),
    **dict.fromkeys(("pour_en_savoir_plus", "pour_aller_plus_loin", "exemples", "lectures"), ("ressources",)),
    **dict.fromkeys(("fichiers", "pieces_jointes", "modeles", "annexes", "telechargements"), ("documents",)),
    **dict.fromkeys(("date", "dates", "version", "maj", "mise_a_jour", "cree_le"), ("historique", "annee")),
    **dict.fromkeys(("auteur", "auteure", "author", "authors", "redacteur"), ("auteurs", "auteur")),
    **dict.fromkeys(("title", "nom", "intitule"), ("titre",)),
    **dict.fromkeys(("description", "summary", "chapeau", "introduction"), ("resume", "texte")),
    **dict.fromkeys(("status", "state"), ("etat",)),
    **dict.fromkeys(("id", "identifiant", "numero", "reference"), ("code", "id")),
    **dict.fromkeys(("materiels", "outils", "fournitures"), ("materiel",)),
    **dict.fromkeys(("deroule", "deroulement", "steps", "etape"), ("etapes",)),
    **dict.fromkeys(("budget", "prix", "tarif", "couts", "cost"), ("cout",)),
    **dict.fromkeys(("temps", "duration", "durees"), ("duree",)),
    **dict.fromkeys(("cible", "cibles", "public"), ("publics",)),
    **dict.fromkeys(("avantages", "atouts"), ("points_forts",)),
    **dict.fromkeys(("inconvenients", "risques"), ("limites",)),
}


def describe(
    kind: str, context: Mapping[str, str], written: object, key: str, fields: Sequence[str]
) -> tuple[str, dict[str, str]]:
    """Return the code and details of a value that could not be read, by pydantic's stable error type."""
    reason: tuple[str, dict[str, str]]
    match "empty" if written is None else kind:
        case "empty":
            reason = "LF107", {"key": key}
        case "string_too_long":
            reason = "LF102", {"key": key, "found": str(len(str(written))), "limit": context["max_length"]}
        case "string_too_short":
            reason = "LF108", {"key": key}
        case "pale":
            reason = "LF109", {"value": str(written), "ratio": context["ratio"]}
        case "unknown_word":
            reason = "LF110", {"key": key, **_choice(context)}
        case "unreadable":
            reason = "LF106", {"kind": context["kind"], "value": str(written), "example": context["example"]}
        case _:
            reason = "LF103", {"key": key, "shape": _SHAPES.get(kind, "text"), **_expected(fields, written)}
    return reason


def _expected(fields: Sequence[str], written: object) -> dict[str, str]:
    """Return the fields that go where a lone text was written, and that text under the right name."""
    names = ", ".join(fields[:8]) + (", …" if len(fields) > 8 else "")
    text = written.strip() if isinstance(written, str) else ""
    if text.startswith(("http://", "https://")) and "url" in fields:
        return {"fields": names, "instead": f"titre: … / url: {text}" if "titre" in fields else f"url: {text}"}
    short = text and "titre" in fields and len(text) <= SHORT and "\n" not in text
    return {"fields": names, "instead": f"titre: {text}" if short else ""}


def _choice(context: Mapping[str, str]) -> dict[str, str]:
    return {"value": context["value"], "near": context["near"], "allowed": context["allowed"]}


#: pydantic's error type -> what was expected there.
_SHAPES = {
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}
