"""The small Markdown of texts: its one grammar, which pages render and rules hold what authors typed against.

Emphasis, links, words as typed (`code`), lists in lists, quotations, tables. No HTML, no headings, no pictures.
"""

import re
from typing import TYPE_CHECKING

from loosfiches.addresses import is_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

#: In a link: the code of a document, maybe with one of its passages.
CODE = re.compile(r"[A-Z]-\d{2,3}(?=$|#)")
_SAFE = re.compile(r"https?://|mailto:|tel:\+?\d|www\.[\w-]+\.", re.IGNORECASE)
#: « > 20 personnes » says more than twenty: it quotes nobody.
_MORE_THAN = re.compile(r">=?\s*\d")
_RULES = ["emphasis", "link", "list", "newline", "escape", "autolink", "backticks", "blockquote", "table"]


def leads(url: str) -> bool:
    """Tell whether pages follow a link to `url`: a document, a web page, a mail address, a telephone number."""
    return bool(CODE.match(url) or _SAFE.match(url))


def _is_followed(url: str) -> bool:
    """Tell whether a link may be made: its target leads somewhere, and its address can be read."""
    if not leads(url) or CODE.match(url) or url.lower().startswith("tel:"):
        return leads(url)
    return is_address(f"https://{url}" if url.lower().startswith("www.") else url)


def grammar() -> "MarkdownIt":
    """Return a new parser of texts; markdown-it is loaded when the first text needs it."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import blockquote

    def quotation(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        return not _MORE_THAN.match(line) and blockquote(state, start, end, silent)

    parser = MarkdownIt("zero", {"html": False}).enable(_RULES)
    parser.block.ruler.at("blockquote", quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.validateLink = _is_followed  # type: ignore[method-assign]
    return parser
