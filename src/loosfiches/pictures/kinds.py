"""Which kind of file some bytes are, by how they begin: names say otherwise often enough."""

import re

#: What is read, by name as people know it -> the endings of names, the usual one first.
READ = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "SVG": (".svg",),
    "WebP": (".webp",),
    "GIF": (".gif",),
    "BMP": (".bmp", ".dib"),
    "TIFF": (".tif", ".tiff"),
    "AVIF": (".avif",),
    "JPEG 2000": (".jp2", ".j2k"),
}
#: What pages of the site show as it is.
ON_SITE = {"PNG": "image/png", "JPEG": "image/jpeg", "SVG": "image/svg+xml", "WebP": "image/webp", "GIF": "image/gif"}

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"%PDF-", "PDF"),
    (b"%!PS", "PostScript"),
    (b"8BPS", "PSD"),
    (b"\0\0\1\0", "ICO"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"PK\3\4", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"\x1f\x8b", "gzip"),
)
#: The brands of ISO/IEC 14496-12 that pictures bear.
_BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"heim": "HEIC", b"heis": "HEIC",
           b"hevc": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC"}  # fmt: skip
_XML = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*<[?!a-zA-Z]|\xff\xfe<\0|\xfe\xff\0<")


def kind(body: bytes) -> str:
    """Return the kind of a file, "" when it is none that we know; whatever is written in XML passes for an SVG."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "WebP"
    if body[4:8] == b"ftyp":
        return _BRANDS.get(body[8:12], "MP4")
    if body[40:44] == b" EMF" and body[:4] == b"\1\0\0\0":
        return "EMF"
    format_name = next((name for start, name in _STARTS if body.startswith(start)), "")
    return format_name or ("SVG" if _XML.match(body[:64]) else "")
