"""What git has checked out: a part of the files only, where one asked for that."""

from collections.abc import Iterable
from pathlib import Path

from loosfiches.cli.shared import note
from loosfiches.language import _


def note_absent(folder: Path, codes: Iterable[str]) -> None:
    """Say, where links lead nowhere (codes LF3…), that what they lead to may not have been checked out."""
    if any(code.startswith("LF3") for code in codes) and _is_partial(folder):
        note(
            _(
                "git has checked out a part of these files only: what is not found may be among the others "
                "(git sparse-checkout disable brings them)"
            )
        )


def _is_partial(folder: Path) -> bool:
    """Tell whether the repository of a folder is a sparse checkout; not where there is no git to ask."""
    import subprocess

    asked = ["git", "-C", str(folder), "config", "--type=bool", "--get", "core.sparseCheckout"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.stdout.strip() == "true"
