"""The filters that templates may apply to a value, by name.

Each takes the template's context first, where `lang` (of the page), `_` (its translator), `lists` (the classeur's
words) and `setting` (what its texts need around them) stand.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from markupsafe import Markup, escape

from loosfiches.addresses import shorten
from loosfiches.mailto import compose
from loosfiches.model import words
from loosfiches.model.dates import Dating
from loosfiches.model.quantities import Expression
from loosfiches.qr import draw
from loosfiches.templates import Context, pass_context
from loosfiches.text import dates, markdown, speech
from loosfiches.text.languages import name_language
from loosfiches.text.typography import typeset
from loosfiches.views import jsonld, labels
from loosfiches.views.checkbox_ids import ticks
from loosfiches.views.schedule import clock


@pass_context
def blocks(context: Context, text: str | None) -> Markup:
    """Return a text as paragraphs, lists, quotations and tables."""
    return markdown.blocks(text or "", context["setting"])


@pass_context
def inline(context: Context, text: str | None) -> Markup:
    """Return a text as one run of words."""
    return markdown.inline(text or "", context["setting"])


@pass_context
def flow(context: Context, text: str | None) -> Markup:
    """Return a text as one run of words, or as blocks where it has several."""
    return markdown.flow(text or "", context["setting"])


@pass_context
def cut(context: Context, text: str | None) -> tuple[Markup, Markup]:
    """Return a text's first paragraph as one run of words, and the blocks that follow it."""
    return markdown.cut(text or "", context["setting"])


@pass_context
def typed(context: Context, text: object) -> str:
    """Return a plain text or a quantity with its language's spaces and apostrophes."""
    return typeset(labels.written(text, context["lang"]), context["lang"])


@pass_context
def date(context: Context, value: Dating | datetime.date | None) -> str:
    """Return a date in words, "" for none."""
    return dates.in_words(value, context["lang"], context["_"]) if value else ""


@pass_context
def since(context: Context, value: Dating) -> str:
    """Return a date of beginning in words; a period is one between whose ends sources differ."""
    return dates.since(value, context["lang"], context["_"])


@pass_context
def word(context: Context, key: str, name: str) -> str:
    """Return the label of a key of one of the model's lists ("natures"), or of the classeur's ("niveaux")."""
    labels: Mapping[str, words.Word] = context["lists"].get(name) or getattr(words, name.upper())
    return typeset(labels[key].fr if context["lang"].startswith("fr") else labels[key].en, context["lang"])


@pass_context
def people(context: Context, value: Expression) -> str:
    """Return how many people, in words."""
    return typeset(labels.people(value, context["_"], context["lang"]), context["lang"])


@pass_context
def source_number(context: Context, name: str) -> int | None:
    """Return the number of a source of the page, by its short name."""
    return context["setting"].number(name)  # type: ignore[no-any-return]


@pass_context
def language(context: Context, code: str) -> str:
    """Return « en anglais », « en langue des signes française », "" for the language of the page."""
    if code.partition("-")[0] == context["lang"].partition("-")[0]:
        return ""
    _ = context["_"]
    return str(_("in {language}").format(language=name_language(code, context["lang"])))


def spoken(text: Markup) -> Markup:
    """Return a text, already set, with the sentences that are said aloud told apart."""
    return Markup(speech.mark_speech(text))


def qr(url: str) -> Markup:
    """Return an address as a drawing for telephones, named by the address."""
    return Markup(draw(url))


def breakable(address: str) -> Markup:
    """Return a web address for a narrow column: its last part on a line of its own, cut elsewhere after a full stop."""
    start, _, end = str(escape(address)).rpartition("/")
    return Markup(start.replace(".", ".<wbr>").replace("/", "/<wbr>") + "/<br>" + end) if start else Markup(end)


def extent(text: str | None) -> int:
    """Return how many signs of plain text take as much paper as a text does: short lines take theirs whole."""
    return max(len(text), markdown.LINE * text.count("\n")) if text else 0


def halves(texts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return texts in two columns of nearly the same length, the first the longer, in their order."""
    whole, so_far = sum(map(extent, texts)), list(accumulate(map(extent, texts)))
    cut = next((number for number, length in enumerate(so_far, 1) if 2 * length >= whole), len(texts))
    return texts[:cut], texts[cut:]


def held(text: str) -> Markup:
    """Return words, already set, whose last two stay on one line when they are short: no line is left a lone word."""
    start, _, end = (whole := str(escape(text))).rpartition(" ")
    start, _, before = start.rpartition(" ")
    if not start or len(before) + len(end) > 20 or "<" in before + end or ">" in before + end:
        return Markup(whole)
    return Markup(f'{start} <span class="tenu">{before} {end}</span>')


def licence(identifier: str) -> str:
    """Return a licence's name with its SPDX identifier, or the identifier alone."""
    return words.LICENCES.get(identifier, identifier)


def licence_address(identifier: str) -> str:
    """Return where a licence can be read, "" where we do not know."""
    return words.LICENCE_ADDRESSES.get(identifier, "")


FILTERS: Mapping[str, Callable[..., object]] = {
    "blocks": blocks,
    "inline": inline,
    "flow": flow,
    "cut": cut,
    "typed": typed,
    "date": date,
    "since": since,
    "word": word,
    "people": people,
    "language": language,
    "source_number": source_number,
    "address": shorten,
    "spoken": spoken,
    "qr": qr,
    "breakable": breakable,
    "extent": extent,
    "halves": halves,
    "held": held,
    "licence": licence,
    "licence_address": licence_address,
    "clock": clock,
    "mail": compose,
    "ticks": ticks,
    "work": jsonld.work,
    "whole": jsonld.whole,
}
