"""Reading YAML: what is written is what is read, and what is unsafe or unsure is refused at its place."""

import pytest
import yaml

from loosfiches.edits import apply
from loosfiches.source import read
from loosfiches.source.events import build
from tests.calls import counted

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(each.code, each.span.line, each.span.column) for each in read("x.yaml", data)[1]]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12:30", "12:30"), ("9:05", "9:05"), ("20h30", "20h30"), ("1.10", "1.10"), ("01000", "01000"),
        ("0321698877", "0321698877"), ("62528", "62528"), ("no", "no"), ("NO", "NO"), ("on", "on"), ("oui", "oui"),
        ("2024-02-30", "2024-02-30"), ("2024-03-01", "2024-03-01"), ("true", "true"), ("~", None), ("", None),
        ('"~"', "~"), ("C# ou F#", "C# ou F#"), ("« Un café ? »", "« Un café ? »"), ("=", "="), (".inf", ".inf"),
    ],
)  # fmt: skip
def test_a_plain_value_stays_the_text_that_was_typed(written: str, value: str | None) -> None:
    source, diagnostics = read("x.yaml", f"a: {written}\n".encode())
    assert source
    assert source.value == {"a": value}
    assert diagnostics == []


@pytest.mark.parametrize(
    "text",
    ["\ufeffa: é\n", "a: é\r\n", "a: é\r", "a\u00a0: é\n", "a : é\n", "a: e\u0301\n"],
    ids=["byte order mark", "CR LF", "CR", "no-break space", "space", "decomposed accent"],
)
def test_habits_of_editors_and_keyboards_change_nothing(text: str) -> None:
    source, diagnostics = read("x.yaml", text.encode())
    assert source
    assert source.value == {"a": "é"}
    assert diagnostics == []


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("titre: Budget: le guide", "LF013", 1, 14),
        ("texte: « a » : b", "LF013", 1, 14),
        ("titre: 'L'implication'", "LF016", 1, 11),
        ('titre: "Un "bon" café"', "LF016", 1, 13),
        ("titre: *important*", "LF006", 1, 8),
        ("a:\n  - **gras**", "LF006", 2, 5),
        ("titre: &debut Café", "LF006", 1, 8),
        ("titre: !important", "LF007", 1, 8),
        ("titre: @mairie", "LF015", 1, 8),
        ("titre: %50", "LF015", 1, 8),
        ("titre: `code`", "LF015", 1, 8),
        ("a:\n\tb: 1", "LF005", 2, 1),
        ("a:\n\u00a0\u00a0b: 1", "LF005", 2, 1),
        ('a: "jamais fermé\nb: 2\n', "LF014", 1, 4),
        ("a: [un, deux\nb: 3", "LF021", 1, 4),
        ("a: {un\nb: 3", "LF021", 1, 4),
        ("a: - un", "LF018", 1, 4),
        ("a: un\n  b: deux", "LF020", 2, 3),
        ("a:\n  - b: un\n - c: deux", "LF020", 3, 2),
        ("sans deux points\nb: deux", "LF020", 2, 1),
        ("a: un\na: deux", "LF009", 2, 1),
        ("a:\n  b: un\n  b: deux", "LF009", 3, 3),
        ("cle\u0301: un\nclé: deux", "LF009", 2, 1),
        ("a: un\n---\na: deux", "LF010", 2, 1),
        ("? [a]\n: b", "LF011", 1, 3),
        ("a: Qui ?\n? interne\n", "LF011", 2, 3),
        ("a: &x\n  b: c\n<<: *x", "LF006", 1, 4),
        ("<<: {b: c}", "LF008", 1, 1),
        ("a: b\n<<<<<<< HEAD\n", "LF022", 2, 1),
        ("a: b\n=======\na: c\n>>>>>>> main\n", "LF022", 2, 1),
        ("a: b\r\n>>>>>>> main\r\n", "LF022", 2, 1),
        ("", "LF012", 1, 1),
        ("- a", "LF012", 1, 1),
        ("texte", "LF012", 1, 1),
        ("a: b\x00", "LF003", 1, 5),
        ("a: b\u202ec", "LF003", 1, 5),
        ("a: b\x1b[31m", "LF003", 1, 5),
        ('a: "\\x1b[31m"', "LF003", 1, 4),
        ('a: "\\u202e"', "LF003", 1, 4),
        ('a: "\\ud800"', "LF024", 1, 7),
        ("a: été".encode("cp1252"), "LF001", 1, 4),
        (b"\xef\xbb\xbfa: b\r\nc: \xe9", "LF001", 2, 4),
        (b"a: b\rc: \xe9\rd", "LF001", 2, 4),
        (b"a: b\nrevoir 2020\n\n", "LF020", 2, 1),
        (b"a: b\n\xc2\xa0", "LF005", 2, 1),
        (b"a: b\n  c\nd", "LF020", 3, 1),
        ("a: b".encode("utf-16"), "LF002", 1, 1),
    ],
)
def test_a_clumsy_file_is_refused_where_the_mistake_is(text: str | bytes, code: str, line: int, column: int) -> None:
    assert found(text) == [(code, line, column)]


