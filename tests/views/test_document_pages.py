"""The pages of documents: the binder's blocks in the binder's order, and what a reader takes away or sends back."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from loosfiches.collection import Collection, load
from loosfiches.collection.project import Project
from loosfiches.pictures.webp import Converter
from loosfiches.templates import Templates
from loosfiches.views.binder.paper import Paper
from loosfiches.views.filters import FILTERS
from loosfiches.views.page import page
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.downloads import BARE, DownloadSources, Sheet
from loosfiches.views.site.site import Site
from loosfiches.views.site.summary import summary
from tests.conftest import TODAY
from tests.pictures.test_webp import jpeg, png
from tests.views.filling import DOCUMENTS, RICH, fill
from tests.views.test_site import CLASSEUR, FICHE, FULL, RECIT, Tags, collection, fiche, made, text

Files = Mapping[str, bytes]

#: One word for each block of a fiche, with a picture at each place that a picture may have.
PLACES = "illustrations:\n" + "".join(
    f"  - {{fichier: images/{name}.svg, alt: m-image-{name}{f', place: {name}' if name != 'fin' else ''}}}\n"
    for name in ("fin", "ici", "etapes", "materiel")
)
BLOCKS = {
    *("Se parler", "m-utiliser", "m-eviter", "m-mobilisation", "m-marges", "m-promesse", "m-restitution", "m-role"),
    *("m-mission", "m-materiel", "m-piece", "m-image-materiel", "m-origine", "m-avant", "m-pendant", "m-apres"),
    *("m-image-etapes", "m-vigilance", "m-fort", "m-limite", "m-variante", "m-elus", "m-agents", "m-habitants"),
    *("m-evaluation", "m-lecon", "m-droit", "m-image-fin", "m-note", "m-ici", "m-image-ici", "m-valeur", "m-sujet"),
    *("m-presentation", "m-si", "m-alors", "m-passage", "m-ressource"),
    *("m-acte", "m-source", "m-motif", "m-redaction", "m-origine-ville"),
}
#: What only some sheets say.
MORE = """
presentation: m-presentation
imprevus: [{si: m-si, alors: m-alors}]
rubriques: [{titre: m-rubrique, texte: m-passage}]
ressources: [{titre: m-ressource}]
"""
STORY = """
situation_de_depart: m-depart
chemin: [{date: 2014, texte: m-chemin}, {texte: m-suite}]
obstacles: [m-obstacle]
aboutissement: m-aboutissement
organisateur: m-organisateur
participants: environ 40
cout: 300 $
chiffres: [{valeur: m-chiffre, libelle: m-libelle}]
lecons_du_projet: [m-lecon]
voix: [{nom: m-nom, role: m-voix, paroles: m-paroles}]
enseignements: [m-enseignement]
illustrations: [{fichier: images/a.svg, alt: m-image-fin}, {fichier: images/b.svg, alt: m-image-chemin, place: chemin}]
sources: [{titre: m-source}]
historique: [{version: 1, motif: m-motif}]
auteurs: [m-redaction]
"""
TOLD = {
    *("m-depart", "Personne ne", "m-chemin", "m-suite", "m-image-chemin", "m-obstacle", "m-aboutissement", "m-nom"),
    *("m-organisateur", "environ 40", "m-chiffre", "m-lecon"),
    *("m-voix", "m-paroles", "m-enseignement", "m-image-fin", "m-source", "m-motif", "m-redaction"),
}


def digest(known: Collection, file: str) -> str:
    return sha256(known.files[file]).hexdigest()


def whole(known: Collection, supply: DownloadSources = BARE, fonts: Files | None = None) -> Site:
    summaries = {entry.file: summary(entry, digest(known, entry.file)) for entry in known.entries}
    ours = Templates(FILTERS, known.project.root / "templates")
    return Site(Contents(known.register, summaries), ours, fonts=fonts, supply=supply)


def built(known: Collection, supply: DownloadSources = BARE, fonts: Files | None = None) -> Files:
    return made(whole(known, supply, fonts), known)


def test_a_film_in_sign_language_is_told_as_one(tmp_path: Path) -> None:
    film = "ressources: [{titre: Le film, genre: video, url: https://ville.example/film, langue: fsl}]\n"
    page = text(built(collection(tmp_path, FICHE + film + "mots_cles: [parole]\n")), "a-01/index.html")
    assert 'hreflang="fsl"' in page
    assert "vidéo, en langue des signes française" in page
    assert "Mots-clés\xa0: parole" in page


GROUPS = """
etapes:
  - {titre: Saluer, groupe: Pour commencer, duree: 10 min, duree_courte: 5 min, phrases: [Bonjour, « Entrez ! »]}
  - {titre: La règle, groupe: Pour commencer, duree: 5 min, priorite: a_sacrifier}
  - {titre: Parler, groupe: Le débat, duree: 40 min}
  - {titre: Conclure, duree: 10 min}
