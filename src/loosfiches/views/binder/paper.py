"""Printing options (double-sided or single-sided, normal or large print) -> the binder's style sheets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loosfiches.templates import Templates

#: What a style sheet says of versos: `@page :left`, `@page liste:left`.
_VERSO = re.compile(r"(@page[^{};]*):left\b")


@dataclass(frozen=True)
class Paper:
    """One way to print; part of the recipe of every leaf."""

    large: bool = False
    simplex: bool = False

    def stylesheets(self, templates: Templates) -> Mapping[str, str]:
        """Return the style sheets by their names among templates, in the order in which they are read.

        Printed on one side, a page is never a verso: whatever our style sheets, or a project's own, say of versos is
        said of page 0, which no leaf has. So margins, edge marks and folios are those of rectos everywhere.
        """
        names = ["binder/binder.css", "binder/around.css", *(["binder/large.css"] if self.large else [])]
        texts = {name: templates.render(name, "fr", paper=self) for name in names}
        return {name: _VERSO.sub(r"\1:nth(0)", text) if self.simplex else text for name, text in texts.items()}
