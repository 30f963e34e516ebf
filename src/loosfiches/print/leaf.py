"""One HTML text → one leaf: a tagged PDF/UA-1 of its own, and the record of what it holds."""

import logging
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loosfiches.build.digest import digest
from loosfiches.print import fonts
from loosfiches.print.accessibility.finisher import PT_PER_PX, Finisher, is_decorative
from loosfiches.print.engine import CSS, HTML, CounterStyle, Document, FontConfiguration, LockedURLFetcher
from loosfiches.print.fetcher import HOUSE, PROJECT, Fetcher
from loosfiches.print.fitting import fitted
from loosfiches.print.inks import inks
from loosfiches.print.links import descendants, keep_sound_links
from loosfiches.print.overflow import overflowing
from loosfiches.print.record import Heading, PrintWarning, Record
from loosfiches.print.setup import Setup

VARIANT = "pdf/ua-1"
# Photographs are reduced to what an office printer shows; a binder of 200 stays small enough to send.
DPI = 300
# Left by copying from the web. WeasyPrint looks for the end of a line at each one anew: a minute for two pages of them.
_SOFT_HYPHEN = "\xad"
#: Stands for a sign that the faces lack: an empty box, which they have, and which is read aloud.
BOX = "☐"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed document: the bytes of its PDF, and its record."""

    pdf: bytes
    record: Record


class Engine:
    """Renders leaves with the same style sheets and fonts, read once: that saves half the time of a leaf."""

    def __init__(self, setup: Setup) -> None:
        self._folders, self._texts = _folders(setup), setup.stylesheets
        self._faces = fonts.faces().programs
        self._fonts, self._counters = FontConfiguration(), CounterStyle()
        self._warnings: list[PrintWarning] = []
        # Our faces always: without any font at all, Pango ends the process.
        sheets = {"": fonts.style_sheet(), **setup.stylesheets}
        self._stylesheets = [self._parse(name, text) for name, text in sheets.items()]

    def render(self, html: str, facts: Mapping[str, str] | None = None) -> Leaf:
        """Print `html` (a whole page with `lang` and `<title>`), whose links start at the project's folder.

        The same HTML, files and versions give the same bytes, whatever was printed before and wherever.
        `facts` go into the record untouched.
        """
        fetcher, name = Fetcher(self._folders), digest(html)
        html, lacking = drawn(html)
        with _log() as log:
            page = HTML(string=html.replace(_SOFT_HYPHEN, ""), base_url=PROJECT, url_fetcher=LockedURLFetcher(fetcher))
            document = fitted(page, self._lay_out)
            dropped = keep_sound_links(document)
            finisher = Finisher(document, name[:8], self._faces)
            pdf = document.write_pdf(finisher=finisher, pdf_variant=VARIANT, dpi=DPI)
        seen = [*dropped, *_logged(log, fetcher), *_unspoken(page), *_faded(document), *overflowing(document)]
        inked = inks(self._texts) if finisher.in_inks else ()
        warnings = [*self._warnings, *_refusals(fetcher), *lacking, *seen, *inked]
        told, outline = tuple(dict.fromkeys(warnings)), tuple(_outline(document))
        return Leaf(pdf, Record(name, len(document.pages), outline, told, facts or {}))

    def _parse(self, name: str, text: str) -> Any:
        options = {"font_config": self._fonts, "counter_style": self._counters}
        with _log() as log:
            sheet = CSS(string=text, base_url=HOUSE, url_fetcher=LockedURLFetcher(Fetcher(self._folders)), **options)
        self._warnings += [PrintWarning("stylesheet", line.getMessage(), sheet=name) for line in log]
        return sheet

    def _lay_out(self, page: Any) -> Document:
        options = {"stylesheets": self._stylesheets, "pdf_variant": VARIANT, "dpi": DPI}
        return page.render(self._fonts, self._counters, **options)


def drawn(html: str) -> tuple[str, list[PrintWarning]]:
    """Return a page with a box in the place of each sign that the faces lack, and a warning for each such sign."""
    known = fonts.drawable()
    lacking = [sign for sign in dict.fromkeys(html) if ord(sign) not in known and not _is_unseen(sign)]
    # What chooses how another sign looks is nothing by itself.
    boxes = {ord(sign): "" if unicodedata.category(sign) in {"Mn", "Me"} else BOX for sign in lacking}
    told = [sign for sign in lacking if boxes[ord(sign)]]
    return html.translate(boxes), [PrintWarning("missing_glyph", sign) for sign in told]


def _is_unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) == "Cf"


def render(html: str, setup: Setup) -> Leaf:
    """Print one page on its own; for many, keep one `Engine`."""
    return Engine(setup).render(html)


def _folders(setup: Setup) -> dict[str, Path]:
    own = {HOUSE: setup.house} if setup.house else {}
    return {PROJECT: setup.project, HOUSE + "fonts/": fonts.faces().folder, **own}


class _Handler(logging.Handler):
    def __init__(self, lines: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record)


@contextmanager
def _log() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint logs from WARNING up; without a handler it would be lost."""
    lines: list[logging.LogRecord] = []
    handler = _Handler(lines)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)


def _outline(document: Document) -> Iterator[Heading]:
    for number, page in enumerate(document.pages):
        for level, title, (_, y), _ in page.bookmarks:
            yield Heading(level, title, number, round((page.height - y) * PT_PER_PX, 2))


def _refusals(fetcher: Fetcher) -> Iterator[PrintWarning]:
    return (PrintWarning(refusal.kind, refusal.text) for refusal in fetcher.refusals.values())


def _logged(log: list[logging.LogRecord], fetcher: Fetcher) -> Iterator[PrintWarning]:
    return filter(None, (_warning(line, fetcher) for line in log))


def _warning(line: logging.LogRecord, fetcher: Fetcher) -> PrintWarning | None:
    """What a line of WeasyPrint 70's log means; None when it is already told, or is no fault."""
    start, first = line.msg, str(line.args[0]) if isinstance(line.args, tuple) and line.args else ""
    if start.startswith(".notdef glyph"):
        return PrintWarning("missing_glyph", first)
    if start.startswith("Failed to load") and _is_told(line, fetcher):
        return None
    if start.startswith(("Failed to load image", "Failed to render SVG")):
        return PrintWarning("unreadable", first.removeprefix(PROJECT)[:200])
    if start.startswith("No anchor"):
        return PrintWarning("missing_anchor", first)
    # WeasyPrint blames decorative images too: see `_unspoken`.
    return None if "has no required alt" in start else PrintWarning("other", line.getMessage())


def _is_told(line: logging.LogRecord, fetcher: Fetcher) -> bool:
    return any(refusal.text in line.getMessage() for refusal in fetcher.refusals.values())


def _unspoken(page: Any) -> Iterator[PrintWarning]:
    """Images with nothing to say aloud and no mark of being decoration (ISO 14289-1, 7.3)."""
    for image in page.etree_element.iter("img"):
        if image.get("alt") is None and not is_decorative(image):
            yield PrintWarning("missing_alt", image.get("src", ""))
    for drawing in page.etree_element.iter("{http://www.w3.org/2000/svg}svg"):
        if not drawing.findtext("{http://www.w3.org/2000/svg}title") and not is_decorative(drawing):
            yield PrintWarning("missing_alt", "svg")


def _faded(document: Document) -> Iterator[PrintWarning]:
    """What `opacity` draws apart from the page, where its tags do not reach (ISO 14289-1, 7.1)."""
    for page in document.pages:
        for box in descendants(page._page_box):
            if box.element is not None and box.style["opacity"] < 1:
                yield PrintWarning("opacity", box.element_tag)
