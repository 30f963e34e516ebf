"""Marks of markup that a text would print as they were typed: the pages' Markdown is small, and people paste.

find_marks(field, text)  -> each mark with its kind, in the order of kinds: KINDS
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from loosfiches.collection.links import NEARLY_CITATION, is_citation
from loosfiches.collection.markup import CODE, grammar, leads
from loosfiches.source import Path

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Fields whose texts hold several blocks, one line of Markdown, or words alone; others hold no words of a page.
_BLOCKS = frozenset({
    "texte", "encadre", "mobilisation", "marges_de_manoeuvre", "promesse", "restitution", "mission", "elus", "agents",
    "habitants", "situation_de_depart", "declic", "aboutissement", "paroles", "definition", "objectifs",
    "quand_utiliser", "quand_eviter", "materiel", "variantes", "points_forts", "limites", "points_de_vigilance",
    "evaluation", "lecons", "obstacles", "enseignements",
})  # fmt: skip
_LINE = frozenset({
    "resume", "qui", "resultat", "legende", "motif", "note", "sujet", "libelle", "absents", "lecon", "intro", "role",
})  # fmt: skip
_PLAIN = frozenset({
    "titre", "sous_titre", "nom", "lieu", "valeur", "terme", "sigle", "mention", "auteurs", "auteur", "credit",
    "service", "fonction", "reference", "alt", "valide_par", "collectivite", "pays", "relu_par",
})  # fmt: skip

_TAGS = (
    "a|abbr|b|big|blockquote|body|br|center|cite|code|dd|del|details|div|dl|dt|em|figure|font|h[1-6]|head|hr|html|i"
    "|iframe|img|ins|kbd|li|mark|object|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|summary|sup|svg|table"
    "|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video|wbr"
)
#: What most texts have of markup, and rightly.
_USUAL = re.compile(
    r"(?<!`)`[^`\n]+`|\*\*(?=\S)[^*\n]+(?<=\S)\*\*|(?<!!)\[[^\[\]]*\]\((?:[A-Z]-\d{2,3}|https?://[^\s()]+)\)"
    r"|\[(?:[;, ]*@[\w-]+)+[;, ]*\]|<https?://[^<>\s]+>"
)
#: One of these stands in every mark, and in few texts; rules of dashes have three.
_RARE = re.compile(r"[]\[*`|~<&#=_]")
#: What may be wrong.
_SIGNS = re.compile(
    r"\*\*|\w\*\w|[`|]|~~|<[!/a-zA-Z]|&[#\w]|\][(\[]|\]: |\[[;, ]*@|\[\^|\[[ xX]\] "
    r"|^[ \t]*(?:#{1,6}[ \t]|={2,}|([-*_])(?: *\1){2,})",
    re.MULTILINE,
)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)")
_FOUND = (
    ("picture", re.compile(r"!(?=\x01)|!\[[^\[\]\n]*\]\([^()\n]*\)")),
    ("html", re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)),
    ("html", re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d?);")),
    ("heading", re.compile(r"^#{1,6}[ \t]+\S[^\n]*|^={2,}[ \t]*$|^([-*_])(?: *\1){2,}[ \t]*$", re.MULTILINE)),
    (
        "mark",
        re.compile(r"`+[^`\n]*`*|~~+[^~\n]*~*|\[\^[^\[\]\s]{1,40}\]|^\[[ xX]\] |\*\*|^\[[^\[\]\n]+\]: ", re.MULTILINE),
    ),
    ("mark", re.compile(r"\][\[][^\[\]\n]+\]|\|[ :]*-{3,}[^\n]*|^\|[^\n]*\|[ \t]*$", re.MULTILINE)),
)
#: What would vanish: stars in words, taken for emphasis, « habitant*es et élu*es »; the lines of code.
_LOST = re.compile(r"\w\*\w[^*\n]*\w\*\w|^[ \t]*```[^\n]*", re.MULTILINE)
_BLOCK_KINDS = {"bullet_list_open", "ordered_list_open", "blockquote_open", "table_open"}
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_NEAR_CODE = re.compile(r"(?:.*/)?([A-Za-z])[ _.‐‑–—-]?(\d{1,3})(?:-[\w-]*)?(?:\.ya?ml|/index\.html|/)?")
_FILE = re.compile(r"\.(?:odt|ods|odp|docx?|xlsx?|pptx?|pdf|png|jpe?g|svg|gif|webp|txt|csv|zip|html?)$", re.IGNORECASE)


class Mark(NamedTuple):
    """A mark as it was typed, what kind it is of, and what was likely meant ("" where nothing is likely)."""

    kind: str
    text: str
    meant: str = ""


def find_marks(path: Path, text: str) -> Iterator[Mark]:
    """Yield, each once, the marks that the text of a field would print as they were typed, or lose."""
    if "\n" not in text and not _RARE.search(text) and "--" not in text and "- -" not in text:
        return
    signs, field = bool(_SIGNS.search(text)), _field(path)
    if field in _PLAIN:
        yield from dict.fromkeys([*_marks(text), *_find_unread(text)])
    elif signs and (field in _BLOCKS or field in _LINE) and _SIGNS.search(_USUAL.sub("", text)):
        yield from dict.fromkeys(_marks(text))
    if field in _LINE and "\n" in text:
        yield from _blocks(text)


def _field(path: Path) -> str:
    """Return the field that a text is of, itself or as an item of a list; a role of a fiche is words alone."""
    name = str(path[-2] if isinstance(path[-1], int) and len(path) > 1 else path[-1])
    return "nom" if name == "role" and "roles" in path else name


def _marks(text: str) -> Iterator[Mark]:
    """Yield what would be printed raw of a text that is read as Markdown."""
    shown = _mask_understood(text)
    yield from _links(shown)
    shown = _LINK.sub("", shown)
    for kind, pattern in _FOUND:
        for match in pattern.finditer(shown):
            mark = "![" if match[0] == "!" else match[0].strip()
            is_text = mark[0] == "&" and unescape(mark) == mark
            closes = mark[:2] == "</" and f"<{mark[2:-1]}".lower() in shown.lower()
            if not is_text and not closes:
                yield Mark(kind, mark)
    for match in _LOST.finditer(text):
        yield Mark("mark", match[0].strip())


def _links(shown: str) -> Iterator[Mark]:
    """Yield the targets of links, and the citations, that are not understood."""
    for match in _LINK.finditer(shown):
        if not leads(match[2]) or " " in match[2].strip():
            yield Mark("link", match[2], guess_target(match[2]))
    for match in NEARLY_CITATION.finditer(shown) if "@" in shown else ():
        if not is_citation(match[0]):
            yield Mark("mark", match[0])


def _find_unread(text: str) -> Iterator[Mark]:
    """Yield what would be emphasis, a link or a list in a field of words alone."""
    for match in re.finditer(r"\*\*[^*\n]+\*\*|(?<!\w)\*[^*\s][^*\n]*\*(?!\w)|\[[^\[\]\n]+\]\([^()\n]+\)", text):
        yield Mark("place", match[0])


def _blocks(text: str) -> Iterator[Mark]:
    """Yield the first line of each list, quotation or table of a text that is set as one line."""
    lines = text.split("\n")
    tokens = _grammar().parse(text)
    starts = [token.map[0] for token in tokens if token.type in _BLOCK_KINDS and token.level == 0 and token.map]
    yield from (Mark("place", lines[start].strip()) for start in starts)


def _mask_understood(text: str) -> str:
    """Return the words of a text with other signs in place of the Markdown that is understood."""
    inlines = [token.children or [] for token in _grammar().parse(text) if token.type == "inline"]
    return "\n\n".join("".join(map(_sign, children)) for children in inlines) + _rules(text)


def _rules(text: str) -> str:
    """Return the lines of a text that are rules in Markdown, though they are read as lists in lists here."""
    lines = re.findall(r"^[ \t]*([-*] [-*] [-* ]*)$", text, re.MULTILINE)
    return "".join(f"\n\n{line}" for line in lines)


def _sign(token: "Token") -> str:
    if token.type == "text":
        return token.content
    return {"softbreak": "\n", "hardbreak": "\n", "link_open": "\x01"}.get(token.type, "\0")


@cache
def _grammar() -> "MarkdownIt":
    parser = grammar()
    parser.core.ruler.disable("text_join")  # what is escaped stays apart
    return parser


def guess_target(target: str) -> str:
    """Return the likely target, a code or a web address; "" where there is none."""
    target = target.strip().strip("<>").partition(' "')[0]
    if " " not in target and (CODE.match(target) or leads(target)):
        return target
    if match := _NEAR_CODE.fullmatch(target):
        return f"{match[1].upper()}-{match[2]:0>2}"
    if "@" in target and re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", target):
        return f"mailto:{target}"
    if re.fullmatch(r"\+?\d[\d .]{7,}", target):
        return "tel:" + re.sub(r"[ .]", "", target)
    return f"https://{target}" if _HOST.fullmatch(target) and not _FILE.search(target) else ""
