"""« Loosfiches Sans »: three static faces made from Source Sans 3 when loosfiches is installed, for print and the site.

Static faces, because a variable font doubles the time of a leaf; a subset, because a leaf reads the whole
file; another name, because the OFL reserves « Source » for the unmodified font.
"""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from loosfiches.build.digest import digest

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "Loosfiches Sans"
FOLDER = Path(__file__).parent.parent / "fonts"
Kind = Literal["ttf", "woff2"]

# Latin with its extensions (Romanian, Vietnamese, Polish, Turkish…), Greek, Cyrillic, so that the names of all who live
# in a town are printed; accents set by themselves, superscript letters, punctuation, currencies, arrows, signs of
# mathematics, ballot boxes, symbols. What the source font lacks is left out without a word: see `covered`.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC),
    (0x1E6, 0x1E7), (0x218, 0x21B), (0x259, 0x259), (0x2B0, 0x2B8), (0x2BB, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x300, 0x30C), (0x31B, 0x31B), (0x323, 0x328), (0x384, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x1D43, 0x1D63),
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9), (0x2000, 0x20BF), (0x2100, 0x215F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2460, 0x2473), (0x25A0, 0x26FF), (0x2700, 0x27BF), (0xFB00, 0xFB04),
)  # fmt: skip
# What nearly all pages of the site hold: they load these alone, and the rest only where a page shows one of the others.
LATIN = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x152, 0x153), (0x178, 0x178), (0x2B0, 0x2B8), (0x1D43, 0x1D63), (0x2010, 0x2015),
    (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2713, 0x2713), (0xFB00, 0xFB04),
)  # fmt: skip
REST = "-rest"
#: The file that says by which rules the faces beside it were made.
STAMP = "RULES"
FEATURES = ("ccmp", "locl", "kern", "mark", "mkmk", "liga", "case", "sups", "ordn")
# Name records kept as they are: copyright, trademark, licence text and its address (the OFL asks for them).
KEPT_NAMES = (0, 7, 13, 14)
# Any fixed moment does (seconds since 1904, here 2024-01-01): fontTools would write the clock.
MODIFIED = 3_786_912_000


@dataclass(frozen=True, slots=True)
class Style:
    """One face: the words of its name, its weight on the wght axis, and the file it is cut from."""

    name: str
    weight: int
    source: str


STYLES = (
    Style("Regular", 400, "SourceSans3[wght].ttf"),
    Style("Bold", 700, "SourceSans3[wght].ttf"),
    Style("Italic", 400, "SourceSans3-Italic[wght].ttf"),
)


@dataclass(frozen=True, slots=True)
class Faces:
    """The files of the three faces, `LoosfichesSans-<Style>.<ttf|woff2>`, all in `folder`."""

    regular: Path
    bold: Path
    italic: Path

    @property
    def folder(self) -> Path:
        """The folder that holds the three files (and `OFL.txt`)."""
        return self.regular.parent

    @property
    def programs(self) -> tuple[bytes, bytes, bytes]:
        """The bytes of the three files, in the order of `STYLES`."""
        return self.regular.read_bytes(), self.bold.read_bytes(), self.italic.read_bytes()


def faces(kind: Kind = "ttf") -> Faces:
    """The three faces. Raises FileNotFoundError in a checkout that was not installed (make does it)."""
    found = Faces(*(FOLDER / _file_name(style, kind) for style in STYLES))
    for face in (found.regular, found.bold, found.italic):
        face.stat()
    return found


def make(folder: Path) -> None:
    """Write the three faces as TTF, each in two parts as WOFF2, and the licence, into `folder`, unless they are there.

    It takes ten seconds; the same rules give the same bytes.
    """
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == _rules():
        return
    stamp.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        _make_face(style, folder)
    shutil.copyfile(_source().parent / "LICENSE", folder / "OFL.txt")
    stamp.write_text(_rules(), "utf-8")


def _rules() -> str:
    """Return what decides the bytes of the faces: another font, another fontTools or other rules make other faces."""
    packages = f"{version('fontpkg-source-sans-3')} {version('fonttools')}"
    return f"{packages}\n{RANGES}\n{LATIN}\n{FEATURES}\n{STYLES}\n"