def test_text_that_yaml_takes_for_a_comment_is_told() -> None:
    assert found("titre: Fiche #3 et C#\nautre: café  # une vraie remarque\n") == [("LF017", 1, 14)]


HOSTILE = {
    "aliases that multiply": "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(9)),
    "merge keys that multiply": "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 29)),
    "a list that holds itself": "a: &a [*a]",
    "500 levels": "[" * 500 + "]" * 500,
    "25,000 levels": "[" * 25_000,
    "100,000 levels": "[" * 100_000 + "]" * 100_000,
    "25,000 blocks": "a:\n" + "".join("- " * 1 + "\n" for _ in range(25_000)),
    "25,000 dashes in a row": "- " * 25_000,
    "200,000 mappings": "".join(f"- {{a: {n}}}\n" for n in range(200_000)),
    "a text of 20 MB": "a: " + "x" * 20_000_000,
    "a text of 200 KB": "a: " + "x" * 200_000,
    "a number of 100,000 digits": "a: " + "9" * 100_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(20_000)),
    "Python tag": "a: !!python/object/apply:os.system ['id']",
    "int tag": "a: !!int x",
    "timestamp tag": "a: !!timestamp x",
    "quotes": "a: " + "\"" * 100_000,
    "question marks": "? " * 50_000,
    "colons": ": " * 50_000,
    "hashes": "a: b\n" + "#" * 200_000,
    "tabs": "\t" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_at_once(text: str) -> None:
    """Within a few steps a sign, whatever the size; PyYAML alone hangs on some of these and crashes on others."""
    (source, diagnostics), steps = counted(lambda: read("x.yaml", text.encode()))
    assert steps < 20_000 + 10 * len(text)
    assert source is None or text.startswith("a: b\n#")
    assert all(each.span.line >= 1 and each.span.column >= 1 for each in diagnostics)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: -", "LF018"), ("a: b\n'c'", "LF020"), ('a: "b', "LF014"), ("a: 'b", "LF014"), ('a: "b\\q', "LF024"), ("a:\n  - b\n   -\n", "LF028"), ("a: b\nrevoir 2020", "LF020"), ("a: b\nc:d\n\n# fin\n", "LF020"), ("a: [b,\n  c,\n", "LF021"), ("a: b\n\u00a0\nc: d", "LF005"),
        ("a: b\n\u202f", "LF005"), ("a:\n  - b\n  \u00a0\n  - c\n", "LF005"),
        ("titre: Budget: le guide", "LF013"), ("titre: 'L'implication'", "LF016"), ("a: *b*", "LF006"),
        ("a: @b", "LF015"), ('a: "b\n', "LF014"), ("a: [b\nc: d", "LF021"), ("a: - b", "LF018"), ("a: b\n  c: d", "LF020"),
        ("a: }", "LF019"), ('a: "\\q"', "LF024"), ("a:\n  - b\n - c", "LF020"),
        ("a: [Parler, écouter, décider ensemble]", "LF025"), ("a: {b: c, d}", "LF026"), ("a: {b: c, d, e f}", "LF026"),
        ("a: {b}", "LF026"), ("a: [Cadre : oui]", "LF027"), ("a: [Cadre : oui, le reste]", "LF027"),
        ('titre: "Café\nresume: Un\netat: "brouillon"\n', "LF014"), ('titre: "Café\nresume: "Un"\n', "LF014"),
        ("titre: 'Café\nresume: L'atelier\n", "LF014"), ("etapes:\n  - titre: 'Un\n    texte: L'an\n", "LF014"),
        ('titre: "Café\nresume: Un "bon" café : oui\n', "LF014"), ('titre: "Café\nresume: Un\netat: brouillon"\n', "LF014"),
    ],
)  # fmt: skip
def test_both_parsers_of_pyyaml_lead_to_the_same_mistake(text: str, code: str, loader: type) -> None:
    assert [each.code for each in build("x.yaml", text, loader)[1]] == [code]


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: [un, deux]", ["un", "deux"]), ('a: ["un, deux", trois]', ["un, deux", "trois"]), ("a: [un deux]", ["un deux"]),
        ("a: {b: c, d: e}", {"b": "c", "d": "e"}), ("a: {b: , c: d}", {"b": None, "c": "d"}), ("a: {b: c,}", {"b": "c"}),
        ("a: [titre: un]", [{"titre": "un"}]), ("a: [12:30, 13:45]", ["12:30", "13:45"]), ("a: [{b: c}]", [{"b": "c"}]),
        ('a: "un\n  Note : deux"', "un Note : deux"), ("a: 'un\n  deux'", "un deux"), ("a: []", []), ("a: {}", {}),
    ],
)  # fmt: skip
def test_brackets_braces_and_long_quotes_well_used_are_left_alone(text: str, value: object, loader: type) -> None:
    source, diagnostics = build("x.yaml", text, loader)
    assert source
    assert (source.value, diagnostics) == ({"a": value}, [])


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_a_text_cut_by_a_comma_or_a_colon_is_read_whole(loader: type) -> None:
    source, _ = build("x.yaml", "a: {b: c, d e, f}\ng: [Cadre : oui, reste]\n", loader)
    assert source
    assert source.value == {"a": {"b": "c, d e, f"}, "g": ["Cadre : oui", "reste"]}


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    "text",
    [
        "titre: Budget : le guide", "titre: 'L'implication'", "a: *b*", "a: !b c", "a: @b", "a: - b", "a: [b] c",
        "a: {b: c, d}", "a: [Cadre : oui]", "a: Fiche #3", "a:\n  - *b* c\n",
    ],
)  # fmt: skip
def test_both_parsers_of_pyyaml_offer_the_same_fix(text: str, loader: type) -> None:
    (found,) = build("x.yaml", text, loader)[1]
    assert found.fix
    assert found.fix == build("x.yaml", text)[1][0].fix
    assert build("x.yaml", apply(text, [found.fix]), loader)[1] == []


