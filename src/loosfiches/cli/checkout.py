"""What git has checked out: a part of the files only, where one asked for that."""

from collections.abc import Iterable
from pathlib import Path

from loosfiches.language import _


def find_hint(folder: Path, codes: Iterable[str]) -> str:
    """Return what is to be said where links lead nowhere (codes LF3…) and only a part is checked out, else ""."""
    if not any(code.startswith("LF3") for code in codes) or not _is_partial(folder):
        return ""
    return _(
        "git has checked out only some of these files: what is missing may be among the others "
        "(git sparse-checkout disable restores them)"
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
