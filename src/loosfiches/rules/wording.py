"""LF5xx: how a document is worded and typed. French rules are for documents in French only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from loosfiches.collection import Collection
from loosfiches.collection.project import APART
from loosfiches.diagnostics import Diagnostic, Fix, Severity
from loosfiches.rules import Words, rule
from loosfiches.source import Path, Source
from loosfiches.spelling import plain

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

#: Where a link leads: a text in brackets, which may hold others.
_TARGET = r"\((?:[^()]|\([^()]*\))*\)"
#: What is no wording: code, addresses and where links lead, citations, characters by their name (« &nbsp; »).
_MUTE = re.compile(
    rf"`[^`]*`|(?<=\]){_TARGET}|<[^<>]*>|\[@[^\[\]]*\]|https?://\S+|www\.\S+|mailto:\S+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+|&(?:#?\w{1,10});"
)


class Passage(NamedTuple):
    """A text of a file in a language, and the same with a blank in place of each sign that is no wording."""

    source: Source
    language: str
    path: Path
    text: str
    words: str

    def diagnose(self, code: str, start: int, end: int, /, **details: str) -> Diagnostic:
        """Return a diagnostic at the characters from `start` to `end`, or at the whole text where they are not sure."""
        return Diagnostic(code, self.source.file, self.source.spot(self.path, start, end), details)

    def edit(self, start: int, end: int, right: str) -> Fix | None:
        """Return the fix that writes `right` for some characters, None where their place is not sure.

        The right text must mean the same in any quotes, and to YAML in none.
        """
        place = self.source.stretch(self.path, start, end)
        return Fix(place, right) if place else None

    def written(self, start: int, end: int) -> str:
        """Return some characters as the file writes them, "" where their place is not sure or is on two lines."""
        place = self.source.stretch(self.path, start, end)
        return self.source.cut(place) if place and place.line == place.end_line else ""


class Sheet(NamedTuple):
    """The authors' own sentences in a file, and all their words, each text on lines of its own."""

    passages: Sequence[Passage]
    words: str


def _passages(collection: Collection) -> Iterator[Passage]:
    """Yield the authors' own sentences, file by file."""
    for sheet in _every(collection):
        yield from sheet.passages


def _french(collection: Collection, holding: re.Pattern[str] | None = None) -> Iterator[Passage]:
    """Yield those in French, of files whose words hold something: a sheet has seventy texts, and most hold nothing."""
    for sheet in _every(collection):
        spoken = sheet.passages and sheet.passages[0].language.startswith("fr")
        if spoken and (holding is None or holding.search(sheet.words)):
            yield from sheet.passages


@lru_cache(maxsize=1)
def _every(collection: Collection) -> list[Sheet]:
    """Return the sentences of each file; seven rules read them, so they are told from the rest once."""
    usual = collection.classeur.langue or "fr"
    languages = dict.fromkeys(APART, usual)
    languages |= {entry.file: entry.document.langue or usual for entry in collection.entries}
    by_file = (
        [_passage(source, languages[name].lower(), *placed) for placed in collection.prose[name]]
        for name, source in collection.sources.items()
        if name in languages
    )
    return [Sheet(passages, "\n\n".join(passage.words for passage in passages)) for passages in by_file]


def _passage(source: Source, language: str, path: Path, text: str) -> Passage:
    words = _MUTE.sub(_blank, text) if _signs(text) else text
    return Passage(source, language, path, text, words)


def _signs(text: str) -> bool:
    """Tell, faster than a pattern would, whether a text may hold something that is no wording."""
    return any(sign in text for sign in ("`", "<", "@", "]", "&", "://", "www."))


