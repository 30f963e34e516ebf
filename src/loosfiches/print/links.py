"""Checks the links of a rendered document before WeasyPrint writes them as annotations."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from loosfiches.print.engine import AbsolutePlaceholder, Document, boxes
from loosfiches.print.fetcher import PROJECT
from loosfiches.print.record import PrintWarning

# `loosfiches:A-02` names another document of the binder; `join` turns it into a destination.
PRIVATE = "loosfiches"
SCHEMES = frozenset({"http", "https", "mailto", "tel", PRIVATE})

#: Kind, target, rectangle, box.
Link = tuple[str, str, tuple[float, float, float, float], boxes.Box]


def keep_sound_links(document: Document) -> list[PrintWarning]:
    """Drop from the pages the links that must not be printed; returns a warning for each dropped address.

    A link whose child is a box is listed by WeasyPrint once more for the child: two annotations over the same
    words, of which the second has no Link element (ISO 14289-1, 7.18.5). Scripts and relative paths go too.
    """
    warnings: dict[str, PrintWarning] = {}
    for page in document.pages:
        inner = {id(box) for _, _, _, box in page.links for box in _inside(box)}
        outer = [link for link in page.links if id(link[3]) not in inner]
        unsound = {link[1]: warning for link in outer if (warning := _find_fault(link))}
        page.links[:] = [link for link in outer if link[1] not in unsound]
        warnings |= unsound
    return list(warnings.values())


def descendants(box: boxes.Box) -> Iterator[boxes.Box]:
    """`box` and all boxes in it, in document order; absolute boxes are unwrapped."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in box.all_children() if hasattr(box, "children") else ():
        yield from descendants(child)


def text_of(box: boxes.Box) -> str:
    """What a link says: its title, or else its words, or else the alternative text of its images."""
    element = box.element
    words = " ".join("".join(element.itertext()).split())
    pictures = " ".join(filter(None, (image.get("alt") for image in element.iter("img"))))
    return element.get("title") or words or pictures


def _inside(box: boxes.Box) -> Iterator[boxes.Box]:
    inner = descendants(box)
    next(inner)
    # A link within a link's box that names its own target, as a footnote call does, is another link.
    return (child for child in inner if child.link is None or child.link == box.link)


def _find_fault(link: Link) -> PrintWarning | None:
    kind, target, _, _ = link
    if kind == "internal":
        return None
    if kind == "attachment" or urlsplit(target).scheme.lower() not in SCHEMES:
        return PrintWarning("refused", target[:200])
    is_relative = target.startswith(PROJECT)
    return PrintWarning("relative_link", target.removeprefix(PROJECT)) if is_relative else None
