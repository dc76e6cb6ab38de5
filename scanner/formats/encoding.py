"""Bytes to text: which encoding a stream has, and its text in pieces of bounded size.

Nothing here fails on bad bytes. What is not valid in the detected encoding is read as
Windows-1252, the usual reason for odd bytes in files of British organisations, so that one
stray byte never hides the rest of a line.
"""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

HEAD_BYTES = 65_536  # what detection looks at

_FALLBACK = "keysweep-cp1252"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the offending bytes as Windows-1252, undefined ones as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    offending = error.object[error.start : error.end]
    return "".join(map(_cp1252_byte, offending)), error.end


def _cp1252_byte(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(_FALLBACK, _as_cp1252)


def detect(head: bytes) -> tuple[str, int]:
    """The codec of a text whose first bytes are `head`, and the length of its byte order mark."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec, len(mark)
    return _utf16_without_mark(head) or _utf8_or_single_byte(head), 0


def _utf16_without_mark(head: bytes) -> str:
    """The UTF-16 codec that the pattern of NUL bytes shows, or ""."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    first = head[: 2 * pairs : 2].count(0) / pairs
    second = head[1 : 2 * pairs : 2].count(0) / pairs
    # The first character counts for itself: UTF-16 may follow text of another encoding.
    if second >= 0.5 and first <= 0.02 and not head[1]:
        return "utf-16-le"
    return "utf-16-be" if first >= 0.5 and second <= 0.02 and not head[0] else ""


def _utf8_or_single_byte(head: bytes) -> str:
    if head.isascii():
        return "utf-8"
    if _is_ebcdic(head):
        return "cp500"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    # A replaced byte is one bad byte; every other non-ASCII character was a valid sequence.
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    return "utf-8" if good >= bad else "cp1252"


def _is_ebcdic(head: bytes) -> bool:
    """Whether bytes look like a mainframe export: 0x40 is the space, letters lie above 0x80."""
    high = sum(byte >= 0x81 for byte in head)
    spaces, ascii_spaces = head.count(0x40), head.count(0x20)
    return spaces * 20 >= len(head) and high * 2 >= len(head) and ascii_spaces * 20 < spaces


def decode_head(head: bytes) -> str:
    """The text of a file's first bytes; a character cut at the end is left out."""
    codec, mark = detect(head)
    decoder = _decoder(codec)
    return decoder.decode(head[mark:])


def decoded(
    stream: BinaryIO, chunk_bytes: int = 1024**2, codec: str | None = None
) -> Iterator[str]:
    """The text of a stream in pieces of about `chunk_bytes`, every line end as LF.

    `codec` overrides detection where the file names its own encoding; a byte order mark still
    wins. Pieces may end anywhere, never inside a character or between CR and LF.
    """
    head = stream.read(HEAD_BYTES)
    found, mark = detect(head)
    decoder = _decoder(codec if codec and not mark else found)
    for start in range(mark, len(head), chunk_bytes):
        yield from _nonempty(decoder.decode(head[start : start + chunk_bytes]))
    while chunk := stream.read(chunk_bytes):
        yield from _nonempty(decoder.decode(chunk))
    yield from _nonempty(decoder.decode(b"", True))


def _nonempty(text: str) -> Iterator[str]:
    if text:
        yield text


def _decoder(codec: str) -> io.IncrementalNewlineDecoder:
    # A single unpaired surrogate of UTF-16 has no Windows-1252 reading.
    errors = "replace" if codec.startswith(("utf-16", "utf-32")) else _FALLBACK
    bytes_to_text = codecs.getincrementaldecoder(codec)(errors)
    return io.IncrementalNewlineDecoder(bytes_to_text, translate=True)
