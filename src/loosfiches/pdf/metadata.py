"""The binder's metadata: XMP, the same in the Info dictionary, and the catalog."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from loosfiches.pdf.attach import pdf_date

PRODUCER = "loosfiches, WeasyPrint, pikepdf"

# PDF/UA-1 and PDF/A-3a each name themselves; PDF/A wants the words of the other one explained (ISO 19005-3, 6.6.2.3).
_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfaid:part="3" pdfaid:conformance="A" pdfuaid:part="1">"""
_TAIL = """</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_ALTERNATIVES = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'


@dataclass(frozen=True, slots=True)
class Metadata:
    """The binder's title, language (BCP 47), creator, rights, and subject in a sentence.

    `address` is where the licence named in `rights` can be read; `day` is that of the edition, None when unknown.
    """

    title: str
    language: str
    creator: str
    rights: str = ""
    subject: str = ""
    producer: str = PRODUCER
    address: str = ""
    day: date | None = None


def set_metadata(pdf: Pdf, metadata: Metadata) -> None:
    """Write the metadata; no date but the edition's, so that the same binder has the same bytes."""
    root = pdf.Root
    root.Lang = pikepdf.String(metadata.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stream = pdf.make_stream("\n".join([_HEAD, *_said(metadata), _TAIL]).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root.Metadata = stream
    pdf.docinfo = pdf.make_indirect(_info(metadata))


def _said(metadata: Metadata) -> Iterator[str]:
    """Yield what is known as XMP properties: an empty statement would say that there is nothing."""
    day = metadata.day.isoformat() if metadata.day else ""
    known = {
        "dc:title": (metadata.title, _ALTERNATIVES),
        "dc:creator": (metadata.creator, "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"),
        "dc:language": (metadata.language, "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>"),
        "dc:description": (metadata.subject, _ALTERNATIVES),
        "dc:rights": (metadata.rights, _ALTERNATIVES),
        "xmpRights:Marked": ("True" if metadata.rights else "", "{}"),
        "xmpRights:WebStatement": (metadata.address, "{}"),
        "pdf:Producer": (metadata.producer, "{}"),
        "xmp:CreateDate": (day, "{}"),
        "xmp:ModifyDate": (day, "{}"),
    }
    for name, (text, form) in known.items():
        if text or name == "dc:title":
            yield f"<{name}>{form.format(escape(text))}</{name}>"


def _info(metadata: Metadata) -> Dictionary:
    day = pdf_date(metadata.day) if metadata.day else ""
    texts = {"/Title": metadata.title, "/Author": metadata.creator, "/Subject": metadata.subject}
    texts |= {"/Producer": metadata.producer, "/CreationDate": day, "/ModDate": day}
    return Dictionary({name: pikepdf.String(text) for name, text in texts.items() if text})
