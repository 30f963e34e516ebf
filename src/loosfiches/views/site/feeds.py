"""Feeds of a site: its versions (Atom, RFC 4287), its sitemap, and robots.txt.

All of these name pages by their addresses on the web: a classeur that says no `url_base` has none of them.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from urllib.parse import urlsplit

from loosfiches.language import later, translator
from loosfiches.model import words
from loosfiches.model.words import Word
from loosfiches.text.markdown import bare
from loosfiches.views.site.changes import Change
from loosfiches.views.site.contents import Contents

#: How many changes a feed tells: readers come back before there are as many new ones.
MOST = 100
_VERSION, _GONE = later("version {number}"), later("withdrawn")
#: Pages that search engines had better not list.
UNLISTED = {"404.html"}
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"


def feed(contents: Contents) -> bytes:
    """Return the feed: an entry for each version of a document, the newest first; it does not tell when it was made."""
    dated = [change for change in contents.changes if change.date][:MOST]
    base, frame, contact = contents.frame.url_base, contents.frame, contents.register.classeur.contact
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(frame.language)}">',
        f"<id>{escape(base)}/</id>",
        f"<title>{escape(frame.title)}</title>",
        *([f"<subtitle>{escape(frame.mention)}</subtitle>"] if frame.mention else []),
        f"<updated>{dated[0].date}T00:00:00Z</updated>",
        f"<author><name>{escape((contact and contact.service) or frame.title)}</name></author>",
        *([f"<rights>{escape(frame.licence)}</rights>"] if frame.licence else []),
        f'<link rel="self" type="application/atom+xml" href="{escape(base)}/atom.xml"/>',
        f'<link rel="alternate" type="text/html" href="{escape(base)}/"/>',
        *(line for change in dated for line in _entry(contents, change)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(contents: Contents, change: Change) -> Iterator[str]:
    frame, say = contents.frame, translator(contents.frame.language)
    label = _label(words.CHANGEMENTS.get(change.kind), frame.language)
    notes = [say(_GONE) if change.gone else "", say(_VERSION).format(number=change.version) if change.version else ""]
    if change.state not in {"en_vigueur", "retiree"}:
        notes.append(_label(words.ETATS[change.state], frame.language))
    head = ", ".join((f"{change.code} {change.title}", *filter(None, notes)))
    yield f'<entry xml:lang="{escape(change.language)}">'
    yield f"<id>{escape(tag(frame.url_base, change))}</id>"
    yield f"<title>{escape(head)}</title>"
    yield f"<updated>{change.date}T00:00:00Z</updated>"
    yield f'<link rel="alternate" type="text/html" href="{escape(frame.url_base)}/{change.code.lower()}/"/>'
    if change.kind:
        yield f'<category term="{escape(change.kind)}" label="{escape(label)}"/>'
    yield f"<summary>{escape(bare(change.reason, change.language) or label or head)}</summary>"
    yield "</entry>"


def _label(word: Word | None, language: str) -> str:
    return "" if word is None else word.fr if language.startswith("fr") else word.en


def tag(url_base: str, change: Change) -> str:
    """Return the name of a change, the same for ever (a tag URI, RFC 4151), whatever becomes of the document."""
    return f"tag:{urlsplit(url_base).hostname},{change.date}:{change.code}/{change.version}"


def maps(contents: Contents, names: Sequence[str]) -> Iterator[tuple[str, str, Callable[..., bytes]]]:
    """Yield the files that lead to all pages: `names` are those of all files."""
    base = contents.frame.url_base
    if not base:
        return
    gone = {f"{summary.code.lower()}/index.html" for summary in contents.gone}
    kept = [name for name in names if name.endswith(".html") and name not in UNLISTED | gone]
    days = {f"{summary.code.lower()}/index.html": str(summary.updated) for summary in contents.shown if summary.updated}
    yield "sitemap.xml", repr((kept, days)), lambda: _sitemap(base, [(name, days.get(name, "")) for name in kept])
    if not urlsplit(base).path.strip("/"):  # robots read it at the root of a server only
        yield "robots.txt", base, partial(_ROBOTS.format(base=base).encode)


def _sitemap(base: str, pages: Sequence[tuple[str, str]]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for name, day in pages:
        place = f"<loc>{escape(base)}/{escape(name.removesuffix('index.html'))}</loc>"
        lines.append(f"<url>{place}{f'<lastmod>{day}</lastmod>' if day else ''}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
