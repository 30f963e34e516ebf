"""LF506 to LF508: how texts are typed: spaces, quotation marks, signs that no face draws."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loosfiches.collection import Collection
from loosfiches.diagnostics import Diagnostic, Fix, Severity
from loosfiches.rules import Words, rule
from loosfiches.rules.passages import Passage, find_french_passages

WARNING, INFO = Severity.WARNING, Severity.INFO


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
    for passage in find_french_passages(collection, _TIGHT):
        tight = ";!?" if passage.language in {"fr-ca", "fr-ch"} else ""
        for match in _NO_SPACE.finditer(passage.words) if _TIGHT.search(passage.words) else ():
            if match[2][0] not in tight:
                right = f"{match[1]} {match[2]}"
                diagnostic = passage.diagnose("LF506", *match.span(), found=match[0], right=right)
                yield replace(diagnostic, fix=_insert_space(passage, match))


def _insert_space(passage: Passage, match: re.Match[str]) -> Fix | None:
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
    for passage in find_french_passages(collection, _QUOTE):
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
            if not _PLAIN.fullmatch(text) and (lacking := _find_lacking(text)):
                source = collection.sources[file]
                signs = " ".join(sign if not _SAID.match(sign) else f"U+{ord(sign):04X}" for sign in lacking)
                at = text.index(lacking[0])
                yield Diagnostic("LF508", file, source.spot(path, at, at + 1), {"signs": signs})


def _find_lacking(text: str) -> list[str]:
    from loosfiches.print.fonts import drawable

    return [sign for sign in dict.fromkeys(text) if not sign.isspace() and ord(sign) not in drawable()]
