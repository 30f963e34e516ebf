"""The site: what a reader, an author and the people told of would miss. Projects are small and real, on disk."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

from loosfiches.cli.render import MANIFEST, render
from loosfiches.collection import Collection, load
from loosfiches.collection.project import Project
from loosfiches.model.colours import NAMED, contrast
from loosfiches.templates import Templates
from loosfiches.views import attachments
from loosfiches.views.filters import FILTERS
from loosfiches.views.page import Place, published
from loosfiches.views.site import colours
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.site import Site
from loosfiches.views.site.summary import summary
from tests.conftest import TODAY

OURS = Path(__file__).parents[2] / "fiches"
Files = Mapping[str, bytes]

CLASSEUR = """
schema: classeur/1
titre: Classeur de Loos
mention: Document non officiel
collectivite: {nom: Loos}
sections:
  - {lettre: A, titre: Dispositifs, couleur: brique}
  - {lettre: R, titre: Récits, couleur: "#ffee00"}
"""
FICHE = """
schema: fiche/1
code: A-01
titre: Café citoyen
resume: On parle, on note.
etat: en_vigueur
objectifs: [Se parler]
"""
RECIT = """
schema: recit/1
code: R-01
titre: Le banc
resume: Un banc, puis deux.
etat: en_vigueur
declic: Personne ne s’asseyait.
raconte: [A-01]
consentement: {statut: obtenu}
"""


def fiche(code: str, *lines: str, title: str = "Autre fiche", state: str = "en_vigueur") -> str:
    head = ["schema: fiche/1", f"code: {code}", f"titre: {title}", "resume: Un essai.", f"etat: {state}"]
    return "\n".join([*head, *lines])


def collection(folder: Path, *sheets: str, classeur: str = CLASSEUR) -> Collection:
    fiches = folder / "fiches"
    fiches.mkdir(exist_ok=True)
    (fiches / "classeur.yaml").write_text(classeur)
    for number, sheet in enumerate(sheets):
        (fiches / f"{number}.yaml").write_text(sheet)
    return load(Project(folder), TODAY)


def built(known: Collection, in_force: bool = False) -> Files:
    """The site of a collection, whatever is wrong in it."""
    summaries = {entry.file: summary(entry, sha256(entry.source.text.encode()).hexdigest()) for entry in known.entries}
    site = Site(Contents(known.register, summaries, in_force), Templates(FILTERS, known.project.root / "templates"))
    return made(site, known)


def made(site: Site, known: Collection) -> Files:
    """Every file of a site."""
    entries = {each.file: each for each in known.entries}
    return {each.name: each.make(entries[each.file]) if each.file else each.make() for each in site.outputs()}


def text(files: Files, name: str) -> str:
    return files[name].decode()


class Tags(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags(files: Files) -> Iterator[tuple[str, str, dict[str, str]]]:
    for name, content in files.items():
        if name.endswith(".html"):
            yield from ((name, tag, attributes) for tag, attributes in Tags(content.decode()).found)


def addresses(files: Files) -> Iterator[tuple[str, str, str]]:
    """Yield page, tag and each address that the page names."""
    for page, tag, attributes in tags(files):
        for attribute in ("href", "src"):
            if attribute in attributes:
                yield page, tag, attributes[attribute]


@pytest.fixture(scope="module")
def ours() -> Files:
    return built(load(Project(OURS.parent), TODAY))


# Links


def test_every_link_inside_the_site_names_a_file_and_a_place_that_exist(ours: Files) -> None:
    ids: dict[str, set[str | None]] = {page: set() for page in ours}
    for page, _, attributes in tags(ours):
        ids[page].add(attributes.get("id"))
    inside = [each for each in addresses(ours) if not urlsplit(each[2]).scheme]
    assert len(inside) > 200
    for page, _, address in inside:
        asked, _, anchor = address.partition("#")
        path = asked.partition("?")[0]
        target = normpath(PurePosixPath(page).parent / unquote(path)) if path else page
        if page == "404.html":  # a server answers it at any depth
            assert address.startswith(("/", "#")), address
            target = target.removeprefix("/")
        assert not target.startswith("/") and target in ours, (page, address)
        assert not anchor or anchor in ids[target], (page, address)


def test_addresses_elsewhere_stand_in_links_only_and_are_safe(ours: Files) -> None:
    outside = [(tag, address) for _, tag, address in addresses(ours) if urlsplit(address).scheme]
    assert {tag for tag, _ in outside} == {"a"}
    assert {urlsplit(address).scheme for _, address in outside} <= {"http", "https", "mailto"}
    assert not re.search(rb"url\(['\"]?(?!fonts/)|@import", ours["site.css"])


def test_documents_are_linked_both_ways(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE, RECIT, fiche("A-02", "liens: {avant: [A-01]}")))
    assert 'href="../a-01/index.html"' in text(files, "r-01/index.html")
    assert 'href="../r-01/index.html"' in text(files, "a-01/index.html")
    assert 'href="../a-02/index.html"' in text(files, "a-01/index.html")


def test_of_all_links_only_the_canonical_address_uses_url_base(tmp_path: Path) -> None:
    classeur = CLASSEUR + "url_base: https://fiches.loos.example/\n"
    files = built(collection(tmp_path, FICHE, classeur=classeur))
    for page, place in (("index.html", ""), ("a/index.html", "a/"), ("a-01/index.html", "a-01/")):
        absolute = [each for name, _, each in addresses(files) if name == page and "fiches.loos.example" in each]
        assert absolute == [f"https://fiches.loos.example/{place}"]
        assert f'<link rel="canonical" href="https://fiches.loos.example/{place}">' in text(files, page)


# What is published


def test_what_is_not_for_the_public_is_in_no_byte(tmp_path: Path) -> None:
    (tmp_path / "fiches" / "images").mkdir(parents=True)
    (tmp_path / "fiches" / "images" / "canari.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    hidden = "interne: CANARI\nillustrations: [{fichier: images/canari.svg, alt: CANARI}]\nsources: [{titre: CANARI}]"
    told = "historique: [{version: 2, date: 2026-11-23, changement: retrait, motif: CANARI}]"
    waiting = RECIT.replace("obtenu", "en_attente").replace("Le banc", "CANARI").replace("R-01", "R-02")
    paper = RECIT.replace("statut: obtenu", "statut: obtenu, supports: [papier]").replace("R-01", "R-03")
    files = built(
        collection(
            tmp_path,
            FICHE + "interne: CANARI\nliens: {voir_aussi: [A-03, R-02, R-03]}\npromesse: Comme [en](A-03).\n",
            fiche("A-02", "liens: {avant: [A-01]}", "diffusion: restreinte", told, title="CANARI"),
            fiche("A-03", hidden, "diffusion: interne", title="CANARI"),
            fiche("A-04", "diffusion: interne", told, title="CANARI", state="retiree"),
            waiting + told,
            paper.replace("Le banc", "CANARI"),
            paper.replace("R-03", "R-04").replace("papier", "papier, site"),
            classeur=CLASSEUR + "url_base: https://fiches.loos.example\n",
        )
    )
    assert {"catalogue.json", "catalogue.csv", "a-01/a-01.json", "sitemap.xml"} <= set(files)
    assert not [name for name, content in files.items() if b"canari" in content.lower() or "canari" in name]
    assert not [name for name in files for code in ("a-02", "a-03", "a-04", "r-02", "r-03") if name.startswith(code)]
    # A source is given as its authors wrote it: it may name a document that is not for the public.
    pages = {name: content for name, content in files.items() if not name.endswith(".yaml")}
    assert not [name for name, content in pages.items() if re.search(rb"A-0[234]|R-0[23]", content)]
    assert "r-04/index.html" in files


def test_a_withdrawn_document_is_listed_with_its_heir_and_has_no_text(tmp_path: Path) -> None:
    gone = fiche("A-02", "remplacee_par: A-01", "objectifs: [ENVOLES]", title="Ancienne", state="retiree")
    files = built(collection(tmp_path, FICHE, gone))
    page = text(files, "a/index.html")
    assert "A-02" in page and "Ancienne" in page and 'href="../a-01/index.html"' in page.partition("Ancienne")[2]
    assert not [name for name, content in files.items() if b"ENVOLES" in content or b"envoles" in content]


def test_drafts_say_so_and_are_left_out_in_force(tmp_path: Path) -> None:
    known = collection(tmp_path, FICHE, fiche("A-02", state="brouillon"), fiche("A-03", state="en_relecture"))
    files = built(known)
    assert all("brouillon" in text(files, page) for page in ("index.html", "a/index.html", "a-02/index.html"))
    assert "brouillon" not in text(files, "a-01/index.html")
    only = built(known, in_force=True)
    assert "a-01/index.html" in only and not {"a-02/index.html", "a-03/index.html"} & set(only)
    assert b"A-02" not in only["a/index.html"]


FULL = """
nature: dispositif
phases: [imaginer]
niveau: [consultation]
quand_utiliser: [m-utiliser]
quand_eviter: [m-eviter]
publics: [jeunes]
acces: libre
mobilisation: m-mobilisation
participants: 20 à 100
preparation: 3 à 5 semaines
duree: 1 h 30 à 2 h
temps_agents: 3 à 4 jours
cout: 0 à 300 €
modalite: hybride
difficulte: exigeante
roles: [{role: m-role, mission: m-mission}]
materiel: [m-materiel]
documents: [{fichier: modeles/convention.odt, titre: m-piece}]
origine: {type: adaptee, sources: [village], note: m-origine}
etapes:
  - {titre: m-apres, quand: apres}
  - {titre: m-avant, quand: avant, duree: 15 min, qui: m-qui, resultat: m-resultat, source: village}
  - {titre: m-pendant, texte: m-texte}
