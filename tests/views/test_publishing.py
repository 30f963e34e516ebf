"""A site built again: what changed is made anew, what did not is not even read, and the files are always the same."""

import os
import pickle
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from loosfiches.build.store import Store
from loosfiches.collection.project import Project
from loosfiches.diagnostics import Stop
from loosfiches.output.stage import Stage
from loosfiches.pictures.webp import Converter
from loosfiches.system import processes
from loosfiches.templates import Templates
from loosfiches.views.filters import FILTERS
from loosfiches.views.site.downloads import BARE, DownloadSources, Sheet
from loosfiches.views.site.publishing import Publisher
from tests.conftest import ROOT, TODAY, put, sheet
from tests.stopping import KILLED

Make = Callable[..., Project]
SHEETS = 6


@pytest.fixture
def town(project: Make, tmp_path: Path) -> Project:
    """Six sound drafts, the first of which leads to the second."""
    made = project("code: A-01\ntitre: Marche\nliens: {voir_aussi: [A-02]}")
    for number in range(2, SHEETS + 1):
        text = sheet(f"code: A-{number:02}\ntitre: Fiche numéro {number}\nliens: {{voir_aussi: [A-01]}}")
        put(tmp_path, f"fiches/dispositifs/A-{number:02}-essai.yaml", text)
    return made


def store(town: Project) -> Store:
    return Store(town.root / "build/cache")


def publisher(town: Project, stage: Stage, processes: int = 1, supply: DownloadSources = BARE) -> Publisher:
    ours = Templates(FILTERS, town.root / "templates")
    return Publisher(
        town, TODAY, ours, stage.folder, stage.put, store(town), "site", supply=supply, processes=processes
    )


class Build:
    """One build of a town's site, as `render` does it."""

    def __init__(self, town: Project, processes: int = 1, supply: DownloadSources = BARE) -> None:
        self.site = town.root / "build/site"
        with Stage(self.site) as stage:
            self.publisher = publisher(town, stage, processes, supply)
            self.published = self.publisher.publish()
            self.changed = stage.settle(self.published.facts)
            self.publisher.remember(self.published)

    @property
    def made(self) -> Mapping[str, bytes]:
        """The files that were made anew."""
        return {name: (self.site / name).read_bytes() for name in self.published.made}


def publish(town: Project, processes: int = 1, supply: DownloadSources = BARE) -> Mapping[str, bytes]:
    """Build and write; return the files that were made."""
    build = Build(town, processes, supply)
    assert build.published.errors == []
    return build.made


def edit(town: Project, code: str, old: str, new: str) -> None:
    (path,) = town.fiches.rglob(f"{code}-*.yaml")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_when_nothing_changed_in_our_own_classeur_no_page_is_made(tmp_path: Path) -> None:
    """Its sheets hold every kind of value."""
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    assert len(publish(Project(tmp_path))) > 100
    assert publish(Project(tmp_path)) == {}


def test_when_nothing_changed_no_sheet_is_read_and_no_page_made(town: Project) -> None:
    first = publish(town)
    again = Build(town)
    assert set(again.published.facts) == set(first)
    assert again.published.made == {}
    assert again.publisher._entries == {}


def test_an_edited_sheet_makes_its_own_page_only(town: Project) -> None:
    publish(town)
    edit(town, "A-03", "Fiche numéro 3", "Fiche numéro 3  # la troisième")
    own = {f"a-03/{name}" for name in ("index.html", "a-03.yaml", "a-03.json", "compare.js")}
    assert set(publish(town)) == own | {"catalogue.json", "catalogue.csv"}


def test_another_title_makes_every_page_that_says_it(town: Project) -> None:
    publish(town)
    edit(town, "A-02", "Fiche numéro 2", "Budget participatif")
    made = dict(publish(town))
    pages = {
        "index.html",
        "a/index.html",
        "a-01/index.html",
        "a-02/index.html",
        "a-03/index.html",
        "comparer/index.html",
    }
    data = {"a-02/a-02.yaml", "a-02/a-02.json", "a-02/compare.js", "cards-data.js", "catalogue.json", "catalogue.csv"}
    assert set(made) == pages | data | {"search-data.js"}
    assert b"participatif" in made.pop("search-data.js")
    assert all(b"Budget participatif" in content for content in made.values())


