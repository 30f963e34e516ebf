"""Fewer elements for the same reading: a plain Span per line of text is half of WeasyPrint's tree.

The binder of 1,000 fiches has a million of them, each a PDF object to copy, keep in memory and write.
"""

from loosfiches.print.accessibility.tagtree import TagTree, kind
from loosfiches.print.engine import pydyf

# What adds nothing to the words in it, unless it bears a language or another attribute.
_PLAIN = frozenset({"Span", "NonStruct"})
_BARE_KEYS = frozenset({"Type", "S", "K", "Pg", "P"})
# Elements that may hold words themselves (ISO 32000-1, 14.8.4.3 and 14.8.4.4).
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_HOLDS_WORDS = frozenset({"P", "Lbl", "LBody", "Caption", "TD", "TH", "Link"}) | _HEADINGS | _PLAIN


def flatten(tree: TagTree) -> None:
    """Let elements hold their marked content themselves, where a plain element in between says nothing.

    Plain elements that hold nothing at all go.
    """
    _flatten(tree, tree.document)


def _flatten(tree: TagTree, element: pydyf.Dictionary) -> None:
    for kid in tree.kids(element):
        _flatten(tree, kid)
        if _is_void(kid):
            # The box of a drawn bullet, say: nothing in it is read.
            element["K"].remove(kid.reference)
        elif kind(element) in _HOLDS_WORDS and _adds_nothing(kid, element):
            _hoist(tree, kid, element)


def _adds_nothing(kid: pydyf.Dictionary, element: pydyf.Dictionary) -> bool:
    # HTML has no paragraph in a paragraph: such a kid is a box that CSS made up.
    is_made_up = kind(kid) == kind(element) and kind(kid) in _HEADINGS | {"P"}
    is_bare = kid.keys() <= _BARE_KEYS and kid["Pg"] == element["Pg"]
    return (kind(kid) in _PLAIN or is_made_up) and is_bare and all(isinstance(held, int) for held in kid["K"])


def _is_void(element: pydyf.Dictionary) -> bool:
    return kind(element) in _PLAIN and not element["K"]


def _hoist(tree: TagTree, kid: pydyf.Dictionary, element: pydyf.Dictionary) -> None:
    at = element["K"].index(kid.reference)
    element["K"][at : at + 1] = kid["K"]
    for number in kid["K"]:
        tree.parents_on(element["Pg"])[number] = element.reference
