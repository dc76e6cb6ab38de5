"""Who can read a file according to its Windows security descriptor.

Names of accounts are not looked up: those that every Windows has are named here, others stay
security identifiers (SIDs). MS-DTYP 2.4 has the layout, and the well-known SIDs.
"""

import re
import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from scanner.model import Access

# FILE_READ_DATA, GENERIC_ALL, GENERIC_READ.
_READS = 0x1 | 0x1000_0000 | 0x8000_0000
_INHERIT_ONLY = 0x08
_DACL_PRESENT = 0x0004
_ALLOWS = (0x00, 0x09)  # plain, and under a condition
_DENIES = (0x01,)  # a denial under a condition may not apply: access is not understated
_SHOWN = 4  # accounts that the evidence names


class Breadth(IntEnum):
    """How many people a SID stands for."""

    OWNER_OR_ADMIN = 0
    GROUP = 1
    EVERY_MEMBER = 2
    EVERY_ACCOUNT = 3
    EVERYONE = 4
    NO_ACCOUNT = 5


_NAMES: dict[str, tuple[str, Breadth]] = {
    "S-1-1-0": ("Everyone", Breadth.EVERYONE),
    "S-1-5-7": ("Anonymous Logon", Breadth.NO_ACCOUNT),
    "S-1-5-32-546": ("Guests", Breadth.NO_ACCOUNT),
    "S-1-5-2": ("Network", Breadth.EVERY_ACCOUNT),
    "S-1-5-11": ("Authenticated Users", Breadth.EVERY_ACCOUNT),
    "S-1-5-15": ("This Organization", Breadth.EVERY_ACCOUNT),
    "S-1-5-32-545": ("Users", Breadth.EVERY_MEMBER),
    "S-1-5-32-554": ("Pre-Windows 2000 Compatible Access", Breadth.EVERY_MEMBER),
    "S-1-3-0": ("Creator Owner", Breadth.OWNER_OR_ADMIN),
    "S-1-3-4": ("Owner Rights", Breadth.OWNER_OR_ADMIN),
    "S-1-5-18": ("System", Breadth.OWNER_OR_ADMIN),
    "S-1-5-19": ("Local Service", Breadth.OWNER_OR_ADMIN),
    "S-1-5-20": ("Network Service", Breadth.OWNER_OR_ADMIN),
    "S-1-5-32-544": ("Administrators", Breadth.OWNER_OR_ADMIN),
    "S-1-5-32-549": ("Server Operators", Breadth.OWNER_OR_ADMIN),
    "S-1-5-32-551": ("Backup Operators", Breadth.OWNER_OR_ADMIN),
}
# The last number of a SID of a domain.
_IN_DOMAIN: dict[str, tuple[str, Breadth]] = {
    "500": ("Administrator", Breadth.OWNER_OR_ADMIN),
    "501": ("Guest", Breadth.NO_ACCOUNT),
    "512": ("Domain Admins", Breadth.OWNER_OR_ADMIN),
    "513": ("Domain Users", Breadth.EVERY_MEMBER),
    "514": ("Domain Guests", Breadth.NO_ACCOUNT),
    "519": ("Enterprise Admins", Breadth.OWNER_OR_ADMIN),
}
_DOMAIN = re.compile(r"S-1-5-21-[0-9]+-[0-9]+-[0-9]+-([0-9]+)")
# How Samba writes accounts of its own machine that it has no SID for.
_UNIX = re.compile(r"S-1-22-([12])-([0-9]+)")


class DescriptorError(ValueError):
    """What should be a security descriptor is none."""


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a descriptor says."""

    owner: str  # a name, else a SID; "" where it is not told
    access: Access
    evidence: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of an access list that concerns reading this object."""

    allows: bool
    sid: str


