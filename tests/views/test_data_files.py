"""What programs, spreadsheets, feed readers and search engines are given of a site."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from loosfiches.build.store import Store
from loosfiches.collection.project import Project
from loosfiches.templates import Templates
from loosfiches.views.filters import FILTERS
from loosfiches.views.site.publishing import Publisher
from tests.conftest import ROOT, TODAY
from tests.views.test_site import CLASSEUR, FICHE, RECIT, Files, built, collection, fiche, text

BASE = "https://fiches.loos.example"
ON_WEB = CLASSEUR + f"url_base: {BASE}\n"
HISTORY = """
historique:
  - {version: 1, date: 2026-01-05, changement: creation, motif: Premiers pas}
  - {version: 2, date: 2026-06-01, changement: refonte, motif: "Tout *relu* & <repris>"}
"""
GONE = fiche(
    "A-02",
    "remplacee_par: A-01",
    "objectifs: [PARTI]",
    "historique:",
    "  - {version: 1, date: 2020-01-05, changement: creation, motif: PARTI}",
    "  - {version: 2, date: 2026-07-01, changement: retrait, motif: Plus personne}",
    title="Ancienne",
    state="retiree",
)
ATOM = "{http://www.w3.org/2005/Atom}"


def data(files: Files, name: str) -> Any:
    return json.loads(files[name])


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Our own site, with the digests of its sheets."""
    folder = tmp_path_factory.mktemp("ours")
    made: dict[str, bytes] = {}
    Publisher(
        Project(ROOT), TODAY, Templates(FILTERS), folder, made.__setitem__, Store(folder / "cache"), "site", processes=1
    ).publish()
    return made


# The catalogue


def test_the_catalogue_and_each_document_are_what_the_schema_says(ours: Files) -> None:
    schema = data(ours, "catalogue.schema.json")
    catalogue = data(ours, "catalogue.json")
    validator(schema).validate(catalogue)
    one = validator(
        {**schema, "$ref": "#/$defs/document", "properties": {}, "required": [], "additionalProperties": True}
    )
    for row in catalogue["documents"]:
        one.validate(data(ours, row["json"]))
    with pytest.raises(ValidationError):
        validator(schema).validate({**catalogue, "documents": [{**catalogue["documents"][0], "titer": "x"}]})
    with pytest.raises(ValidationError):
        one.validate({**data(ours, "a-01/a-01.json"), "etat": "perdu"})


def test_the_catalogue_names_every_document_and_files_that_exist(ours: Files) -> None:
    rows = data(ours, "catalogue.json")["documents"]
    pages = [name for name in ours if re.fullmatch(r"[a-z]-\d+/index.html", name)]
    assert [row["page"] for row in rows] == pages and len(pages) > 20
    for row in rows:
        assert row["json"] in ours
        own = data(ours, row["json"])
        folder = row["json"].partition("/")[0]
        assert [normpath(join(folder, own[name])) for name in ("page", "json")] == [row["page"], row["json"]]
        assert normpath(join(folder, own["$schema"].partition("#")[0])) == "catalogue.schema.json"
    (sheet,) = (ROOT / "fiches").rglob("A-01-*.yaml")
    assert next(row for row in rows if row["code"] == "A-01")["sha256"] == sha256(sheet.read_bytes()).hexdigest()


def test_a_row_says_keys_words_numbers_and_links(tmp_path: Path) -> None:
    sheet = FICHE + (
        "nature: outil\nniveau: [consultation, co_construction]\nduree: 1 h 30 à 2 h\nparticipants: 20 et plus\n"
        "liens: {voir_aussi: [A-02, A-09], avant: [A-03]}\n"
    )
    files = built(
        collection(tmp_path, sheet, RECIT, fiche("A-02"), fiche("A-03"), classeur=ON_WEB + "licence: etalab-2.0\n")
    )
    row = data(files, "catalogue.json")["documents"][0]
    assert row["nature"] == {"cle": "outil", "titre": "Outil"}
    assert [each["titre"] for each in row["niveau"]] == ["Consultation", "Co-construction"]
    assert row["duree"] == {"texte": "1 h 30 à 2 h", "min": 90, "max": 120, "unite": "minutes"}
    assert row["participants"]["max"] is None
    assert row["liens"] == {"voir_aussi": ["A-02"], "avant": ["A-03"]}
    assert row["venant_de"] == {"raconte": ["R-01"]}
    assert (row["url"], row["licence"], row["langue"]) == (f"{BASE}/a-01/", "etalab-2.0", "fr-FR")


