"""`loosfiches new`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loosfiches.cli.shared import Folder, chosen, note, opened, sound, today
from loosfiches.diagnostics import Stop
from loosfiches.language import _

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.collection.project import Project

KINDS = ("fiche", "recit", "chapitre")


def new(
    title: Annotated[str, typer.Argument(metavar="[TITRE]", help=_("Title of the document."))] = "",
    kind: Annotated[str, typer.Option(metavar="|".join(KINDS), help=_("What to write."))] = "",
    section: Annotated[str, typer.Option(metavar="A", help=_("Letter of its section."))] = "",
    defaults: Annotated[bool, typer.Option("--defaults", help=_("Ask nothing; take usual answers."))] = False,
    data: Annotated[
        list[str] | None, typer.Option("-d", "--data", metavar=_("KEY=VALUE"), help=_("Fill in a field."))
    ] = None,
    folder: Folder = Path(),
) -> int:
    """Write a new document where it belongs, and say what comes next; nothing is ever overwritten."""
    from loosfiches.scaffold import Wanted, draft, letters

    collection = opened(folder)
    if status := sound(collection, only="fiches/classeur.yaml"):
        return status
    answers = dict(_pair(text) for text in data or [])
    asking = not defaults and sys.stdin is not None and sys.stdin.isatty()
    kind = chosen(kind or (_ask(_("Kind"), KINDS, KINDS[0]) if asking else KINDS[0]), KINDS, "--kind")
    fit = letters(collection, kind)
    if not fit:
        raise Stop(_("classeur.yaml has no section for this kind of document"))
    section = chosen((section or (_section(collection, fit) if asking else fit[0])).upper(), fit, "--section")
    title = " ".join((title or answers.pop("titre", "") or _title(asking, defaults)).split())
    if not title:
        raise Stop(_("a title is wanted: loosfiches new “Citizens' café”"))
    if asking and "resume" not in answers:
        answers["resume"] = _prompt(_("Summary, in one sentence"), default="", show_default=False)
    name, text = draft(collection, Wanted(kind, section, title, today(), {k: v for k, v in answers.items() if v}))
    _create(collection.project, name, text)
    sys.stdout.write(f"{name}\n")
    note(_("next: fill it in, then loosfiches validate {name}").format(name=name))
    return 0


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise Stop(_("-d takes KEY=VALUE, not “{value}”").format(value=text))
    return key.strip(), value.strip()


def _ask(question: str, choices: tuple[str, ...], default: str) -> str:
    while (answer := _prompt(f"{question} ({', '.join(choices)})", default=default)) not in choices:
        if answer.upper() in choices:
            return answer.upper()
        note(_("one of these, please: {choices}").format(choices=", ".join(choices)))
    return answer


def _prompt(question: str, **settings: Any) -> str:
    return str(typer.prompt(question, prompt_suffix=_(": "), err=True, **settings))


def _section(collection: "Collection", fit: list[str]) -> str:
    if len(fit) == 1:
        return fit[0]
    for each in collection.sections:
        if each.lettre in fit:
            note(f"  {each.lettre}  {each.titre}")
    return _ask(_("Section"), tuple(fit), fit[0])


def _title(asking: bool, defaults: bool) -> str:
    if asking:
        while not (answer := _prompt(_("Title"), default="", show_default=False).strip()):
            note(_("a title, please"))
        return answer
    if defaults:
        return _("Without a title")
    raise Stop(_("a title is wanted: loosfiches new “Citizens' café”"))


def _create(project: "Project", name: str, text: str) -> None:
    """Write the new file; an existing one is never touched, even if it appeared in between."""
    path = project.root / name
    if not path.parent.resolve().is_relative_to(project.fiches.resolve()):
        raise Stop(_("{file} would be written through a link that leads elsewhere").format(file=name))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                path.unlink()
                raise
    except FileExistsError:
        raise Stop(_("{file} exists already: nothing was written").format(file=path)) from None