"""


def test_steps_under_a_heading_are_numbered_within_it(tmp_path: Path) -> None:
    page = text(built(collection(tmp_path, FICHE + GROUPS)), "a-01/index.html")
    steps = page.partition('id="etapes"')[2].partition("</section>")[0]
    shown = re.findall(r'<h\d class="(?:groupe|nom)">(?:<span class="no">)?([^<]+)(?:</span> ([^<]+))?', steps)
    assert shown == [
        ("Pour commencer", ""), ("1", "Saluer"), ("2", "La règle"), ("Le débat", ""), ("1", "Parler"), ("4", "Conclure"),
    ]  # fmt: skip
    assert steps.count("<ol") == steps.count("</ol>") == 3
    assert "5\xa0min si le temps manque" in steps
    assert "à sauter si le temps manque" in steps
    said = re.findall(r'<p class="dit">(.*?)</p>', steps, re.DOTALL)
    assert [re.sub(r"\s", "", each) for each in said] == ["«Bonjour»", "«Entrez!»"]


def order(html: str, words: set[str]) -> list[str]:
    body = html.partition("<body")[2]
    return sorted(words, key=lambda word: re.search(rf"{word}(?![-\w])", body).start())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "sheet", "words"), [("fiche", FICHE + FULL + MORE + PLACES, BLOCKS), ("recit", RECIT + STORY, TOLD)]
)
def test_the_blocks_of_the_binder_stand_in_the_order_of_the_binder(
    tmp_path: Path, kind: str, sheet: str, words: set[str]
) -> None:
    known = collection(tmp_path, sheet.replace("raconte: [A-01]\n", ""))
    entry = known.entries[0]
    made = page(known.register, entry, {}, incoming=False)
    printed = Templates(FILTERS).render(
        f"binder/{kind}.html", made.language, page=made, frame=made.frame, place=made.place, document=made.document,
        lists=made.frame.lists, setting=made.setting, paper=Paper(False, False),
    )  # fmt: skip
    shown = text(built(known), f"{entry.code.lower()}/index.html")
    assert order(shown, words) == order(printed, words)


def rich(html: str) -> set[str]:
    """Return the numbers of the fields whose lists in lists, quotation and table are set as such."""
    parts = re.split(r"T(\d+)z", html)
    wanted = (r"<ul>\s*<li[^>]*>un\s*<ul>\s*<li[^>]*>deux\s*<ol>", "<blockquote>", r"<table>")
    found = zip(parts[1::2], parts[2::2], strict=True)
    return {number for number, part in found if all(re.search(pattern, part) for pattern in wanted)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_texts_hold_is_set_on_the_site_wherever_it_is_in_print(tmp_path: Path, name: str) -> None:
    fill(tmp_path, lambda path, number: f"T{number}z" if path[-1] in {"titre", "resume"} else f"T{number}z\n{RICH}")
    known = load(Project(tmp_path), TODAY)
    entry = next(each for each in known.entries if each.file == name)
    made = page(known.register, entry, {}, incoming=False)
    printed = Templates(FILTERS).render(
        f"binder/{made.kind}.html", made.language, page=made, frame=made.frame, place=made.place,
        document=made.document, lists=made.frame.lists, setting=made.setting, paper=Paper(False, False),
    )  # fmt: skip
    shown = text(built(known), f"{entry.code.lower()}/index.html")
    assert len(rich(printed)) > 1
    assert rich(printed) == rich(shown)


# Steps, hours and boxes


STEPS = """
etapes:
  - {titre: Inviter, quand: avant, duree: 2 semaines}
  - {titre: Ouvrir, quand: pendant, duree: 10 min}
  - {titre: Écouter, duree: 1 h 15}
  - {titre: Conclure, quand: pendant, duree: LAST}
