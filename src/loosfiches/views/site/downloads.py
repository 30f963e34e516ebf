"""Images and downloads published with each page of the site.

A source is there as the public may read it. A PDF is one that `binder --sheets` wrote, and only while it was printed
from the source that the page is made of.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from loosfiches.collection import Entry
from loosfiches.collection.register import Index
from loosfiches.pictures.webp import Converter
from loosfiches.views import attachments
from loosfiches.views.attachments import Attached
from loosfiches.views.public_source import readable
from loosfiches.views.site.summary import Summary

#: A file not made yet: its name, what decides its content, its maker.
File = tuple[str, str, Callable[..., bytes]]


@dataclass(frozen=True)
class Sheet:
    """A PDF of one document: where it is, the SHA-256 of the file that it was printed from, its pages."""

    path: Path
    source: str
    pages: int

    @cached_property
    def stamp(self) -> tuple[int, int] | None:
        """Its size and time, None where there is no PDF any more."""
        try:
            with self.path.open("rb") as file:
                known = self.path.stat()
                return (known.st_size, known.st_mtime_ns) if file.read(5) == b"%PDF-" else None
        except OSError:
            return None


@dataclass(frozen=True)
class DownloadSources:
    """What the site draws from: PDFs by the code of their document, and what makes pictures lighter."""

    sheets: Mapping[str, Sheet]
    converter: Converter


#: No PDF, and nothing kept of what is converted.
BARE = DownloadSources({}, Converter())


@dataclass(frozen=True)
class Pdf:
    """A PDF as a page offers it: its place on the site, its pages, how many kilobytes."""

    name: str
    pages: int
    size: int


@dataclass(frozen=True)
class PageDownloads:
    """What one page may show and offer: pieces and pictures by the names that the document uses, source, PDF."""

    pieces: Mapping[str, Attached]
    pictures: Mapping[str, Attached]
    source: Attached | None
    pdf: Pdf | None


@dataclass(frozen=True, eq=False)
class SiteDownloads:
    """The images and downloads of all pages of a site; `shown` are its documents."""

    register: Index
    shown: Sequence[Summary]
    supply: DownloadSources

    def files(self) -> Iterator[File]:
        """Yield PDFs, pieces and pictures, each once."""
        for code, sheet in self._sheets.items():
            yield _name(code, "pdf"), repr(sheet.stamp), sheet.path.read_bytes
        for body in {each.name: each for each in (*self._pieces.values(), *self._pictures.values())}.values():
            yield body.name, body.digest, partial(bytes, body.body)

    def source(self, summary: Summary) -> File | None:
        """Return the source that a document offers; its maker is given the entry."""
        return (_name(summary.code, "yaml"), summary.digest, self._source) if summary.offered else None

    def facts(self, summary: Summary) -> object:
        """Return what a page depends on among its images and downloads."""
        pieces = [(name, self._digests.get(name)) for name in summary.pieces]
        pictures = [(name, self._pictures[name].digest) for name in summary.images if name in self._pictures]
        return pieces, pictures, self._pdf(summary.code)

    def beside(self, entry: Entry) -> PageDownloads:
        """Return the images and downloads of a document's page."""
        pieces, pictures = attachments.pieces(entry.document), attachments.images(entry.document)
        body = readable(entry.source, entry.private)
        return PageDownloads(
            pieces={name: self._pieces[name] for name in pieces if name in self._pieces},
            pictures={name: self._pictures[name] for name in pictures if name in self._pictures},
            source=None if body is None else Attached(_name(entry.code, "yaml"), "YAML", body),
            pdf=self._pdf(entry.code),
        )

    @property
    def outdated(self) -> list[str]:
        """The codes of the documents whose PDF was printed from another source, or is lost."""
        return [
            summary.code
            for summary in self.shown
            if summary.code in self.supply.sheets and summary.code not in self._sheets
        ]

    @cached_property
    def _sheets(self) -> Mapping[str, Sheet]:
        """The PDFs that are up to date with the pages."""
        known = [(summary, self.supply.sheets.get(summary.code)) for summary in self.shown]
        return {
            summary.code: sheet for summary, sheet in known if sheet and sheet.source == summary.digest and sheet.stamp
        }

    @cached_property
    def _pieces(self) -> Mapping[str, Attached]:
        names = dict.fromkeys(name for each in self.shown for name in each.pieces)
        made = {name: attachments.one(self.register.project, name) for name in names}
        return {name: each for name, each in made.items() if each}

    @cached_property
    def _pictures(self) -> Mapping[str, Attached]:
        names = dict.fromkeys(name for each in self.shown for name in each.images)
        made = {name: attachments.light(self.register.project, name, self.supply.converter) for name in names}
        return {name: each for name, each in made.items() if each}

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return {name: each.digest for name, each in self._pieces.items()}

    def _pdf(self, code: str) -> Pdf | None:
        sheet = self._sheets.get(code)
        size = sheet.stamp[0] if sheet and sheet.stamp else 0
        return Pdf(_name(code, "pdf"), sheet.pages, max(1, round(size / 1000))) if sheet else None

    def _source(self, entry: Entry) -> bytes:
        return readable(entry.source, entry.private) or b""


def _name(code: str, suffix: str) -> str:
    return f"{code.lower()}/{code.lower()}.{suffix}"
