"""Web addresses: whether browsers, the site and the PDF can follow one; how paper shows it."""

from urllib.parse import urlsplit


def is_address(text: str) -> bool:
    """Tell whether `text` is a web address with a valid host and port, or a mail address."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
        if "[" in parts.netloc or "]" in parts.netloc:
            from ipaddress import ip_address

            return bool(ip_address(host))
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path
    labels = host.removesuffix(".").split(".")
    return (
        len(host) < 254
        and all(label.replace("-", "a").replace("_", "a").isalnum() for label in labels)
        and all(len(label) < 64 for label in labels)
    )


def shorten(url: str) -> str:
    """Return a web address as paper shows it: without its scheme, `www.` and last slash."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
