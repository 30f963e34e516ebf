"""The one door to WeasyPrint: what this package takes from it, imported after the fonts are isolated."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from loosfiches.print.isolation import isolate

if TYPE_CHECKING:
    from loosfiches.print.fetcher import Fetcher

isolate()
with warnings.catch_warnings():
    # « No fonts configured in FontConfig »: that is the point.
    warnings.simplefilter("ignore", UserWarning)
    import pydyf  # type: ignore[import-untyped]
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.css.counters import CounterStyle  # type: ignore[import-untyped]
    from weasyprint.document import Document, Page  # type: ignore[import-untyped]
    from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
    from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

    from loosfiches.print.linebreaks import mend_line_breaks
mend_line_breaks()

__all__ = [
    "CSS",
    "HTML",
    "AbsolutePlaceholder",
    "CounterStyle",
    "Document",
    "FontConfiguration",
    "LockedURLFetcher",
    "Page",
    "boxes",
    "pydyf",
]


class LockedURLFetcher(URLFetcher):  # type: ignore[misc]
    """Our fetcher in the shape that WeasyPrint 70 wants; nothing of its own reading remains."""

    def __init__(self, fetcher: Fetcher) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._fetcher = fetcher

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """What is at `url`; raises RefusedError, which WeasyPrint turns into a line of its log."""
        fetched = self._fetcher.read(url)
        return URLFetcherResponse(url, fetched.body, {"Content-Type": fetched.media_type})
