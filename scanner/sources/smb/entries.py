"""What an SMB server tells of one name: size, time, and whether it is a folder or a link.

Answers are taken apart here with their lengths checked, for they may come from a hostile server;
smbprotocol's own structures would copy the rest of a listing for each name in it.
"""

import struct
from dataclasses import dataclass

from smbprotocol.exceptions import SMBException

_FOLDER = 0x10
_REPARSE = 0x400
_NAME_SURROGATE = 0x2000_0000  # MS-FSCC 2.1.2.1: the tag stands for another place
_DFS_TAGS = (0x8000_000A, 0x8000_0012)
_NFS_TAG = 0x8000_0014  # a link, pipe or device that an NFS client made
_AWAY = 0x1000 | 0x40_0000  # OFFLINE, RECALL_ON_DATA_ACCESS
_ENCRYPTED = 0x4000

# MS-FSCC 2.4.18 FileIdFullDirectoryInformation, up to the name.
_ENTRY = struct.Struct("<IIQQQQQQIIIIQ")
# MS-FSCC 2.4.29 FileNetworkOpenInformation.
_STATE = struct.Struct("<QQQQQQI")


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder, or the place a target names."""

    name: str
    size_bytes: int
    modified: int  # FILETIME: 100 ns since 1601
    file_id: int  # of the volume; 0 where it numbers none
    attributes: int
    tag: int = 0  # of a reparse point

    @property
    def is_folder(self) -> bool:
        """Whether it can be listed, and is no link."""
        return bool(self.attributes & _FOLDER) and not self.link

    @property
    def link(self) -> str:
        """What kind of link it is, in words; "" if none. Deduplicated files are none."""
        if not self.attributes & _REPARSE:
            return ""
        if self.tag in _DFS_TAGS:
            return "DFS link"
        if self.tag & _NAME_SURROGATE or self.tag == _NFS_TAG:
            return "link or mount point"
        return ""

    @property
    def is_away(self) -> bool:
        """Whether its content lies in slower storage, from which reading would call it back."""
        return bool(self.attributes & _AWAY)

    @property
    def encrypted(self) -> bool | None:
        """Whether the server's file system encrypts it; None: not known."""
        return True if self.attributes & _ENCRYPTED else None

    @property
    def version(self) -> str:
        """Equal versions: the same file, unchanged."""
        return f"{self.file_id:x}-{self.size_bytes}-{self.modified}"


def state_of(held: bytes) -> tuple[int, int, int]:
    """Size, time of the last change and attributes out of a FileNetworkOpenInformation."""
    if len(held) < _STATE.size:
        raise SMBException("an answer is too short")
    _, _, modified, _, _, size, attributes = _STATE.unpack_from(held)
    return size, modified, attributes


def entries_of(held: bytes) -> list[Entry]:
    """The names of one answer to a listing."""
    entries, start = [], 0
    while start + _ENTRY.size <= len(held):
        fields = _ENTRY.unpack_from(held, start)
        onward, modified, size, attributes, length, tag = (fields[i] for i in (0, 4, 6, 8, 9, 10))
        name = held[start + _ENTRY.size :][:length].decode("utf-16-le", "surrogatepass")
        entries.append(Entry(name, size, modified, fields[12], attributes, tag))
        if onward == 0:
            return entries
        start += onward
    raise SMBException("a listing is cut off")
