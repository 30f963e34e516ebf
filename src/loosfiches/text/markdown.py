"""A sheet's texts (small Markdown: emphasis, links, lists, quotations, tables) -> HTML, set in their language.

`[the meeting](A-02)` links by code; `[@village]` becomes the source's number. What it understands is in
`collection/markup.py`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from loosfiches.collection.links import CITATION
from loosfiches.collection.markup import CODE, grammar
from loosfiches.text.typography import typeset

#: Citations that follow each other are told as one.
_CITATIONS = re.compile(rf"{CITATION.pattern}(?:[ \u00a0]?{CITATION.pattern})*")
#: The word before a source's number, and the space between.
_LAST_WORD = re.compile(r"(?<!\S)\S+[ \u00a0]$")
#: Signs that may mean something, or that HTML writes otherwise: without any, a text is what it says.
_MARKED = re.compile(r"[*_`\[\]\\<>&\"\n\r\t\0]")
#: What starts an item of a list, or is set apart by its blanks.
_ITEM = re.compile(r"\s|[-+]|\d{1,9}[.)]")
#: The longest word that is kept on one line with its source's number: an address must break.
_HELD = 24
#: Signs that the longest words of a table's columns take in all, where a column of print holds no more.
_WIDE = 56
#: Signs of a printed line, and of a fifth of a page.
LINE, _LONG = 75, 900


@dataclass(frozen=True)
class Setting:
    """What a text needs around it: its language, where a code leads ("" where nowhere), each source's number."""

    language: str
    href: Callable[[str], str]
    number: Callable[[str], int | None]


def blocks(text: str, setting: Setting) -> Markup:
    """Return the text as paragraphs, lists, quotations and tables."""
    text = typeset(text, setting.language)
    if text and not _MARKED.search(text) and not _ITEM.match(text):
        return Markup(f"<p>{text.strip()}</p>\n")
    return Markup(_parser().render(text, {"setting": setting}))


def inline(text: str, setting: Setting) -> Markup:
    """Return the text as one run of words, for a title or a line."""
    text = typeset(text, setting.language)
    return Markup(text if not _MARKED.search(text) else _parser().renderInline(text, {"setting": setting}))


def cut(text: str, setting: Setting) -> tuple[Markup, Markup]:
    """Return the text's first paragraph as one run of words ("" where it begins otherwise), and its other blocks."""
    if "\n" not in text:
        return inline(text, setting), Markup()
    env = {"setting": setting}
    tokens = _parser().parse(typeset(text, setting.language), env)
    if not tokens or tokens[0].type != "paragraph_open":
        return Markup(), _render(tokens, env)
    return _render(tokens[1:2], env), _render(tokens[3:], env)


def flow(text: str, setting: Setting) -> Markup:
    """Return the text as one run of words, or as blocks where it has several, for an item of a list or a cell."""
    first, others = cut(text, setting)
    return first if not others else (Markup("<p>{}</p>\n").format(first) if first else Markup()) + others


def bare(text: str, language: str) -> str:
    """Return the words of a text as they are set, without emphasis, links or numbers of sources."""
    if not _MARKED.search(text):
        return typeset(text, language)
    return flow(text, Setting(language, lambda _code: "", lambda _name: None)).striptags()


@cache
def _parser() -> MarkdownIt:
    parser = grammar()
    parser.inline.ruler.before("link", "citation", _citation)
    for name, render in _RENDERED.items():
        parser.add_render_rule(name, render)
    return parser


def _render(tokens: Sequence[Token], env: EnvType) -> Markup:
    return Markup(_parser().renderer.render(tokens, _parser().options, env))


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATIONS.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        word = _LAST_WORD.search(state.pending)
        state.pending = state.pending[: word.start()] if word else state.pending
        token = state.push("citation", "", 0)
        token.content = word[0] if word else ""
        token.meta = {"names": re.findall(r"@([\w-]+)", match[0])}
    state.pos = match.end()
    return True


