"""A sheet's texts (small Markdown: emphasis, links, lists) -> HTML, set in their language.

No HTML, no headings, no pictures. `[the meeting](A-02)` links by code; `[@village]` becomes the source's number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from loosfiches.collection.links import CITATION
from loosfiches.views.typography import typeset

_CODE = re.compile(r"[A-Z]-\d{2,3}(?=$|#)")
#: Citations that follow each other are told as one.
_CITATIONS = re.compile(rf"{CITATION.pattern}(?:[ \u00a0]?{CITATION.pattern})*")
#: The word before a source's number, and the space between.
_LAST_WORD = re.compile(r"\S+[ \u00a0]$")
#: Signs that may mean something, or that HTML writes otherwise: without any, a text is what it says.
_MARKED = re.compile(r"[*_\[\]\\<>&\"\n\r\t\0]")
#: What starts an item of a list, or is set apart by its blanks.
_ITEM = re.compile(r"\s|[-+]|\d{1,9}[.)]")
_SAFE = re.compile(r"https?://|mailto:", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """What a text needs around it: its language, where a code leads ("" where nowhere), each source's number."""

    language: str
    href: Callable[[str], str]
    number: Callable[[str], int | None]


def blocks(text: str, setting: Setting) -> Markup:
    """Return the text as paragraphs and lists."""
    text = typeset(text, setting.language)
    if text and not _MARKED.search(text) and not _ITEM.match(text):
        return Markup(f"<p>{text.strip()}</p>\n")
    return Markup(_parser().render(text, {"setting": setting}))


def inline(text: str, setting: Setting) -> Markup:
    """Return the text as one run of words, for a title or a list item."""
    text = typeset(text, setting.language)
    return Markup(text if not _MARKED.search(text) else _parser().renderInline(text, {"setting": setting}))


def bare(text: str, language: str) -> str:
    """Return the words of a text as they are set, without emphasis, links or numbers of sources."""
    if not _MARKED.search(text):
        return typeset(text, language)
    return inline(text, Setting(language, lambda _code: "", lambda _name: None)).striptags()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "list", "newline", "escape", "autolink"])
    parser.validateLink = lambda url: bool(_CODE.match(url) or _SAFE.match(url))  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "citation", _citation)
    parser.add_render_rule("citation", _render_citation)
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("link_close", _render_close)
    return parser


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


def _render_citation(_self: Any, tokens: list[Token], number: int, _options: Any, env: Any) -> str:
    """Return the numbers of the sources, on the line of the word that they follow."""
    token = tokens[number]
    word = escape(token.content)
    numbers = sorted({number for name in token.meta["names"] if (number := env["setting"].number(name))})
    calls = [f'<a href="#source-{each}" aria-label="source {each}">{each}</a>' for each in numbers]
    if not calls:
        return str(word).rstrip()
    call = f'<span class="appel">[{", ".join(calls)}]</span>'
    return f'<span class="tenu">{word}{call}</span>' if word else call


def _render_link(_self: Any, tokens: list[Token], number: int, _options: Any, env: Any) -> str:
    url = str(tokens[number].attrGet("href") or "")
    href = env["setting"].href(url) if _CODE.match(url) else url
    env.setdefault("open", []).append(bool(href))
    return f'<a href="{escape(href)}">' if href else ""


def _render_close(_self: Any, _tokens: list[Token], _number: int, _options: Any, env: Any) -> str:
    return "</a>" if env["open"].pop() else ""
