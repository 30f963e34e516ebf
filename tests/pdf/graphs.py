"""PDFs made up of hard objects, written as other programs might write them, and a comparison of what they hold."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Object, Stream

#: The number of the page, and of the first object that hangs under it.
PAGE, FIRST = 3, 4
#: The key of the page under which the objects hang.
HELD = "/Held"
#: How deep values stand within each other.
DEPTH = 2
#: What looks like syntax where it is none: in strings, names and streams.
SYNTAX = [
    b"5 0 R", b" 5 0 R ", b") 6 0 R ", b"( 7 0 R", b"\\ 8 0 R", b"> 9 0 R ", b"<< /P 5 0 R >>", b" 7 0 obj ", b"endobj",
    b"endstream\n", b"stream\r\n", b"<<", b">>", b"[", b"]", b"/Name ", b"%", b"xref\n", b"trailer", b"null", b"(", b")",
    b"\\", b"\r", b"\n", b"\r\n", b"'", b"#20", b"12 0 R\\)", b"\x00", b"\xfe\xff",
]  # fmt: skip
_ESCAPES = {b: b"\\" + bytes([b]) for b in b"()\\"} | {13: b"\\r"}
_BLANKS = [b" ", b"\n", b"\t", b"\r\n", b" % 6 0 R (\n", b"  ", b"\x0c", b"\x00 "]
_KEYS = [b"/A", b"/Kids", b"/P", b"/A#20B", b"/5", b"/#28", b"/R", b"/obj", b"/#c3#a9", b"/Tx#23", b"/Length1"]
_SCALARS = [
    *(b"true", b"false", b"null", b"0", b"-0", b"+17", b"00012", b".5", b"-1.", b"4.00", b"-.002", b"0.00000000001"),
    *(b"9223372036854775807", b"-9223372036854775808", b"123456789012.123456789"),
]
_INTEGERS = st.integers(-(2**31), 2**31 - 1).map(lambda n: b"%d" % n)
_STRINGS = [b"<ABC>", b"< 41 42\n43 >", b"(a\\\nb)", b"(\\101\\7\\53)", b"((5 0 R))", b"()", b"<>", b"(\\q)"]
_NAMES = [b"/5", b"/#205#200#20R", b"/A#2fB", b"/#28#29", b"/", b"/R", b"/a.b-c", b"/#C3#A9", b"/x#3C"]
_SYNTAX = st.sampled_from(SYNTAX)
# Apart: where half of a string is no text, qpdf writes it in hexadecimal digits.
texts = st.one_of(st.lists(_SYNTAX, max_size=6), st.lists(st.one_of(_SYNTAX, st.binary(max_size=6)), max_size=6)).map(
    b"".join
)
blanks = st.sampled_from(_BLANKS)
#: Strings and names.
_TEXTS = st.one_of(
    texts.map(lambda text: _literal(text)),  # noqa: PLW0108  (it stands below)
    texts.map(lambda text: b"<" + text.hex().encode() + b">"),
    st.sampled_from([*_STRINGS, *_NAMES]),
)


@dataclass(frozen=True)
class Leaf:
    """A PDF of one page, from which all of its `count` objects are reached."""

    data: bytes
    count: int

    def read(self) -> bytes:
        """Return the PDF."""
        return self.data


@st.composite
def leaves(draw: st.DrawFn, largest: int = 12) -> Leaf:
    """Draw a leaf: objects that refer to each other in any way, written in any of the ways that PDF allows."""
    count = draw(st.integers(1, largest))
    objects = [draw(_objects(count)) for _ in range(count)]
    # Object streams hold a hundred.
    objects += [b"[%d 0 R (5 0 R)]" % (FIRST + n % count) for n in range(draw(st.sampled_from([0, 0, 0, 230])))]
    data = written(objects)
    return Leaf(_compressed(data) if draw(st.booleans()) else data, len(objects))


def written(objects: list[bytes]) -> bytes:
    """Return a PDF of one page, under which objects hang, numbered from FIRST on."""
    held = b" ".join(b"%d 0 R" % (FIRST + n) for n in range(len(objects)))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] %b [%b] >>" % (HELD.encode(), held)
    head = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    return _file([*head, *objects])


def _objects(count: int) -> st.SearchStrategy[bytes]:
    """Return what stands under a number of its own: WeasyPrint gives none to numbers, booleans and null."""
    value = st.one_of(_references(count), _TEXTS, st.sampled_from(_SCALARS), _INTEGERS)
    for _ in range(DEPTH):
        value = st.one_of(value, value, _arrays(value), _dictionaries(value))
    heads = _dictionaries(value)
    return st.one_of(_arrays(value), heads, _TEXTS, st.builds(_stream, heads, texts))


def _references(count: int) -> st.SearchStrategy[bytes]:
    return st.integers(0, count).map(lambda n: b"%d 0 R" % (FIRST + n if n < count else PAGE))


def _arrays(inner: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    items = st.lists(st.tuples(blanks, inner), max_size=6)
    return items.map(lambda own: b"[" + b"".join(blank + item for blank, item in own) + b"]")


def _dictionaries(inner: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    entries = st.lists(st.tuples(st.sampled_from(_KEYS), blanks, inner), max_size=5, unique_by=lambda entry: entry[0])
    return entries.map(lambda own: b"<<" + b" ".join(b"".join(entry) for entry in own) + b">>")


def _literal(text: bytes) -> bytes:
    return b"(" + b"".join(_ESCAPES.get(byte, bytes([byte])) for byte in text) + b")"


def _stream(head: bytes, body: bytes) -> bytes:
    return b"%b /Length %d>>\nstream\n%b\nendstream" % (head.removesuffix(b">>"), len(body), body)


def _file(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (size, table, end)


def _compressed(data: bytes) -> bytes:
    """Return the same PDF, its objects in object streams."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def differences(before: Any, after: Any) -> Iterator[str]:
    """Yield where two objects, with all that they refer to, say different things, and how."""
    left, right = dict[tuple[int, int], tuple[int, int]](), dict[tuple[int, int], tuple[int, int]]()
    waiting = [("", before, after)]
    while waiting:
        path, one, other = waiting.pop()
        if _number(one) and _number(other):
            known = _number(one) in left
            if left.setdefault(_number(one), _number(other)) != _number(other):
                yield f"{path}: one object became two"
            if right.setdefault(_number(other), _number(one)) != _number(one):
                yield f"{path}: two objects became one"
            if known:
                continue
        if _said(one) != _said(other):
            yield f"{path}: {_said(one)!r} became {_said(other)!r}"
        elif bool(_number(one)) != bool(_number(other)) and isinstance(one, Dictionary | Array):
            yield f"{path}: what was referred to stands there, or the reverse"
        else:
            waiting += [(f"{path}{name}", own, dict(_parts(other))[name]) for name, own in _parts(one)]