def test_without_an_address_nothing_pretends_to_one(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE + HISTORY))
    assert "url" not in data(files, "catalogue.json")["documents"][0]
    assert "$id" not in data(files, "catalogue.schema.json")
    assert not {"atom.xml", "sitemap.xml", "robots.txt"} & set(files)
    assert "atom.xml" not in text(files, "index.html") + text(files, "licence/index.html")


def test_the_json_of_a_document_is_what_it_says_in_public_and_leads_to_known_documents_only(tmp_path: Path) -> None:
    sheet = FICHE + (
        "interne: CANARI\nici: {statut: actif, texte: Ici}\npromesse: Comme [en face](A-02) et [là](A-09).\n"
        "points_forts:\nliens: {voir_aussi: [A-09, A-02], avant: [A-08]}\n"
    )
    files = built(collection(tmp_path, sheet, fiche("A-02"), fiche("A-09", "diffusion: interne")))
    said = data(files, "a-01/a-01.json")["document"]
    assert said["ici"] == {"statut": "actif", "texte": "Ici"} and said["objectifs"] == ["Se parler"]
    assert said["promesse"] == "Comme [en face](A-02) et là."
    assert said["liens"] == {"voir_aussi": ["A-02"]}
    assert not {"interne", "points_forts"} & set(said)


def test_the_digest_of_a_sheet_with_a_private_note_is_that_of_its_public_text(tmp_path: Path) -> None:
    made = collection(tmp_path, FICHE + "interne: CANARI\n")
    publisher = Publisher(
        made.project,
        TODAY,
        Templates(FILTERS),
        tmp_path,
        lambda *_: None,
        Store(tmp_path / "cache"),
        "site",
        processes=1,
    )
    publisher.publish()
    whole = sha256((tmp_path / "fiches" / "0.yaml").read_bytes()).hexdigest()
    (own,) = (summary for _, summary in publisher.look(["fiches/0.yaml"]).values())
    assert own and own.digest == whole
    assert own.public == sha256(FICHE.encode()).hexdigest()


# The table


def rows(files: Files) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files["catalogue.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_spreadsheet_opens_the_table_and_runs_nothing_of_it(tmp_path: Path) -> None:
    runs = ('=HYPERLINK("https://a.example")', "+1", "-1", "@SUM(A1)")
    sheets = [fiche(f"A-0{number}").replace("Un essai.", f"'{attack}'") for number, attack in enumerate(runs, 1)]
    files = built(
        collection(tmp_path, *sheets, fiche("A-09", "niveau: [information, consultation]", title="L’été ; à deux"))
    )
    assert files["catalogue.csv"].startswith(b"\xef\xbb\xbfcode;titre;")
    head, *lines = rows(files)
    assert {len(line) for line in lines} == {len(head)}
    assert [line[head.index("resume")] for line in lines[:4]] == [f"'{attack}" for attack in runs]
    assert not [cell for line in lines for cell in line if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert lines[4][:2] == ["A-09", "L’été ; à deux"]
    assert lines[4][head.index("niveau")] == "information consultation"


def test_where_english_is_read_commas_stand_between_columns(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE, classeur=CLASSEUR + "langue: en\n"))
    assert files["catalogue.csv"].decode("utf-8-sig").startswith("code,titre,")


def test_data_tell_of_documents_withdrawn_and_not_of_their_texts(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE + HISTORY, GONE, classeur=ON_WEB))
    assert data(files, "catalogue.json")["retires"] == [{
        "code": "A-02", "kind": "fiche", "titre": "Ancienne", "date": "2026-07-01", "remplacee_par": "A-01",
        "page": "a-02/index.html", "url": f"{BASE}/a-02/",
    }]  # fmt: skip
    assert rows(files)[-1][:5] == ["A-02", "Ancienne", "fiche", "A", "retiree"]
    (told,) = (each for each in entries(files) if "A-02" in each["title"])
    assert told["title"] == "A-02 Ancienne, retirée, version 2" and told["summary"] == "Plus personne"
    assert not [name for name, content in files.items() if b"PARTI" in content and not name.startswith("vendor/")]


