"""Pictures and fonts that several leaves hold, kept once in the binder."""

from hashlib import sha256

from pikepdf import Dictionary, Object, Stream


class Shared:
    """Knows the streams already in the binder by what they hold."""

    def __init__(self) -> None:
        self._known: dict[bytes, Object] = {}

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
            for key in ("/FontFile2", "/FontFile3"):
                if key in descriptor:
                    descriptor[key] = self._first(descriptor[key])

    def _first(self, stream: Object) -> Object:
        return self._known.setdefault(_digest(stream), stream)


def _digest(stream: Object) -> bytes:
    """Of the bytes as stored and of the dictionary, where a mask counts by its own content."""
    head = {key: value for key, value in stream.items() if key not in {"/SMask", "/Length"}}
    mask = _digest(stream.SMask) if "/SMask" in stream else b""
    described = "".join(f"{key}{value!r}" for key, value in sorted(head.items()))
    return sha256(described.encode() + mask + stream.read_raw_bytes()).digest()
