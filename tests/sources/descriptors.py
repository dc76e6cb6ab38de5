"""Security descriptors for tests, byte by byte, so that odd and damaged ones can be made."""

import struct

READ = 0x1
ALL = 0x1F01FF

EVERYONE = "S-1-1-0"
ANONYMOUS = "S-1-5-7"
GUESTS = "S-1-5-32-546"
AUTHENTICATED = "S-1-5-11"
USERS = "S-1-5-32-545"
ADMINS = "S-1-5-32-544"
DOMAIN_USERS = "S-1-5-21-1-2-3-513"
GROUP = "S-1-5-21-1-2-3-1104"
USER = "S-1-5-21-1-2-3-1105"
OWNER = "S-1-22-1-0"  # root, as Samba writes it


def sid(text: str) -> bytes:
    """A SID as it stands in a descriptor."""
    _, revision, authority, *numbers = text.split("-")
    head = struct.pack("<BB", int(revision), len(numbers)) + int(authority).to_bytes(6, "big")
    return head + struct.pack(f"<{len(numbers)}I", *map(int, numbers))


def entry(kind: int, who: str, mask: int = ALL, flags: int = 0, padding: int = 0) -> bytes:
    """One entry of an access list."""
    body = sid(who) + bytes(padding)
    return struct.pack("<BBHI", kind, flags, 8 + len(body), mask) + body


def allow(who: str, mask: int = ALL, flags: int = 0) -> bytes:
    """Lets somebody read."""
    return entry(0, who, mask, flags)


def deny(who: str, mask: int = ALL, flags: int = 0) -> bytes:
    """Keeps somebody from reading."""
    return entry(1, who, mask, flags)


def descriptor(*entries: bytes, owner: str = "") -> bytes:
    """A descriptor with an access list, and an owner if one is given."""
    who = sid(owner) if owner else b""
    held = b"".join(entries)
    listed = struct.pack("<BBHHH", 2, 0, 8 + len(held), len(entries), 0) + held
    owner_at, list_at = (20 if who else 0), 20 + len(who)
    head = struct.pack("<BBHIIII", 1, 0, 0x8004, owner_at, 0, 0, list_at)
    return head + who + listed