"""


def test_steps_with_people_carry_the_minute_at_which_they_start(tmp_path: Path) -> None:
    shown = text(built(collection(tmp_path, FICHE + STEPS.replace("LAST", "5 min"))), "a-01/index.html")
    assert re.findall(r'data-depart="(\d+)"', shown) == ["0", "10", "85"]
    assert 'data-duree="90"' in shown and "fin à {}" in shown
    assert re.findall(r"minute\W(\d+)", shown.replace("&nbsp;", " ")) == ["0", "10", "85"]


def test_a_step_that_may_last_longer_is_counted_at_its_longest_and_the_end_says_so(tmp_path: Path) -> None:
    shown = text(built(collection(tmp_path, FICHE + STEPS.replace("LAST", "5 à 15 min"))), "a-01/index.html")
    assert 'data-duree="100"' in shown and "au plus tard" in shown and 'class="minute"' not in shown


@pytest.mark.parametrize("last", ["2 semaines", "10 min et plus"])
def test_there_is_no_clock_where_the_end_is_not_known(tmp_path: Path, last: str) -> None:
    shown = text(built(collection(tmp_path, FICHE + STEPS.replace("LAST", last))), "a-01/index.html")
    assert "Conclure" in shown and "data-horloge" not in shown and "data-depart" not in shown


# Without scripts


def test_what_needs_a_script_is_hidden_until_it_runs(tmp_path: Path) -> None:
    shown = text(built(collection(tmp_path, FICHE + FULL)), "a-01/index.html")
    found = Tags(shown).found
    needing = [
        each for tag, each in found if {"data-horloge", "data-imprimer", "data-js"} & set(each) and tag != "button"
    ]
    assert needing and all("hidden" in each for each in needing)
    assert [each for tag, each in found if tag == "input" and each["type"] == "checkbox"]


# What a reader takes away


def test_the_source_is_offered_as_the_public_may_read_it(tmp_path: Path) -> None:
    secret = FICHE + "interne: |\n  CANARI\n  CANARI encore\npromesse: Une réponse. # à relire\n"
    files = built(collection(tmp_path, secret))
    assert files["a-01/a-01.yaml"].decode() == secret.replace("interne: |\n  CANARI\n  CANARI encore\n", "")
    assert 'href="../a-01/a-01.yaml"' in text(files, "a-01/index.html")
    assert not [name for name, content in files.items() if b"CANARI" in content]


def test_a_source_whose_note_cannot_be_cut_out_is_kept_back_and_told(tmp_path: Path) -> None:
    known = collection(tmp_path, FICHE + "ici: {statut: actif, interne: CANARI}\n")
    files = built(known)
    assert "a-01/a-01.yaml" not in files and "a-01.yaml" not in text(files, "a-01/index.html")
    assert [each.code for each in whole(known).contents.shown if not each.offered] == ["A-01"]


def test_a_pdf_is_offered_while_it_says_what_the_page_says(tmp_path: Path) -> None:
    known = collection(tmp_path, FICHE)
    pdf = tmp_path / "A-01.pdf"
    pdf.write_bytes(b"%PDF-1.7 " + b"x" * 41_000)
    made_of = digest(known, known.entries[0].file)

    def supply(source: str) -> DownloadSources:
        return DownloadSources({"A-01": Sheet(pdf, source, 3)}, Converter())

    files = built(known, supply(made_of))
    assert files["a-01/a-01.pdf"] == pdf.read_bytes()
    assert re.search(
        r'href="\.\./a-01/a-01\.pdf"[^>]*>PDF</a> <span[^>]*>\(3\Wpages, 41\Wko\)', text(files, "a-01/index.html")
    )
    assert whole(known, supply(made_of)).aside.outdated == []
    assert whole(known, supply("0" * 64)).aside.outdated == ["A-01"]
    for stale in (built(known, supply("0" * 64)), built(known)):
        assert "a-01/a-01.pdf" not in stale and ".pdf" not in text(stale, "a-01/index.html")
    pdf.unlink()
    assert "a-01/a-01.pdf" not in built(known, supply(made_of))
    assert whole(known, supply(made_of)).aside.outdated == ["A-01"]


def test_a_page_leads_to_its_summary_in_english(tmp_path: Path) -> None:
    files = built(collection(tmp_path, FICHE + "traductions: {en: {titre: Citizens café}}\n", fiche("A-02")))
    assert 'href="../en/index.html#a-01"' in text(files, "a-01/index.html")
    assert 'id="a-01"' in text(files, "en/index.html")
    assert "en/index.html#" not in text(files, "a-02/index.html")


# What a reader sends back


CONTACT = CLASSEUR + "contact: {courriel: fiches@loos.example}\nurl_base: https://fiches.loos.example\n"


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ("", "Le contrat"),
        ("origine: {type: adaptee}", "Contrat proposé"),
        ("origine: {type: proposee}", "Contrat proposé"),
        ("origine: {type: attestee}", "Le contrat"),
        ("origine: {type: adaptee}\nrestitution: Une affiche [@a].\nsources: [{id: a, titre: A}]", "Le contrat"),
        ("origine: {type: adaptee}\nici: {actes: [{titre: Délibération}]}", "Le contrat"),
    ],
    ids=["own", "adapted", "proposed", "attested", "cited", "voted"],
)
def test_a_contract_that_nobody_attests_is_called_a_proposal(tmp_path: Path, more: str, heading: str) -> None:
    known = collection(tmp_path, f"{FICHE}promesse: Une réponse à chacun.\n{more}\n")
    shown = text(built(known), "a-01/index.html")
    assert re.search(r'<h2 id="contrat">(.*?)</h2>', shown)[1] == heading  # type: ignore[index]


def letters(files: Files, name: str) -> list[dict[str, str]]:
    links = [each["href"] for tag, each in Tags(text(files, name)).found if tag == "a" and "?" in each.get("href", "")]
    found = [urlsplit(link) for link in links if link.startswith("mailto:")]
    return [
        {"to": unquote(each.path), **{key: said[0] for key, said in parse_qs(each.query).items()}} for each in found
    ]


def test_a_mistake_and_a_use_are_told_by_letters_begun(tmp_path: Path) -> None:
    sheet = (
        FICHE.replace("Café citoyen", '"Café & thé : 100 % d’ici ?"') + "historique: [{version: 2, date: 2026-11-23}]\n"
    )
    files = built(collection(tmp_path, sheet, RECIT, classeur=CONTACT))
    mistake, use = letters(files, "a-01/index.html")
    assert mistake["to"] == use["to"] == "fiches@loos.example"
    assert (mistake["subject"], use["subject"]) == ("A-01 : une erreur", "A-01 : raconter un usage")
    assert "A-01 Café & thé : 100 % d’ici ?, version 2" in mistake["body"].replace("'", "’")
    assert "\r\nhttps://fiches.loos.example/a-01/\r\n" in mistake["body"]
    assert "Ce qui est inexact" in mistake["body"] and "Ce qui a marché" in use["body"]
    assert [each["subject"] for each in letters(files, "r-01/index.html")] == ["R-01 : une erreur"]


def test_nobody_is_asked_to_write_where_there_is_no_address(tmp_path: Path) -> None:
    shown = text(built(collection(tmp_path, FICHE)), "a-01/index.html")
    assert "mailto:" not in shown and "Signaler une erreur" not in shown


# Pictures


def test_pictures_go_out_lighter_sized_and_waiting(tmp_path: Path) -> None:
    images = tmp_path / "fiches" / "images"
    images.mkdir(parents=True)
    (images / "plan.png").write_bytes(png(300, 200))
    (images / "photo.jpg").write_bytes(jpeg(400, 300))
    (images / "dessin.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 370"/>')
    named = "".join(f"  - {{fichier: images/{name}, alt: Vu}}\n" for name in ("plan.png", "photo.jpg", "dessin.svg"))
    files = built(collection(tmp_path, FICHE + "illustrations:\n" + named))
    shown = [each for tag, each in Tags(text(files, "a-01/index.html")).found if tag == "img"]
    assert [(each["src"], each["width"], each["height"]) for each in shown] == [
        ("../images/plan.png.webp", "300", "200"),
        ("../images/photo.jpg.webp", "400", "300"),
        ("../images/dessin.svg", "640", "370"),
    ]
    assert all(each["loading"] == "lazy" for each in shown)
    assert len(files["images/plan.png.webp"]) < len(png(300, 200))
    assert files["images/dessin.svg"] == (images / "dessin.svg").read_bytes()


def test_a_picture_to_take_away_stays_as_its_author_made_it(tmp_path: Path) -> None:
    images = tmp_path / "fiches" / "images"
    images.mkdir(parents=True)
    (images / "plan.png").write_bytes(png(300, 200))
    sheet = (
        FICHE
        + "illustrations: [{fichier: images/plan.png, alt: Vu}]\ndocuments: [{fichier: images/plan.png, titre: Plan}]\n"
    )
    files = built(collection(tmp_path, sheet))
    assert {"images/plan.png", "images/plan.png.webp"} <= set(files)
    assert 'href="../images/plan.png"' in text(files, "a-01/index.html")
