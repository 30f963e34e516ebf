"""What people write around a quantity, or instead of one: « environ 2 h », « 15 min par personne », « variable ».

A remainder or a word keeps its own wording; the usual ones have an equivalent in the other language.
"""

import re
from collections.abc import Iterator

#: « environ 2 h », « 2 h environ », « ~2 h ».
_ABOUT = re.compile(
    r"(?:(?:environ|env\.?|à peu près|approximativement|autour de|approx\.?|circa|ca\.?) |[~≈] ?)(?P<a>.+)"
    r"|(?P<b>.+?),? (?:environ|env\.?|à peu près|approximativement|approx\.?)",
    re.IGNORECASE,
)
#: Where a remainder begins. « 15 min par personne » is a rate, no total; « 2 h selon la salle » is a total.
_REST = re.compile(
    r",? ?(?=\()|(?<=[\w€$£]) ?(?=/ ?[^\W\d])"
    r"|,? (?=(?:par|per|pour|for|selon|suivant|depending|hors|ttc|ht|chacune?|each|every|tou(?:s|tes) les|en|avec)\b)"
    r"|,? (?=(?:with|sans|without|dont|including|sur|pauses?)\b)",
    re.IGNORECASE,
)
_RATE = re.compile(r",? ?(?:/|(?:par|per|pour chaque|for each|chacune?|each|every|tou(?:s|tes) les)\b)", re.IGNORECASE)

#: Remainders, and words that stand instead of a quantity: French -> English.
_RESTS = {
    "par personne": "per person", "par participant": "per participant", "par participante": "per participant",
    "par groupe": "per group", "par table": "per table", "par atelier": "per workshop",
    "par entretien": "per interview",
    "par séance": "per session", "par réunion": "per meeting", "par étape": "per step", "par équipe": "per team",
    "par jour": "per day", "par semaine": "per week", "par mois": "per month", "par an": "per year",
    "chacun": "each", "chacune": "each", "selon les cas": "depending on the case",
    "selon le sujet": "depending on the subject",
    "selon le projet": "depending on the project", "selon la taille du groupe": "depending on the size of the group",
    "hors taxes": "before tax", "en ligne": "online", "pauses comprises": "breaks included",
}  # fmt: skip
_WORDS = {
    "inconnu": "unknown", "variable": "variable", "nul": "none", "minime": "minimal", "négligeable": "negligible",
    "faible": "low", "modeste": "modest", "modéré": "moderate", "moyen": "medium", "élevé": "high",
    "important": "substantial", "court": "short", "long": "long", "limité": "limited", "illimité": "unlimited",
    "continu": "continuous", "permanent": "permanent", "sans objet": "not applicable", "à définir": "to be defined",
    "à préciser": "to be specified", "au choix": "as you choose", "sans limite": "no limit",
    "petit groupe": "small group", "grand groupe": "large group", "petits groupes": "small groups",
    **{
        f"{french} {unit}": f"{english} {name}"
        for french, english in (("quelques", "a few"), ("plusieurs", "several"))
        for unit, name in (
            ("minutes", "minutes"), ("heures", "hours"), ("jours", "days"), ("semaines", "weeks"), ("mois", "months"),
            ("années", "years"), ("personnes", "people"), ("dizaines", "tens"), ("centaines", "hundreds"),
        )
    },
}  # fmt: skip
_DEGREES = {"très": "very", "assez": "fairly", "plutôt": "rather", "peu": "not very"}
_BETWEEN = {", ": ", ", " à ": " to ", " ou ": " or ", " et ": " and ", " mais ": " but "}
#: Other writings of a word alone.
_ALSO = {
    "?": "inconnu", "nc": "inconnu", "n.c.": "inconnu", "non connu": "inconnu", "non connue": "inconnu",
    "non communiqué": "inconnu", "s.o.": "sans objet", "varie": "variable", "ça dépend": "variable",
}  # fmt: skip


def _either_way(french: dict[str, str]) -> dict[str, str]:
    return {english: text for text, english in french.items()}