def _number(value: Any) -> tuple[int, int]:
    """Return the number of an indirect object; (0, 0) for any other value."""
    return value.objgen if isinstance(value, Object) and value.is_indirect else (0, 0)


def _said(value: Any) -> Any:
    """Return what an object says itself: a value, or which parts it has."""
    if isinstance(value, Stream):
        return ("stream", value.read_bytes(), [name for name, _ in _parts(value)])
    if isinstance(value, Dictionary | Array):
        return ("array" if isinstance(value, Array) else "dictionary", [name for name, _ in _parts(value)])
    if isinstance(value, Object):
        return value.unparse(resolved=True) if isinstance(value, pikepdf.Name) else bytes(value)
    return value


def _parts(value: Any) -> list[tuple[str, Any]]:
    """Return the parts of an object by their names; a key whose value is null is none (ISO 32000-1, 7.3.7)."""
    if isinstance(value, Array):
        return [(f"[{place}]", item) for place, item in enumerate(value)]
    if isinstance(value, Dictionary | Stream):
        # How a stream is packed, and where it belongs, are no words of its own.
        return [
            (name, own)
            for name, own in sorted(value.items())
            if own is not None and name not in {"/Length", "/Filter", "/Parent", "/StructParents", "/Tabs"}
        ]
    return []
