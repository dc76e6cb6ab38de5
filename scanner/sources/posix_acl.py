"""POSIX access control lists of local files, as Linux stores them in an extended attribute.

Where a file has one, the group bits of its mode are the list's mask and say nothing of the group.
"""

import os
import struct
from dataclasses import dataclass
from enum import IntEnum

_ATTRIBUTE = "system.posix_acl_access"
_NFS_ATTRIBUTE = "system.nfs4_acl"
_VERSION = 2
_READ = 0x4


class Tag(IntEnum):
    """Whom an entry is for; the numbers are those of linux/posix_acl.h."""

    OWNER = 0x01
    USER = 0x02
    OWNING_GROUP = 0x04
    GROUP = 0x08
    MASK = 0x10
    OTHERS = 0x20


# What the mask does not limit.
_UNMASKED = (Tag.OWNER, Tag.OTHERS, Tag.MASK)


@dataclass(frozen=True, slots=True)
class AccessLists:
    """What a file has besides its mode."""

    readers: tuple[tuple[Tag, int], ...] | None = None  # who may read; None: no POSIX list
    nfs: bool = False  # an NFSv4 access list is there, which is not read


def access_lists(path: str) -> AccessLists:
    """The access lists of a file, which is no link. What cannot be read counts as not there."""
    try:
        names = os.listxattr(path, follow_symlinks=False)
        nfs = _NFS_ATTRIBUTE in names
        if _ATTRIBUTE not in names:
            return AccessLists(nfs=nfs)
        held = os.getxattr(path, _ATTRIBUTE, follow_symlinks=False)
    except (OSError, AttributeError):  # no such platform, no such file system, or gone
        return AccessLists()
    return AccessLists(readers_of(held), nfs)


def readers_of(held: bytes) -> tuple[tuple[Tag, int], ...] | None:
    """Who may read after the mask, each with its uid or gid; None for what is no such list."""
    if len(held) < 4 or (len(held) - 4) % 8 or struct.unpack_from("<I", held)[0] != _VERSION:
        return None
    known = {int(tag) for tag in Tag}
    entries = [entry for entry in struct.iter_unpack("<HHI", held[4:]) if entry[0] in known]
    mask = next((rights for tag, rights, _ in entries if tag == Tag.MASK), 0o7)
    return tuple(
        (Tag(tag), number)
        for tag, rights, number in entries
        if tag != Tag.MASK and rights & (0o7 if tag in _UNMASKED else mask) & _READ
    )
