"""Fields cut out of a text: what was in them is gone, every other byte stays; or nothing is said at all."""

import pytest

from loosfiches.source import read
from loosfiches.source.cuts import cut_fields

SECRET = "CANARIJAUNE"


def cut(text: str, *path: str | int) -> str | None:
    source, found = read("fiches/x.yaml", text.encode())
    assert source, found
    return cut_fields(source, [path or ("interne",)])


BLOCKS = {
    "plain": f"interne: {SECRET} tout court  # {SECRET}\n",
    "plain on two lines": f"interne: {SECRET} commence\n  et {SECRET} finit\n",
    "folded": f"interne: >-\n  {SECRET}\n\n    {SECRET} # {SECRET}\n",
    "literal, its blanks kept": f"interne: |+\n  {SECRET}\n  {SECRET}\n",
    "quoted on three lines": f'interne: "{SECRET}\n\n  {SECRET}"\n',
    "single quotes": f"interne: '{SECRET} l''an\n  dernier {SECRET}'\n",
    "quoted key": f'"interne": {SECRET}\n',
    "explicit key": f"? interne\n: {SECRET}\n",
    "a comment first": f"interne:\n# {SECRET}\n  {SECRET}\n",
    "comments behind": f"interne: {SECRET}\n  # {SECRET}\n\n    # {SECRET}\n",
    "a list": f"interne:\n- {SECRET}\n- {SECRET}\n  {SECRET}\n",
    "a mapping": f"interne:\n  note: {SECRET}\n  {SECRET}: x\n",
    "a list between brackets": f"interne: [{SECRET},\n  {SECRET}]\n",
    "empty": "interne:\n",
    "a no-break space": f"interne\u00a0: {SECRET}\n",
}
BEFORE = "schema: fiche/1\r\n# Un commentaire public, é\r\ntitre:   Café  # là\r\n\r\n"
AFTER = "# Un autre, de la ligne suivante\nresume: >-\n  Long\n  texte\n\nlimites: [a, b]"


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize(("before", "after"), [(BEFORE, AFTER), (BEFORE, ""), ("", AFTER), (BEFORE, "\n\n" + AFTER)])
def test_the_note_goes_and_every_other_byte_stays(before: str, block: str, after: str) -> None:
    assert cut(before + block + after) == before + after


def test_a_note_at_any_depth_goes() -> None:
    text = f"ici:\n  interne: >-\n    {SECRET}\n  statut: actif\netapes:\n  - titre: x\n    interne: {SECRET}\n"
    assert cut(text, "ici", "interne") == text.replace(f"  interne: >-\n    {SECRET}\n", "")
    assert cut(text, "etapes", 0, "interne") == text.replace(f"    interne: {SECRET}\n", "")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "note", [f"{SECRET}  # {SECRET}", f">-\n      {SECRET}\n\n      {SECRET}", f"\n     - {SECRET}"]
)
def test_of_a_note_that_follows_a_dash_the_dash_stays(note: str, end: str) -> None:
    text = f"etapes:\n  - titre: a\n  -  interne: {note}\n     # là\n     titre: x\n  - titre: b\n".replace("\n", end)
    left = "etapes:\n  - titre: a\n  -\n     # là\n     titre: x\n  - titre: b\n".replace("\n", end)
    assert cut(text, "etapes", 1, "interne") == left


def test_two_notes_in_a_row_after_a_dash_go() -> None:
    text = f"etapes:\n  - interne: {SECRET}\n    note: {SECRET}\n    titre: x\n"
    source, _ = read("fiches/x.yaml", text.encode())
    assert source
    assert cut_fields(source, [("etapes", 0, "interne"), ("etapes", 0, "note")]) == "etapes:\n  -\n    titre: x\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{{schema: fiche/1, interne: {SECRET}, titre: x}}\n",
        f"schema: fiche/1\nici: {{statut: actif, interne: {SECRET}}}\n",
        f"etapes:\n  - interne: {SECRET}\n",
        f"etapes:\n  - ? interne\n    : {SECRET}\n    titre: x\n",
    ],
)
def test_what_cannot_be_cut_as_lines_is_not_cut_at_all(text: str) -> None:
    source, _ = read("fiches/x.yaml", text.encode())
    assert source
    (path,) = [path for path in source.keys if path[-1] == "interne"]
    assert cut_fields(source, [path]) is None