_ENGLISH_RESTS = _either_way(_RESTS)
_ENGLISH_WORDS = _either_way(_WORDS) | {"n/a": "sans objet"}
_ENGLISH_DEGREES, _ENGLISH_BETWEEN = _either_way(_DEGREES), _either_way(_BETWEEN)
# Longest first; only what needs it is escaped, as JavaScript refuses the rest.
_ONE = "|".join(
    re.sub(r"([.?])", r"\\\1", word)
    for word in sorted({*_WORDS, *_ENGLISH_WORDS, *_ALSO}, key=lambda word: (-len(word), word))
)
_WITH_DEGREE = rf"(?:(?:{'|'.join({**_DEGREES, **_ENGLISH_DEGREES})}) )?(?:{_ONE})e?s?"
#: What editors take for words that may stand instead of a quantity, as `right_words` does: a regular expression.
WORDS_PATTERN = rf"^{_WITH_DEGREE}(?:(?:{'|'.join({**_BETWEEN, **_ENGLISH_BETWEEN})}){_WITH_DEGREE})*$"
_FEMININE = {"moyenne": "moyen", "longue": "long"}


def strip_about(text: str) -> str:
    """Return what follows « environ », « ~ »…, "" for a text that says no such thing."""
    match = _ABOUT.fullmatch(text)
    return (match["a"] or match["b"]) if match else ""


def split_rest(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text cut in two wherever a remainder may begin: the quantity, what is said of it."""
    for match in _REST.finditer(text):
        if match.start():
            yield text[: match.start()], text[match.start() :]


def is_rate(rest: str) -> bool:
    """Tell whether a remainder makes a rate of a quantity (« par personne »): it is then no total."""
    return bool(_RATE.match(rest))


def translate_rest(rest: str, french: bool) -> str:
    """Return a remainder in French or in English, as it is where we have no equivalent."""
    bare = rest.lstrip(" ,")
    known = _ENGLISH_RESTS if french else _RESTS
    return rest.removesuffix(bare) + known.get(bare.lower(), bare)


def right_words(text: str) -> str:
    """Return the right writing of words that may stand instead of a quantity, in their own language, "" for others."""
    bare = " ".join(text.split())
    if bare.lower() in _ALSO:
        return _ALSO[bare.lower()]
    return bare if _words_in(bare, french=False) or _words_in(bare, french=True) else ""


def translate_words(text: str, french: bool) -> str:
    """Return words that stand instead of a quantity in French or in English, as they are if they are so already."""
    words = _words_in(text, french=french)
    return text if words == text.lower() else words


def _words_in(text: str, french: bool) -> str:
    """Return words in French or in English, whichever of the two they are written in; "" where one is unknown."""
    parts = re.split(r"(, | à | ou | et | mais | to | or | and | but )", text.lower())
    if text.lower() in {*_WORDS, *_ENGLISH_WORDS}:
        parts = [text.lower()]
    words = [_word(part, french) for part in parts[::2]]
    between = [(_ENGLISH_BETWEEN if french else _BETWEEN).get(part, part) for part in parts[1::2]]
    if not all(words):
        return ""
    return words[0] + "".join(sign + word for sign, word in zip(between, words[1:], strict=True))


def _word(word: str, french: bool) -> str:
    """Return one word with its degree in French or in English, "" for an unknown one."""
    for known, degrees, to_french in ((_WORDS, _DEGREES, False), (_ENGLISH_WORDS, _ENGLISH_DEGREES, True)):
        degree = next((degree for degree in degrees if word.startswith(degree + " ")), "")
        bare = word.removeprefix(degree).strip()
        form = next((form for form in _forms(bare) if form in known), "") if known is _WORDS else bare
        if form in known:
            if to_french is not french:
                return word
            return f"{degrees[degree]} {known[form]}" if degree else known[form]
    return ""


def _forms(word: str) -> Iterator[str]:
    """Yield a French word and what it may be the feminine or the plural of."""
    yield word
    for end in ("s", "e", "es"):
        if word.endswith(end):
            yield word.removesuffix(end)
    yield _FEMININE.get(word.removesuffix("s"), "")
