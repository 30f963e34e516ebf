"""A draft e-mail for a reader -> the `mailto:` address that opens it in their mail program; nothing is sent by us."""

from urllib.parse import quote


def compose(address: str, subject: str, body: str = "") -> str:
    """Return the `mailto:` address (RFC 6068) of a letter; the lines of `body` end as letters want them."""
    lines = "".join(f"{line.strip()}\r\n" for line in body.strip().splitlines())
    said = {"subject": _plain(subject), "body": _plain(lines)}
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in said.items() if text)
    return f"mailto:{quote(address, safe='@')}?{query}"


def _plain(text: str) -> str:
    """Return a text without the spaces of typography: people go on writing in it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
