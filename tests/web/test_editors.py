"""What an author sees in an editor that reads our JSON Schemas: the engine of VS Code's YAML extension, in French."""

from collections.abc import AsyncIterator

import pytest
import pytest_lsp
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.conftest import ROOT, sheet
from tests.web.editor import Editor, greet

ENGINE = ROOT / "build/web/node_modules/yaml-language-server/bin/yaml-language-server"
OURS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "fiches").glob("**/*.yaml"))
FICHE = "fiches/dispositifs/A-07-cafe-citoyen.yaml"
MODELINE = "# yaml-language-server: $schema=../schemas/fiche.schema.json\n"


pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_lsp.fixture(config=ClientServerConfig(server_command=["node", str(ENGINE), "--stdio"]), scope="session")  # type: ignore[untyped-decorator]
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    assert ENGINE.exists(), "make test-web installs what these tests need"
    await greet(lsp_client, ROOT, "fr")
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(scope="session")
def editor(client: LanguageClient) -> Editor:
    return Editor(client, ROOT)


def fiche(text: str) -> str:
    """Return a draft as an author writes it, `text` last."""
    return MODELINE + sheet(text)


@pytest.mark.parametrize("name", OURS)
async def test_nothing_is_underlined_in_our_own_sheets(editor: Editor, name: str) -> None:
    assert await editor.faults(name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("obj‸ectifs:\n  - Se parler.\n", "Pourquoi le faire."),
        ("ic‸i:\n  texte: Depuis 2001.\n", "Ce qu’il en est dans cette ville."),
        ("ici:\n  dep‸uis:\n    date: 2001\n", "Depuis quand."),
        ("etapes:\n  - tit‸re: Accueillir\n", "L’étape en quelques mots, avec un verbe."),
    ],
)
async def test_a_field_says_in_french_what_to_write(editor: Editor, text: str, help_: str) -> None:
    assert (await editor.hover(FICHE, fiche(text))).startswith(help_)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("etat: brou‸illon\n", {"`en_vigueur`: Engage la collectivité", "`null`: Vide"}),
        ("nature: ou‸til\n", {"`technique`: Façon d’animer un moment."}),
        ("niveau:\n  - concer‸tation\n", {"`codecision`: La décision se prend ensemble."}),
        ("publics:\n  - je‸unes\n", {"`riverains`: Celles et ceux qui habitent"}),  # the classeur's own definition
    ],
)
async def test_a_value_shows_the_others_and_what_each_means(editor: Editor, text: str, others: set[str]) -> None:
    shown = await editor.hover(FICHE, fiche(text))
    assert "Valeurs autorisées:" in shown
    assert all(f"* {other}" in shown for other in others)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("‸", {"objectifs": "Pourquoi le faire.", "etapes": "Le déroulé, étape par étape."}),
        ("etapes:\n  - titre: Accueillir\n    ‸\n", {"qui": "Qui s’en charge.", "texte": "Comment s’y prendre."}),
        ("etat: ‸\n", {"retiree": "N’a plus cours."}),
        ("nature: ‸\n", {"outil": "Objet ou support dont on se sert."}),
        ("niveau:\n  - ‸\n", {"codecision": "La décision se prend ensemble."}),
    ],
)
async def test_fields_and_values_are_offered_with_their_help(
    editor: Editor, text: str, offered: dict[str, str]
) -> None:
    shown = await editor.completions(FICHE, fiche(text))
    assert offered.items() <= shown.items()
    assert "titre" not in shown  # it is written already


@pytest.mark.parametrize(
    ("wrong", "line", "underlined", "words"),
    [
        ("etat: brouillon\nobjectif: x\n", 7, "objectif", "La propriété objectif n'est pas autorisée."),
        ("etapes:\n  - tire: Accueillir\n", 7, "tire", "La propriété tire n'est pas autorisée."),
        ("nature: outils\n", 6, "outils", 'Valeur non acceptée. Valeurs valides: "dispositif", '),
        ("niveau:\n  - concertaton\n", 7, "concertaton", 'Valeur non acceptée. Valeurs valides: "information", '),
        ("duree: longtemps\n", 6, "longtemps", "À écrire ainsi : 1 h 30 à 2 h"),
        ("schema: fiche/1\ncode: A-07\ntitre: Café\n", 2, "s", "il manque « resume »"),
    ],
)
async def test_a_mistake_is_underlined_once_where_it_is_in_french(
    editor: Editor, wrong: str, line: int, underlined: str, words: str
) -> None:
    [fault] = await editor.faults(FICHE, fiche(wrong))
    assert (fault.line, fault.underlined) == (line, underlined)
    assert fault.words.startswith(words)


async def test_a_sheet_put_in_force_too_early_is_told_all_that_it_lacks(editor: Editor) -> None:
    told = [fault.words for fault in await editor.faults(FICHE, fiche("etat: en_vigueur\nnature: outil\nobjectifs:\n"))]
    assert "document en vigueur : il manque « objectifs »" in told  # left empty
    assert "document en vigueur : il manque « duree / preparation »" in told
    assert all(words.startswith("document en vigueur : il manque « ") for words in told)