_EMPTY_WORDS = frozenset({
    "ici", "cliquez_ici", "cliquer_ici", "voir_ici", "par_ici", "la", "lire_la_suite", "suite", "la_suite", "lien",
    "ce_lien", "en_savoir_plus", "plus_d_infos", "plus_d_informations", "cette_page", "lire", "here", "click_here",
    "read_more", "this_link", "link", "more", "",
})  # fmt: skip
_LINK = re.compile(rf"\[([^\]\[]*)\]{_TARGET}")


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
    for passage in _passages(collection):
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
    for passage in _passages(collection):
        if "://" in passage.text or "www." in passage.text:
            # A link is told whole: words that are an address lead there all the same.
            for match in _URL.finditer(_ASIDE.sub(_blank, _LINK.sub(_blank, passage.text))):
                yield passage.diagnose("LF502", *match.span(), url=match[0])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


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
    for passage in _french(collection):
        if len(passage.words) < 2 * LONGEST or passage.words.count(" ") + passage.words.count("\n") < LONGEST:
            continue
        at = 0
        for sentence in _sentences(passage.words):
            words = [word for word in sentence.split() if _LETTER.search(word)]
            if len(words) > LONGEST:
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
    for file, passages in groupby(_french(collection, _ACRONYM), key=lambda passage: passage.source.file):
        seen = explained | _explained("\n".join(text for _, text in collection.texts[file]))
        for passage in passages:
            for match in _ACRONYM.finditer(_quiet(passage.words)) if _ACRONYM.search(passage.words) else ():
                word = match[0]
                usual = word in seen or word in _KNOWN or _ROMAN.fullmatch(word)
                if not usual and not _surname(passage.words, match.start()):
                    seen.add(word)
                    if not _spelled(word, passage, collection.texts[file]):
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


def _spelled(word: str, passage: Passage, texts: Sequence[tuple[Path, str]]) -> bool:
    """Tell whether the document holds words whose initials an acronym is."""
    # Three initials meet by chance in a long document.
    return word in _initials("\n".join(text for _, text in texts) if len(word) > 3 else passage.text)


_EXPLAINED = re.compile(r"[^\W\d_]»? \(([A-Z]{2,6})\)|\b([A-Z]{2,6})(?: ?\(| : |, c’est-à-dire| signifie| veut dire)")


def _explained(text: str) -> set[str]:
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


def _quiet(words: str) -> str:
    """Return the words without those that are shouted."""
    return _SHOUT.sub(lambda match: _blank(match) if _LONG.search(match[0]) else match[0], words)


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
    for passage in _french(collection, _SHOUT):
        for match in _SHOUT.finditer(passage.words):
            if _LONG.search(match[0]):
                yield passage.diagnose("LF505", *match.span(), words=match[0])


#: What tells, fast, that a text may hold such a sign.
_TIGHT = re.compile(r"[:;!?%€](?<=[\w’'-].)")
_NO_SPACE = re.compile(r"(?<![\w’'-])([\w’'-]++)((?<=\d)[%€]|[:;!?]+(?=[\s*_]|$))")


@rule(
    "LF506",
    WARNING,
    fr=Words(
        "il manque une espace dans « {found} » : on écrit « {right} »",
        "Le français met une espace devant : ; ! ? % €. L’outil la rend insécable à l’impression.",
        "Ajoutez l’espace.",
    ),
    en=Words(
        "a space is missing in “{found}”: French writes “{right}”",
        "French puts a space before : ; ! ? % €. The tool makes it a no-break one in print.",
        "Add the space.",
    ),
    bad="promesse: Une réponse pour 50% des remarques.",
    good="promesse: Une réponse à 18:30 pour 50 % des remarques, et la raison ; sinon, rien !",
)
def missing_space(collection: Collection) -> Iterator[Diagnostic]:
    """Find signs that stick to the word before; Québec and Switzerland put no space before ; ! ?."""
    for passage in _french(collection, _TIGHT):
        tight = ";!?" if passage.language in {"fr-ca", "fr-ch"} else ""
        for match in _NO_SPACE.finditer(passage.words) if _TIGHT.search(passage.words) else ():
            if match[2][0] not in tight:
                right = f"{match[1]} {match[2]}"
                diagnostic = passage.diagnose("LF506", *match.span(), found=match[0], right=right)
                yield replace(diagnostic, fix=_apart(passage, match))


def _apart(passage: Passage, match: re.Match[str]) -> Fix | None:
    """Return the fix that puts a space before a sign; None after a lone letter, which may be a disk (« C: »)."""
    word, sign = passage.written(*match.span(1)), passage.written(*match.span(2))
    if not word or not sign or (sign == ":" and len(match[1]) == 1):
        return None
    return passage.edit(*match.span(), f"{word} {sign}")


