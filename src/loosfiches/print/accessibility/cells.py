"""Header cells of the tables of one leaf: what they head, and names that stay unique in a binder."""

from collections.abc import Iterator

from loosfiches.print.accessibility.tagtree import TagTree
from loosfiches.print.engine import Document, boxes
from loosfiches.print.links import descendants


def mend_header_cells(document: Document, tree: TagTree, prefix: str) -> None:
    """Give each header cell its Scope (ISO 14289-1, 7.5), and a name that begins with `prefix`.

    Data cells call header cells by name (ISO 32000-1, 14.8.5.7). WeasyPrint numbers the names anew in each
    file: joined, the cells of one fiche would claim the headers of another.
    """
    cells = list(_header_cells(document))
    for cell in cells:
        scope = cell.element.get("scope", "col")
        cell.mark["A"]["Scope"] = "/Row" if scope.startswith("row") else "/Column"
        # The very same object stands in the Headers of the data cells: this renames both.
        if name := cell.mark.get("ID"):
            name.string = f"{prefix}-{name.string}"
    tree.set_names({cell.mark["ID"].string: cell.mark.reference for cell in cells if "ID" in cell.mark})


def _header_cells(document: Document) -> Iterator[boxes.TableCellBox]:
    for page in document.pages:
        for box in descendants(page._page_box):
            if isinstance(box, boxes.TableCellBox) and box.element_tag == "th" and hasattr(box, "mark"):
                yield box
