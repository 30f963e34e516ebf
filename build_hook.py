"""What the wheel holds besides the code: catalogues compiled, faces cut from Source Sans 3. Run by hatchling."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    """Compiles the catalogues and makes the faces, in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the files; what git ignores is named, so that a wheel takes it along."""
        root = Path(self.root)
        for catalogue in root.glob("src/loosfiches/locale/*/LC_MESSAGES/*.po"):
            compiled = _compile(catalogue)
            build_data["force_include"][str(compiled)] = compiled.relative_to(root / "src").as_posix()
        sys.path.insert(0, str(root / "src"))
        from loosfiches.print.fonts import FOLDER, make

        make(FOLDER)
        if version != "editable":
            build_data["force_include"][str(FOLDER)] = "loosfiches/fonts"


def _compile(catalogue: Path) -> Path:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = catalogue.with_suffix(".mo")
    with catalogue.open("rb") as text, compiled.open("wb") as binary:
        write_mo(binary, read_po(text))
    return compiled
