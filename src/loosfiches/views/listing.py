"""The documents of a collection -> a list: filtered, sorted, as a table, JSON or CSV.

No cell of a CSV can start a formula, here or in the catalogue of the site, which is made here too.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from loosfiches import inert
from loosfiches.collection import Collection, Entry
from loosfiches.inert import json_text
from loosfiches.language import _
from loosfiches.model import words
from loosfiches.model.common import Document
from loosfiches.model.quantities import Expression, Family, Quantity
from loosfiches.spelling import plain, sorting

#: The columns, in order: key in JSON and CSV. The table has the first ones, with translated heads.
COLUMNS = (
    "code", "titre", "etat", "nature", "niveau", "participants", "duree", "preparation", "cout", "section", "kind",
    "phases", "publics", "version", "date", "diffusion", "resume", "file",
)  # fmt: skip


#: Column -> key -> the word shown.
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Wanted:
    """What is looked for; an empty field asks nothing."""

    section: str = ""
    state: str = ""
    level: str = ""
    phase: str = ""
    public: str = ""
    nature: str = ""
    words: str = ""
    participants: int | None = None
    duration: Quantity | None = None
    preparation: Quantity | None = None
    cost: Quantity | None = None

    def fits(self, entry: Entry) -> bool:
        """Tell whether a document answers all that is asked."""
        document = entry.document
        return (
            entry.code.startswith(self.section.upper())
            and self.state in {"", document.state}
            and self.nature in {"", getattr(document, "nature", None)}
            and all(
                not word or word in getattr(document, field, ())
                for field, word in (("niveau", self.level), ("phases", self.phase), ("publics", self.public))
            )
            and self._sizes(document)
            and (not self.words or self._says(entry))
        )

    def _says(self, entry: Entry) -> bool:
        """Tell whether the document holds every word looked for, accents and case aside; private notes excepted."""
        whole = plain(" ".join(text for _path, text in entry.texts))
        return all(plain(word) in whole for word in self.words.split())

    def _sizes(self, document: Document) -> bool:
        people, time = getattr(document, "participants", None), getattr(document, "duree", None)
        if self.participants is not None and not (isinstance(people, Quantity) and people.fits(self.participants)):
            return False
        if self.duration and not (
            isinstance(time, Quantity) and time.family == self.duration.family and time.least <= self.duration.least
        ):
            return False
        return all(
            not most or is_at_most(getattr(document, field, None), most)
            for field, most in (("preparation", self.preparation), ("cout", self.cost))
        )


def is_at_most(value: Expression | None, most: Quantity) -> bool:
    """Tell whether a quantity may be as little as another one; hours are less than any day, words are not known."""
    if not isinstance(value, Quantity) or value.family == most.family:
        return isinstance(value, Quantity) and value.least <= most.least
    return (value.family, most.family) == (Family.MINUTES, Family.DAYS)


def rows(collection: Collection, fits: Callable[[Entry], bool], sort: str) -> list[dict[str, object]]:
    """Return one mapping per document that fits, in the order asked for (a column's name)."""
    entries = [entry for entry in collection.entries if fits(entry)]
    if sort != "code":
        entries.sort(key=lambda entry: _sorting(entry, sort))
    return [_row(entry) for entry in entries]


def _sorting(entry: Entry, column: str) -> tuple[bool, tuple[int | str, Fraction | int]]:
    """Order by a column, quantities by their least; words instead of one, then what is not filled, come last."""
    value = _values(entry)[column]
    if isinstance(value, Quantity):
        return (False, (list(Family).index(value.family), value.least))
    return (not value or isinstance(value, Expression), (sorting(str(value or "~")), 0))


def _values(entry: Entry) -> dict[str, object]:
    document = entry.document
    fields = {column: getattr(document, column, None) for column in COLUMNS}
    extra = {
        "etat": document.state,
        "section": entry.code[:1],
        "kind": entry.kind,
        "date": document.updated and document.updated.isoformat(),
        "file": entry.file,
    }
    return fields | extra


def _row(entry: Entry) -> dict[str, object]:
    return {key: _to_plain(value) for key, value in _values(entry).items()}


def _to_plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Expression) else value


def as_json(table: Iterable[Mapping[str, object]]) -> str:
    """Return the rows as a JSON list."""
    return json_text(list(table)) + "\n"


def as_csv(table: Iterable[Mapping[str, object]], columns: Sequence[str] = COLUMNS, between: str = ",") -> str:
    """Return these columns of the rows as CSV (RFC 4180), lists joined by spaces; no cell can start a formula.

    `between` is what stands between columns; a program that cuts lines elsewhere finds no formula either.
    """
    output = io.StringIO()
    writer = csv.writer(output, delimiter=between)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in table)
    return output.getvalue()


def as_spreadsheet(table: Iterable[Mapping[str, object]], language: str, columns: Sequence[str] = COLUMNS) -> str:
    """Return the rows as CSV that a spreadsheet of a language opens by a click, accents and columns right.

    French spreadsheets take the comma for that of decimals; without the mark, they take accents for other signs.
    """
    return "\ufeff" + as_csv(table, columns, ";" if language.lower().startswith("fr") else ",")


def _cell(value: object) -> str:
    text = " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return inert.cell(text)


def as_table(table: Iterable[Mapping[str, object]], labels: Labels) -> str:
    """Return the rows as a plain table with words in the reader's language, as wide as its text or the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heads = [_("Code"), _("Title"), _("State"), _("Nature"), _("Level"), _("People"), _("Duration")]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        grid.add_column(head, overflow="fold", no_wrap=head in {heads[0], heads[2]})
    for row in table:
        grid.add_row(
            *(Text(inert.printable(_label(row[column], labels.get(column, {})))) for column in COLUMNS[: len(heads)])
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 1000
    with console.capture() as capture:
        console.print(grid)
    return "".join(inert.unobeyed(line.rstrip()) + "\n" for line in capture.get().splitlines())


def _label(value: object, words: Mapping[str, str]) -> str:
    items = value if isinstance(value, list) else [] if value is None else [str(value)]
    return ", ".join(words.get(item, item) for item in items)


def labels(collection: Collection, language: str) -> Labels:
    """Return, for the columns that hold keys, the word that each key is shown as."""
    lists = {"etat": words.ETATS, "nature": words.NATURES, "niveau": collection.classeur.words()["niveaux"]}
    return {
        column: {key: word.fr if language == "fr" else word.en for key, word in by_key.items()}
        for column, by_key in lists.items()
    }
