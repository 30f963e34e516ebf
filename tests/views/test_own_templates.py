"""What the templates of a project may do: show the values that they are given, and end."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loosfiches.collection import load
from loosfiches.collection.project import Project
from loosfiches.templates import Faulty, Templates
from loosfiches.views.binder.paper import Paper
from loosfiches.views.filters import FILTERS
from loosfiches.views.page import page
from tests.conftest import ROOT, TODAY, put

Show = Callable[..., str]

SHEET = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
interne: Ne pas le dire
duree: 1 h à 2 h
etapes:
  - titre: Accueillir
"""


@pytest.fixture
def show(project: Callable[..., Project]) -> Show:
    """Return a function that renders a text as a template of a project, with a page and the classeur."""
    made = project(SHEET)
    collection = load(made, TODAY)
    given = page(collection.register, collection.entries[0], {"A-01": "#a"}, incoming=False)
    (made.root / "templates").mkdir()

    def call(text: str, **others: str) -> str:
        for name, content in {"site/x.html": text, **others}.items():
            put(made.root, f"templates/{name}", content)
        own = Templates(FILTERS, made.root / "templates")
        values = {"page": given, "document": given.document, "classeur": collection.classeur, "setting": given.setting}
        return own.render("site/x.html", "fr", **values, lists=given.frame.lists)

    return call


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ document.titre }}, {{ document.state }}", "Café citoyen, brouillon"),
        ("{{ page.where('images/x.png') }}", "fiches/images/x.png"),
        (
            "{{ document.etapes[0].titre|upper }} {{ document.etapes|map(attribute='titre')|join }}",
            "ACCUEILLIR Accueillir",
        ),
        ("{{ document.duree.least.numerator }} {{ document.duree.family.value }}", "60 minutes"),
        ("{% for key, word in lists.niveaux.items() %}{{ loop.index if loop.first }}{% endfor %}", "1"),
        ("{{ '{} - {}'.format('a', 'b') }} {{ 'x,y'.split(',')|last }} {{ '%s!'|format('x') }}", "a - b y x!"),
        ("{% set ns = namespace(n=1) %}{% for x in range(3) %}{% set ns.n = ns.n * 2 %}{% endfor %}{{ ns.n }}", "8"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}{{ m(x=2) }} {{ _('Glossary') }}", "<1><2> Glossaire"),
        ("{% for x in [[1], [2]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "12"),
        ("{% block a %}a{% endblock %}{{ self.a() }} {{ document.absent|default('rien') }}", "aa rien"),
        ("{{ 250000|string }} {{ 1234567.891|round(1) }} {{ 1500000 + 1 }}", "250000 1234567.9 1500001"),
    ],
)
def test_a_template_of_the_project_shows_values(show: Show, text: str, shown: str) -> None:
    assert show(text) == shown


