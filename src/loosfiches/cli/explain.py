"""`loosfiches explain`."""

import re
from typing import Annotated

import typer

from loosfiches.cli.shared import Output, chosen, deliver
from loosfiches.diagnostics import Stop
from loosfiches.language import _, current
from loosfiches.source.text import make_visible

FORMATS = ("text", "md", "json")


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("A code such as LF112."))] = "",
    every: Annotated[bool, typer.Option("--all", help=_("Explain all codes."))] = False,
    format: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=_("Format of the explanation."))
    ] = "text",
    output: Output = None,
) -> int:
    """Print what a code means, or what all of them do."""
    from loosfiches.rules import RULES
    from loosfiches.views import explanation

    chosen(format, FORMATS, "--format")
    code = make_visible(code).strip()
    if number := re.fullmatch(r"(?:LF)?\W*([0-9]{3})\W*", code, re.IGNORECASE):
        code = f"LF{number[1]}"
    if not (code or every):
        raise Stop(_("missing code: run loosfiches explain LF112, or --all"))
    if not every and code.upper() not in RULES:
        raise Stop(_("no rule has the code “{code}”: explain --all lists them all").format(code=code))
    codes = sorted(RULES) if every else [code.upper()]
    text = explanation.FORMATS[format]([RULES[code] for code in codes], current())
    deliver(text, output, for_people=format == "text" and not every)
    return 0
