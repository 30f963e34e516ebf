"""A source -> its document and the diagnostics of its shape; whatever can be read is read.

A value that was understood in another writing is put right (in the document, never in the file) and a value that
was not is left out; the rest is then validated again. So a document exists as soon as its kind is known.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from loosfiches.diagnostics import TOP, Diagnostic, Fix, Span
from loosfiches.model import dates
from loosfiches.model.chapitre import Chapitre
from loosfiches.model.classeur import Classeur, Glossaire
from loosfiches.model.common import Document
from loosfiches.model.faults import GUESSES, SHORT, describe
from loosfiches.model.fiche import Fiche
from loosfiches.model.fixes import as_list, in_place, is_sure, one_text
from loosfiches.model.needs import TABLE
from loosfiches.model.quantities import other_currency, respell_quantity
from loosfiches.model.recit import Recit
from loosfiches.model.shape import fields_at, homes, takes_list
from loosfiches.model.texts import Forms
from loosfiches.model.tree import drop_empty, rank, remove_at, replace_at, to_list, value_at
from loosfiches.model.words import Word
from loosfiches.source import Path, Source, Value
from loosfiches.spelling import Advice, Names, likeness, nearest, plain

DOCUMENTS: Mapping[str, type[Document]] = {"fiche": Fiche, "recit": Recit, "chapitre": Chapitre}
KINDS: Mapping[str, type[BaseModel]] = {**DOCUMENTS, "classeur": Classeur, "glossaire": Glossaire}
VERSION = "1"
Lists = Mapping[str, Mapping[str, Word]]


@dataclass(frozen=True)
class Reading:
    """The result of reading a file: kind, document, and the top fields that were written but not understood."""

    kind: str
    document: BaseModel
    spoilt: frozenset[str]


def read(
    source: Source, expected: Iterable[str], lists: Lists, usual: str = "fr"
) -> tuple[Reading | None, list[Diagnostic]]:
    """Read `source` as one of the `expected` kinds; `lists` holds the classeur's own words.

    `usual` is the language of a document that does not say its own.

    Returns None when the kind itself is not known, and the diagnostics in both cases.
    """
    source, migrated = _migrate(source, tuple(expected))
    kind, diagnostics = _kind(source, tuple(expected))
    diagnostics = migrated + diagnostics
    if kind is None:
        return None, diagnostics
    value = {key: drop_empty(item) for key, item in source.value.items() if item is not None}
    reader = _Reader(source, kind, value, str(value.get("langue") or usual))
    return reader.read(lists), diagnostics + reader.diagnostics


def drop_unsure_fix(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic of a file that YAML cannot read, without a fix that would make a list of a single text."""
    key = diagnostic.details.get("key") if diagnostic.code in {"LF018", "LF028", "LF029"} else ""
    text = key and not takes_list(KINDS.values(), key)
    return replace(diagnostic, fix=None) if text else diagnostic


def _kind(source: Source, expected: tuple[str, ...]) -> tuple[str | None, list[Diagnostic]]:
    written = source.value.get("schema")
    name, _, version = str(written or "").partition("/")
    if name in expected and version == VERSION:
        return name, []
    forms = [f"{kind}/{VERSION}" for kind in expected]
    near = forms[0] if len(forms) == 1 else nearest(str(written or ""), forms)
    details = {"value": str(written or ""), "near": near, "allowed": ", ".join(forms)}
    span = source.place(("schema",)) if written else TOP
    return None, [Diagnostic("LF101", source.file, span, details)]


#: Earlier versions of a schema: what their fields are called now.
FORMER: Mapping[str, Mapping[str, str]] = {"fiche/0": {"description": "resume"}}


def _migrate(source: Source, expected: tuple[str, ...]) -> tuple[Source, list[Diagnostic]]:
    """Return a source of an earlier schema as it is written now, and the diagnostic whose fix writes it so."""
    written, value = str(source.value.get("schema")), dict(source.value)
    name = written.partition("/")[0]
    if written not in FORMER or name not in expected:
        return source, []
    right = f"{name}/{VERSION}"
    renamed = {old: new for old, new in FORMER[written].items() if old in value and new not in value}
    edits = tuple(Fix(source.key((old,)), new) for old, new in renamed.items())
    schema = in_place(source, ("schema",), right)
    fix = schema and replace(schema, also=edits)
    names = ", ".join(f"{old} → {new}" for old, new in renamed.items())
    diagnostic = Diagnostic(
        "LF120", source.file, source.place(("schema",)), {"value": written, "right": right, "names": names}, fix
    )
    now = {renamed.get(key, key): item for key, item in value.items()} | {"schema": right}
    keys, values = (_move(places, renamed) for places in (source.keys, source.values))
    return replace(source, value=now, keys=keys, values=values), [diagnostic]


