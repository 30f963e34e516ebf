"""A drawing (SVG) of a stranger -> a copy that holds only what is on the lists, or why there is none.

The copy is what is printed and published: a browser that opens it finds nothing to run, to follow or to fetch. What
only a drawing program reads (its own elements, its notes, the DOCTYPE) is left out; what would be seen, or would act,
and is not on the lists is refused and told, since leaving it out would change the drawing without a word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder, canonicalize, tostring
from xml.parsers import expat

from loosfiches.pictures import css
from loosfiches.pictures.fault import Fault
from loosfiches.pictures.svg_lists import (
    ATTRIBUTES,
    DRAWN_ELSEWHERE,
    ELEMENTS,
    HEIRS,
    NOTES,
    PROPERTIES,
    REPEATED,
    SVG,
    TRANSFORMS,
    XLINK,
    XML,
)

MAX_BYTES = 2_000_000
MAX_ELEMENTS = 20_000
#: Printing goes down into each level of a drawing, and looks at each sign of its words.
MAX_DEPTH, MAX_SIGNS = 100, 20_000


def clean(body: bytes) -> bytes | Fault:
    """Return the drawing as it may be shown, in UTF-8, or what keeps it from being shown."""
    made = inspect(body)
    return made if isinstance(made, Fault) else made[0]


def inspect(body: bytes) -> tuple[bytes, str] | Fault:
    """Return the drawing as it may be shown and the first thing that was left out, or what keeps it from being shown.

    What is left out is told for what stands before a drawing, and for elements that only its program reads.
    """
    if len(body) > MAX_BYTES:
        return Fault("LF318", {"size": f"{len(body) / 1e6:.1f}".replace(".", ","), "limit": str(MAX_BYTES // 10**6)})
    try:
        reader = _Reader()
        root = reader.read(body)
        _check_calls(reader.origins)
    except _Refused as refused:
        return refused.fault
    made = tostring(root, encoding="unicode")
    copy = body if _is_same(body, made) else f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'.encode()
    return copy, reader.without


def _is_same(body: bytes, made: str) -> bool:
    """Tell whether nothing was left out of a drawing: it may then be shown as its author wrote it."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return False
    return "<!DOCTYPE" not in text and canonicalize(text, with_comments=True) == canonicalize(made)


class _Refused(Exception):  # noqa: N818  (it holds what was refused)
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def _refuse(sign: str, line: int) -> NoReturn:
    raise _Refused(Fault("LF320", {"sign": sign, "line": str(line)}))


def _refuse_heavy(sign: str, line: int) -> NoReturn:
    raise _Refused(Fault("LF323", {"sign": sign, "line": str(line)}))


class _Origin(NamedTuple):
    """Where an element of the copy was in the drawing, and the names of the elements that it calls."""

    line: int
    calls: frozenset[str]


