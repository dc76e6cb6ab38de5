"""Apple's Pages, Numbers and Keynote: runs of text, the preview as PDF, and the files put in.

Their archives (IWA) are packed with Snappy in pieces of their own framing; the messages inside
are not told apart, so that texts have no page, no table and no cell.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pyarrow as pa

from scanner.errors import UnreadableError
from scanner.formats.package import Package
from scanner.formats.protocol import Extracted
from scanner.formats.strings import run_batches
from scanner.model import DataObject, Limits, Reason

_HEAD = 4  # bytes of a piece: always 0, then its size
_INDEX, _INNER = "Index/", "Index.zip"


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Runs as BLOCKs, a part for each archive; ends by saying that no cells were told apart."""
    package = Package(stream, limits)
    held = package
    if _INNER in package:
        held = Package(BytesIO(package.read(_INNER)), limits)
    for name in held.names(_INDEX, ".iwa"):
        part = f"text runs of {name.removeprefix(_INDEX).removesuffix('.iwa')}"
        try:
            yield from run_batches(BytesIO(unpacked(held.read(name), limits)), limits, part)
        except UnreadableError as error:
            yield error.as_skipped(part=part)
    yield from package.embedded("QuickLook/Preview.pdf")
    yield from package.pictures("Data/")
    raise UnreadableError(
        Reason.UNSUPPORTED,
        "its pages, tables and cells were not told apart; plain runs of text were read",
        "export it as PDF, or as an Office document",
    )


def unpacked(raw: bytes, limits: Limits) -> bytes:
    """What an archive holds. Raises `UnreadableError` where it is damaged or too large."""
    pieces, at, size = [], 0, 0
    while at + _HEAD < len(raw):
        end = at + _HEAD + int.from_bytes(raw[at + 1 : at + _HEAD], "little")
        piece = raw[at + _HEAD : end]
        size += _announced(piece)
        if raw[at] or end > len(raw) or size > limits.max_member_bytes:
            raise UnreadableError(Reason.DAMAGED, "an archive of the document breaks off")
        try:
            pieces.append(pa.decompress(piece, _announced(piece), "snappy", asbytes=True))
        except (pa.ArrowException, OSError):
            raise UnreadableError(Reason.DAMAGED, "an archive cannot be unpacked") from None
        at = end
    return b"".join(pieces)


def _announced(piece: bytes) -> int:
    """The size that Snappy writes in front, seven bits a byte."""
    size = 0
    for place, byte in enumerate(piece[:5]):
        size |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return size
