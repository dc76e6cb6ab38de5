"""Says what a stream is, by its content; the ending of its name only breaks ties.

Whatever we do not read is named, so that the coverage can say what was left out.
"""

import zipfile
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.formats import ole
from scanner.formats.encoding import detect
from scanner.formats.kinds import (
    BY_ENDING,
    CMS,
    CMS_REACH,
    IWORK_PARTS,
    MAGIC,
    ODF_TYPES,
    OLE_STREAMS,
    OLE_UNKNOWN,
    ZIP_PARTS,
    Kind,
)
from scanner.formats.protocol import Format
from scanner.formats.registry import added_formats, by_name
from scanner.formats.unpack import ZIP_ERRORS
from scanner.model import Reason, Stage

HEAD_BYTES = 65_536

_UNKNOWN = Kind(title="unknown binary data", remedy="tell what it is by hand")
_SPLIT = Kind(
    title="last volume of a ZIP archive", remedy="put its volumes together and sweep that"
)
_END_REACH = 1024  # bytes
# What is so general that a format added by another package may know better.
_GENERAL = frozenset({"", "text", "zip", "xml", "json"})
_PDF_REACH = 1024  # readers accept the mark anywhere in the first kilobyte
_MAIL_HEADER = regex.compile(
    rb"(?mi)^(?:received|from|to|cc|subject|date|message-id|mime-version|return-path|"
    rb"delivered-to|reply-to|x-[a-z-]+|content-type|content-transfer-encoding|dkim-signature|"
    rb"thread-topic|sender|bcc|in-reply-to|arc-seal|authentication-results):[ \t\r]"
)
_MAIL_ONLY = regex.compile(
    rb"(?mi)^(?:received|message-id|mime-version|return-path|delivered-to|subject|from):"
)
_CARDS = regex.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*BEGIN:V(?:CARD|CALENDAR)[ \t]*\r?\n")
_FIELD = regex.compile(rb"[!-9;-~]+:|[ \t]")
_MBOX = regex.compile(rb"From [^\n]{1,200}[0-9]{2}:[0-9]{2}[^\n]*\n>?[!-9;-~]+:")


def identify(stream: BinaryIO, name: str) -> Format:
    """The format of the stream, which is left at position 0.

    Raises `UnreadableError` for what is empty, unknown or known but not read.
    """
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if not head:
        raise UnreadableError(Reason.EMPTY, "zero bytes", stage=Stage.IDENTIFY)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = _kind(stream, head, name, ending)
    stream.seek(0)
    if kind.format in _GENERAL:
        for added in added_formats():
            if ending in added.endings:
                return added
    if not kind.format:
        raise UnreadableError(kind.reason, kind.title, kind.remedy, Stage.IDENTIFY)
    return by_name(kind.format)


def _kind(stream: BinaryIO, head: bytes, name: str, ending: str) -> Kind:
    kind = _by_magic(head)
    if kind is not None and kind.title == "zip":
        return _zip_kind(stream)
    if kind is not None and kind.title == "ole":
        return _ole_kind(stream)
    kind = kind or _text_kind(head, name, ending)
    return _SPLIT if kind is _UNKNOWN and _is_last_volume(stream) else kind


def _is_last_volume(stream: BinaryIO) -> bool:
    """Whether the stream ends as a ZIP of several volumes does; APPNOTE.TXT 4.3.16."""
    stream.seek(max(0, stream.seek(0, 2) - _END_REACH))
    tail = stream.read(_END_REACH)
    at = tail.rfind(b"PK\x05\x06")
    return at >= 0 and 0 < int.from_bytes(tail[at + 4 : at + 6], "little") < 0xFFFF


def _by_magic(head: bytes) -> Kind | None:
    for offset, magic, kind in MAGIC:
        if head.startswith(magic, offset):
            return kind
    if head[:1] == b"0":  # an ASN.1 sequence
        for identifier, kind in CMS:
            if identifier in head[:CMS_REACH]:
                return kind
    if b"%PDF-" in head[:_PDF_REACH]:
        return Kind("pdf")
    if head[:2] == b"MZ" and b"\x00" in head[:_PDF_REACH]:
        return Kind(title="executable program", remedy="programs are not read")
    if head[:2] == b"BM" and b"\x00\x00\x00\x00" in head[4:12]:
        return Kind("image", "BMP image")
    return Kind("tar") if _is_old_tar(head) else None


def _is_old_tar(head: bytes) -> bool:
    """Whether the first block's check sum is right, as in archives from before POSIX."""
    digits = head[148:156].strip(b" \x00")
    if len(head) < 512 or not digits or not head[0] or digits.strip(b"01234567"):
        return False
    return int(digits, 8) == sum(head[:148]) + 8 * 0x20 + sum(head[156:512])


def _ole_kind(stream: BinaryIO) -> Kind:
    names = {name.lower() for name in ole.stream_names(stream)}
    for name, kind in OLE_STREAMS:
        if name.lower() in names:
            return kind
    return OLE_UNKNOWN


def _zip_kind(stream: BinaryIO) -> Kind:
    """What a ZIP is, by what lies in it; a broken one is read as far as it goes."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            media = _media_type(archive, names)
    except ZIP_ERRORS:
        return Kind("zip")
    for ending, format in ODF_TYPES:
        if media.startswith(f"application/vnd.oasis.opendocument.{ending}"):
            return Kind(format)
    if not IWORK_PARTS.isdisjoint(names):
        return Kind("iwork")
    if "[Content_Types].xml" in names:
        for prefix, kind in ZIP_PARTS:
            if any(part.startswith(prefix) for part in names):
                return kind
    return Kind("zip")


def _media_type(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace").strip()


def _text_kind(head: bytes, name: str, ending: str) -> Kind:
    if _MBOX.match(head):
        return Kind("mbox")
    if _CARDS.match(head):
        return Kind("cards")
    if _is_mail(head, ending):
        return Kind("eml")
    if ending in BY_ENDING and b"\x00" in head and not detect(head)[0].startswith("utf-16"):
        return BY_ENDING[ending]
    # Imported late: only text needs it.
    from scanner.formats.sniff import text_format

    format = text_format(head, name)
    return Kind(format) if format else BY_ENDING.get(ending, _UNKNOWN)


def _is_mail(head: bytes, ending: str) -> bool:
    """Whether the stream begins with header fields that only e-mail has."""
    top = head.lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0][:HEAD_BYTES]
    if b"\x00" in top or not top or not _FIELD.match(top):
        return False
    lines = top.split(b"\n")[:-1] or [top]
    if sum(_FIELD.match(line) is None for line in lines) > len(lines) // 10:
        return False
    found = len({match.lower() for match in _MAIL_HEADER.findall(top)})
    wanted = 1 if ending in {"eml", "mht", "mhtml"} else 3
    return found >= wanted and _MAIL_ONLY.search(top) is not None