def test_another_picture_makes_the_page_that_shows_it_and_itself_only(town: Project) -> None:
    put(town.root, "fiches/images/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"/>')
    edit(town, "A-03", "titre:", "illustrations: [{fichier: images/plan.svg, alt: Un plan}]\ntitre:")
    publish(town)
    put(town.root, "fiches/images/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"/>')
    made = publish(town)
    assert set(made) == {"a-03/index.html", "images/plan.svg"}
    assert b'width="9"' in made["a-03/index.html"]


def test_a_pdf_printed_makes_the_page_that_offers_it_and_itself_only(town: Project) -> None:
    publish(town)
    (source,) = town.fiches.rglob("A-03-*.yaml")
    printed = put(town.root, "build/sheets/A-03.pdf", "%PDF-1.7")
    sheet = Sheet(printed, sha256(source.read_bytes()).hexdigest(), 1)
    made = publish(town, supply=DownloadSources({"A-03": sheet}, Converter()))
    assert set(made) == {"a-03/index.html", "a-03/a-03.pdf"}


def test_a_page_that_is_gone_or_was_touched_is_made_again(town: Project) -> None:
    first = publish(town)
    (town.root / "build/site/a-01/index.html").write_text("touched")
    (town.root / "build/site/site.css").unlink()
    assert publish(town) == {name: first[name] for name in ("a-01/index.html", "site.css")}


def test_a_changed_template_makes_all_pages(town: Project) -> None:
    publish(town)
    put(town.root, "templates/site/fiche.html", '{% extends "builtin/site/fiche.html" %}')
    assert {f"a-{number:02}/index.html" for number in range(1, SHEETS + 1)} <= set(publish(town))


@pytest.mark.parametrize("processes", [2, 3])
def test_processes_change_nothing(town: Project, processes: int) -> None:
    alone = publish(town)
    store(town).trim(limit=0)
    assert publish(town, processes) == alone


def test_processes_share_the_pages_of_a_site_that_is_gone_though_no_sheet_changed(town: Project) -> None:
    alone = publish(town)
    shutil.rmtree(town.root / "build/site")
    again = Build(town, processes=2)
    assert again.publisher._entries == {}  # what was read was read by the others
    assert again.made == alone


def test_where_a_process_is_killed(town: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone = publish(town)
    store(town).trim(limit=0)
    monkeypatch.setattr(processes, "CAN_FORK", False)
    monkeypatch.setenv("PYTHONPATH", str(put(tmp_path, "notes/sitecustomize.py", KILLED).parent))
    assert publish(town, processes=2) == alone


def test_errors_stop_the_build(town: Project) -> None:
    publish(town)
    edit(town, "A-03", "code: A-03", "code: A-02")
    published = Build(town).published
    assert {each.code for each in published.errors} == {"LF201"}
    assert published.facts == {}


def test_a_piece_that_went_away_is_missed_though_its_sheet_did_not_change(town: Project) -> None:
    plan = put(town.root, "fiches/documents/plan.odt", "plan")
    edit(town, "A-03", "titre:", "documents: [{titre: Plan, fichier: documents/plan.odt}]\ntitre:")
    publish(town)
    plan.unlink()
    assert {each.code for each in Build(town).published.errors} == {"LF310"}
    put(town.root, "fiches/documents/plan.odt", "plan")
    assert Build(town).published.errors == []


def test_what_another_build_wrote_meanwhile_is_not_taken_for_ours(town: Project) -> None:
    publish(town)
    edit(town, "A-03", "Fiche numéro 3", "Fiche numéro trois")
    with Stage(town.root / "build/site") as stage:
        slow = publisher(town, stage)
        published = slow.publish()
        stage.settle(published.facts)
        edit(town, "A-03", "Fiche numéro trois", "Un autre titre")
        publish(town)
        slow.remember(published)
    edit(town, "A-03", "Un autre titre", "Fiche numéro trois")
    publish(town)
    assert "Fiche numéro trois" in (town.root / "build/site/a-03/index.html").read_text()


def test_a_sheet_that_changed_since_it_was_looked_at_stops_the_build(town: Project) -> None:
    publish(town)
    with Stage(town.root / "build/site") as stage:
        each = publisher(town, stage)
        name = "fiches/dispositifs/A-03-essai.yaml"
        digest = each.survey.known[name].digest
        edit(town, "A-03", "Fiche numéro 3", "Un autre titre")
        with pytest.raises(Stop, match="A-03"):
            each._entry(name, digest)


def test_a_part_of_a_template_makes_the_pages_that_take_it_in(town: Project) -> None:
    put(
        town.root,
        "templates/site/fiche.html",
        '{% extends "builtin/site/fiche.html" %}{% block law %}{% include "mine/x.html" %}{% endblock %}',
    )
    put(town.root, "templates/mine/x.html", "un")
    publish(town)
    put(town.root, "templates/mine/x.html", "deux")
    assert b"deux" in publish(town)["a-01/index.html"]


def test_a_memory_names_no_class_that_our_modules_import(town: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """`loosfiches.collection.project` with the name `os.mkdir`, called with ("bomb",), as protocol 4 writes it."""
    monkeypatch.chdir(town.root)
    publish(town)
    module, name = (bytes([0x8C, len(each)]) + each for each in (b"loosfiches.collection.project", b"os.mkdir"))
    poison = b"\x80\x04" + module + name + b"\x93" + b"\x8c\x04bomb\x85R."
    store(town).put("site", poison)
    publish(town)
    assert not (town.root / "bomb").exists()


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch bomb",)


@pytest.mark.parametrize("kept", [b"", b"nonsense", pickle.dumps(_Bomb()), pickle.dumps({"basis": ""})])
def test_what_is_no_memory_of_ours_is_neither_run_nor_believed(
    town: Project, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town.root)
    first = publish(town)
    store(town).put("site", kept)
    (town.root / "build/site/index.html").unlink()
    assert publish(town)["index.html"] == first["index.html"]
    assert not (town.root / "bomb").exists()
