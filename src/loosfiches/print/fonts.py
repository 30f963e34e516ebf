"""« Loosfiches Sans »: three static faces made from Source Sans 3, for print and for the site.

Static faces, because a variable font doubles the time of a leaf; a subset, because a leaf reads the whole
file; another name, because the OFL reserves « Source » for the unmodified font.
"""

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "Loosfiches Sans"
PACKAGED = Path(__file__).parent.parent / "fonts"
Kind = Literal["ttf", "woff2"]

# Latin, Latin-1 and Extended-A; superscript letters; punctuation, superscripts, currency, arrows, signs of
# mathematics, ballot boxes. What the source font lacks is left out without a word: see `covered`.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2B0, 0x2B8), (0x2C6, 0x2C7),
    (0x2D8, 0x2DD), (0x300, 0x308), (0x30A, 0x30C), (0x327, 0x328), (0x1D43, 0x1D63), (0x1E9E, 0x1E9E),
    (0x2000, 0x209C), (0x20AC, 0x20AC), (0x2113, 0x2122), (0x2150, 0x215F), (0x2190, 0x2199),
    (0x2212, 0x2212), (0x2215, 0x2215), (0x221E, 0x221E), (0x2248, 0x2265), (0x2295, 0x2296),
    (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2717), (0xFB00, 0xFB04),
)  # fmt: skip
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


def faces(store: Path, kind: Kind = "ttf") -> Faces:
    """The three faces: those of the wheel, or else made once under `store` (the cache's `font/` folder).

    Raises OSError when `store` cannot be written.
    """
    packaged = _faces_in(PACKAGED, kind)
    return packaged if _complete(packaged) else _made_once(store, kind)


def make(folder: Path) -> None:
    """Write the three faces as TTF and WOFF2, and the licence, into `folder` (4 s; always the same bytes)."""
    folder.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        font = _cut(style)
        font.save(folder / _file_name(style, "ttf"))
        font.flavor = "woff2"
        font.save(folder / _file_name(style, "woff2"))
    shutil.copyfile(_source().parent / "LICENSE", folder / "OFL.txt")


def edition() -> str:
    """Twelve hexadecimal digits that change when the faces do: to name their folder, and for recipes."""
    packaged = _faces_in(PACKAGED, "ttf")
    if _complete(packaged):
        files = (packaged.regular, packaged.bold, packaged.italic)
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    # Another font, another fontTools or other rules make other faces.
    rules = f"{version('fontpkg-source-sans-3')} {version('fonttools')} {RANGES} {FEATURES} {STYLES}"
    return sha256(rules.encode()).hexdigest()[:12]


def style_sheet(kind: Kind = "ttf", folder: str = "fonts/") -> str:
    """The @font-face rules of the three faces; `folder` is the address they stand at."""
    return "\n".join(_rule(style, folder + _file_name(style, kind)) for style in STYLES)


@cache
def covered(face: Path) -> frozenset[int]:
    """The code points that a face can draw; reads the file, needs no Pango (0.1 s the first time)."""
    from fontTools.ttLib import TTFont

    with TTFont(face, lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable() -> frozenset[int]:
    """The code points that the faces can draw, told without making them; writes nothing."""
    packaged = _faces_in(PACKAGED, "ttf")
    if _complete(packaged):
        return covered(packaged.regular)
    wanted = frozenset(code for first, last in RANGES for code in range(first, last + 1))
    return covered(_source() / STYLES[0].source) & wanted


def _file_name(style: Style, kind: Kind) -> str:
    return f"LoosfichesSans-{style.name}.{kind}"


def _rule(style: Style, address: str) -> str:
    slant = " font-style: italic;" if style.name == "Italic" else ""
    source = f'font-family: "{FAMILY}"; src: url("{address}")'
    return f"@font-face {{ {source}; font-weight: {style.weight};{slant} }}"


def _faces_in(folder: Path, kind: Kind) -> Faces:
    return Faces(*(folder / _file_name(style, kind) for style in STYLES))


def _complete(found: Faces) -> bool:
    return all(face.is_file() for face in (found.regular, found.bold, found.italic))


def _made_once(store: Path, kind: Kind) -> Faces:
    folder = store / f"loosfiches-sans-{edition()}"
    if not _complete(_faces_in(folder, kind)):
        _make_whole(folder)
    return _faces_in(folder, kind)


def _make_whole(folder: Path) -> None:
    """Make the faces beside `folder`, then rename: two processes at once, or one killed, do no harm."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".tmp-", dir=folder.parent))
    try:
        make(draft)
        draft.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    except OSError:
        # Another process was first: its faces are the same bytes as ours.
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _source() -> Path:
    from fontpkg_source_sans_3 import ROOT  # type: ignore[import-untyped]

    return Path(ROOT) / "files"


def _cut(style: Style) -> "TTFont":
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

    font = TTFont(_source() / style.source, recalcTimestamp=False)
    _subset(font)
    font = instantiateVariableFont(font, {"wght": style.weight}, inplace=True)
    _rename(font, style)
    return font


def _subset(font: "TTFont") -> None:
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]

    options = Options(layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
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
    os2: Any = font["OS/2"]
    os2.usWeightClass = style.weight
    plain = not bold and not italic
    os2.fsSelection = (os2.fsSelection & ~0b1100001) | (italic << 0) | (bold << 5) | (plain << 6)
    font["head"].macStyle = bold | italic << 1
