"""Who can read a file of a Windows share, as its security descriptor on a real server says."""

from dataclasses import replace
from pathlib import Path

import pytest
from smbprotocol.file_info import InfoType
from smbprotocol.open import FilePipePrinterAccessMask, SMB2SetInfoRequest

from scanner.model import Access, DataObject
from scanner.sources.smb import connection as smb_connection
from scanner.sources.smb import requests as smb_requests
from scanner.sources.smb.source import SmbSource
from tests.sources.descriptors import ADMINS, EVERYONE, GROUP, OWNER, allow, deny, descriptor
from tests.sources.samba import Samba, samba, share
from tests.sources.trees import fill

__all__ = ["samba", "share"]  # fixtures


@pytest.fixture
def open_share(samba: Samba) -> Path:
    """A share on which the tests, and they alone, may set access lists."""
    return samba.share(samba.new_name("lists"), read_only="no")


def set_list(source: SmbSource, path: str, held: bytes) -> None:
    """Gives a file a security descriptor, over a connection of its own."""
    message = SMB2SetInfoRequest()
    message["info_type"] = InfoType.SMB2_0_INFO_SECURITY
    message["additional_information"] = 0x4
    message["buffer"] = held
    other = smb_connection.Live(replace(source.server, timeout_seconds=59.0))
    try:
        tree = other.tree(source.target.parts[0])
        access = FilePipePrinterAccessMask.WRITE_DAC
        number = smb_requests.opened(tree, path, access, smb_requests.ITSELF)
        message["file_id"] = number
        smb_requests.exchange(tree, [message])
        smb_requests.close(tree, number)
    finally:
        other.close()


def only(source: SmbSource) -> DataObject:
    """The one object of a walk."""
    (item,) = source.walk()
    assert isinstance(item, DataObject)
    return item


@pytest.mark.parametrize(
    ("entries", "access", "evidence"),
    [
        ([allow(EVERYONE)], Access.EVERYONE_INTERNAL, "access list: Everyone can read it"),
        ([allow(ADMINS)], Access.RESTRICTED, "access list: only its owner and administrators"),
        ([allow(ADMINS), allow(GROUP)], Access.GROUP, f"access list: {GROUP} can read it"),
        ([deny(GROUP), allow(EVERYONE)], Access.EVERYONE_INTERNAL, f"except {GROUP}"),
        ([deny(EVERYONE), allow(GROUP)], Access.RESTRICTED, "access list: only its owner"),
    ],
    ids=["everyone", "administrators", "group", "except a group", "everyone denied"],
)
def test_access_follows_the_servers_access_list(
    samba: Samba, open_share: Path, entries: list[bytes], access: Access, evidence: str
) -> None:
    """What an administrator sets on the server is what the object says."""
    fill(open_share, {b"a.csv": b"1"})
    source = samba.source(open_share.name)
    # Samba itself must still come through, as the owner does.
    set_list(source, "a.csv", descriptor(*entries, allow(OWNER)))
    obj = only(source)
    assert obj.access is access
    assert evidence in obj.access_evidence


def test_the_share_itself_is_said_not_to_be_seen(samba: Samba, share: Path) -> None:
    """The evidence says that the share's own permissions are not part of it."""
    fill(share, {b"a.csv": b"1"})
    evidence = only(samba.source(share.name)).access_evidence
    assert evidence.endswith("the share's own permissions are not visible")


def test_files_can_be_judged_by_their_folder(samba: Samba, open_share: Path) -> None:
    """With security = "folder" one question a folder is asked, and the evidence says so."""
    fill(open_share, {b"in/a.csv": b"1"})
    source = samba.source(open_share.name, security="folder")
    set_list(source, "in", descriptor(allow(ADMINS), allow(OWNER)))
    obj = only(source)
    assert obj.access is Access.RESTRICTED
    assert obj.access_evidence.startswith("of its folder, access list: only its owner")


def test_nothing_is_asked_where_nothing_is_wanted(
    samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With security = "off" the server is asked for no permissions, and access is unknown."""
    fill(share, {b"a.csv": b"1"})
    monkeypatch.setattr(smb_requests, "descriptors", None)
    obj = only(samba.source(share.name, security="off"))
    assert (obj.access, obj.access_evidence) == (Access.UNKNOWN, "not asked for")


def test_many_files_keep_their_own_access(samba: Samba, open_share: Path) -> None:
    """Asked for many at a time, the answers stay with their files."""
    fill(open_share, {f"{number:02}.csv".encode(): b"1" for number in range(50)})
    source = samba.source(open_share.name)
    for number in (7, 20, 49):
        held = descriptor(allow(ADMINS), allow(OWNER))
        set_list(source, f"{number:02}.csv", held)
    restricted = [
        item.name
        for item in source.walk()
        if isinstance(item, DataObject) and item.access is Access.RESTRICTED
    ]
    assert restricted == ["07.csv", "20.csv", "49.csv"]
