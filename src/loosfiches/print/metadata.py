"""Who made the binder and what it is: XMP, the Info dictionary that says the same, and the catalog."""

from dataclasses import dataclass
from html import escape

import pikepdf
from pikepdf import Dictionary, Name, Pdf

PRODUCER = "loosfiches, WeasyPrint, pikepdf"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" pdf:Producer="{producer}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The binder's title, language (BCP 47), creator, rights, and subject in a sentence."""

    title: str
    language: str
    creator: str
    rights: str = ""
    subject: str = ""
    producer: str = PRODUCER


def set_metadata(pdf: Pdf, metadata: Metadata) -> None:
    """Write the metadata; no date, so that the same binder has the same bytes (ISO 14289-1, 5 and 7.1)."""
    root = pdf.Root
    root.Lang = pikepdf.String(metadata.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stream = pdf.make_stream(_xmp(metadata).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root.Metadata = stream
    pdf.docinfo = pdf.make_indirect(_info(metadata))


def _xmp(metadata: Metadata) -> str:
    fields = {name: escape(getattr(metadata, name)) for name in Metadata.__slots__}
    text = _XMP.format(**fields)
    # An empty statement would say that there are no rights.
    kept = (line for line in text.splitlines() if "></rdf:li>" not in line or line.startswith("<dc:title"))
    return "\n".join(kept)


def _info(metadata: Metadata) -> Dictionary:
    texts = {"/Title": metadata.title, "/Author": metadata.creator, "/Subject": metadata.subject}
    kept = {name: text for name, text in (texts | {"/Producer": metadata.producer}).items() if text}
    return Dictionary({name: pikepdf.String(text) for name, text in kept.items()})
