"""`loosfiches new`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosfiches.cli.shared import Folder, chosen, note, open_project, report_errors, today
from loosfiches.diagnostics import Stop
from loosfiches.language import _
from loosfiches.source.text import make_visible
from loosfiches.spelling import plain, slug

if TYPE_CHECKING:
    from loosfiches.collection import Collection
    from loosfiches.scaffold import Wanted

KINDS = ("fiche", "recit", "chapitre")
#: Letter and title of a section to begin with, by kind of document.
SECTIONS = {"fiche": ("A", "Dispositifs"), "recit": ("R", "Récits"), "chapitre": ("C", "Chapitres")}


def new(
    title: Annotated[str, typer.Argument(metavar="[TITRE]", help=_("Title of the document."))] = "",
    kind: Annotated[str, typer.Option(metavar="|".join(KINDS), help=_("Kind of document."))] = "",
    section: Annotated[str, typer.Option(metavar="A", help=_("Letter of its section."))] = "",
    defaults: Annotated[bool, typer.Option("--defaults", help=_("Ask nothing; use the default answers."))] = False,
    data: Annotated[
        list[str] | None, typer.Option("-d", "--data", metavar=_("KEY=VALUE"), help=_("Fill in a field."))
    ] = None,
    folder: Folder = Path(),
) -> int:
    """Write a new document where it belongs, and print the next step; nothing is ever overwritten."""
    from loosfiches.scaffold import Wanted

    collection, found = open_project(folder)
    if status := report_errors(collection, found, only="fiches/classeur.yaml"):
        return status
    asking = not defaults and sys.stdin is not None and sys.stdin.isatty()
    kind = _kind(collection, kind, section, asking)
    fit = _fitting_letters(collection, kind)
    section = _letter(collection, section, fit) if section else _section(collection, fit) if asking else fit[0]
    answers = _parse_answers(data or [], kind)
    if title and "titre" in answers:
        raise _repeated_key("titre")
    title = " ".join(make_visible(title or answers.pop("titre", "") or _title(asking, defaults)).split())
    if not title:
        raise Stop(_('missing title: run loosfiches new "Citizens\' café"'))
    if asking and "resume" not in answers:
        answers["resume"] = _prompt(_("Summary, in one sentence"), default="")
    wanted = Wanted(kind, section, title, today(), {key: value for key, value in answers.items() if value})
    name = _create(collection, wanted)
    sys.stdout.write(f"{name}\n")
    if twin := _find_same_title(collection, title):
        note(_("{code} already has this title").format(code=twin))
    note(_("next: fill it in, then run loosfiches validate {name}").format(name=name))
    return 0


def _kind(collection: "Collection", typed: str, section: str, asking: bool) -> str:
    """Return the kind of document asked for, in whatever way it is typed; else the one that the section holds."""
    from loosfiches.scaffold import letters

    if typed:
        return chosen(plain(typed).removesuffix("s"), KINDS, "--kind")
    if asking:
        return _ask(_("Kind"), KINDS, KINDS[0])
    letter = _find_letter(collection, section)
    return next((kind for kind in KINDS if letter in letters(collection, kind)), KINDS[0])


def _fitting_letters(collection: "Collection", kind: str) -> list[str]:
    """Return the letters of the sections for this kind of document; raises Stop, saying what to add, without any."""
    from loosfiches.scaffold import letters

    if fit := letters(collection, kind):
        return fit
    letter, title = SECTIONS[kind]
    added = f"  - lettre: {letter}\n    titre: {title}\n    dossier: {slug(title)}"
    text = _("classeur.yaml has no section for this kind of document; for example, add this under “sections:”")
    raise Stop(f"{text}\n{added}")


def _letter(collection: "Collection", typed: str, fit: list[str]) -> str:
    return chosen(_find_letter(collection, typed), fit, "--section")


def _find_letter(collection: "Collection", typed: str) -> str:
    """Return the letter of the section that a letter, a title or a folder names; what was typed when it names none."""
    for section in collection.sections:
        if plain(typed) in {plain(name) for name in (section.lettre, section.titre, section.dossier) if name}:
            return section.lettre or ""
    return typed


def _parse_answers(data: list[str], kind: str) -> dict[str, str]:
    """Return the fields given with -d, by name; a list may be given item by item, another field once."""
    from loosfiches.scaffold import takes_several

    answers: dict[str, str] = {}
    for key, value in map(_parse_pair, data):
        if key in answers and not takes_several(kind, key):
            raise _repeated_key(key)
        answers[key] = f"{answers[key]} ; {value}" if key in answers else value
    return answers


def _repeated_key(key: str) -> Stop:
    return Stop(_("“{key}” is given twice").format(key=key))


def _find_same_title(collection: "Collection", title: str) -> str:
    """Return the code of another document with this title, "" when there is none."""
    found = (code for code, entry in collection.by_code.items() if plain(entry.document.titre or "") == plain(title))
    return next(found, "")


def _parse_pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise Stop(_("-d takes KEY=VALUE, not “{value}”").format(value=text))
    return plain(key), value.strip()


def _ask(question: str, choices: tuple[str, ...], default: str) -> str:
    by_name = {plain(choice): choice for choice in choices}
    while (answer := plain(_prompt(f"{question} ({', '.join(choices)})", default=default))) not in by_name:
        note(_("choose one of: {choices}").format(choices=", ".join(choices)))
    return by_name[answer]


def _prompt(question: str, default: str) -> str:
    return str(typer.prompt(question, default, prompt_suffix=_(": "), show_default=bool(default), err=True))


def _section(collection: "Collection", fit: list[str]) -> str:
    if len(fit) == 1:
        return fit[0]
    for section in collection.sections:
        if section.lettre in fit:
            note(f"  {section.lettre}  {section.titre}")
    return _ask(_("Section"), tuple(fit), fit[0])


def _title(asking: bool, defaults: bool) -> str:
    if asking:
        while not (answer := _prompt(_("Title"), default="").strip()):
            note(_("a title is required"))
        return answer
    if defaults:
        return _("Without a title")
    raise Stop(_('missing title: run loosfiches new "Citizens\' café"'))


def _create(collection: "Collection", wanted: "Wanted") -> str:
    """Write the new document under the first code that nobody takes meanwhile; return its file's name."""
    from loosfiches.output.places import refuse_link
    from loosfiches.output.writer import claim
    from loosfiches.scaffold import draft, increment, next_code

    project, code = collection.project, next_code(collection, wanted.section)
    while True:
        name, text = draft(collection, wanted, code)
        path = project.root / name
        refuse_link(project.fiches, path)
        if claim(path, code, text.encode()):
            return name
        code = increment(code)
