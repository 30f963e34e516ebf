"""A fiche -> the script, beside its page, from which comparer/index.html compares it with another.

Fields go by the name that templates/site/compare.html gives their place: a text, or a list of texts.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from loosfiches.language import later
from loosfiches.model.fiche import Fiche
from loosfiches.views.labels import Naming
from loosfiches.views.site.card_data import nature

#: The name of the script in the folder of a fiche's page.
SCRIPT = "compare.js"
_TEXTS = ("objectifs", "quand_utiliser", "quand_eviter", "points_forts", "limites")
_SIZES = ("participants", "preparation", "duree", "temps_agents", "cout")
_STEPS = {"avant": later("{n} before"), "pendant": later("{n} with people"), "apres": later("{n} after")}


def script(document: Fiche, naming: Naming) -> str:
    """Return the script that hands a fiche to the page where two are compared."""
    text = json.dumps([document.code, fields(document, naming)], ensure_ascii=False, separators=(",", ":"))
    return f"loosfiches.compared({text[1:-1]});\n"


def fields(document: Fiche, naming: Naming) -> Mapping[str, str | list[str]]:
    """Return what is compared, by name; what a fiche does not say is left out."""
    in_language = Naming(naming.lists, document.langue or naming.language)
    found: dict[str, str | list[str]] = {
        "titre": in_language.typed(document.titre),
        "langue": in_language.language if in_language.language != naming.language else "",
        "resume": in_language.bare(document.resume),
        "etat": naming.word(document.state, "etats") if document.state != "en_vigueur" else "",
        "nature": nature(document, naming),
        "niveau": _words(document.niveau, "niveaux", naming),
        "phases": _words(document.phases, "phases", naming),
        "publics": _words(document.publics, "publics", naming),
        "difficulte": naming.word(document.difficulte, "difficultes"),
        "acces": naming.word(document.acces, "acces"),
        "modalite": naming.word(document.modalite, "modalites"),
        "etapes": _steps(document, naming),
        **{name: naming.typed(getattr(document, name)) for name in _SIZES},
        **{name: [in_language.bare(text) for text in getattr(document, name)] for name in _TEXTS},
    }
    return {name: value for name, value in found.items() if value}


def _words(keys: Sequence[str], name: str, naming: Naming) -> str:
    return " · ".join(naming.word(key, name) for key in keys)


def _steps(document: Fiche, naming: Naming) -> str:
    """Return such as « 7 : 3 avant, 3 avec les gens, 1 après »."""
    if not document.etapes:
        return ""
    counts = Counter(step.quand or "pendant" for step in document.etapes)
    parts = [naming.say(text).format(n=counts[key]) for key, text in _STEPS.items() if counts[key]]
    return f"{len(document.etapes)}{naming.say(': ')}{', '.join(parts)}"