def edition() -> str:
    """Twelve hexadecimal digits that change when the faces do: for recipes."""
    return digest(*faces().programs)[:12]


def style_sheet() -> str:
    """The @font-face rules of the three faces, for print."""
    return "\n".join(_rule(style, f"fonts/{_file_name(style, 'ttf')}") for style in STYLES)


@cache
def covered(face: Path) -> frozenset[int]:
    """The code points that a face can draw; reads the file, needs no Pango (0.1 s the first time)."""
    from fontTools.ttLib import TTFont

    with TTFont(face, lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable() -> frozenset[int]:
    """The code points that the faces can draw."""
    return covered(faces().regular)


def web_ranges() -> Mapping[str, str]:
    """The code points of both parts of a WOFF2 face, as CSS writes them, by what the names of their files end with."""
    return {"": _written(_codes(LATIN)), REST: _written(_codes(RANGES) - _codes(LATIN))}


def _codes(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def _written(codes: frozenset[int]) -> str:
    firsts = sorted(code for code in codes if code - 1 not in codes)
    lasts = sorted(code for code in codes if code + 1 not in codes)
    spans = zip(firsts, lasts, strict=True)
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


def _file_name(style: Style, kind: Kind, part: str = "") -> str:
    return f"LoosfichesSans-{style.name}{part}.{kind}"


def _rule(style: Style, address: str) -> str:
    slant = " font-style: italic;" if style.name == "Italic" else ""
    source = f'font-family: "{FAMILY}"; src: url("{address}")'
    return f"@font-face {{ {source}; font-weight: {style.weight};{slant} }}"


def _source() -> Path:
    from fontpkg_source_sans_3 import ROOT  # type: ignore[import-untyped]

    return Path(ROOT) / "files"


def _make_face(style: Style, folder: Path) -> None:
    font = _cut(style)
    whole = folder / _file_name(style, "ttf")
    font.save(whole)
    _save_part(whole, folder / _file_name(style, "woff2"), _codes(LATIN))
    _save_part(whole, folder / _file_name(style, "woff2", REST), _codes(RANGES) - _codes(LATIN))


def _cut(style: Style) -> "TTFont":
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

    font = TTFont(_source() / style.source, recalcTimestamp=False)
    _subset(font, _codes(RANGES))
    font = instantiateVariableFont(font, {"wght": style.weight}, inplace=True)
    _rename(font, style)
    return font


def _save_part(whole: Path, part: Path, codes: frozenset[int]) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(whole, recalcTimestamp=False) as font:
        _subset(font, codes)
        font.flavor = "woff2"
        font.save(part)


def _subset(font: "TTFont", codes: frozenset[int]) -> None:
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]

    options = Options(layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(codes))
    subsetter.subset(font)


def _rename(font: "TTFont", style: Style) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES and record.langID == 0x409]
    for number, text in _names(style).items():
        names.setName(text, number, 3, 1, 0x409)
    _set_style(font, style)
    font["head"].modified = MODIFIED


def _names(style: Style) -> dict[int, str]:
    postscript = f"LoosfichesSans-{style.name}"
    full = FAMILY if style.name == "Regular" else f"{FAMILY} {style.name}"
    texts = (FAMILY, style.name, f"loosfiches;{postscript}", full, "Version 1.000", postscript)
    # Name records 1 to 6: family, style, identifier, full name, version, PostScript name.
    return dict(enumerate(texts, start=1))


def _set_style(font: "TTFont", style: Style) -> None:
    """Say bold and italic where readers look: OS/2.fsSelection and head.macStyle (OpenType 1.9)."""
    bold, italic = style.name == "Bold", style.name == "Italic"
    os2 = font["OS/2"]
    os2.usWeightClass = style.weight
    plain = not bold and not italic
    os2.fsSelection = (os2.fsSelection & ~0b1100001) | (italic << 0) | (bold << 5) | (plain << 6)
    font["head"].macStyle = bold | italic << 1
