"""A title and a few answers -> a new document to fill in: file name, and text with comments that explain it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from loosfiches.collection import Collection
from loosfiches.collection.register import rank
from loosfiches.diagnostics import Severity, Stop
from loosfiches.language import _, current
from loosfiches.model import words
from loosfiches.model.reading import DOCUMENTS, read
from loosfiches.model.shape import fields_at, is_list
from loosfiches.rules import RULES, message
from loosfiches.source import read as read_source
from loosfiches.source.text import make_visible
from loosfiches.spelling import nearest, slug
from loosfiches.templates import Templates

_OWN = {"schema", "code", "etat", "historique"}
_LETTERS = {"recit": "R", "chapitre": "C"}


@dataclass(frozen=True)
class Wanted:
    """What the user asked for: kind of document, letter of the section, title, answers by field, today's date."""

    kind: str
    section: str
    title: str
    today: date
    answers: Mapping[str, str] = field(default_factory=dict)


def letters(collection: Collection, kind: str) -> list[str]:
    """Return the sections that a document of this kind may go to."""
    reserved = _LETTERS.get(kind)
    letters = [section.lettre or "" for section in collection.sections]
    return [letter for letter in letters if (letter == reserved if reserved else letter not in _LETTERS.values())]


def takes_several(kind: str, key: str) -> bool:
    """Tell whether a field of a kind of document is a list."""
    return is_list(DOCUMENTS[kind], key)


def next_code(collection: Collection, letter: str) -> str:
    """Return the next free code of a section: the one after the highest ever used, since codes are never reused."""
    used = [*collection.by_code, *collection.register.unread]
    last = max((rank(code)[1] for code in used if code.startswith(letter)), default=0)
    return f"{letter}-{last + 1:02d}"


def increment(code: str) -> str:
    """Return the code after another one."""
    letter, number = rank(code)
    return f"{letter}-{number + 1:02d}"


def draft(collection: Collection, wanted: Wanted, code: str) -> tuple[str, str]:
    """Return the new file's name (from the project's root) and its text, which validates.

    Raises Stop (status 2) when an answer names no field or cannot be read.
    """
    section = next(item for item in collection.sections if item.lettre == wanted.section)
    folder = section.dossier or wanted.section.lower()
    name = f"fiches/{folder}/{'-'.join(part for part in (code, slug(wanted.title)) if part)}.yaml"
    text = _fill(wanted, _compose(collection, wanted, code, "../" * (folder.count("/") + 1) + "schemas"))
    return name, _check(collection, wanted, name, text)


def _compose(collection: Collection, wanted: Wanted, code: str, schemas: str) -> str:
    lists = collection.classeur.words()
    summary = wanted.answers.get("resume") or _("To be written: what it is about, in one sentence.")
    return Templates({"yaml": scalar}).render(
        f"new/{wanted.kind}.yaml", collection.classeur.langue or "fr", kind=wanted.kind, code=code,
        title=wanted.title, summary=summary, schemas=schemas, today=wanted.today.isoformat(),
        natures=list(words.NATURES), phases=list(lists["phases"]), levels=list(lists["niveaux"]),
        publics=list(lists["publics"]), parts=list(words.PARTIES),
    )  # fmt: skip


def _fill(wanted: Wanted, text: str) -> str:
    """Return `text` with the answers filled in."""
    model = DOCUMENTS[wanted.kind]
    for key, value in wanted.answers.items():
        if key in _OWN:
            raise Stop(_("“{key}” is for loosfiches new to fill in").format(key=key))
        if not re.search(rf"^{re.escape(key)}:", text, re.MULTILINE):
            near = nearest(key, fields_at(model, ()))
            hint = _(" (did you mean {near}?)").format(near=near) if near else ""
            raise Stop(_("no field “{key}” to fill in{hint}").format(key=key, hint=hint))
        text = _set(text, key, _block(value) if is_list(model, key) else f" {scalar(value)}")
    return text


def _set(text: str, key: str, value: str) -> str:
    return re.sub(rf"^{re.escape(key)}:.*$", lambda _match: f"{key}:{value}", text, flags=re.MULTILINE)


def _block(value: str) -> str:
    """Return a list written « one ; two » as YAML lines."""
    return "".join(f"\n  - {scalar(item.strip())}" for item in value.split(";") if item.strip())


def scalar(text: str) -> str:
    """Return `text` as a YAML value: plain when it is safe so, else between double quotes."""
    flat = " ".join(make_visible(text).split())
    safe = re.fullmatch(r"[^\W_](?:[^\n:#]|:(?!\s|$)|(?<!\s)#)*", flat) and flat.lower() not in {"null", "~"}
    return flat if safe else json.dumps(flat, ensure_ascii=False)


def _check(collection: Collection, wanted: Wanted, name: str, text: str) -> str:
    """Return `text` with its answers corrected. Raises Stop for answers that cannot be read (a quantity, a word)."""
    source, found = read_source(name, text.encode())
    lists, language = collection.classeur.words(), collection.classeur.langue or "fr"
    diagnostics = [*found, *(read(source, [wanted.kind], lists, language)[1] if source else [])]
    if errors := [diagnostic for diagnostic in diagnostics if RULES[diagnostic.code].severity == Severity.ERROR]:
        raise Stop("; ".join(message(error, current()) for error in errors))
    lines = text.splitlines(keepends=True)
    for fix in (diagnostic.fix for diagnostic in diagnostics if diagnostic.fix):
        line, start, end = fix.span.line - 1, fix.span.column - 1, fix.span.end_column - 1
        lines[line] = lines[line][:start] + fix.text + lines[line][end:]
    return "".join(lines)