# The feed


def entries(files: Files) -> list[dict[str, str]]:
    feed = ElementTree.fromstring(files["atom.xml"])
    return [
        {part.tag.removeprefix(ATOM): part.get("href") or part.text or "" for part in entry}
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_the_feed_has_an_entry_for_each_version_the_newest_first(tmp_path: Path) -> None:
    other = fiche("A-02", "historique: [{version: 1, date: 2026-03-01, changement: creation, motif: Autre}]")
    files = built(collection(tmp_path, FICHE + HISTORY, other, classeur=ON_WEB))
    told = entries(files)
    assert [each["id"] for each in told] == [
        "tag:fiches.loos.example,2026-06-01:A-01/2",
        "tag:fiches.loos.example,2026-03-01:A-02/1",
        "tag:fiches.loos.example,2026-01-05:A-01/1",
    ]
    assert told[0]["summary"] == "Tout relu & <repris>" and told[0]["link"] == f"{BASE}/a-01/"
    feed = ElementTree.fromstring(files["atom.xml"])
    assert feed.findtext(f"{ATOM}updated") == told[0]["updated"] == "2026-06-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}id") == f"{BASE}/" and feed.findtext(f"{ATOM}author/{ATOM}name")
    assert 'href="../atom.xml"' in text(files, "a-01/index.html")


def test_a_new_version_leaves_the_entries_of_the_former_ones_as_they_were(tmp_path: Path) -> None:
    before = entries(built(collection(tmp_path, FICHE + HISTORY, classeur=ON_WEB)))
    longer = HISTORY + "  - {version: 3, date: 2026-09-01, changement: correction, motif: Une faute}\n"
    after = entries(built(collection(tmp_path, FICHE + longer, classeur=ON_WEB)))
    assert after[1:] == before and len(after) == 3


# The lists of pages


def test_the_site_map_lists_the_pages_and_nothing_else(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE + HISTORY, RECIT, GONE, classeur=ON_WEB))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    places = [each.text or "" for each in ElementTree.fromstring(files["sitemap.xml"]).iter(f"{space}loc")]
    pages = {name for name in files if name.endswith(".html")} - {"404.html", "a-02/index.html"}
    assert sorted(places) == sorted(f"{BASE}/{name.removesuffix('index.html')}" for name in pages)
    assert f"<loc>{BASE}/a-01/</loc><lastmod>2026-06-01</lastmod>" in text(files, "sitemap.xml")
    assert f"Sitemap: {BASE}/sitemap.xml" in text(files, "robots.txt")
    canonical = {name: f'<link rel="canonical" href="{BASE}/{name.removesuffix("index.html")}">' for name in pages}
    assert [name for name, line in canonical.items() if line not in text(files, name)] == []


def test_robots_are_told_nothing_below_the_root_of_a_server(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE, classeur=CLASSEUR + f"url_base: {BASE}/fiches\n"))
    assert "robots.txt" not in files and f"<loc>{BASE}/fiches/a-01/</loc>" in text(files, "sitemap.xml")


# schema.org


class _Scripts(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
            self._inside = False


def linked(files: Files) -> Iterator[tuple[str, Any]]:
    for name in files:
        if name.endswith(".html"):
            yield from ((name, json.loads(each)) for each in _Scripts(text(files, name)).found)


def test_pages_say_what_they_are_in_the_words_of_schema_org(tmp_path: Path) -> None:
    attack = "</script><script>alert(1)</script><!--"
    sheet = (
        FICHE.replace("On parle, on note.", f"'{attack}'") + "etapes: [{titre: Accueillir}]\nduree: 1 h 30\n" + HISTORY
    )
    told = dict(linked(built(collection(tmp_path, sheet, RECIT, fiche("A-02"), classeur=ON_WEB))))
    page = told["a-01/index.html"]
    assert page["@type"] == "HowTo" and page["step"][0]["name"] == "Accueillir" and page["totalTime"] == "PT1H30M"
    assert page["description"] == attack and page["url"] == f"{BASE}/a-01/" and page["dateModified"] == "2026-06-01"
    assert told["a-02/index.html"]["@type"] == "CreativeWork" and told["r-01/index.html"]["@type"] == "Article"
    assert told["index.html"]["name"] == "Classeur de Loos"