def test_an_unclosed_quote_is_shown_where_it_opens() -> None:
    assert found('titre: Un\nresume: "Café\nnature: outil\netat: "brouillon"\n') == [("LF014", 2, 9)]


def test_every_key_and_value_has_its_place() -> None:
    source, _ = read("x.yaml", "titre: Café\netapes:\n  - titre: Inviter\n    qui: É. D.\n".encode())
    assert source
    assert (source.place(("etapes", 0, "qui")).line, source.place(("etapes", 0, "qui")).column) == (4, 10)
    assert (source.key(("etapes", 0, "qui")).line, source.key(("etapes", 0, "qui")).column) == (4, 5)
    assert source.place(("etapes", 0, "duree")).line == 3
    assert source.place(("absent",)).line == 1


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_a_question_before_a_key_is_a_question(loader: type[yaml.SafeLoader]) -> None:
    text = "evaluation:\n  - Qui est venu ?\n\n  # ?\nlecons:\n  - Qui parle\n    ?\n'suite' :\n  - texte: Et après ?\n    qui: Nous\n"
    source, found = build("x.yaml", text, loader)
    assert found == []
    assert source and list(source.value) == ["evaluation", "lecons", "suite"]


WRAPPED = """promesse: Une réponse écrite à chacune des remarques faites en réunion
  - même aux plus courtes - et une liste de celles que la ville ne suivra pas
"""


def test_a_dash_that_wrapping_puts_at_the_start_of_a_line_is_one_of_a_sentence() -> None:
    source, found = read("x.yaml", WRAPPED.encode())
    assert source
    assert found == []
    assert "en réunion - même aux plus courtes - et une liste" in str(source.value["promesse"])


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED.replace("- même", "- Même"),
        WRAPPED.replace("en réunion", "en réunion."),
        "objectifs: Parler\n  - agir\n",
    ],
)
def test_a_dash_that_may_open_an_item_is_told(text: str) -> None:
    assert [each.code for each in read("x.yaml", text.encode())[1]] == ["LF028"]
