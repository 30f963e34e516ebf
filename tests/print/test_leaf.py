"""One page printed: its record, its warnings, and bytes that depend on nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from loosfiches.print.leaf import Engine, render
from loosfiches.print.record import Heading, PrintWarning, Record
from loosfiches.print.setup import Setup

from .conftest import Render
from .paper import CSS, SVG, faults, html, image, text, written

PLAIN = "<h1>Marche exploratoire</h1><p>Un tour de quartier, à pied.</p>"


def test_a_page_becomes_a_conforming_leaf(render: Render) -> None:
    leaf = render(PLAIN)
    assert faults(leaf.pdf) == []
    assert "Un tour de quartier, à pied." in text(leaf.pdf)[0]
    assert leaf.record.warnings == ()


def test_the_record_counts_pages_and_headings(render: Render) -> None:
    leaf = render('<h1>Un</h1><p>a</p><h2 style="break-before:page">Deux</h2>')
    assert leaf.record.pages == 2
    assert [(heading.level, heading.title, heading.page) for heading in leaf.record.outline] == [
        (1, "Un", 0),
        (2, "Deux", 1),
    ]
    # The head of the first line: 20 mm under the top of a page of 210 mm, in points from the foot.
    assert 520 < leaf.record.outline[1].y < 540


def test_a_record_survives_json() -> None:
    record = Record("abc", 2, (Heading(1, "Été", 0, 12.5),), (PrintWarning("other", "x"),), {"titre": "é"})
    assert Record.from_json(record.to_json()) == record


def test_facts_of_the_caller_are_kept(engine: Engine) -> None:
    assert engine.render(html(PLAIN), {"titre": "Marche"}).record.facts == {"titre": "Marche"}


def test_a_missing_glyph_is_a_warning(render: Render) -> None:
    warnings = render("<h1>⏱ dix ⏱ minutes 👥</h1>").record.warnings
    assert warnings == (PrintWarning("missing_glyph", "⏱"), PrintWarning("missing_glyph", "👥"))


def test_no_font_of_the_machine_is_used(render: Render) -> None:
    # DejaVu has the Armenian letters and stands on most machines.
    assert PrintWarning("missing_glyph", "Ա") in render("<p>Ա</p>").record.warnings


def test_without_any_style_sheet_our_font_serves(project: Path) -> None:
    leaf = render(html("<h1>x</h1><p style='font-family:Arial'>é</p>"), Setup(project, {}))
    assert faults(leaf.pdf) == []


def test_a_missing_image_is_a_warning(render: Render) -> None:
    warnings = render('<h1>x</h1><img src="fiches/images/absente.png" alt="Une place">').record.warnings
    assert warnings == (PrintWarning("missing_file", "fiches/images/absente.png"),)


def test_what_is_refused_is_told_once(render: Render) -> None:
    warnings = render('<h1>x</h1><img src="file:///etc/passwd" alt="a">' * 2).record.warnings
    assert [warning.kind for warning in warnings] == ["refused"]


def test_attachments_and_outside_style_sheets_are_refused(render: Render) -> None:
    leaf = render(
        '<h1>x</h1><link rel="attachment" href="file:///etc/passwd"><a rel="attachment" href="/etc/x">p</a>'
        '<link rel="stylesheet" href="http://127.0.0.1:1/x.css">'
        '<style>@import "http://127.0.0.1:1/y.css";</style>'
        '<object data="http://127.0.0.1:1/z">o</object><embed src="http://127.0.0.1:1/z">'
    )
    assert b"root:" not in leaf.pdf
    assert b"EmbeddedFile" not in leaf.pdf
    assert {warning.kind for warning in leaf.record.warnings} == {"refused"}


def test_a_broken_image_is_a_warning(render: Render, project: Path) -> None:
    written(project, "broken.png", image()[:20])
    warnings = render('<h1>x</h1><img src="broken.png" alt="a">').record.warnings
    assert warnings == (PrintWarning("unreadable", "broken.png"),)


def test_an_image_without_alternative_is_a_warning(render: Render, project: Path) -> None:
    written(project, "a.png", image())
    warnings = render(f'<h1>x</h1><img src="a.png">{SVG.format("<path/>")}').record.warnings
    assert warnings == (PrintWarning("missing_alt", "a.png"), PrintWarning("missing_alt", "svg"))


def test_opacity_is_a_warning_since_it_loses_tags(render: Render) -> None:
    assert render('<h1>x</h1><p style="opacity:.5">a</p>').record.warnings == (PrintWarning("opacity", "p"),)


def test_links_that_would_lead_nowhere_are_warnings(render: Render) -> None:
    leaf = render('<h1>x</h1><a href="#rien">a</a> <a href="autre.html">b</a> <a href="javascript:1">c</a>')
    assert set(leaf.record.warnings) == {
        PrintWarning("missing_anchor", "rien"),
        PrintWarning("relative_link", "autre.html"),
        PrintWarning("refused", "javascript:1"),
    }
    assert b"javascript" not in leaf.pdf
    assert faults(leaf.pdf) == []


def test_faults_of_the_style_sheet_are_told_with_each_leaf(project: Path) -> None:
    sheets = {"one.css": CSS, "two.css": "p { colour: red }", "three.css": "p { color: red }"}
    engine = Engine(Setup(project, sheets))
    for _ in range(2):
        told = [(each.kind, each.sheet) for each in engine.render(html(PLAIN)).record.warnings]
        assert told == [("stylesheet", "two.css")]


def test_same_page_same_bytes_whatever_came_before(setup: Setup, engine: Engine) -> None:
    engine.render(html("<h1>Autre</h1><p><b>gras</b> <i>italique</i> ½ ☐</p>"))
    assert engine.render(html(PLAIN)) == render(html(PLAIN), setup)


def test_same_page_same_bytes_from_another_folder_and_process(tmp_path: Path) -> None:
    """Another folder, another clock zone, another hash seed."""
    body = '<h1>x</h1><img src="fiches/é 1.png" alt="a">'
    digests = set()
    for number, zone in enumerate(("UTC", "Asia/Tokyo")):
        folder = tmp_path / f"town {number}"
        written(folder, "fiches/é 1.png", image())
        digests.add(_digest_elsewhere(folder, body, {"TZ": zone, "PYTHONHASHSEED": str(number)}))
    assert len(digests) == 1


def _digest_elsewhere(folder: Path, body: str, environment: dict[str, str]) -> str:
    code = (
        "import sys, hashlib; from pathlib import Path; from loosfiches.print.leaf import render;"
        "from loosfiches.print.setup import Setup; folder, css, page = sys.argv[1:];"
        "pdf = render(page, Setup(Path(folder), {'x.css': css})).pdf;"
        "assert folder.encode() not in pdf; print(hashlib.sha256(pdf).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(folder), CSS, html(body)]
    sources = str(Path(sys.modules["loosfiches"].__path__[0]).parent)
    known = {**os.environ, "PYTHONPATH": sources, **environment}
    return subprocess.run(command, env=known, check=True, capture_output=True, text=True).stdout


def test_style_sheets_bring_drawings_of_ours_and_inline(project: Path, tmp_path: Path) -> None:
    written(tmp_path, "house/sign.svg", SVG.format("<path d='M0 0h9' stroke='%23000'/>"))
    css = 'h1 { background: url("sign.svg") } p { background: url("data:image/svg+xml,%s") }'
    inline = SVG.format("<path d='M0 0h9'/>").replace('"', "'")
    leaf = render(html(PLAIN), Setup(project, {"x.css": css.replace("%s", inline)}, tmp_path / "house"))
    assert leaf.record.warnings == ()
    assert faults(leaf.pdf) == []


def test_photographs_are_reduced_to_print_size(render: Render, project: Path) -> None:
    Image.effect_noise((2000, 2000), 60).save(project / "big.jpg", quality=95)
    leaf = render('<h1>x</h1><img src="big.jpg" alt="a" style="width:20mm">')
    assert len(leaf.pdf) < (project / "big.jpg").stat().st_size / 10


def test_what_does_not_fit_at_the_end_of_a_line_takes_the_last_word_along_not_all_but_the_first(
    project: Path,
) -> None:
    sentence = "Qui tranche ? L’élu, à charge pour lui d’écouter d’abord : la commune le {}, une page plus tard aussi."
    calls = ("dit <b>sept</b>", "dit\u00a0<b>sept</b>", 'dit <span style="white-space:nowrap">sept huit</span>')
    widths = range(1000, 1180, 2)
    column = [f'<p style="width:{width / 10}mm">{sentence.format(call)}</p>' for call in calls for width in widths]
    setup = Setup(project, {"x.css": CSS.replace("148mm 210mm", "148mm 9999mm")})
    lines = "".join(text(render(html("".join(column)), setup).pdf)).splitlines()
    assert [line.strip() for line in lines if line.strip() == "Qui"] == []
    assert sum(line.startswith("Qui tranche") for line in lines) == len(column)
