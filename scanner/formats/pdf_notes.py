"""Form fields, notes and links of a PDF page, which are no part of its text."""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from scanner.formats.batching import value_batches
from scanner.model import Limits, TextBatch, Unit

_MOST_PER_PAGE = 20_000
_LONGEST = 4 * 1024**2  # bytes of one text


def notes(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, part: str, limits: Limits
) -> Iterator[TextBatch]:
    """Field values under their names, notes and link targets; BLOCKs of the page's part."""
    form = document.formenv
    texts: list[str] = []
    links: list[str] = []
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST_PER_PAGE)
    for index in range(count):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_WIDGET:
                yield from _field(form, annotation, part, limits, index + 1)
            texts += filter(None, (_value(annotation, key) for key in (b"Contents", b"T")))
            links += filter(None, [_link(document, annotation)])
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    yield from value_batches(texts, Unit.BLOCK, limits, part, "annotation")
    yield from value_batches(links, Unit.BLOCK, limits, part, "link")


def _field(
    form: Any, annotation: Any, part: str, limits: Limits, position: int
) -> Iterator[TextBatch]:
    if form is None:
        return
    name = _wide(pdfium_c.FPDFAnnot_GetFormFieldName, form, annotation)
    value = _wide(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)
    yield from value_batches([value], Unit.BLOCK, limits, part, name or None, position)


def _value(annotation: Any, key: bytes) -> str:
    if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_WIDGET:
        return ""  # a field's own name and value are given already
    return _wide(pdfium_c.FPDFAnnot_GetStringValue, annotation, key)


def _wide(function: Callable[..., int], *arguments: Any) -> str:
    """The text that a pdfium function writes as UTF-16 into a buffer, asked for its size first."""
    size = function(*arguments, None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    address = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    function(*arguments, address, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _link(document: pdfium.PdfDocument, annotation: Any) -> str:
    link = pdfium_c.FPDFAnnot_GetLink(annotation)
    action = pdfium_c.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    size = pdfium_c.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.raw[: size - 1].decode("utf-8", "replace")
