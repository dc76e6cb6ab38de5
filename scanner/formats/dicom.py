"""DICOM files: the header, which names the patient; the picture itself is not read.

The data elements of a file are one record: its columns are their keywords.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import pydicom
from pydicom.errors import InvalidDicomError

from scanner.errors import UnreadableError
from scanner.formats.blobs import FILE_MARKS, meaning
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, Unit

_DEEPEST = 16  # sequences inside sequences
_MOST_VALUES = 20_000
_DOCUMENT = "EncapsulatedDocument"
_BURNED_IN = "BurnedInAnnotation"


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """One record of all elements that hold text; documents inside are members."""
    # What the library complains of may quote values, as a warning or in its log.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
        values, files, burned_in = _taken(stream)
    batcher = RecordBatcher(limits, Unit.MESSAGE)
    yield from batcher.add(values)
    yield from batcher.flush()
    for number, content in enumerate(files, start=1):
        yield _member(content, number)
    if burned_in:
        detail = "text is burned into the picture, which was not read"
        yield Skipped(Stage.READ, Reason.IMAGE_ONLY, detail, "look at it by hand")


def _member(content: bytes, number: int) -> Member:
    return Member(f"document {number}", lambda: BytesIO(content), len(content))


def _taken(stream: BinaryIO) -> tuple[list[tuple[str, str]], list[bytes], bool]:
    values: list[tuple[str, str]] = []
    files: list[bytes] = []
    try:
        dataset = pydicom.dcmread(stream, stop_before_pixels=True, force=True)
        for found in (dataset.file_meta, dataset):
            for name, value in _elements(found, 0):
                if name == _DOCUMENT or (isinstance(value, bytes) and value[:4] in FILE_MARKS):
                    files.append(value if isinstance(value, bytes) else b"")
                elif text := _text(value):
                    values.append((name, text))
                if len(values) >= _MOST_VALUES:
                    break
    except (InvalidDicomError, ValueError, TypeError, KeyError, AttributeError, EOFError) as error:
        if not values:
            name = type(error).__name__
            raise UnreadableError(Reason.DAMAGED, f"its header cannot be read ({name})") from None
    burned_in = (_BURNED_IN, "YES") in values
    return values, files, burned_in


def _elements(dataset: Any, depth: int) -> Iterator[tuple[str, Any]]:
    """(keyword, value) of every element, those of sequences too."""
    for element in dataset:
        if element.VR == "SQ":
            if depth < _DEEPEST:
                for inner in element.value:
                    yield from _elements(inner, depth + 1)
            continue
        name = element.keyword or f"{element.tag.group:04X},{element.tag.element:04X}"
        many = element.value if element.VM > 1 else [element.value]
        for value in many:
            yield name, _as_written(element.VR, value)


def _as_written(kind: str, value: Any) -> Any:
    """Names without the carets between their parts, dates with hyphens."""
    text = str(value) if not isinstance(value, bytes) else value
    if kind == "PN" and isinstance(text, str):
        return " ".join(piece for piece in text.replace("=", "^").split("^") if piece)
    if kind == "DA" and isinstance(text, str) and len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        found = meaning(value.rstrip(b"\x00 "))
        return found if isinstance(found, str) else None
    return str(value).strip("\x00 ") or None
