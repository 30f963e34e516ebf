"""build/classeur.pdf and build/site/ -> docs/binder.webp and docs/site.webp, the pictures of the READMEs.

Pages side by side, on nothing, so that a picture is at home on a light page and on a dark one (make pictures).
"""

import io
import sys
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
#: The pages by their labels: where each stands, in pixels from the top left, and how wide it is.
PAGES = {
    "Couverture": (0, 0, 196),
    "A": (0, 295, 196),
    "A-01 · 1": (212, 0, 404),
    "A-01 · 2": (616, 0, 404),
    "R-02 · 1": (1036, 0, 196),
    "Pour choisir · 1": (1036, 295, 196),
}
SIZE, SIDES, FINER, EDGE = (1232, 572), 297 / 210, 3, (184, 178, 170, 255)


#: Pages of the site: where each stands, how wide it is, and the window it is seen in: width, height, light or dark.
SCREENS = {
    "index.html": (0, 0, 640, 1280, 1140, "light"),
    "b-04/index.html": (656, 0, 370, 1024, 1578, "light"),
    "a-01/index.html": (1042, 0, 190, 360, 1080, "dark"),
}


def main() -> None:
    """Draw both pictures."""
    binder()
    site()


def site() -> None:
    """Photograph pages of the site in Chromium."""
    sys.path.insert(0, str(ROOT))
    from tests.web.chromium import Browser

    picture = Image.new("RGBA", SIZE)
    with Browser() as browser:
        for name, (left, top, width, wide, high, scheme) in SCREENS.items():
            browser.screen(wide, high)
            browser.prefer(prefers_color_scheme=scheme)
            browser.open(ROOT / "build/site" / name)
            seen = Image.open(io.BytesIO(browser.picture(whole=False))).convert("RGBA")
            framed = Image.new("RGBA", (width, round(high * width / wide)), EDGE)
            framed.paste(seen.resize((width - 2, framed.height - 2), Image.Resampling.LANCZOS), (1, 1))
            picture.paste(framed, (left, top))
    picture.save(ROOT / "docs/site.webp", quality=82, method=6)


def binder() -> None:
    """Draw pages of the binder."""
    source = ROOT / "build/classeur.pdf"
    with pikepdf.open(source) as opened:
        numbers = {str(page.label): number for number, page in enumerate(opened.pages)}
    picture = Image.new("RGBA", SIZE)
    document = pypdfium2.PdfDocument(source)
    for label, (left, top, width) in PAGES.items():
        picture.paste(_drawn(document[numbers[label]], width), (left, top))
    document.close()
    picture.save(ROOT / "docs/binder.webp", quality=82, method=6)


def _drawn(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    """Return a page in a thin frame; drawn larger first, so that its letters stay clear."""
    large = page.render(scale=FINER * width / page.get_width()).to_pil()
    framed = Image.new("RGBA", (width, round(width * SIDES)), EDGE)
    framed.paste(large.resize((width - 2, framed.height - 2), Image.Resampling.LANCZOS), (1, 1))
    return framed


if __name__ == "__main__":
    main()
