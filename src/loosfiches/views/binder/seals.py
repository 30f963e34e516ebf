"""What was written, remembered: a file made by the same recipe and not touched since is not made again."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loosfiches.writing import write


@dataclass(frozen=True)
class Seals:
    """Keeps, in a folder of the cache, the digest of the file that each recipe gave."""

    folder: Path

    def hold(self, recipe: str, file: Path) -> bool:
        """Tell whether `file` is what this recipe gives."""
        seal = self.folder / recipe
        if not (seal.is_file() and file.is_file()):
            return False
        return seal.read_text() == sha256(file.read_bytes()).hexdigest()

    def set(self, recipe: str, content: bytes) -> bytes:
        """Remember what this recipe gave, and return it."""
        write(self.folder / recipe, sha256(content).hexdigest().encode())
        return content
