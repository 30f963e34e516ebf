"""Pictures and fonts that several leaves share, stored once in the binder.

A leaf holds parts of our faces. Their glyphs bear the numbers that they have in the whole face (WeasyPrint 70 asks
HarfBuzz to keep them), so the face itself, once in a binder, does as well as a part of it in each leaf.
"""

from pikepdf import Dictionary, Object, Pdf, Stream

from loosfiches.build.digest import digest
from loosfiches.pdf import FACE


class Shared:
    """Knows the streams already in the binder by what they hold; with `whole`, leads to whole faces of ours."""

    def __init__(self, pdf: Pdf, whole: bool) -> None:
        self._pdf, self._whole = pdf, whole
        self._known: dict[str, Object] = {}
        self._faces: dict[int, Object] = {}

    def share(self, pages: list[Object]) -> None:
        """Make the pages of a leaf just added use the pictures and font programs that are already there."""
        resources = {page.Resources.objgen: page.Resources for page in pages if "/Resources" in page}
        for resource in resources.values():
            self._share_pictures(resource.get("/XObject", Dictionary()))
            for font in resource.get("/Font", Dictionary()).as_dict().values():
                self._share_font(font)

    def _share_pictures(self, pictures: Object) -> None:
        for name, picture in list(pictures.items()):
            if isinstance(picture, Stream) and picture.get("/Subtype") == "/Image":
                pictures[name] = self._first(picture)

    def _share_font(self, font: Object) -> None:
        for descendant in font.get("/DescendantFonts", []):
            descriptor = descendant.get("/FontDescriptor", Dictionary())
            if self._whole and FACE in descriptor:
                descriptor.FontFile2 = self._face(int(descriptor[FACE]))
            if FACE in descriptor:
                del descriptor[FACE]
            for key in ("/FontFile2", "/FontFile3"):
                if isinstance(descriptor.get(key), Stream):
                    descriptor[key] = self._first(descriptor[key])

    def _face(self, rank: int) -> Object:
        """Return what stands for a face until the binder is bound."""
        if rank not in self._faces:
            self._faces[rank] = self._pdf.make_indirect(Dictionary({FACE: rank}))
        return self._faces[rank]

    def _first(self, stream: Object) -> Object:
        return self._known.setdefault(_digest(stream), stream)


def _digest(stream: Object) -> str:
    """Of the bytes as stored and of the dictionary, where a mask counts by its own content."""
    head = {key: value for key, value in stream.items() if key not in {"/SMask", "/Length"}}
    mask = _digest(stream.SMask) if "/SMask" in stream else ""
    described = "".join(f"{key}{value!r}" for key, value in sorted(head.items()))
    return digest(described, mask, stream.read_raw_bytes())
