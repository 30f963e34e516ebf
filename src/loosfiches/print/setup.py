"""What every leaf of one printing shares: folders and style sheets; small enough to send to each worker."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setup:
    """The surroundings of a page.

    Args:
        project: the folder that relative addresses of the HTML start from (`fiches/images/x.png`).
        stylesheets: the text of each style sheet by its name, in order; relative addresses in them start at our
            own folder. « Loosfiches Sans » is known to them without any @font-face. Warnings bear the name.
        house: a folder of our own drawings, reached from style sheets by relative addresses, or from the
            HTML as `https://loosfiches.invalid/…`.
    """

    project: Path
    stylesheets: Mapping[str, str]
    house: Path | None = None

    def resolve(self) -> "Setup":
        """Return the setup for another process, which works in a folder of its own: paths are absolute."""
        return replace(self, project=self.project.resolve(), house=self.house.resolve() if self.house else None)
