"""Typed text -> text as it is set: French spaces, apostrophes and quotes; other languages are left as typed.

After the usage of the Imprimerie nationale: a narrow no-break space before ; ! ? and inside « », a no-break space
before the colon, % and €. Québec puts none before ; ! ?. Applied when pages are made; files are never rewritten.
"""

import re
from functools import lru_cache

from loosfiches.model.dates import MONTHS

NBSP, NARROW = "\u00a0", "\u202f"
_BLANK = "[ \u00a0\u202f]"
#: Never touched: code, tags, addresses, entities, e-mails, targets of links.
_KEPT = re.compile(
    r"(`[^`]*`|<[^<>]*>|https?://[^\s)]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+|&#?\w{1,10};"
    r"|\]\((?:[^()]|\([^()]*\))*\)|\[@[^\[\]]*\])"
)
_UNITS = (
    "h|min|s|j|ans?|mois|semaines?|jours?|minutes?|heures?|km|m|cm|mm|ha|kg|g|l|kWc|MWh|personnes?|habitants?|familles?"
    "|logements?|pages?|fiches?|élèves?"
)
# Most texts hold few of these signs, and looking for a sign takes a fiftieth of looking for what stands around it.
_KEEPERS = re.compile(r"[`<@&\]]|://")
_SPACED = re.compile(rf"\d(?:er)?{_BLANK}")
_SIGNED = (
    ("«", re.compile(rf"«{_BLANK}*"), "«" + NARROW),
    ("»", re.compile(rf"(?<!{_BLANK}){_BLANK}*»"), NARROW + "»"),
    (":", re.compile(rf"(?<!\s){_BLANK}+:(?=\s|$)"), NBSP + ":"),
)
_AFTER_DIGITS = (
    (re.compile(rf"(?<=\d){_BLANK}(?=\d{{3}}(?!\d))"), NARROW),
    (re.compile(rf"(?<=\d){_BLANK}(?=[%€])"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), NBSP),
    (re.compile(r"(?<=\d[ \u00a0]h) (?=\d\d\b)"), NBSP),
    (re.compile(rf"\b([0-9]{{1,2}}|1er) (?=(?:{'|'.join(MONTHS)})\b)"), r"\1" + NBSP),
    (re.compile(r"(?<=\d) à (?=\d)"), f"{NBSP}à{NBSP}"),
)
_NUMBER = re.compile(rf"\b([nN]°){_BLANK}?(?=\d)")
_TITLES = re.compile(r"\b(M\.|MM\.|Mme|Mmes|Dr|p\.|art\.) (?=[\wÀ-ÿ])")
_HIGH = re.compile(rf"(?<![\s«]){_BLANK}+([;!?]+)")


@lru_cache(maxsize=4096)
def typeset(text: str, language: str) -> str:
    """Return `text` as it is set in `language` (BCP 47: fr-FR, fr-CA, en …). Setting twice changes nothing."""
    if not language.lower().startswith("fr"):
        return text
    before = "" if language.lower() == "fr-ca" else NARROW
    if not _KEEPERS.search(text):
        return _french(text, before)
    parts = _KEPT.split(text)
    parts[::2] = [_french(part, before) for part in parts[::2]]
    return "".join(parts)


def _french(text: str, before_high: str) -> str:
    text = text.replace("'", "’").replace("...", "…")
    for sign, pattern, right in _SIGNED:
        if sign in text:
            text = pattern.sub(right, text)
    if _SPACED.search(text):
        for pattern, right in _AFTER_DIGITS:
            text = pattern.sub(right, text)
    if "°" in text:
        text = _NUMBER.sub(r"\1" + NBSP, text)
    if ". " in text or "M" in text or "Dr" in text:
        text = _TITLES.sub(r"\1" + NBSP, text)
    if ";" in text or "!" in text or "?" in text:
        text = _HIGH.sub(before_high + r"\1", text)
    return text
