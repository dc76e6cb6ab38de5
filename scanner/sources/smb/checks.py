"""What is tried on a Windows share before it is swept, each with the permission it needs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.errors import TargetError, UnreadableError
from scanner.model import Access, Check, DataObject, Skipped, Verdict
from scanner.sources.smb.connection import live
from scanner.sources.smb.errors import SignInError

if TYPE_CHECKING:  # the source imports its checks
    from scanner.sources.smb.source import SmbSource

_SIGN_IN = "sign in to the server"
_LIST = "list the target"
_READ = "read one file"
_PERMISSIONS = "read who can read it"
_DIALECTS = {0x202: "2.0.2", 0x210: "2.1", 0x300: "3.0", 0x302: "3.0.2", 0x311: "3.1.1"}
_WALKED = 1_000  # items in which a file to read is looked for


def checks_of(source: "SmbSource") -> Iterator[Check]:
    """Never raises. Stops at the first thing without which nothing is seen."""
    signed_in = _signing_in(source)
    yield signed_in
    if signed_in.verdict is not Verdict.YES:
        return
    try:
        items = [item for item, _ in zip(source.walk(), range(_WALKED), strict=False)]
    except TargetError as error:
        yield Check(_LIST, Verdict.NO, str(error), _listing_needs(source), required=True)
        return
    yield _listing(source, items)
    first = next((item for item in items if isinstance(item, DataObject)), None)
    if first is None:
        yield Check(_READ, Verdict.UNKNOWN, "no file was found to try", required=True)
        return
    yield _reading(source, first)
    yield _permissions(source, first)


def _signing_in(source: "SmbSource") -> Check:
    try:
        found = live(source.server)
    except SignInError as error:
        return Check(_SIGN_IN, Verdict.NO, str(error), "an account of the server", required=True)
    except Exception as error:  # smbprotocol raises many kinds
        detail = f"{source.server.shown} cannot be reached, or speaks no SMB 2 ({_kind(error)})"
        return Check(_SIGN_IN, Verdict.NO, detail, "the server's SMB port", required=True)
    dialect = _DIALECTS.get(found.connection.dialect, "2 or later")
    kept = "encrypted" if found.session.encrypt_data else "signed, not encrypted"
    if source.server.guest and not found.session.signing_key:
        kept = "as a guest, neither signed nor encrypted"
    return Check(_SIGN_IN, Verdict.YES, f"SMB {dialect}, {kept}", required=True)


def _listing(source: "SmbSource", items: list[DataObject | Skipped]) -> Check:
    refused = [item for item in items if isinstance(item, Skipped) and item.uri.endswith("/")]
    if not items or len(refused) < len(items):
        return Check(_LIST, Verdict.YES, required=True)
    return Check(_LIST, Verdict.NO, refused[0].detail, _listing_needs(source), required=True)


def _listing_needs(source: "SmbSource") -> str:
    if not source.target.parts:
        return "NetrShareEnum on the pipe srvsvc, and FILE_LIST_DIRECTORY on a share"
    return "FILE_LIST_DIRECTORY (List folder) and the share's Read permission"


def _reading(source: "SmbSource", obj: DataObject) -> Check:
    try:
        with source.open(obj) as stream:
            stream.read(1)
    except UnreadableError as error:
        return Check(_READ, Verdict.NO, str(error), "FILE_READ_DATA (Read data)", required=True)
    return Check(_READ, Verdict.YES, required=True)


def _permissions(source: "SmbSource", obj: DataObject) -> Check:
    if source.security == "off":
        return Check(_PERMISSIONS, Verdict.UNKNOWN, 'smb.security is "off"')
    if obj.access is Access.UNKNOWN:
        needs = "READ_CONTROL (Read permissions)"
        return Check(_PERMISSIONS, Verdict.NO, obj.access_evidence, needs)
    return Check(_PERMISSIONS, Verdict.YES, obj.access_evidence)


def _kind(error: Exception) -> str:
    return type(error).__name__
