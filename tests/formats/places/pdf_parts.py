"""A PDF by hand with what hides in PDFs: fields, notes, metadata, an attachment, a bookmark."""

_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
    '<rdf:li xml:lang="x-default">key safe code 1304</rdf:li></rdf:Alt></dc:description>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)
_PAGE_2 = (
    "BT /F1 12 Tf 50 250 Td (key safe code 1303) Tj ET BT /F1 12 Tf 50 220 Td (NHS 9) Tj (99) Tj"
    " [(00) -10 (12)] TJ (016) Tj ET"
)


def _stream(content: str, more: str = "") -> str:
    return f"<<{more}/Length {len(content)}>>stream\n{content}\nendstream"


def pdf() -> bytes:
    """The whole file."""
    return written(
        [
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 13 0 R]/DA(/Helv 0 Tf)>>"
            "/Metadata 6 0 R/Names<</EmbeddedFiles<</Names[(codes.txt)7 0 R]>>>>/Outlines 9 0 R>>",
            "<</Type/Pages/Kids[3 0 R 11 0 R]/Count 2>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Annots[4 0 R 13 0 R 5 0 R]>>",
            "<</Type/Annot/Subtype/Widget/FT/Tx/T(Key safe code)/V(1301)/Rect[9 9 99 30]/P 3 0 R>>",
            "<</Type/Annot/Subtype/Text/Contents(key safe code 1302)/Rect[9 90 30 99]/P 3 0 R>>",
            _stream(_XMP, "/Type/Metadata/Subtype/XML"),
            "<</Type/Filespec/F(codes.txt)/UF(codes.txt)/EF<</F 8 0 R>>>>",
            _stream("key safe code 1305", "/Type/EmbeddedFile"),
            "<</Type/Outlines/First 10 0 R/Last 10 0 R/Count 1>>",
            "<</Title(key safe code 1306)/Parent 9 0 R/Dest[3 0 R/Fit]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 12 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
            _stream(_PAGE_2),
            "<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(Key safe code 2)/V(1307)"
            "/Opt[(1307)(none)]/Rect[9 40 99 60]/P 3 0 R>>",
        ]
    )


def written(objects: list[str]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return content + f"{trailer}startxref\n{len(content)}\n%%EOF".encode()
