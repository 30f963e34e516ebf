"""What was written, remembered: a file made by the same recipe and not touched since is not made again."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loosfiches.keeping import keep, kept


@dataclass(frozen=True)
class Seals:
    """Keeps, in a folder of the cache, the digest of the file that each recipe gave."""

    folder: Path

    def hold(self, recipe: str, file: Path) -> bool:
        """Tell whether `file` is what this recipe gives."""
        seal = kept(self.folder / recipe)
        return bool(seal) and file.is_file() and seal == sha256(file.read_bytes()).digest()

    def set(self, recipe: str, content: bytes) -> bytes:
        """Remember what this recipe gave, and return it."""
        with suppress(OSError):  # a cache that cannot be written costs time, nothing else
            keep(self.folder / recipe, sha256(content).digest())
        return content
