"""The packing of Rich Text in Outlook items (LZFu); [MS-OXRTFCP] section 2."""

import struct

from scanner.errors import UnreadableError
from scanner.formats.unpack import expands, too_large
from scanner.model import Limits, Reason

_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_RING = 4096
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_FREE = 1024**2  # bytes; below it any ratio is harmless


def rtf_of(packed: bytes, limits: Limits) -> bytes:
    """The Rich Text, as far as it goes. Raises `UnreadableError` where it is none."""
    if len(packed) < 16:
        raise UnreadableError(Reason.DAMAGED, "the Rich Text body is cut off")
    _, _, method, _ = struct.unpack_from("<4I", packed)
    if method == _PLAIN:
        return packed[16:]
    if method != _PACKED:
        raise UnreadableError(Reason.DAMAGED, "the Rich Text body is packed in an unknown way")
    return _unpacked(packed[16:], limits)


def _unpacked(raw: bytes, limits: Limits) -> bytes:
    # The ring that copies refer to is kept as the end of one growing run of bytes.
    held = bytearray(_START)
    at = 0
    while at < len(raw):
        flags = raw[at]
        at += 1
        for bit in range(8):
            if at >= len(raw):
                break
            if not flags >> bit & 1:
                held.append(raw[at])
                at += 1
                continue
            if at + 2 > len(raw) or not _copy(held, raw[at] << 8 | raw[at + 1]):
                return bytes(held[len(_START) :])
            at += 2
        if len(held) > limits.max_member_bytes:
            raise too_large(limits)
        if len(held) > max(_FREE, limits.max_expansion * len(raw)):
            raise expands(limits)
    return bytes(held[len(_START) :])


def _copy(held: bytearray, reference: int) -> bool:
    """Appends what the reference names; False where it marks the end."""
    offset, length = reference >> 4, (reference & 0xF) + 2
    write = len(held) % _RING
    if offset == write:
        return False
    back = (write - offset) % _RING
    start = len(held) - back
    for index in range(start, start + length):
        held.append(held[index] if index >= 0 else 0x20)
    return True