@dataclass
class _Reader:
    """Reads a drawing and makes its copy; `left` counts the levels inside an element that is left out."""

    builder: TreeBuilder = field(default_factory=TreeBuilder)
    origins: dict[Element, _Origin] = field(default_factory=dict)
    depth: int = 0
    left: int = 0
    elements: int = 0
    signs: int = 0
    #: For each `switch` that is open, the choices passed over (name, line); None once one was taken.
    switches: list[list[tuple[str, int]] | None] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    style: list[str] = field(default_factory=list)
    sheets: list[css.Rule] = field(default_factory=list)
    without: str = ""

    def read(self, body: bytes) -> Element:
        """Return the root of the copy; raises _Refused."""
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler, parser.EntityDeclHandler = self._doctype, self._entity
        parser.SkippedEntityHandler = lambda name, _parameter: _refuse(f"&{name};", parser.CurrentLineNumber)
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(body, True)
        except expat.ExpatError as error:
            raise _Refused(Fault("LF321", {"line": str(error.lineno), "column": str(error.offset + 1)})) from None
        except (LookupError, ValueError):  # an encoding that is none
            raise _Refused(Fault("LF321", {"line": "1", "column": "1"})) from None
        root = self.builder.close()
        self._add_calls_of_sheets()
        return root

    def _add_calls_of_sheets(self) -> None:
        """Add to each element what the rules of style sheets that may be meant for it call."""
        calling = [rule for rule in self.sheets if rule.calls]
        for element, (line, calls) in self.origins.items() if calling else ():
            names = {element.tag, element.get("id"), *element.get("class", "").split(), "*"}
            called = calls.union(*(rule.calls for rule in calling if rule.names & names))
            self.origins[element] = _Origin(line, called)

    # What may stand before the drawing

    def _doctype(self, _name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            _refuse("<!DOCTYPE […]>", self.parser.CurrentLineNumber)
        self.without = "<!DOCTYPE>"

    def _entity(self, name: str, *_rest: object) -> None:
        _refuse(f"<!ENTITY {name}>", self.parser.CurrentLineNumber)

    def _instruction(self, name: str, _text: str) -> None:
        if name == "xml-stylesheet":
            _refuse(f"<?{name}?>", self.parser.CurrentLineNumber)

    # The drawing

    def _start(self, full: str, attributes: Mapping[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        if not self.open and not self.left and self.depth == 0 and (space, name) != (SVG, "svg"):
            raise _Refused(Fault("LF322", {"sign": f"<{name}>"}))
        self.depth += 1
        if self.left or self._passed_over(space, name, attributes):
            self.without = self.without or f"<{name}>"
            self.left += 1
            return
        line = self.parser.CurrentLineNumber
        self.elements += 1
        if self.elements > MAX_ELEMENTS or self.depth > MAX_DEPTH:
            _refuse_heavy(f"<{name}>", line)
        if name not in ELEMENTS:
            _refuse(f"<{name}>", line)
        self._open(name, attributes, line)

    def _passed_over(self, space: str, name: str, attributes: Mapping[str, str]) -> bool:
        """Tell whether an element is left out: a note of a drawing program, a choice that is not taken."""
        if self.open and self.open[-1] == "switch":
            return self._is_idle(name, space == SVG and name in ELEMENTS and "systemLanguage" not in attributes)
        if space in DRAWN_ELSEWHERE:
            _refuse(f"<{name}>", self.parser.CurrentLineNumber)
        return space != SVG or name in NOTES

    def _is_idle(self, name: str, drawable: bool) -> bool:
        """Tell whether a choice of a `switch` is not the first that can be drawn."""
        passed = self.switches[-1]
        if passed is not None and not drawable:
            passed.append((name, self.parser.CurrentLineNumber))
        elif passed is not None:
            self.switches[-1] = None
            return False
        return True

    def _open(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        kept, calls = _attributes(attributes, name, line)
        if not self.open:
            kept["xmlns"] = SVG
        self.open.append(name)
        if name == "switch":
            self.switches.append([])
        # Only one choice is left: any reader draws it.
        element = self.builder.start("g" if name == "switch" else name, kept)
        self.origins[element] = _Origin(line, calls)

    def _text(self, text: str) -> None:
        if self.left or not self.open:
            return
        if self.open[-1] == "style":
            self.style.append(text)
            return
        if text.strip() and not set(self.open).isdisjoint({"text", "title", "desc"}):
            self.signs += len(text)
            if self.signs > MAX_SIGNS:
                _refuse_heavy(f"<{self.open[-1]}>", self.parser.CurrentLineNumber)
        self.builder.data(text)

    def _end(self, full: str) -> None:
        self.depth -= 1
        if self.left:
            self.left -= 1
            return
        name = full.rpartition(" ")[2]
        self.open.pop()
        if name == "style":
            self._close_style()
        if name == "switch" and (passed := self.switches.pop()):
            _refuse(f"<{passed[0][0]}>", passed[0][1])
        self.builder.end("g" if name == "switch" else name)

    def _close_style(self) -> None:
        try:
            rules = css.rules("".join(self.style))
        except css.RefusedCss as refused:
            _refuse(str(refused), self.parser.CurrentLineNumber)
        self.style.clear()
        self.sheets += rules
        if len(self.sheets) > css.MAX_RULES:
            _refuse_heavy("<style>", self.parser.CurrentLineNumber)
        self.builder.data("\n".join(rule.text for rule in rules))


def _attributes(given: Mapping[str, str], element: str, line: int) -> tuple[dict[str, str], frozenset[str]]:
    """Return the attributes of an element that stay, and the names of the elements that they call."""
    kept: dict[str, str] = {}
    calls: set[str] = set()
    for full, text in given.items():
        space, _, name = full.rpartition(" ")
        if space == XML and name in {"space", "lang"}:
            kept[f"xml:{name}"] = text
        elif name == "href" and space in {"", XLINK}:
            kept["href"] = _href(text, element, line)
            calls.update([text.strip()[1:]] if text.strip().startswith("#") else [])
        elif not space and name.lower().startswith("on"):
            _refuse(f"{name}=", line)
        elif not space:
            try:
                value, called = _check_attribute(name, text)
            except css.RefusedCss as refused:
                _refuse(f"{name}: {refused}", line)
            kept.update({name: value} if value is not None else {})
            calls |= called
    return kept, frozenset(calls)


def _check_attribute(name: str, text: str) -> tuple[str | None, frozenset[str]]:
    """Return what an attribute says in the copy, None when it is left out, and the names that it calls."""
    if name == "style":
        return css.declarations(text)
    if name in PROPERTIES or name in TRANSFORMS:
        return css.value(text)
    return (text if name in ATTRIBUTES else None), frozenset()


def _href(text: str, element: str, line: int) -> str:
    """Return an address: that of an element of the drawing, or a photograph written inside it."""
    from loosfiches.pictures.inside import photograph

    address = text.strip()
    if address.startswith("#"):
        return address
    if element == "image" and address.startswith("data:"):
        made = photograph(address)
        if made is None:
            _refuse(f"<image> {address[:30]}…", line)
        return made
    _refuse(f"href={address[:60]}", line)


def _check_calls(origins: Mapping[Element, _Origin]) -> None:
    """Refuse definitions that call one another, and inheritance that goes in a circle."""
    named = {name: element for element in origins if (name := element.get("id"))}
    repeated = {name for name, element in named.items() if element.tag in REPEATED}
    for element, origin in origins.items() if repeated else ():
        if element.tag in REPEATED and any(repeated & origins[inner].calls for inner in _inside(element)):
            _refuse_heavy(f"<{element.tag}>", origin.line)
    for element in named.values():
        if _inherits_itself(element, named):
            _refuse_heavy(f"<{element.tag}>", origins[element].line)


def _inside(element: Element) -> Iterator[Element]:
    return (inner for inner in element.iter() if inner is not element)


def _inherits_itself(element: Element, named: Mapping[str, Element]) -> bool:
    """Tell whether an element takes up itself, through others or not."""
    visited: set[str] = set()
    heir: Element | None = element
    while heir is not None and heir.tag in HEIRS and heir.get("href", "").startswith("#"):
        name = heir.get("href", "")[1:]
        if name in visited or len(visited) > MAX_DEPTH:
            return True
        visited.add(name)
        heir = named.get(name)
    return False