def test_a_template_of_the_project_is_not_given_the_notes_of_the_team(show: Show) -> None:
    text = "{{ document }} {{ document|string }} {{ dict(document) }} {{ document.interne }} {{ page }}"
    assert "Café citoyen" in show(text)
    assert "Ne pas le dire" not in show(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ classeur.parse_raw('x', proto='pickle', allow_pickle=true) }}",
        "{{ classeur.parse_file('/etc/passwd') }}",
        "{{ classeur['parse_file']('/etc/passwd') }}",
        "{{ (classeur|attr('parse_file'))('/etc/passwd') }}",
        "{{ [classeur]|map(attribute='parse_file')|first }}",
        "{{ '{0.parse_file}'.format(classeur) }}",
        "{{ '{0.__class__}'.format(classeur) }}",
        "{{ document.model_validate_json('{}') }}",
        "{{ document.model_construct() }}",
        "{{ document.construct() }}",
        "{{ document.copy() }}",
        "{{ document.model_dump_json() }}",
        "{{ document.model_json_schema() }}",
        "{{ document.model_fields }}",
        "{{ document.__class__ }}",
        "{{ document['__class__'] }}",
        "{{ document.etapes.__class__ }}",
        "{{ page.__init__.__globals__ }}",
        "{{ page.setting.href.__self__ }}",
        "{{ page.href.__func__ }}",
        "{{ page.related.__class__ }}",
        "{{ setting.href.__globals__ }}",
        "{{ _.__self__ }}",
        "{{ loop }}{% for x in [1] %}{{ loop.__init__ }}{% endfor %}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ cycler('a').next.__globals__ }}",
        "{{ joiner().__init__ }}",
        "{{ namespace.__init__ }}",
        "{{ self.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{% macro m() %}{% endmacro %}{{ m._environment }}",
        "{% block a %}{{ super.__self__ }}{% endblock %}",
        "{{ lipsum.__globals__ }}",
        "{{ range.__self__ }}",
        "{{ dict.fromkeys('a') }}",
        "{{ dict.mro() }}",
        "{{ ''.__class__ }}",
        "{{ ''.format_map({}) }}",
        "{{ ''.encode() }}",
        "{{ [].append(1) }}",
        "{{ {}.update(a=1) }}",
        "{{ (document.etapes|map('upper')).gi_frame }}",
        "{{ page.frame.__dict__ }}",
        "{{ page.document.etapes[0].model_copy() }}",
        "{{ document.duree.family.__members__ }}",
        "{{ document.titre.isupper.__self__.__class__ }}",
        "{% import 'site/y.html' as y %}{{ y.__class__ }}",
        "{% import 'site/y.html' as y %}{{ y._body_stream }}",
        "{% include '../fiches/classeur.yaml' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'builtin/../../pyproject.toml' %}",
    ],
)
def test_a_template_of_the_project_reaches_nothing_else(show: Show, text: str) -> None:
    with pytest.raises(Faulty) as told:
        show(text, **{"site/y.html": "y"})
    assert told.value.file == "site/x.html"


#: Templates that would take all of the machine, or never end.
ENDLESS = [
    "{% for i in range(999999999) %}x{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) if i in range(99999)|list %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ 10**9 * 'x' }}",
    "{{ [0] * 10**9 }}",
    "{{ 9 ** (9 ** 9) }}",
    "{{ (9 ** 99) ** 999 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ '{:10000000000}'.format(1) }}",
    "{{ '{:{}}'.format(1, 10**9) }}",
    "{{ 'x'|center(10**9) }}",
    "{{ 'x'|center(width=10**9) }}",
    "{{ 'x\ny'|indent(10**9) }}",
    "{{ [1]|batch(10**9, 0)|list }}",
    "{{ [1]|slice(10**9)|list }}",
    "{{ 1|round(10**9) }}",
    "{{ {'a': 1}|tojson(indent=10**9) }}",
    "{% set ns = namespace(t='x') %}{% for i in range(99) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
    "{% set ns = namespace(t='x') %}{% for i in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
    "{% set ns = namespace(t=[1]) %}{% for i in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
    "{% set ns = namespace(t=3) %}{% for i in range(99) %}{% set ns.t = ns.t * ns.t %}{% endfor %}",
    "{% set ns = namespace(t='x') %}{% for i in range(99) %}{% set ns.t %}{{ ns.t }}{{ ns.t }}{% endset %}{% endfor %}",
    "{% set ns = namespace(t='xx') %}{% for i in range(99) %}{% set ns.t = ns.t|replace('x', ns.t) %}{% endfor %}",
    "{% set ns = namespace(t='xx') %}{% for i in range(99) %}{% set ns.t = ns.t.join(ns.t) %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(99) }}",
    "{% for x in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% include 'site/x.html' %}",
    "{% include ['none.html', 'site/x.html'] %}",
    "{% import 'site/x.html' as x %}{{ x }}",
    "{% extends 'site/x.html' %}",
    "{% call(x) m() %}{% endcall %}{% macro m() %}{{ caller(m()) }}{% endmacro %}{{ m() }}",
    "{{ (range(99999)|map('string')|list * 1)|map('map', 'upper')|map('list')|list|length }}{{ [range(99999)] * 9999 }}"
    "{{ ([range(99999)] * 9999)|map('sum')|sum }}",
    "{{ (('ab ' * 33000) ~ ('ab ' * 33000))|wordwrap(1) }}",
    "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
    "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
]


