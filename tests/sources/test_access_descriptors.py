"""Security descriptors: who can read, in the order of the access list, and what is damaged."""

import random

import pytest

from scanner.model import Access
from scanner.sources.security_descriptor import DescriptorError, name_of, permissions_of
from tests.sources.descriptors import (
    ADMINS,
    ANONYMOUS,
    AUTHENTICATED,
    DOMAIN_USERS,
    EVERYONE,
    GROUP,
    GUESTS,
    READ,
    USER,
    USERS,
    allow,
    deny,
    descriptor,
    entry,
)

_INHERIT_ONLY = 0x08
_WRITE = 0x2
_GENERIC_READ = 0x8000_0000


@pytest.mark.parametrize(
    ("entries", "access"),
    [
        ([allow(EVERYONE)], Access.EVERYONE_INTERNAL),
        ([allow(AUTHENTICATED)], Access.EVERYONE_INTERNAL),
        ([allow(DOMAIN_USERS)], Access.EVERYONE_INTERNAL),
        ([allow(USERS)], Access.EVERYONE_INTERNAL),
        ([allow(ANONYMOUS)], Access.PUBLIC),
        ([allow(GUESTS)], Access.PUBLIC),
        ([allow("S-1-5-21-1-2-3-514")], Access.PUBLIC),
        ([allow(GROUP)], Access.GROUP),
        ([allow(ADMINS), allow("S-1-5-18"), allow("S-1-5-21-1-2-3-512")], Access.RESTRICTED),
        ([], Access.RESTRICTED),
        ([allow(EVERYONE, _WRITE)], Access.RESTRICTED),
        ([allow(EVERYONE, _GENERIC_READ)], Access.EVERYONE_INTERNAL),
        ([allow(EVERYONE, flags=_INHERIT_ONLY)], Access.RESTRICTED),
        ([allow(EVERYONE, READ, flags=0x10)], Access.EVERYONE_INTERNAL),
        ([entry(0x09, GROUP)], Access.GROUP),
        ([entry(0x0A, EVERYONE), allow(EVERYONE)], Access.EVERYONE_INTERNAL),
        ([entry(0x05, EVERYONE)], Access.RESTRICTED),
        ([entry(0, ADMINS, padding=4), allow(EVERYONE)], Access.EVERYONE_INTERNAL),
    ],
)
def test_the_widest_reader_decides(entries: list[bytes], access: Access) -> None:
    """A file is as open as the widest account that may read it."""
    assert permissions_of(descriptor(*entries)).access is access


@pytest.mark.parametrize(
    ("entries", "access"),
    [
        ([deny(EVERYONE), allow(EVERYONE)], Access.RESTRICTED),
        ([allow(EVERYONE), deny(EVERYONE)], Access.EVERYONE_INTERNAL),
        ([deny(EVERYONE), allow(DOMAIN_USERS), allow(GROUP)], Access.RESTRICTED),
        ([deny(AUTHENTICATED), allow(DOMAIN_USERS)], Access.RESTRICTED),
        ([deny(DOMAIN_USERS), allow(GROUP)], Access.RESTRICTED),
        ([deny(GROUP), allow(USER)], Access.GROUP),
        ([deny(GROUP), allow(DOMAIN_USERS)], Access.EVERYONE_INTERNAL),
        ([deny(EVERYONE), allow(ANONYMOUS)], Access.PUBLIC),
        ([deny(EVERYONE, _WRITE), allow(EVERYONE)], Access.EVERYONE_INTERNAL),
    ],
)
def test_denials_count_in_their_order(entries: list[bytes], access: Access) -> None:
    """The first entry that concerns somebody decides; a wide denial keeps narrower ones out."""
    assert permissions_of(descriptor(*entries)).access is access


def test_who_is_kept_out_is_said() -> None:
    """An exception from what everybody may is in the evidence."""
    found = permissions_of(descriptor(deny(GROUP), allow(EVERYONE)))
    assert found.evidence == f"Everyone can read it, except {GROUP}"


def test_no_access_list_is_open_to_everyone() -> None:
    """A descriptor without an access list lets everybody in; an empty list lets nobody in."""
    held = bytearray(descriptor(owner=ADMINS))
    held[16:20] = bytes(4)
    assert permissions_of(bytes(held)).access is Access.EVERYONE_INTERNAL
    assert permissions_of(descriptor()).access is Access.RESTRICTED


def test_the_owner_does_not_make_a_group() -> None:
    """A file that only its owner may read is restricted, and names the owner."""
    found = permissions_of(descriptor(allow(USER), owner=USER))
    assert (found.owner, found.access) == (USER, Access.RESTRICTED)


def test_many_readers_are_shortened() -> None:
    """Evidence names a few accounts and counts the rest."""
    entries = [allow(f"S-1-5-21-1-2-3-{number}") for number in range(1200, 1210)]
    assert permissions_of(descriptor(*entries)).evidence.endswith("and 6 more can read it")


@pytest.mark.parametrize(
    ("sid", "name"),
    [
        (EVERYONE, "Everyone"),
        (DOMAIN_USERS, "Domain Users"),
        (GROUP, GROUP),
        ("S-1-22-2-100", "Unix group 100"),
        ("S-1-22-1-1000", "Unix user 1000"),
        ("", ""),
    ],
)
def test_well_known_accounts_have_names(sid: str, name: str) -> None:
    """Accounts that every system has are named, others stay numbers."""
    assert name_of(sid) == name


def test_damaged_descriptors_are_refused_and_nothing_worse() -> None:
    """Whatever the bytes, there is an answer or a `DescriptorError`."""
    whole = descriptor(deny(GROUP), allow(EVERYONE), owner=ADMINS)
    draw = random.Random(5)
    refused = 0
    for _ in range(2_000):
        held = bytearray(whole[: draw.randrange(len(whole) + 1)])
        for _ in range(draw.randrange(4)):
            if held:
                held[draw.randrange(len(held))] = draw.randrange(256)
        try:
            permissions_of(bytes(held))
        except DescriptorError:
            refused += 1
    assert refused > 500