def _render_citation(_self: RendererHTML, tokens: list[Token], number: int, _options: OptionsDict, env: EnvType) -> str:
    """Return the numbers of the sources, on the line of the word that they follow."""
    token = tokens[number]
    word = escape(token.content)
    numbers = sorted({number for name in token.meta["names"] if (number := env["setting"].number(name))})
    held = len(word) <= _HELD and len(numbers) <= 4
    calls = [f'<a href="#source-{each}" aria-label="source {each}">{each}</a>' for each in numbers]
    if not calls:
        return str(word).rstrip()
    call = f'<span class="appel">[{", ".join(calls)}]</span>'
    return f'<span class="tenu">{word}{call}</span>' if word and held else f"{word}{call}"


def _render_link(_self: RendererHTML, tokens: list[Token], number: int, _options: OptionsDict, env: EnvType) -> str:
    url = str(tokens[number].attrGet("href") or "")
    href = env["setting"].href(url) if CODE.match(url) else _with_scheme(url)
    env.setdefault("open", []).append(bool(href))
    return f'<a href="{escape(href)}">' if href else ""


def _with_scheme(url: str) -> str:
    """Return an address as browsers want it; people type « www.exemple.fr »."""
    return f"https://{url}" if url.lower().startswith("www.") else url


def _render_close(_self: RendererHTML, _tokens: list[Token], _number: int, _options: OptionsDict, env: EnvType) -> str:
    return "</a>" if env["open"].pop() else ""


def _render_paragraph(self: RendererHTML, tokens: list[Token], number: int, options: OptionsDict, env: EnvType) -> str:
    """Open a paragraph; one that is all bold heads what follows, and stays with it in print."""
    kinds = [token.type for token in tokens[number + 1].children or () if token.type != "text" or token.content]
    if kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1:
        tokens[number].attrSet("class", "intertitre")
    return str(self.renderToken(tokens, number, options, env))


def _render_item(self: RendererHTML, tokens: list[Token], number: int, options: OptionsDict, env: EnvType) -> str:
    """Open an item of a list; one as long as a fifth of a page may be cut by the end of a page."""
    level, size, at = tokens[number].level, 0, number + 1
    while tokens[at].level != level:
        size += max(len(tokens[at].content), LINE) if tokens[at].type == "inline" else 0
        at += 1
    if size > _LONG:
        tokens[number].attrSet("class", "long")
    return str(self.renderToken(tokens, number, options, env))


def _render_table(_self: RendererHTML, tokens: list[Token], number: int, _options: OptionsDict, env: EnvType) -> str:
    """Open a table in a box of its own, which a narrow screen scrolls sideways, by keyboard too."""
    name = "Tableau" if env["setting"].language.startswith("fr") else "Table"
    wide = " dense" if _longest(tokens, number) > _WIDE else ""
    return f'<div class="tableau{wide}" role="group" aria-label="{name}" tabindex="0"><table>\n'


def _longest(tokens: Sequence[Token], at: int) -> int:
    """Return how many signs the longest words of the columns of the table that begins there have in all."""
    columns: dict[int, int] = {}
    column = 0
    while (token := tokens[at]).type != "table_close":
        at += 1
        column = 0 if token.type == "tr_open" else column + (token.type in {"th_close", "td_close"})
        if token.type == "inline":
            columns[column] = max(columns.get(column, 0), *map(len, token.content.split() or [""]))
    return sum(columns.values())


def _render_end(_self: RendererHTML, _tokens: list[Token], _number: int, _options: OptionsDict, _env: EnvType) -> str:
    return "</table></div>\n"


def _render_cell(_self: RendererHTML, tokens: list[Token], number: int, _options: OptionsDict, _env: EnvType) -> str:
    """Open a cell; a head is that of its column. Pages allow no style in their elements."""
    token = tokens[number]
    side = str(token.attrGet("style") or "").removeprefix("text-align:")
    words = {"right": ' class="droite"', "center": ' class="milieu"'}.get(side, "")
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{scope}{words}>"


_RENDERED: dict[str, Callable[..., str]] = {
    "citation": _render_citation,
    "link_open": _render_link,
    "link_close": _render_close,
    "paragraph_open": _render_paragraph,
    "list_item_open": _render_item,
    "table_open": _render_table,
    "table_close": _render_end,
    "th_open": _render_cell,
    "td_open": _render_cell,
}