@pytest.mark.parametrize("text", ENDLESS)
def test_a_template_of_the_project_that_takes_too_much_is_stopped_and_named(show: Show, text: str) -> None:
    with pytest.raises(Faulty) as told:
        show(text)
    assert told.value.file == "site/x.html"
    assert told.value.line >= 1
    assert str(told.value)


def test_the_template_that_takes_too_much_is_named_whatever_its_suffix_and_who_asks_for_it(show: Show) -> None:
    with pytest.raises(Faulty) as told:
        show("{% include 'site/more.txt' %}", **{"site/more.txt": "\n{% for i in range(10**9) %}{% endfor %}"})
    assert (told.value.file, told.value.line) == ("site/more.txt", 2)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there only")
@pytest.mark.parametrize(
    "text", ["{{ ('x' * 99999).replace('x', 'y' * 99999) }}", "{{ ([('x' * 99999)] * 99999)|join }}"]
)
def test_a_text_that_would_fill_the_memory_is_not_made(show: Show, text: str) -> None:
    with pytest.raises(Faulty):
        show(text)
    assert show("{{ document.titre }}") == "Café citoyen"


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Path]:
    """Yield a file outside the project."""
    yield put(tmp_path, "elsewhere/secret.txt", "SECRET")


def test_no_template_is_read_through_a_link(show: Show, secret: Path, tmp_path: Path) -> None:
    put(tmp_path, "templates/x", "")
    (tmp_path / "templates/file.txt").symlink_to(secret)
    (tmp_path / "templates/folder").symlink_to(secret.parent)
    for name in ("file.txt", "folder/secret.txt"):
        with pytest.raises(Faulty, match="un lien"):
            show(f"{{% include '{name}' %}}")


def test_a_link_does_not_stand_in_for_one_of_our_templates(show: Show, secret: Path, tmp_path: Path) -> None:
    put(tmp_path, "templates/site/y", "")
    (tmp_path / "templates/site/licence.html").symlink_to(secret)
    with pytest.raises(Faulty) as told:
        show("{% include 'site/licence.html' %}")
    assert told.value.file in {"site/licence.html", "site/x.html"}


def test_a_template_that_is_not_utf_8_is_told_in_the_language_of_the_user(show: Show, tmp_path: Path) -> None:
    put(tmp_path, "templates/vieux.txt", "Café".encode("latin-1"))
    with pytest.raises(Faulty, match=r"^ce fichier n’est pas en UTF-8$"):
        show("{% include 'vieux.txt' %}")


def test_what_is_no_regular_file_is_not_opened(show: Show, tmp_path: Path) -> None:
    put(tmp_path, "templates/site/y", "")
    os.mkfifo(tmp_path / "templates/site/pipe.html")
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(str(tmp_path / "templates/s"))
    with (tmp_path / "templates/site/huge.html").open("wb") as file:
        file.truncate(3_000_000_000)
    (tmp_path / "templates/site/bytes.html").write_bytes(b"\xff")
    for name in ("site/pipe.html", "s", "site/huge.html", "site/bytes.html"):
        with pytest.raises(Faulty):
            show(f"{{% include '{name}' %}}")
    own_templates = Templates(FILTERS, tmp_path / "templates")
    assert own_templates.announced() == ["site/bytes.html", "site/x.html", "site/y"]
    assert own_templates.fingerprint("site")


def test_pages_are_the_same_in_the_sandbox_as_out_of_it(tmp_path: Path) -> None:
    put(tmp_path, "templates/site/mine.html", "")
    made = load(Project(ROOT), TODAY)
    given = page(made.register, made.by_code["A-01"], {}, incoming=False)
    one, other = (
        Templates(FILTERS, own).render(
            "binder/fiche.html", "fr-FR", page=given, frame=given.frame, place=given.place, document=given.document,
            lists=given.frame.lists, setting=given.setting, paper=Paper(False, False),
        )
        for own in (None, tmp_path / "templates")
    )  # fmt: skip
    assert one == other
