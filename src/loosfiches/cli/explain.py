"""`loosfiches explain`."""

from typing import Annotated

import typer

from loosfiches.cli.shared import chosen, deliver
from loosfiches.language import _, current


def explain(code: Annotated[str, typer.Argument(metavar="CODE", help=_("A code such as LF112."))]) -> int:
    """Print what a code means."""
    from loosfiches.rules import RULES
    from loosfiches.views.explanation import explanation

    chosen(code.upper(), sorted(RULES), "explain")
    deliver(explanation(RULES[code.upper()], current()), None)
    return 0
