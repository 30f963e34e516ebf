"""The catalog of a binder, and the whole file: what links to its segments, then the cross-reference table."""

import zlib
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from loosfiches.build.digest import digest_stream
from loosfiches.pdf.destinations import Sheet
from loosfiches.pdf.segment import DOCUMENT, FACES, FIRST, PAGES, TREE, Segment
from loosfiches.pdf.writer import ALONE, ENTRY, FREE, Written, body_of, write

# The second line tells that there are bytes: four of them above 127 (ISO 19005-3, 6.1.2).
_FIRST_LINES = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
#: The most objects that a file may have (ISO 19005-3, 6.1.13).
_MOST = 8_388_607


class Catalog:
    """The few objects of the binder itself, made with pikepdf; placeholders stand for those of segments.

    `faces` are the programs of our faces, to which segments may lead.
    """

    def __init__(self, segments: Sequence[Segment], faces: Sequence[bytes] = ()) -> None:
        self.pdf, self._segments = pikepdf.new(), segments
        self._numbers, self._absent = dict[int, int](), set[int]()
        self.pages = [
            Sheet(self._stand_in(number), height)
            for segment in segments
            for number, height in zip(segment.index.pages, segment.index.heights, strict=True)
        ]
        self._hang_pages()
        self._hang_structure()
        self._programs = {FACES + rank: faces[rank] for segment in segments for rank in segment.index.faces}

    def _stand_in(self, number: int) -> Object:
        stand_in = self.pdf.make_indirect(Dictionary())
        self._numbers[stand_in.objgen[0]] = number
        self._absent.add(stand_in.objgen[0])
        return stand_in

    def _own(self, number: int, entries: Dictionary) -> Object:
        made = self.pdf.make_indirect(entries)
        self._numbers[made.objgen[0]] = number
        return made

    def _hang_pages(self) -> None:
        kids = Array([self._stand_in(segment.index.root) for segment in self._segments])
        self._absent.add(self.pdf.Root.Pages.objgen[0])
        self.pdf.Root.Pages = self._own(PAGES, Dictionary(Type=Name.Pages, Kids=kids, Count=len(self.pages)))

    def _hang_structure(self) -> None:
        """Hang the Parts of all segments under one Document, their content parents and names under one tree of each."""
        tree = self._own(TREE, Dictionary(Type=Name.StructTreeRoot))
        parts = Array([self._stand_in(part) for segment in self._segments for part in segment.index.parts])
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=parts)
        tree.K = Array([self._own(DOCUMENT, document)])
        tagged = sorted(
            (segment.index for segment in self._segments if segment.index.parents), key=lambda index: index.limits
        )
        nodes = Array([self._stand_in(index.parents) for index in tagged])
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Kids=nodes))
        tree.ParentTreeNextKey = tagged[-1].limits[1] + 1 if tagged else 0
        names = {name: number for segment in reversed(self._segments) for name, number in segment.index.names.items()}
        if names:
            flat = [item for name in sorted(names) for item in (pikepdf.String(name), self._stand_in(names[name]))]
            # Of one node under its root: only a node may bear Limits, only Kids need them (7.9.6).
            tree.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(flat)))
        roles = {name: Name(role) for segment in self._segments for name, role in segment.index.roles.items()}
        if roles:
            tree.RoleMap = Dictionary(roles)
        self.pdf.Root.StructTreeRoot = tree
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def whole(self) -> bytes:
        """Return the file; raises ValueError when it would hold more objects than a file may."""
        common = [each for each in self.pdf.objects if self._numbers.get(each.objgen[0], FIRST) < FIRST]
        common = [each for each in common if each.objgen[0] not in self._absent]
        numbered = {*self._numbers, *self._absent}
        own = [each for each in self.pdf.objects if each.objgen[0] not in numbered]
        base = self._segments[-1].next if self._segments else FIRST
        self._numbers |= {each.objgen[0]: base + place for place, each in enumerate(own)}
        pieces = [(1, write(common, 1, self._numbers)), *self._whole_faces()]
        pieces += [(each.base, each.written) for each in self._segments]
        pieces.append((base, write(own, base, self._numbers)))
        root, info = (self._numbers[each.objgen[0]] for each in (self.pdf.Root, self.pdf.docinfo))
        return _file(pieces, root, info)

    def _whole_faces(self) -> Iterator[tuple[int, Written]]:
        """Yield those of our faces that segments lead to, each under its number."""
        for number, face in sorted(self._programs.items()):
            program = self.pdf.make_stream(face, Length1=len(face))
            yield number, write([program], number, {program.objgen[0]: number})


def _file(pieces: Sequence[tuple[int, Written]], root: int, info: int) -> bytes:
    """Return a file of objects; each piece comes with its first number."""
    body, offset = [_FIRST_LINES], len(_FIRST_LINES)
    entries, index = [ENTRY.pack(FREE, 0, 65535)], [0, 1]
    for first, written in pieces:
        entries.append(written.at(offset))
        index += [first, written.count]
        body.append(written.body)
        offset += len(written.body)
    number = sum(index[-2:])
    if number >= _MOST:
        raise ValueError(f"over {_MOST} objects in one file")
    # qpdf takes a file for broken when its numbers are above a third of its size: one of a few short leaves is filled.
    body.append(b"\n" * max(0, 3 * (number + 1) - offset))
    offset += len(body[-1])
    entries.append(ENTRY.pack(ALONE, offset, 0))
    index += [number, 1]
    name = digest_stream(written.body for _, written in pieces)[:32]
    table = zlib.compress(b"".join(entries))
    trailer = (
        f"<< /Type /XRef /Size {number + 1} /W [1 4 2] /Index [{' '.join(map(str, index))}] /Root {root} 0 R "
        f"/Info {info} 0 R /ID [<{name}> <{name}>] /Filter /FlateDecode /Length {len(table)} >>"
    )
    body.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, body_of(trailer.encode(), table), offset))
    return b"".join(body)
