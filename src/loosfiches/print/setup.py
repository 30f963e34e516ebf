"""What every leaf of one printing shares: folders and style sheets; small enough to send to each worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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

    def to_value(self) -> dict[str, Any]:
        """The setup as JSON values, for another process: folders become absolute."""
        return {
            "project": str(self.project.resolve()),
            "stylesheets": dict(self.stylesheets),
            "house": str(self.house.resolve()) if self.house else None,
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Setup":
        """Read what `to_value` gave."""
        house = Path(value["house"]) if value["house"] else None
        return cls(Path(value["project"]), dict(value["stylesheets"]), house)
