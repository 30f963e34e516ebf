"""A PDF segment with a reserved range of object numbers: its objects are written once, for every binder.

A binder of a thousand documents has half a million objects, of which hardly any changes from one day to the next. So
what is cached of a gathering goes into the file as it is; only the head of the binder (catalog, outline, names) is
written each time.
"""

import io
import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from loosfiches.pdf import FACE
from loosfiches.pdf.writer import Written, write

#: The numbers of the root of pages, of the structure tree and of its Document, in every binder: segments lead there.
PAGES, TREE, DOCUMENT = 1, 2, 3
#: The number of the first of our faces, where segments lead to them whole; the one before is that of an object stream.
FACES = 5
#: The first number of the first segment.
FIRST = 8
# The least that a segment may grow before those after it must move.
_ROOM = 256
_SIZES = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class SegmentIndex:
    """What the head of a binder must know of a segment; all but heights (points) are numbers of objects.

    `parents` is the node that holds its content parents, the least and greatest of which are `limits`; 0 when nothing
    is tagged. `names` are those that elements go by, `roles` what tags stand for, `faces` those of ours
    that it leads to (`fonts.STYLES`).
    """

    root: int
    pages: list[int]
    heights: list[float]
    parts: list[int]
    parents: int
    limits: list[int]
    names: dict[str, int]
    roles: dict[str, str]
    faces: list[int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A gathering under the numbers from `base` on."""

    base: int
    index: SegmentIndex
    written: Written

    @property
    def next(self) -> int:
        """Where the segment after this one starts.

        A segment that changes a little moves no other: its room is a multiple of some eighth of what it takes.
        """
        step = max(_ROOM, 1 << (self.written.count.bit_length() - 3))
        return self.base + (self.written.count // step + 1) * step

    def to_bytes(self) -> bytes:
        """The segment as one file of the cache."""
        head = json.dumps([self.base, asdict(self.index)], ensure_ascii=False, sort_keys=True).encode()
        sizes = _SIZES.pack(len(head), len(self.written.entries))
        return b"".join((sizes, head, self.written.entries, self.written.body))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Segment":
        """Read what `to_bytes` gave."""
        head, table = _SIZES.unpack_from(data)
        entries = _SIZES.size + head
        base, index = json.loads(data[_SIZES.size : entries])
        return cls(base, SegmentIndex(**index), Written(data[entries : entries + table], data[entries + table :]))


def segment(gathering: bytes, base: int) -> Segment:
    """Return a gathering, saved as a PDF, with the binder's root, tree and Document in the place of its own."""
    with pikepdf.open(io.BytesIO(gathering)) as pdf:
        tree, pages = pdf.Root.StructTreeRoot, pdf.Root.Pages
        pages.Parent = pdf.make_indirect(Dictionary())
        common = {pages.Parent.objgen[0]: PAGES, tree.objgen[0]: TREE, tree.K[0].objgen[0]: DOCUMENT}
        faces = {each.objgen[0]: FACES + int(each[FACE]) for each in pdf.objects if _is_face(each)}
        common |= faces
        left = {*common, *(each.objgen[0] for each in _unwanted(pdf))}
        limits = _limit(tree.ParentTree)
        kept = [each for each in pdf.objects if each.objgen[0] not in left]
        numbers = common | {each.objgen[0]: base + place for place, each in enumerate(kept)}

        def number(each: Object) -> int:
            return numbers[each.objgen[0]]

        index = SegmentIndex(
            root=number(pages),
            pages=[number(page.obj) for page in pdf.pages],
            heights=[float(page.obj.MediaBox[3]) for page in pdf.pages],
            parts=[number(part) for part in tree.K[0].get("/K", Array())],
            parents=number(tree.ParentTree) if limits else 0,
            limits=limits,
            names={name: number(element) for name, element in _names(tree)},
            roles={name: str(role) for name, role in tree.get("/RoleMap", Dictionary()).items()},
            faces=sorted(number - FACES for number in faces.values()),
        )
        return Segment(base, index, write(kept, base, numbers))


def _is_face(each: Object) -> bool:
    return isinstance(each, Dictionary) and FACE in each


def _unwanted(pdf: Pdf) -> Iterator[Object]:
    """Yield what only the file itself needs: it is not written."""
    yield pdf.Root
    tree = pdf.Root.StructTreeRoot
    if "/IDTree" in tree:
        yield tree.IDTree
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Type") in {"/ObjStm", "/XRef"}:
            yield each


def _limit(node: Object) -> list[int]:
    """Make the tree of content parents a node of a larger one (7.9.7); return its limits, none if it is empty."""
    flat = node.get("/Nums", Array())
    if not len(flat):
        return []
    node.Limits = Array([int(flat[0]), int(flat[len(flat) - 2])])
    return [int(limit) for limit in node.Limits]


def _names(tree: Object) -> Iterator[tuple[str, Object]]:
    flat = list(tree.get("/IDTree", Dictionary()).get("/Names", Array()))
    return ((str(name), element) for name, element in zip(flat[::2], flat[1::2], strict=True))
