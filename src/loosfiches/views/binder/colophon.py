"""The colophon of a binder: licences that differ, credits of pictures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loosfiches import __version__
from loosfiches.views.binder.listing import BinderListing, Line


def colophon(stock: BinderListing) -> Sequence[Mapping[str, object]]:
    """Return what the colophon says: documents by licence where it is not the binder's, pictures by credit."""
    licences: dict[str, list[Line]] = defaultdict(list)
    pictures: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for row, document in stock.documents:
        line = stock.line(row, 80)
        if document.licence and document.licence != stock.frame.licence:
            licences[document.licence].append(line)
        for picture in document.illustrations:
            if picture.fichier and line not in pictures[picture.credit or "", picture.licence or ""]:
                pictures[picture.credit or "", picture.licence or ""].append(line)
    credited = {key: lines for key, lines in pictures.items() if any(key)}
    return [{"licences": dict(licences), "pictures": credited, "version": __version__}]