# Most files of a share have one of a few descriptors.
@lru_cache(maxsize=4096)
def permissions_of(descriptor: bytes) -> Permissions:
    """Owner and readers. Raises `DescriptorError`."""
    try:
        control, owner_at, _, _, list_at = struct.unpack_from("<HIIII", descriptor, 2)
        owner = _sid(descriptor, owner_at) if owner_at else ""
        if not control & _DACL_PRESENT or not list_at:
            evidence = "it has no access list, so everyone can read it"
            return Permissions(name_of(owner), Access.EVERYONE_INTERNAL, evidence)
        entries = _entries(descriptor, list_at)
    except (struct.error, IndexError):
        raise DescriptorError("a security descriptor is cut off") from None
    readers, excepted = _readers(entries)
    access, evidence = _judged(readers, owner)
    if excepted and access in (Access.PUBLIC, Access.EVERYONE_INTERNAL):
        evidence += f", except {_listed(excepted)}"
    return Permissions(name_of(owner), access, evidence)


def name_of(sid: str) -> str:
    """The account's name where every system knows it, else the SID."""
    if unix := _UNIX.fullmatch(sid):
        return f"Unix {'user' if unix[1] == '1' else 'group'} {unix[2]}"
    return _known(sid)[0]


def _known(sid: str) -> tuple[str, Breadth]:
    if sid in _NAMES:
        return _NAMES[sid]
    domain = _DOMAIN.fullmatch(sid)
    return _IN_DOMAIN.get(domain[1] if domain else "", (sid, Breadth.GROUP))


def _entries(descriptor: bytes, start: int) -> list[_Entry]:
    """The entries of the access list, in their order, which decides."""
    _, _, _, count = struct.unpack_from("<BBHH", descriptor, start)
    found, at = [], start + 8
    for _ in range(count):
        kind, flags, size, mask = struct.unpack_from("<BBHI", descriptor, at)
        if size < 8:
            raise DescriptorError("an access list is damaged")
        concerns = mask & _READS and not flags & _INHERIT_ONLY
        if concerns and kind in _ALLOWS + _DENIES:
            found.append(_Entry(kind in _ALLOWS, _sid(descriptor, at + 8)))
        at += size
    return found


def _sid(descriptor: bytes, start: int) -> str:
    revision, count = descriptor[start], descriptor[start + 1]
    authority = int.from_bytes(descriptor[start + 2 : start + 8], "big")
    numbers = struct.unpack_from(f"<{count}I", descriptor, start + 8)
    return "-".join(["S", str(revision), str(authority), *map(str, numbers)])


def _readers(entries: list[_Entry]) -> tuple[list[str], list[str]]:
    """Who may read, and who is kept out. The first entry that concerns somebody decides."""
    allowed: list[str] = []
    denied: list[str] = []
    for entry in entries:
        if entry.sid in allowed or entry.sid in denied or _is_denied(entry.sid, denied):
            continue
        (allowed if entry.allows else denied).append(entry.sid)
    return allowed, denied


def _is_denied(sid: str, denied: list[str]) -> bool:
    """Whether whoever the SID stands for also belongs to somebody who is denied."""
    breadth = _known(sid)[1]
    if breadth is Breadth.NO_ACCOUNT:  # belongs to no other group
        return False
    widest = max((_known(other)[1] for other in denied), default=Breadth.GROUP)
    return Breadth.EVERY_MEMBER <= widest < Breadth.NO_ACCOUNT and breadth < widest


def _judged(readers: list[str], owner: str) -> tuple[Access, str]:
    """The widest access that the readers have, and who they are."""
    breadths = {sid: _known(sid)[1] for sid in readers if sid != owner}
    widest = max(breadths.values(), default=Breadth.OWNER_OR_ADMIN)
    if widest is Breadth.OWNER_OR_ADMIN:
        return Access.RESTRICTED, "only its owner and administrators can read it"
    if widest is Breadth.GROUP:
        chosen = [sid for sid, breadth in breadths.items() if breadth is Breadth.GROUP]
        return Access.GROUP, f"{_listed(chosen)} can read it"
    chosen = [sid for sid, breadth in breadths.items() if breadth >= Breadth.EVERY_MEMBER]
    access = Access.PUBLIC if widest is Breadth.NO_ACCOUNT else Access.EVERYONE_INTERNAL
    return access, f"{_listed(chosen)} can read it"


def _listed(sids: list[str]) -> str:
    names = ", ".join(name_of(sid) for sid in sids[:_SHOWN])
    more = len(sids) - _SHOWN
    return f"{names} and {more} more" if more > 0 else names
