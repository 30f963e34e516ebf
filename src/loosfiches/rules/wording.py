"""LF501 to LF505: how texts are worded."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Severity
from loosfiches.rules import Words, rule
from loosfiches.rules.passages import TARGET, Passage, blank, find_french_passages, find_passages
from loosfiches.source import Path
from loosfiches.spelling import plain

WARNING, INFO = Severity.WARNING, Severity.INFO


_EMPTY_WORDS = frozenset({
    "ici", "cliquez_ici", "cliquer_ici", "voir_ici", "par_ici", "la", "lire_la_suite", "suite", "la_suite", "lien",
    "ce_lien", "en_savoir_plus", "plus_d_infos", "plus_d_informations", "cette_page", "lire", "here", "click_here",
    "read_more", "this_link", "link", "more", "",
})  # fmt: skip
_LINK = re.compile(rf"\[([^\]\[]*)\]{TARGET}")


@rule(
    "LF501",
    WARNING,
    fr=Words(
        "le lien « {text} » ne dit pas où il mène",
        "Sur papier, on ne clique pas ; et qui écoute la page entend la liste des liens sans le texte autour.",
        "Donnez au lien le nom de ce que l’on y trouve.",
    ),
    en=Words(
        "the link “{text}” does not say where it leads",
        "Nobody clicks on paper; and whoever listens to the page hears the links without the text around them.",
        "Name the link after what is found there.",
    ),
    bad="variantes:\n  - Pour la convention type, [cliquez ici](https://exemple.fr/convention).",
    good="variantes:\n  - Voir la [convention type](https://exemple.fr/convention) ; ici, elle tient en une page.",
)
def empty_link(collection: Collection) -> Iterator[Diagnostic]:
    """Find links whose words say nothing of where they lead."""
    for passage in find_passages(collection):
        for match in _LINK.finditer(passage.text) if "](" in passage.text else ():
            if plain(match[1].strip(" *_.:…!»«")) in _EMPTY_WORDS:
                yield passage.diagnose("LF501", *match.span(), text=match[1].strip() or match[0])


#: Where an address is no address in the text: code, and the tags of HTML, which LF410 tells.
_ASIDE = re.compile(r"`[^`]*`|<[a-zA-Z]+\s[^<>]*>")
_URL = re.compile(r"(?:https?://|\bwww\.)[^\s<>)\]»]*[^\s<>)\]».,;:!?…]")


@rule(
    "LF502",
    WARNING,
    fr=Words(
        "adresse brute : {url}",
        "Une adresse ne se lit ni à voix haute ni sur papier, et ne dit pas ce que l’on y trouve.",
        "Faites-en un lien qui porte un nom, [le guide](https://…), ou une source.",
    ),
    en=Words(
        "bare address: {url}",
        "An address reads well neither aloud nor on paper, and does not say what is found there.",
        "Make it a link with a name, [the guide](https://…), or a source.",
    ),
    bad="variantes:\n  - Suivre le guide https://exemple.fr/guide.",
    good="variantes:\n  - Suivre le [guide](https://exemple.fr/guide).",
)
def bare_address(collection: Collection) -> Iterator[Diagnostic]:
    """Find addresses that stand in a text outside a link."""
    for passage in find_passages(collection):
        if "://" in passage.text or "www." in passage.text:
            # A link is told whole: words that are an address lead there all the same.
            for match in _URL.finditer(_ASIDE.sub(blank, _LINK.sub(blank, passage.text))):
                yield passage.diagnose("LF502", *match.span(), url=match[0])


LONGEST = 40
#: Where a sentence ends: its sign before a blank and what may start another, a list item, a paragraph.
_END = re.compile(
    r"""[.!?…\n]  (?: (?<!\n)  (?: [»"”)*_]*\s+(?=[^a-zà-ÿ\s]) | \s»\s+ )
                | (?<=\n)  \s*(?=\n|[-*•]|\d+\.) )""",
    re.VERBOSE,
)
_LETTER = re.compile(r"\w")


@rule(
    "LF503",
    INFO,
    fr=Words(
        "phrase de {count} mots, qui commence par « {start} »",
        "Au-delà de quarante mots, beaucoup de lecteurs perdent le fil.",
        "Coupez-la en deux, ou faites-en une liste.",
    ),
    en=Words(
        "sentence of {count} words, starting with “{start}”",
        "Beyond forty words many readers lose the thread.",
        "Cut it in two, or make it a list.",
    ),
    bad=f"mobilisation: On invite {'les voisins, les parents, les commerçants et ' * 6} et tous les autres habitants.",
    good=f"mobilisation: {'On invite les voisins, les parents et les commerçants. ' * 6}",
)
def long_sentence(collection: Collection) -> Iterator[Diagnostic]:
    """Find sentences that are too long to follow."""
    for passage in find_french_passages(collection):
        if len(passage.words) < 2 * LONGEST or passage.words.count(" ") + passage.words.count("\n") < LONGEST:
            continue
        at = 0
        for sentence in _sentences(passage.words):
            words = sentence.split()
            if len(words) > LONGEST and len(words := [word for word in words if _LETTER.search(word)]) > LONGEST:
                start, first = " ".join(words[:4]), passage.words.index(words[0], at)
                end = passage.words.index(words[3], first) + len(words[3])
                yield passage.diagnose("LF503", first, end, count=str(len(words)), start=start)
            at += len(sentence)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each with what ends it."""
    at = 0
    for match in _END.finditer(text):
        yield text[at : match.end()]
        at = match.end()
    yield text[at:]


_ACRONYM = re.compile(r"[A-ZÀ-ÖØ-Ý](?<![\w./@#&-].)[A-ZÀ-ÖØ-Ý]{1,5}(?![\w/@&]|-\w|[’'][A-Z])")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: Acronyms that everybody knows by themselves, and plain words that may stand in capitals.
_KNOWN = frozenset({
    "PDF", "URL", "CM", "CP", "CE", "ISO", "TV", "SMS", "QR", "OK", "PC", "USB", "FAQ", "CD", "DVD", "GPS", "TGV",
    "SNCF", "BD", "CV", "HLM", "CDI", "CDD", "SVT", "EPS", "EDF", "ONU", "UE", "USA", "SOS", "ADN", "WC", "WIFI",
    "LED", "HTML", "CSV", "JPEG", "PNG", "SVG", "TVA", "CAF", "CB", "RDV", "NB", "PS", "RER", "RGPD", "COVID", "OUI",
    "NON", "NE", "PAS", "ET", "OU", "LE", "LA", "LES", "UN", "UNE", "DES", "DE", "DU", "EN", "AU", "AUX", "SI",
    "TOUS", "TOUT", "TOUTE", "TOUTES", "RIEN", "JAMAIS", "TRÈS", "PLUS", "MOINS", "AVANT", "APRÈS", "SANS", "AVEC",
    "POUR", "CES", "QUI", "QUE", "SEUL", "SEULE", "ZÉRO", "DEUX", "TROIS", "QUATRE", "CINQ", "SIX", "SEPT", "HUIT",
    "NEUF", "DIX", "CENT", "MILLE", "JEUNE", "JEUNES", "ENFANT", "ADULTE", "AÎNÉS", "ÉLUS", "ÉLUES", "AGENT", "AGENTS",
    "MAIRIE", "VILLE", "PLACE", "SALLE", "PARC", "ÉCOLE", "STOP", "FIN", "DÉBUT", "HAUT", "BAS", "ICI", "OUVERT",
    "FERMÉ", "ENTRÉE", "SORTIE", "PUBLIC", "LIBRE", "ALLER", "VOTE", "VOTER", "BON", "BONNE", "MOI", "TOI", "NOUS",
    "VOUS", "EUX", "ELLES", "BY", "SA", "NC", "ND", "EUR", "CHF", "USD", "GBP", "CAD",
})  # fmt: skip
_LINKING = frozenset({
    "a", "à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "sur",
    "un", "une", "dans",
})  # fmt: skip


@rule(
    "LF504",
    INFO,
    fr=Words(
        "sigle jamais expliqué : {word}",
        "Un sigle que l’on ne connaît pas met dehors : l’habitant, l’élu nouveau, l’agent d’un autre service.",
        "Écrivez-le en toutes lettres la première fois, ou ajoutez-le au glossaire.",
    ),
    en=Words(
        "acronym never explained: {word}",
        "An acronym that one does not know shuts one out: residents, new councillors, staff of other services.",
        "Spell it out the first time, or add it to the glossary.",
    ),
    bad="promesse: Le CCAS tient la liste.",
    good="promesse: Le centre communal d’action sociale (CCAS) tient la liste ; le CCAS la relit.",
)
def unexplained(collection: Collection) -> Iterator[Diagnostic]:
    """Find acronyms that neither the glossary nor the document explains, each once a document."""
    glossary = "fiches/glossaire.yaml"
    if glossary in collection.files and collection.spoilt.get(glossary) != frozenset():
        return  # the glossary could not be read: it may explain them all
    terms = [f"{term.sigle} {term.terme}" for term in collection.glossaire.termes]
    explained = {word for term in terms for word in _ACRONYM.findall(term)}
    for file, passages in groupby(find_french_passages(collection, _ACRONYM), key=lambda passage: passage.source.file):
        seen = explained | _find_explained("\n".join(text for _, text in collection.texts[file]))
        for passage in passages:
            for match in _ACRONYM.finditer(_mask_shouts(passage.words)) if _ACRONYM.search(passage.words) else ():
                word = match[0]
                usual = word in seen or word in _KNOWN or _ROMAN.fullmatch(word)
                if not usual and not _surname(passage.words, match.start()):
                    seen.add(word)
                    if not _is_spelled_out(word, passage, collection.texts[file]):
                        yield passage.diagnose("LF504", *match.span(), word=word)


#: What stands before a surname: a title, or a first name inside a sentence.
_FIRST_NAME = "[A-ZÀ-ÖØ-Ý][a-zà-öø-ÿ]+"
_NAMED = re.compile(
    r"(?:\b(?:M\.|MM\.|Mme|Mmes|Mlle|Me|Dr|Pr|Monsieur|Madame|Maître)"
    rf"|[\w,;:)’'] {_FIRST_NAME}(?:-{_FIRST_NAME})?) $"
)


def _surname(text: str, at: int) -> bool:
    """Tell whether the word in capitals at this place is a surname, « Mme MARTIN », « avec Jean DUPONT »."""
    return bool(_NAMED.search(text[max(0, at - 40) : at]))


def _is_spelled_out(word: str, passage: Passage, texts: Sequence[tuple[Path, str]]) -> bool:
    """Tell whether the document holds words whose initials an acronym is."""
    # Three initials meet by chance in a long document.
    return word in _initials("\n".join(text for _, text in texts) if len(word) > 3 else passage.text)


_EXPLAINED = re.compile(r"[^\W\d_]»? \(([A-Z]{2,6})\)|\b([A-Z]{2,6})(?: ?\(| : |, c’est-à-dire| signifie| veut dire)")


def _find_explained(text: str) -> set[str]:
    """Return the acronyms in brackets after words, and those that an explanation follows."""
    return {one or other for one, other in _EXPLAINED.findall(text)}


@lru_cache(maxsize=64)
def _initials(text: str) -> frozenset[str]:
    """Return what the initials of two to six words in a row spell, in capitals, with and without those that link."""
    words = [plain(word) for word in re.findall(r"[^\W\d_]+", text)]
    rows = (_first(words), _first([word for word in words if word not in _LINKING]))
    return frozenset(row[at : at + size] for row in rows for size in range(2, 7) for at in range(len(row)))


def _first(words: list[str]) -> str:
    return "".join(word[0] for word in words if word).upper()


#: Three words or more in capitals; one of them has four letters at least.
_SHOUT = re.compile(r"[A-ZÀ-ÖØ-Ý](?<!\w.)[A-ZÀ-ÖØ-Ý]*+(?!\w)(?:[ ’'-][A-ZÀ-ÖØ-Ý]++(?!\w)){2,}")
_LONG = re.compile(r"[A-ZÀ-ÖØ-Ý]{4}")


def _mask_shouts(words: str) -> str:
    """Return the words without those that are shouted."""
    return _SHOUT.sub(lambda match: blank(match) if _LONG.search(match[0]) else match[0], words)


@rule(
    "LF505",
    INFO,
    fr=Words(
        "plusieurs mots en capitales : « {words} »",
        "Les capitales se lisent mal, et certains lecteurs d’écran les épellent.",
        "Écrivez en minuscules ; pour insister, **entourez d’astérisques**.",
    ),
    en=Words(
        "several words in capitals: “{words}”",
        "Capitals are hard to read, and some screen readers spell them out.",
        "Use lower case; for emphasis, **put asterisks around the words**.",
    ),
    bad="promesse: RÉPONDRE À TOUT LE MONDE sous quinze jours.",
    good="promesse: Répondre à tout le monde sous quinze jours, au groupe A, B ou C.",
)
def shouted(collection: Collection) -> Iterator[Diagnostic]:
    """Find three words or more in capitals."""
    for passage in find_french_passages(collection, _SHOUT):
        for match in _SHOUT.finditer(passage.words):
            if _LONG.search(match[0]):
                yield passage.diagnose("LF505", *match.span(), words=match[0])
