"""Which files a printed page may read: virtual addresses only, mapped to a few folders; all else is refused.

By default WeasyPrint reads any file of the machine and any address of the network, and only logs a failure.
Here an address is `https://fiches.invalid/…` (a file of the project), `https://loosfiches.invalid/…` (our
fonts and drawings), or an image written in a `data:` address. Virtual, so that no path of a machine enters a
PDF and two folders with the same files give the same bytes.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from loosfiches.language import later
from loosfiches.lookup import locate, read
from loosfiches.pictures import MAX_BYTES, Fault, plain
from loosfiches.pictures.kinds import ON_SITE

PROJECT = "https://fiches.invalid/"
HOUSE = "https://loosfiches.invalid/"

#: Pictures written in an address: what a drawing that was cleaned may hold, and drawings of templates.
INSIDE = frozenset({"image/png", "image/jpeg", "image/svg+xml"})
FONTS = {".ttf": "font/ttf", ".woff2": "font/woff2"}


#: Why an address is refused, English, translated where it is told; the address follows.
OUTSIDE = later("outside address")
BEYOND = later("outside the folder")
OTHER_KIND = later("not an allowed kind of file")
TOO_HEAVY = later("larger than 25 MB")
UNREAD = later("cannot be read")
DATA = later("not an allowed data address")
REASONS = frozenset({OUTSIDE, BEYOND, OTHER_KIND, TOO_HEAVY, UNREAD, DATA})


class RefusedError(Exception):
    """A resource that may not, or cannot, be read; `kind` is missing_file, unreadable (a damaged picture) or refused.

    `text` is one of the REASONS and the address, or, for a picture that cannot be shown, the address and the rule that
    says why, with its details, in JSON.
    """

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
        if start is None or "?" in url or "#" in url:
            raise RefusedError("refused", f"{OUTSIDE}: {url[:200]}")
        asked = unquote(url.removeprefix(start))
        path = _inside(self._folders[start], asked)
        font = FONTS.get(path.suffix.lower(), "") if not start.startswith(PROJECT) else ""
        return _screened(_bytes_of(path, asked), font, asked)


def _inside(folder: Path, asked: str) -> Path:
    """The real file behind `asked`, with links followed; refuses whatever ends outside `folder`."""
    if not asked or asked.startswith("/") or any(mark in asked for mark in "\\:\0"):
        raise RefusedError("refused", f"{BEYOND}: {asked[:200]!r}")
    try:
        path = locate(folder, asked).resolve(strict=True)
    except (OSError, RuntimeError):
        # Asked first, so that an answer « missing » tells nothing of what exists outside.
        kind = "missing_file" if (folder / asked).resolve().is_relative_to(folder) else "refused"
        raise RefusedError(kind, asked) from None
    if not path.is_relative_to(folder):
        raise RefusedError("refused", f"{BEYOND}: {asked[:200]}")
    return path


def _bytes_of(path: Path, asked: str) -> bytes:
    if not path.is_file():
        raise RefusedError("refused", f"{OTHER_KIND}: {path.name}")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RefusedError("refused", f"{TOO_HEAVY}: {asked}")
        return read(path, MAX_BYTES)
    except OSError:
        raise RefusedError("refused", f"{UNREAD}: {asked}") from None


def _read_data(url: str) -> Fetched:
    head, comma, data = url.removeprefix("data:").partition(",")
    media_type, *parameters = head.lower().split(";")
    if not comma or len(data) > MAX_BYTES or media_type not in INSIDE:
        raise RefusedError("refused", f"{DATA}: {url[:60]}")
    try:
        body = unquote_to_bytes(data)
        body = base64.b64decode(body, validate=True) if "base64" in parameters else body
    except ValueError:
        raise RefusedError("refused", f"{DATA}: {url[:60]}") from None
    return _screened(body, "", url[:60])


def _screened(body: bytes, font: str, asked: str) -> Fetched:
    """Return a font as it is, a picture as it may be printed."""
    if font:
        return Fetched(body, font)
    made = plain(body, still=True)
    if isinstance(made, Fault) and made.code == "LF316":
        raise RefusedError("unreadable", asked)
    if isinstance(made, Fault):
        raise RefusedError("refused", f"{asked}: {json.dumps(made)}")
    return Fetched(made[0], ON_SITE[made[1]])
