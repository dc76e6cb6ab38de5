"""What the walk of a Windows share has still to visit, and what it says of what it visits."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from smbprotocol.exceptions import AccessDenied, SMBResponseException

from scanner.model import Access, Reason, Skipped, Stage
from scanner.sources.security_descriptor import DescriptorError, Permissions, permissions_of
from scanner.sources.smb.entries import Entry
from scanner.sources.smb.errors import LostError
from scanner.sources.smb.names import encoded, fits

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_SHARE_UNSEEN = "; the share's own permissions are not visible"
_ELSEWHERE = "where that matters, sweep the place it leads to as a target of its own"

_AT_ONCE = 16  # files whose permissions are asked for together

NOT_ASKED = Permissions("", Access.UNKNOWN, "not asked for")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the walk has still to list."""

    parts: tuple[str, ...]  # share and folders
    uri: str  # with a slash at the end
    below: tuple[str, ...]  # names below the target
    ids: tuple[int, ...] = ()  # file ids of all folders above it
    permissions: Permissions = NOT_ASKED  # of the folder, where files are judged by it

    @property
    def path(self) -> str:
        """The path below the share, as the server wants it."""
        return "\\".join(self.parts[1:])

    def is_before(self, after: str) -> bool:
        """Whether all that can be in it lies before the uri `after`."""
        return self.uri <= after and not after.startswith(self.uri)


# Small, because a folder of a million files has a million of them in memory at once.
@dataclass(frozen=True, slots=True)
class Leaf:
    """A name in a folder that is none itself: a file or a link."""

    folder: Folder
    entry: Entry

    @property
    def path(self) -> str:
        """The path below the share, as the server wants it."""
        return "\\".join((*self.folder.parts[1:], self.entry.name))

    @property
    def uri(self) -> str:
        """Canonical."""
        return self.folder.uri + encoded(self.entry.name)

    def is_before(self, after: str) -> bool:
        """Whether it is `after` or lies before it."""
        return self.uri <= after


Place = Folder | Leaf | Skipped


def passed_over(leaf: Leaf) -> Skipped | None:
    """Why a name is not read; None for a file."""
    if leaf.entry.link:
        detail = f"{leaf.entry.link}, not followed"
        return Skipped(Stage.WALK, Reason.LINK, detail, _ELSEWHERE, leaf.uri)
    if not fits(leaf.entry.name):
        detail = "the server gave a name that no file can have"
        return Skipped(Stage.WALK, Reason.DAMAGED, detail, "check the server", leaf.uri)
    if leaf.entry.is_away:
        detail = "its content lies in slower storage, from which reading would call it back"
        remedy = "call it back, or sweep the storage it lies in"
        return Skipped(Stage.WALK, Reason.SPECIAL_FILE, detail, remedy, leaf.uri)
    return None


def permissions(told: bytes | SMBResponseException) -> Permissions:
    """What a server told about who may read a file, or why that is not known."""
    if isinstance(told, AccessDenied):
        return _unknown("this account lacks READ_CONTROL (Read permissions) on it")
    if isinstance(told, SMBResponseException):
        return _unknown(f"the server answered 0x{told.status:08x} when asked for its permissions")
    try:
        found = permissions_of(told)
    except DescriptorError:
        return _unknown("the server's answer is no security descriptor")
    return Permissions(found.owner, found.access, f"access list: {found.evidence}{_SHARE_UNSEEN}")


def of_folder(found: Permissions) -> Permissions:
    """The permissions of a folder, taken for those of the files in it."""
    return Permissions("", found.access, f"of its folder, {found.evidence}")


def _unknown(evidence: str) -> Permissions:
    return Permissions("", Access.UNKNOWN, evidence)


def utc(filetime: int) -> datetime | None:
    """The time; None where the server knows none, or one beyond the calendar."""
    try:
        return _EPOCH + timedelta(microseconds=filetime // 10) if filetime else None
    except OverflowError:
        return None


def child(folder: Folder, key: str, entry: Entry) -> Folder | Leaf:
    """One name in a folder; `key` is its name in uris, with a slash if it is a folder itself."""
    if not key.endswith("/"):
        return Leaf(folder, entry)
    parts, below = (*folder.parts, entry.name), (*folder.below, entry.name)
    return Folder(parts, folder.uri + key, below, folder.ids)


def run_of(first: Leaf, waiting: list[Place]) -> list[Leaf]:
    """The leaf and those of its folder that come right after it, taken off the list."""
    run = [first]
    while waiting and len(run) < _AT_ONCE:
        place = waiting[-1]
        if not isinstance(place, Leaf) or place.folder is not first.folder:
            break
        waiting.pop()
        run.append(place)
    return run


def stopped(place: Folder | Leaf, error: LostError) -> Skipped:
    """The row of the place at which the server was lost."""
    row = error.as_unreadable(Stage.WALK).as_skipped(uri=place.uri)
    return replace(row, detail=f"{row.detail}; what comes here in the order was not listed")