_QUOTE = re.compile('"')
_STRAIGHT = re.compile(r"(?<!\d)\"(?=\w)[^\"\n]*\"|(?<!\d)\"")


@rule(
    "LF507",
    INFO,
    fr=Words(
        "guillemets droits : {text}",
        "Le français imprimé emploie les guillemets français : on voit où la citation commence et où elle finit.",
        "Remplacez-les par des guillemets français : « … ».",
    ),
    en=Words(
        "straight quotes: {text}",
        "Printed French uses « … »: one sees where the quote starts and ends.",
        "Replace them with « … ».",
    ),
    bad='promesse: Dire "je ne sais pas" quand c’est le cas.',
    good='promesse: Dire « je ne sais pas » sur un écran de 24" quand c’est le cas.',
)
def straight_quotes(collection: Collection) -> Iterator[Diagnostic]:
    """Find straight double quotes; after a number they are inches."""
    for passage in _french(collection, _QUOTE):
        for match in _STRAIGHT.finditer(passage.words):
            text = match[0] if len(match[0]) < 60 else match[0][:58] + "…"
            diagnostic = passage.diagnose("LF507", *match.span(), text=text)
            yield replace(diagnostic, fix=_guillemets(passage, *match.span()))


def _guillemets(passage: Passage, start: int, end: int) -> Fix | None:
    """Return the fix that writes guillemets for quotes; None for a lone quote, or for quotes between guillemets."""
    inside = passage.text[start + 1 : end - 1]
    before, after = passage.text[max(0, start - 2) : start].strip(), passage.text[end : end + 2].strip()
    if not inside.strip() or (before == "«" and after == "»"):
        return None
    first = passage.edit(start, start + 1 + len(inside) - len(inside.lstrip()), "« ")
    last = passage.edit(end - 1 - len(inside) + len(inside.rstrip()), end, " »")
    return replace(first, also=(last,)) if first and last else None


#: What our font draws for sure: only a text that holds something else asks the font.
_PLAIN = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u202f\u20ac]*")
_SAID = re.compile("[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]")


def _undrawable_fr(*, signs: str) -> str:
    shown = ", ".join(sign if sign.startswith("U+") else f"« {sign} »" for sign in signs.split(" "))
    return f"la police du classeur ne sait pas écrire {shown} : une case vide sera imprimée"


def _undrawable_en(*, signs: str) -> str:
    shown = ", ".join(sign if sign.startswith("U+") else f"“{sign}”" for sign in signs.split(" "))
    return f"the binder's font cannot write {shown}: an empty box will be printed"


@rule(
    "LF508",
    WARNING,
    fr=Words(
        _undrawable_fr,
        "Le site le montrera, le papier non ; et un lecteur d’écran n’en dit souvent rien.",
        "Remplacez le signe par un mot.",
        "la police du classeur ne sait pas écrire un signe",
    ),
    en=Words(
        _undrawable_en,
        "The site will show it, paper will not; and screen readers often say nothing of it.",
        "Put a word in its place.",
        "the binder's font cannot write a sign",
    ),
    bad="promesse: Une réponse sous quinze jours \U0001f389.",
    good="promesse: Une réponse sous quinze jours → œuvre, Łódź, 12 m², ≥ 3 €, ☐.",
)
def undrawable(collection: Collection) -> Iterator[Diagnostic]:
    """Find signs that the print font lacks, in whatever is printed."""
    for file, texts in collection.texts.items():
        drawn = _PLAIN.fullmatch("\n".join(text for _path, text in texts))
        for path, text in () if drawn else texts:
            if not _PLAIN.fullmatch(text) and (lacking := _lacking(text)):
                source = collection.sources[file]
                signs = " ".join(sign if not _SAID.match(sign) else f"U+{ord(sign):04X}" for sign in lacking)
                at = text.index(lacking[0])
                yield Diagnostic("LF508", file, source.spot(path, at, at + 1), {"signs": signs})


def _lacking(text: str) -> list[str]:
    from loosfiches.print.fonts import drawable

    return [sign for sign in dict.fromkeys(text) if not sign.isspace() and ord(sign) not in drawable()]