def _move(places: Mapping[Path, Span], renamed: Mapping[str, str]) -> dict[Path, Span]:
    return {(renamed.get(str(path[0]), path[0]), *path[1:]) if path else path: span for path, span in places.items()}


#: A key that was misspelt; one with other signs may hold words of its text: « objectifs:[Cadre : oui] ».
_SPELLED = re.compile(r"[\w’' -]+")
#: The faults that are mended: the value is understood, another writing of it is right.
_MENDED = {"respelled", "single"}


@dataclass
class _Reader:
    """Validates the values of a document, fixes or removes the faulty ones, and validates again."""

    source: Source
    kind: str
    value: dict[str, Value]
    language: str
    advice: Advice = field(default_factory=Advice)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    reported: set[tuple[Path, str]] = field(default_factory=set)
    lone: set[Path] = field(default_factory=set)  # the values that make a list of one

    def read(self, lists: Lists) -> Reading:
        while True:  # each turn mends or removes at least one value, so this ends
            try:
                document = KINDS[self.kind].model_validate(self.value, context=lists)
            except ValidationError as error:
                self._turn(error.errors(include_input=False, include_url=False))
            else:
                self._drop_vain_mends()
                return Reading(self.kind, document, frozenset(self.spoilt))

    def _drop_vain_mends(self) -> None:
        """Drop the diagnostic of a single value that should be a list when the value could not be read either."""
        wrong = {path[:-1] for path, kind in self.reported if kind not in _MENDED}
        places = {self.source.place(path) for path in self.lone & wrong}
        self.diagnostics = [
            diagnostic for diagnostic in self.diagnostics if diagnostic.code != "LF104" or diagnostic.span not in places
        ]

    def _turn(self, faults: list[ErrorDetails]) -> None:
        """Fix what can be fixed; when nothing is left to fix, remove the other faulty values, last items first."""
        faults = [self._certain(fault) for fault in faults]
        for fault in faults:
            if (fault["loc"], fault["type"]) not in self.reported:
                self.reported.add((fault["loc"], fault["type"]))
                diagnostic = self._diagnostic(fault)
                self.diagnostics += [diagnostic] if diagnostic and not self._glued(fault["loc"]) else []
        mended = [fault for fault in faults if fault["type"] in _MENDED]
        for fault in mended:
            path = fault["loc"]
            right = fault["ctx"]["right"] if fault["type"] == "respelled" else to_list(value_at(self.value, path))
            if fault["type"] == "single" and len(right) == 1:
                self.lone.add(path)
            replace_at(self.value, path, right)
        for path in [] if mended else sorted({fault["loc"] for fault in faults}, key=rank, reverse=True):
            remove_at(self.value, path)

    def _certain(self, fault: ErrorDetails) -> ErrorDetails:
        """Return a fault; what means another date or currency in the language of the sheet was not understood."""
        written, right = str(value_at(self.value, fault["loc"])), str(fault.get("ctx", {}).get("right", ""))
        if fault["type"] == "respelled" and (amount := other_currency(written, right, self.language)):
            return {**fault, "type": "unreadable", "ctx": {"kind": "euros", "example": amount}}
        if fault["type"] != "respelled" or not (other := dates.other_day(written, self.language)):
            return fault
        return {**fault, "type": "unreadable", "ctx": {"kind": "either", "example": f"{right} / {other}"}}

    def _diagnostic(self, fault: ErrorDetails) -> Diagnostic | None:
        path = fault["loc"]
        file, span, written = self.source.file, self.source.place(path), value_at(self.value, path)
        match fault["type"]:
            case "respelled":
                right = respell_quantity(str(written), fault["ctx"]["right"], self.language)
                details = {"value": str(written), "right": right}
                fix = in_place(self.source, path, right)
                return Diagnostic("LF105", file, span, details, fix) if right != written else None
            case "single":
                fix = as_list(self.source, path, to_list(written)) if isinstance(written, str) else None
                return Diagnostic("LF104", file, span, {"key": _last_key(path)}, fix)
            case "extra_forbidden":
                return self._unknown_key(path)
            case "string_type" if isinstance(written, dict):  # « - Texte : suite », which YAML takes for a field
                self.spoilt.add(str(path[0]))
                if any(homes(KINDS[self.kind], name) for name in written):
                    return self._field_for_text(path, written)
                return Diagnostic("LF013", file, self._colon(path, written), fix=one_text(self.source, path, written))
            case kind:
                self.spoilt.add(str(path[0]))
                context = self._context(fault, str(written))
                code, details = describe(kind, context, written, _last_key(path), fields_at(KINDS[self.kind], path))
                if code == "LF106":
                    details["example"] = respell_quantity("", details["example"], self.language)
                near = context["near"] if code == "LF110" and is_sure(str(written), context) else ""
                fix = in_place(self.source, path, near) if near else None
                return Diagnostic(code, file, span, details, fix)

    def _field_for_text(self, path: Path, written: Mapping[str, Value]) -> Diagnostic:
        """« objectifs: - texte: Parler »: return the diagnostic of a field written where a text belongs."""
        name, text = next(iter(written.items()))
        lone = text if len(written) == 1 and isinstance(text, str) else ""
        instead = lone if len(lone) <= SHORT and not {"\n", "/"} & set(lone) else ""
        details = {"key": _last_key(path), "shape": "text", "fields": "", "instead": instead}
        return Diagnostic("LF103", self.source.file, self.source.key((*path, name)), details)

    def _context(self, fault: ErrorDetails, text: str) -> dict[str, str]:
        """Return what pydantic tells of a fault; of an unknown word, also the nearest one and how alike they are."""
        context = fault.get("ctx", {})
        texts = {name: str(value) for name, value in context.items() if name != "forms"}
        if isinstance(forms := context.get("forms"), Forms):
            form = self.advice.nearest(text, forms.names)
            texts |= {"near": forms.keys.get(form, ""), "alike": str(likeness(text, form))}
        return texts

    def _glued(self, path: Path) -> bool:
        """Tell whether a list was made of a text whose lines start with dashes, which has its own diagnostic."""
        first = self.source.values.get((*path, 0))
        return first is not None and first[:2] == self.source.place(path)[:2]

    def _colon(self, path: Path, written: Mapping[str, Value]) -> Span:
        """Return the place of the colon after the first words of what was meant as a text."""
        key = self.source.key((*path, next(iter(written), "")))
        line = self.source.lines[key.end_line - 1]
        column = max(line.find(":", key.end_column - 1) + 1, key.end_column)
        return Span(key.end_line, column, key.end_line, column + 1)

    def _unknown_key(self, path: Path) -> Diagnostic:
        """Return the diagnostic of an unknown key; the key that it likely stands for is not reported as missing too."""
        key, span, model = str(path[-1]), self.source.key(path), KINDS[self.kind]
        holder = value_at(self.value, path[:-1])
        present = holder if isinstance(holder, dict) else {}
        fields = fields_at(model, path[:-1])
        if plain(key) in fields and plain(key) in present:  # « Titre » beside « titre »
            line = str(self.source.key((*path[:-1], plain(key))).line)
            return Diagnostic("LF009", self.source.file, span, {"key": plain(key), "line": line})
        free = [name for name in fields if name not in present]
        guess = next((name for name in GUESSES.get(plain(key), ()) if name in free), "")
        near = guess or self.advice.nearest(key, Names(free))
        if near:
            self.spoilt.add(near if len(path) == 1 else str(path[0]))
        if not near and (places := homes(model, plain(key))):
            self.spoilt |= {str(place[0]) if place else plain(key) for place in places}
            return Diagnostic("LF113", self.source.file, span, {"key": key, **_homes(places)})
        needed = len(path) == 1 and any(near in need.fields for need in TABLE[self.kind])
        details = {"key": key, "near": near, "needed": "oui" if near and needed else ""}
        sure = near and not guess and _SPELLED.fullmatch(key)
        return Diagnostic("LF112", self.source.file, span, details, Fix(span, near) if sure else None)


def _last_key(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")


def _homes(places: Sequence[Path]) -> dict[str, str]:
    """Return where a field belongs, as the names that lead there; "top" for the document itself."""
    inside = ["/".join(part for part in place if isinstance(part, str)) for place in places if place]
    return {"top": "oui" if () in places else "", "inside": ", ".join(inside[:3])}
