"""The same text as Typst source: what a user who left HTML and CSS would compile.

python benchmarks/as_typst.py FOLDER FONTS: compiles FOLDER/binder.typ to FOLDER/typst.pdf; run by the Python that has
the typst package. `source` makes the text from the HTML of leaves.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path

_HEAD = """\
#set document(title: "Classeur")
#set page(paper: "a4", margin: (inside: 25mm, outside: 20mm, top: 18mm, bottom: 22.5mm), numbering: "1/1")
#set text(font: "Loosfiches Sans", size: 10pt, lang: "fr", hyphenate: false)
#set par(justify: false)
"""
_LEVELS = {"h1": "= ", "h2": "== ", "h3": "=== ", "h4": "==== ", "li": "- "}
_BLOCKS = {*_LEVELS, "p", "div", "section", "header", "figcaption", "blockquote", "tr"}
_SIGNS = re.compile(r"([\\#$*_`<>@=~\[\]/+-])")


class Reader(HTMLParser):
    """Blocks of a page, each with its mark; the text is all there, its look is the other tool's own."""

    def __init__(self, levels: Mapping[str, str] = _LEVELS) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._levels = levels
        self._mark, self._words = "", list[str]()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Start a block."""
        if tag in _BLOCKS:
            self._close()
            self._mark = self._levels.get(tag, self._mark if tag in {"p", "div"} else "")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in _BLOCKS:
            self._close()

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self._words.append(data)

    def _close(self) -> None:
        text = " ".join("".join(self._words).split(" "))
        text = re.sub(r"[ \t\n]+", " ", text).strip()
        if text:
            self.lines.append(self._mark + _SIGNS.sub(r"\\\1", text))
        self._mark, self._words = "", []


def source(leaves: Iterable[str]) -> str:
    """Return one Typst text of all leaves, each on a recto."""
    return _HEAD + "".join(f'#pagebreak(to: "odd", weak: true)\n{_text(html)}\n' for html in leaves)


def _text(html: str) -> str:
    reader = Reader()
    reader.feed(html.partition("<body")[2].partition(">")[2])
    reader.close()
    return "\n\n".join(reader.lines)


def main() -> None:
    """Compile, from nothing, to a tagged PDF as ours is."""
    import typst  # type: ignore[import-not-found]

    folder, fonts = Path(sys.argv[1]), sys.argv[2]
    pdf = typst.compile(folder / "binder.typ", font_paths=[fonts], ignore_system_fonts=True)
    (folder / "typst.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main()
