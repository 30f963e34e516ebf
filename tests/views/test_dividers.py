"""A divider lists the documents of its section on one page, however many they are and however they are printed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from loosfiches.collection import Collection, load
from loosfiches.print.leaf import Engine, Leaf
from loosfiches.print.setup import Setup
from loosfiches.templates import Templates
from loosfiches.views.binder import matter
from loosfiches.views.binder.dividers import Listing, listing
from loosfiches.views.binder.leaves import Row
from loosfiches.views.binder.matter import FrontBackMatter
from loosfiches.views.binder.paper import Paper
from loosfiches.views.filters import FILTERS
from tests.conftest import CLASSEUR, TODAY, put, written
from tests.print.paper import text

TEMPLATES = Templates(FILTERS)
USUAL, LARGE, SIMPLEX = Paper(), Paper(large=True), Paper(simplex=True)
LONG = "Intercommunalités et habitantes du quartier de la gare haute : RENCONTRE À VÉLO"
TITLES = [LONG, "Café", "RÉUNION PUBLIQUE DANS LA COUR DE L’ÉCOLE", "Diagnostic en marchant, un samedi de septembre"]
INTRO = "Ce que la ville a mis en place pour que ses habitants s’impliquent, depuis 1984. " * 3

Print = Callable[[str, Paper], Leaf]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("dividers")
    sheets = (f"# fiches/dispositifs/A-{n:02d}-x.yaml\ncode: A-{n:02d}\n" for n in range(1, 100))
    project = written(folder, "".join(sheets))
    put(folder, "fiches/classeur.yaml", CLASSEUR.replace("dossier: dispositifs", f"dossier: dispositifs\n    intro: {INTRO}") + "format: {intercalaires: oui}\n")  # fmt: skip
    return load(project, TODAY)


@pytest.fixture(scope="module")
def printed(collection: Collection) -> Print:
    engines: dict[Paper, Engine] = {}

    def call(html: str, paper: Paper) -> Leaf:
        if paper not in engines:
            engines[paper] = Engine(Setup(collection.project.root, paper.stylesheets(TEMPLATES)))
        return engines[paper].render(html)

    return call


def rows(count: int, titles: Sequence[str] = TITLES) -> list[Row]:
    names = [titles[number % len(titles)] for number in range(count)]
    return [Row(f"A-{n:02d}", name, 1, None, "en_vigueur", 4, f"loosfiches:A-{n:02d}") for n, name in enumerate(names, 1)]  # fmt: skip


def leaves(collection: Collection, own: Sequence[Row], paper: Paper) -> dict[str, str]:
    return {each.key: each.html() for each in FrontBackMatter(collection, TEMPLATES, {}, {row.code: row for row in own}, paper).leaves()}  # fmt: skip


@pytest.mark.parametrize("paper", [USUAL, LARGE, SIMPLEX], ids=["usual", "large", "simplex"])
@pytest.mark.parametrize("titles", [TITLES, [LONG]], ids=["mixed", "longest"])
@pytest.mark.parametrize("count", [1, 5, 14, 25, 45, 99])
def test_a_divider_is_one_page_that_nothing_runs_off(
    collection: Collection, printed: Print, count: int, titles: list[str], paper: Paper
) -> None:
    leaf = printed(leaves(collection, rows(count, titles), paper)["section-A"], paper)
    assert leaf.record.pages == 1
    assert leaf.record.warnings == ()
    (page,) = text(leaf.pdf)
    listed = re.findall(r"A-\d\d", re.sub(r"à partir de A-\d\d", "", page))
    more = re.search(r"et (\d+) de plus", page)
    assert listed == [row.code for row in rows(len(listed))]
    assert len(listed) + (int(more[1]) if more else 0) == count


def test_a_list_too_long_for_its_page_is_seen(
    collection: Collection, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matter, "listing", lambda rows, *_: Listing([rows], (), drawn=True))
    assert printed(leaves(collection, rows(99), USUAL)["section-A"], USUAL).record.pages > 1


def test_what_finds_no_room_is_where_the_divider_says(collection: Collection) -> None:
    made = leaves(collection, rows(99), USUAL)
    told = re.search(r"à partir de (A-\d\d).*<a href=\"loosfiches:(sommaire-\d)\">Sommaire · (\d)/\d</a>", made["section-A"])  # fmt: skip
    assert told
    assert told[2] == f"sommaire-{told[3]}" != "sommaire-1"
    assert f"loosfiches:{told[1]}" in made[told[2]]


def test_without_contents_the_rest_is_only_counted(collection: Collection) -> None:
    bare = replace(collection, classeur=collection.classeur.model_copy(update={"liminaires": ["garde"]}))
    assert re.search(r">et \d+ de plus, à partir de A-\d\d</p>", leaves(bare, rows(99), USUAL)["section-A"])


@pytest.mark.parametrize("paper", [USUAL, LARGE])
def test_each_document_is_listed_once_in_order_or_counted(paper: Paper) -> None:
    for count in range(1, 100):
        own = rows(count)
        shown = listing(own, "Dispositifs", INTRO, paper)
        assert [*(row for column in shown.columns for row in column), *shown.rest] == own
        assert len(shown.columns[0]) > 3 or count < 4


def test_few_documents_leave_room_for_the_heaps() -> None:
    few, some, many = (listing(rows(count, ["Café"]), "Dispositifs", "", USUAL) for count in (12, 30, 60))
    assert [(len(each.columns), each.drawn) for each in (few, some, many)] == [(1, True), (2, True), (2, False)]
    assert not many.rest