variantes: [m-variante]
cadre_juridique: [{reference: m-droit, pays: m-pays}]
initiative: habitants
realisation: partagee
marges_de_manoeuvre: m-marges
promesse: m-promesse
restitution: m-restitution
points_forts: [m-fort]
limites: [m-limite]
points_de_vigilance: [m-vigilance]
postures: {elus: m-elus, agents: m-agents, habitants: m-habitants}
evaluation: [m-evaluation]
lecons: [m-lecon]
falc: {texte: m-falc}
ici:
  statut: suspendu
  depuis: {date: 2001~, note: m-note}
  texte: "m-ici [@village]"
  contact: {service: m-service, courriel: a@b.fr, telephone: "03"}
  actes: [{titre: m-acte, date: 2019}]
  chiffres: [{valeur: m-valeur, libelle: m-libelle, date: 2012, source: village}]
  mises_en_oeuvre: [{date: 2011-12-06, sujet: m-sujet, lieu: m-lieu, absents: m-absents, suites: en_partie, lecon: m-su}]
sources: [{id: village, titre: m-source, auteur: m-auteur, annee: 2012, fiabilite: faible}]
auteurs: [m-redaction]
adapte_de: {collectivite: m-origine-ville, code: Z-09}
tenue_par: {service: m-tenue, fonction: m-fonction}
revoir_avant: 2028-11
historique: [{version: 3, date: 2026-11-23, changement: refonte, motif: m-motif, valide_par: m-valide}]
"""


def test_all_that_a_fiche_says_is_on_its_page(tmp_path: Path) -> None:
    page = text(built(collection(tmp_path, FICHE + FULL)), "a-01/index.html")
    body = page.partition("<main")[2]
    missing = [word for word in set(re.findall(r"\bm-[a-z-]+", FULL)) if word not in body]
    assert missing == []
    facts = ("20 à 100", "3 à 5 semaines", "0 à 300 €", "Exigeante", "Jeunes", "Imaginer", "décembre 2011", "suspendu")
    assert [word for word in facts if word not in body.replace("\u00a0", " ")] == []
    order = re.findall(r'<h[234] id="([a-z]+)"', body)
    assert order == [
        *("faits", "niveau", "falc", "objectifs", "quand", "mobilisation", "contrat", "roles", "materiel", "documents"),
        *("etapes", "avant", "pendant", "apres", "vigilance", "jugement", "variantes", "postures", "evaluation"),
        *("lecons", "droit", "ici", "sources", "historique"),
    ]
    assert 'id="source-1"' in body and body.count('href="#source-1"') >= 4
    assert body.index("m-avant") < body.index("m-pendant") < body.index("m-apres")


def _png(width: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, 1)).save(made, "PNG")
    return made.getvalue()


def test_files_named_by_documents_go_along_when_they_are_plain_files_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(_png(20))
    fiches = tmp_path / "fiches"
    (fiches / "images").mkdir(parents=True)
    (fiches / "modeles").mkdir()
    (fiches / "images" / "plan à 2.png").write_bytes(_png(1))
    (fiches / "images" / "lien.png").symlink_to(tmp_path / "secret.png")
    (fiches / "images" / "mauvais.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    (fiches / "modeles" / "convention.odt").write_bytes(b"ODT")
    (fiches / "modeles" / "page.html").write_text("<script>alert(1)</script>")
    pictures = "".join(
        f"  - {{fichier: images/{name}, alt: Vu}}\n" for name in ("plan à 2.png", "lien.png", "mauvais.svg")
    )
    pieces = "".join(f"  - {{fichier: modeles/{name}, titre: T}}\n" for name in ("convention.odt", "page.html"))
    known = collection(tmp_path, FICHE + "illustrations:\n" + pictures + "documents:\n" + pieces)
    files = built(known)
    assert {name for name in files if name.startswith(("images/", "fichiers/"))} == {
        "images/plan à 2.png.webp", "fichiers/modeles/convention.odt",
    }  # fmt: skip
    assert 'src="../images/plan%20%C3%A0%202.png.webp"' in text(files, "a-01/index.html")
    assert [each.details["text"].partition(":")[0] for each in attachments.refused(known.project, attachments.announced(published(known, "site")))] == [
        "images/lien.png", "images/mauvais.svg",
    ]  # fmt: skip


def test_the_glossary_and_the_english_page_exist_when_there_is_something_in_them(tmp_path: Path) -> None:
    known = collection(tmp_path, FICHE, RECIT)
    assert not {"glossaire/index.html", "en/index.html"} & set(built(known))
    english = FICHE + "traductions: {en: {titre: Citizens café, resume: People talk.}}\n"
    (tmp_path / "fiches" / "glossaire.yaml").write_text(
        "schema: glossaire/1\ntermes: [{terme: Étang, definition: Eau.}, {terme: Terril, definition: Mine.}]"
    )
    files = built(collection(tmp_path, english, RECIT))
    page = text(files, "en/index.html")
    assert '<html lang="en">' in page and "Citizens café" in page and "People talk." in page and "R-01" not in page
    assert 'hreflang="fr-FR"' in page
    assert 'href="../glossaire/index.html"' in text(files, "a-01/index.html")
    assert text(files, "glossaire/index.html").index("Étang") < text(files, "glossaire/index.html").index("Terril")


def test_sections_say_in_english_what_they_hold(tmp_path: Path) -> None:
    classeur = CLASSEUR.replace(
        "{lettre: A,", "{lettre: A, traductions: {en: {titre: Practices, intro: What the town does.}},"
    )
    english = FICHE + "traductions: {en: {titre: Citizens café, resume: People talk.}}\n"
    page = text(built(collection(tmp_path, english, classeur=classeur)), "en/index.html")
    assert page.index("A · Practices") < page.index("What the town does.") < page.index("Citizens café")


def test_a_picture_stands_with_what_it_goes_with_else_at_the_end(tmp_path: Path) -> None:
    pictures = "".join(
        f"  - fichier: images/{name}.svg\n    alt: Dessin {name}.\n{place}"
        for name, place in {"un": "    place: materiel\n", "deux": "", "trois": "    place: chemin\n"}.items()
    )
    sheet = FICHE + "materiel: [Chaises]\npoints_de_vigilance: [Le bruit]\nillustrations:\n" + pictures
    page = text(built(collection(tmp_path, sheet)), "a-01/index.html")
    places = [page.index(f"Dessin {name}.") for name in ("un", "deux", "trois")]
    assert page.index('id="materiel"') < places[0] < page.index('id="vigilance"')
    assert page.index('id="illustrations"') < places[1] < places[2]


# Hostile and foreign


def test_what_authors_write_is_text_never_markup(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    classeur = CLASSEUR.replace("Document non officiel", f"'{attack}'").replace(
        "titre: Dispositifs", f"titre: '{attack}'"
    )
    sheet = fiche(
        "A-01",
        *("objectifs:", f"  - '{attack}'", "  - '[pris](javascript:alert(1))'", "  - '[vu](data:text/html,x)'"),
        "  - '![x](https://mouchard.example/x.png)'",
        f"sources: [{{titre: '{attack}', url: \"https://a.fr/'><script>\"}}]",
        title=f"'{attack}'",
    )
    files = built(collection(tmp_path, sheet, classeur=classeur))
    assert "&lt;script&gt;" in text(files, "a-01/index.html")
    assert not {"iframe", "img"} & {tag for _, tag, _ in tags(files)}
    scripts = [each for _, tag, each in tags(files) if tag == "script"]
    assert all(each.get("src", "").endswith(".js") or each == {"type": "application/ld+json"} for each in scripts)
    assert {urlsplit(address).scheme for _, _, address in addresses(files)} <= {"", "https"}


@pytest.mark.parametrize(
    ("sign", "written"), [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")]
)
def test_each_sign_of_markup_is_written_as_a_sign(tmp_path: Path, sign: str, written: str) -> None:
    url = f"https://a.fr/?a=1{sign}b"
    quoted = "'" + url.replace("'", "''") + "'"
    files = built(collection(tmp_path, fiche("A-01", f"sources: [{{titre: Guide, url: {quoted}}}]")))
    assert f'href="https://a.fr/?a=1{written}b"' in text(files, "a-01/index.html")
    assert url in {address for _, _, address in addresses(files)}


def test_a_document_of_another_language_says_so_where_it_is_named(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE + "langue: en\n", fiche("A-02", "liens: {avant: [A-01]}")))
    assert '<html lang="en">' in text(files, "a-01/index.html")
    assert '<span lang="en">Café citoyen</span>' in text(files, "a-02/index.html")
    assert '<span lang="fr-FR">Autre fiche</span>' in text(files, "a-01/index.html")


# The page as a page


def test_pages_have_what_readers_of_all_kinds_lean_on(ours: Files) -> None:
    for name in (name for name in ours if name.endswith(".html")):
        found = Tags(text(ours, name)).found
        names = [tag for tag, _ in found]
        assert names.count("h1") == names.count("main") == names.count("title") == 1, name
        levels = [int(tag[1]) for tag in names if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels)), name
        ids = [each["id"] for _, each in found if "id" in each]
        assert len(ids) == len(set(ids)), name
        assert all("alt" in each for tag, each in found if tag == "img"), name
        first = next(each for tag, each in found if tag == "a")
        assert first["href"] == "#contenu" and "contenu" in ids, name
        assert all(each.get("aria-label") for tag, each in found if tag == "nav"), name


def test_pages_hold_to_their_policy(ours: Files) -> None:
    for page, tag, attributes in tags(ours):
        assert tag not in {"style", "iframe"}, page
        data = attributes == {"type": "application/ld+json"}  # which nothing runs
        assert tag != "script" or data or {"src", "defer"} == set(attributes), page
        assert tag != "form" or not {"action", "method"} & set(attributes), page
        assert not any(name == "style" or name.startswith("on") for name in attributes), page
    assert all(b"default-src 'self'" in content for name, content in ours.items() if name.endswith(".html"))


def test_the_mention_stands_on_every_page(ours: Files) -> None:
    pages = [content.decode() for name, content in ours.items() if name.endswith(".html")]
    assert all("document non officiel" in page for page in pages)


@pytest.mark.parametrize("ink", [*NAMED.values(), "#000000", "#ffffff", "#ffee00", "#808080", "#0000ff"])
def test_any_section_colour_can_be_read_by_day_and_by_night(ink: str) -> None:
    assert contrast(colours.light(ink), "#ffffff") >= 4.5
    assert all(contrast(colours.dark(ink), ground) >= 4.5 for ground in colours.DARK)
    assert colours.light(NAMED["brique"]) == NAMED["brique"]


def test_the_dark_grounds_are_those_of_the_style_sheet(ours: Files) -> None:
    css = text(ours, "site.css")
    assert all(f": {ground};" in css for ground in colours.DARK)
    assert colours.lines([Place("A", "", "#751c10", "", 0)]).count('[data-section="A"]') == 2
    assert '[data-section="R"]' in css


# Templates of the project


def test_a_project_changes_one_block_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "site"
    own.mkdir(parents=True)
    (own / "fiche.html").write_text(
        '{% extends "builtin/site/fiche.html" %}{% block aims %}{{ super() }}<p>Chez nous</p>{% endblock %}'
    )
    (own / "site.css").write_text('{% extends "builtin/site/site.css" %}{% block own %}h1 { color: red }{% endblock %}')
    files = built(collection(tmp_path, FICHE, RECIT))
    page = text(files, "a-01/index.html")
    assert "Se parler" in page and "<p>Chez nous</p>" in page and 'class="sol"' in page
    assert "Chez nous" not in text(files, "r-01/index.html")
    assert "h1 { color: red }" in text(files, "site.css") and "--encre" in text(files, "site.css")


# The command


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> Path:
    monkeypatch.setenv("LOOSFICHES_CACHE_DIR", str(pytestconfig.cache.mkdir("loosfiches-site")))
    shutil.copytree(OURS, tmp_path / "fiches")
    return tmp_path


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_a_second_build_touches_nothing(town: Path) -> None:
    assert render(folder=town) == 0
    first = snapshot(town / "build" / "site")
    assert {"index.html", "site.css", "fonts/LoosfichesSans-Regular.woff2", MANIFEST} <= set(first)
    assert render(folder=town) == 0
    assert snapshot(town / "build" / "site") == first


def test_only_files_of_a_former_build_are_removed(town: Path) -> None:
    output = town / "out"
    render(output=output, folder=town)
    (output / "a-01" / "notes.txt").write_text("à moi")
    (output / "CNAME").write_text("à moi")
    manifest = json.loads((output / MANIFEST).read_text())
    (town / "dehors.txt").write_text("à moi")
    manifest["files"] += ["../dehors.txt", "CNAME/x", "a-02/../../dehors.txt"]
    (output / MANIFEST).write_text(json.dumps(manifest))
    for sheet in (town / "fiches").rglob("A-0[12]-*.yaml"):
        sheet.write_text(sheet.read_text().replace("etat: en_vigueur", "etat: brouillon"))
    assert render(output=output, in_force=True, folder=town) == 0
    assert not (output / "a-01" / "index.html").exists() and (output / "a-01" / "notes.txt").exists()
    assert not (output / "a-02").exists()
    assert (output / "CNAME").exists() and (town / "dehors.txt").exists()


def test_an_error_anywhere_leaves_the_former_site_whole(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = town / "out"
    render(output=output, folder=town)
    before = snapshot(output)
    (town / "fiches" / "dispositifs" / "A-09-faute.yaml").write_text("schema: fiche/1\ncode: A-09\ntiter: x\n")
    assert render(output=output, folder=town) == 1
    assert "LF112" in capsys.readouterr().out and snapshot(output) == before


def test_a_faulty_template_is_told_and_writes_nothing(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = town / "templates" / "site"
    own.mkdir(parents=True)
    (own / "home.html").write_text("{{ absent }}")
    assert render(output=town / "out", folder=town) == 1
    told = capsys.readouterr()
    assert "LF901" in told.out and "home.html:1" in told.out and "site/home.html" in told.err
    assert not (town / "out").exists()
    assert render(output=town / "out", no_project_templates=True, folder=town) == 0


@pytest.mark.parametrize("name", ["index.html", "cards-data.js"])
def test_a_group_without_a_most_is_said_as_french_says_it(tmp_path: Path, name: str) -> None:
    files = built(collection(tmp_path, fiche("A-01", "participants: 100 et plus")))
    assert "100\u00a0personnes et plus" in text(files, name)
