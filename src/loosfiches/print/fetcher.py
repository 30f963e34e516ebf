"""Which files a printed page may read: virtual addresses only, mapped to a few folders; all else is refused.

By default WeasyPrint reads any file of the machine and any address of the network, and only logs a failure.
Here an address is `https://fiches.invalid/…` (a file of the project), `https://loosfiches.invalid/…` (our
fonts and drawings), or an image written in a `data:` address. Virtual, so that no path of a machine enters a
PDF and two folders with the same files give the same bytes.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from loosfiches.print.pictures import fault

PROJECT = "https://fiches.invalid/"
HOUSE = "https://loosfiches.invalid/"

MAX_BYTES = 25_000_000
IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
FONTS = {".ttf": "font/ttf", ".woff2": "font/woff2"}


class RefusedError(Exception):
    """A resource that may not, or cannot, be read; `kind` is missing_file or refused."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind, self.text = kind, text


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a resource and their media type."""

    body: bytes
    media_type: str


class Fetcher:
    """Reads what is allowed; keeps in `refusals` (address → reason) what was not, in the order asked.

    Args:
        folders: the start of an address → the folder it stands for; the longest start wins.

    The list is needed since WeasyPrint swallows every exception raised while it draws an SVG.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = {start: folders[start].resolve() for start in sorted(folders, key=len, reverse=True)}
        self.refusals: dict[str, RefusedError] = {}

    def read(self, url: str) -> Fetched:
        """The resource at `url`; raises RefusedError, which is kept in `refusals` too."""
        try:
            return _read_data(url) if url.startswith("data:") else self._read_file(url)
        except RefusedError as refusal:
            self.refusals[url] = refusal
            raise

    def _read_file(self, url: str) -> Fetched:
        start = next((start for start in self._folders if url.startswith(start)), None)
        parts = urlsplit(url)
        if start is None or parts.query or parts.fragment:
            raise RefusedError("refused", f"outside address: {url[:200]}")
        asked = unquote(url.removeprefix(start))
        path = _inside(self._folders[start], asked)
        return _screened(_bytes_of(path, asked), _media_type(path, start), asked)


def _inside(folder: Path, asked: str) -> Path:
    """The real file behind `asked`, with links followed; refuses whatever ends outside `folder`."""
    if not asked or asked.startswith("/") or any(mark in asked for mark in "\\:\0"):
        raise RefusedError("refused", f"outside the folder: {asked[:200]!r}")
    try:
        path = (folder / asked).resolve(strict=True)
    except (OSError, RuntimeError):
        # Asked first, so that an answer « missing » tells nothing of what exists outside.
        kind = "missing_file" if (folder / asked).resolve().is_relative_to(folder) else "refused"
        raise RefusedError(kind, asked) from None
    if not path.is_relative_to(folder):
        raise RefusedError("refused", f"outside the folder: {asked[:200]}")
    return path


def _media_type(path: Path, start: str) -> str:
    allowed = IMAGES if start.startswith(PROJECT) else IMAGES | FONTS
    media_type = allowed.get(path.suffix.lower())
    if media_type is None or not path.is_file():
        raise RefusedError("refused", f"not an allowed kind of file: {path.name}")
    return media_type


def _bytes_of(path: Path, asked: str) -> bytes:
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise RefusedError("refused", f"larger than {MAX_BYTES} bytes: {asked}")
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise RefusedError("refused", f"{asked}: {error.strerror}") from None


def _read_data(url: str) -> Fetched:
    head, comma, data = url.removeprefix("data:").partition(",")
    media_type, *parameters = head.lower().split(";")
    if not comma or len(data) > MAX_BYTES or media_type not in IMAGES.values():
        raise RefusedError("refused", f"not an allowed data address: {url[:60]}")
    try:
        body = unquote_to_bytes(data)
        body = base64.b64decode(body, validate=True) if "base64" in parameters else body
    except ValueError:
        raise RefusedError("refused", f"broken data address: {url[:60]}") from None
    return _screened(body, media_type, url[:60])


def _screened(body: bytes, media_type: str, asked: str) -> Fetched:
    if reason := fault(body, media_type):
        raise RefusedError("refused", f"{asked}: {reason}")
    return Fetched(body, media_type)
