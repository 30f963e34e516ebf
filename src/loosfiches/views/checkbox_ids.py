"""Texts of checkboxes -> a name for each box, by which a browser remembers it."""

from collections.abc import Iterator, Sequence

from loosfiches.build.digest import digest


def ticks(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each text's box, and the text.

    The name comes from the words alone: a list put in another order keeps its ticks, a text rewritten loses its own.
    """
    seen: dict[str, int] = {}
    for text in texts:
        name = digest(" ".join(text.split()))[:8]
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), text
