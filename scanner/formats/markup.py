"""The entrance to XML and HTML, which are read by different parsers."""

from collections.abc import Iterator
from typing import BinaryIO

from scanner.formats import html_text, xml_text
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits


def read_xml(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """XML: see `xml_text.read`."""
    return xml_text.read(stream, obj, limits)


def read_html(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """HTML: see `html_text.read`."""
    return html_text.read(stream, obj, limits)
