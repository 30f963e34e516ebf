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
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=_("A code such as LF112, or a field such as depuis."))
    ] = "",
    every: Annotated[bool, typer.Option("--all", help=_("Explain all codes."))] = False,
    format: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=_("Format of the explanation."))
    ] = "text",
    output: Output = None,
) -> int:
    """Print what a code or a field means, or what all codes do."""
    from loosfiches.rules import RULES
    from loosfiches.views import explanation

    chosen(format, FORMATS, "--format")
    code = make_visible(code).strip()
    if number := re.fullmatch(r"(?:LF)?\W*([0-9]{3})\W*", code, re.IGNORECASE):
        code = f"LF{number[1]}"
    if not (code or every):
        raise Stop(_("missing code: run loosfiches explain LF112, or --all"))
    if not every and code.upper() not in RULES:
        deliver(_explain_field(code), output, for_people=format == "text")
        return 0
    codes = sorted(RULES) if every else [code.upper()]
    text = explanation.FORMATS[format]([RULES[code] for code in codes], current())
    deliver(text, output, for_people=format == "text" and not every)
    return 0


def _explain_field(name: str) -> str:
    """Return what is to be known of the fields of a name; raises Stop where there is none, with the nearest."""
    from loosfiches.model.fields import find_fields, guess_field, list_names
    from loosfiches.spelling import Advice, Names, plain
    from loosfiches.views.explanation import explain_fields

    if fields := find_fields(plain(name)):
        return explain_fields(fields)
    near = guess_field(plain(name)) or Advice().nearest(name, Names(list_names()))
    text = _("no rule and no field is called “{name}”: explain --all lists all rules")
    if near:
        text = _("no rule and no field is called “{name}” (did you mean {near}?)")
    raise Stop(text.format(name=name, near=near))
