"""What a listing says of one name, put into the same words for every store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from stat import S_IMODE, S_IRGRP, S_IROTH
from typing import Any

from scanner.model import Access
from scanner.sources.access import Passage

_TIMES = ("mtime", "last_modified", "modified", "updated", "created")
_SIGNS = ("generation", "etag", "ETag", "md5Hash")  # each changes with the content


# Small, because a folder of a million files has a million of them in memory at once.
@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a listing."""

    name: str  # in its folder; in a bucket it may be empty
    kind: str  # "file", "directory", "link", "other", "unaskable"
    size: int | None = None
    modified_at: datetime | None = None
    version: str = ""
    mode: int | None = None  # of a server that tells one
    owner: str = ""
    group: str = ""


def entry_of(info: Mapping[str, Any], name: str = "") -> Entry:
    """The entry that a dictionary of fsspec describes."""
    kind, size = str(info["type"]), info.get("size")
    times = [_utc(info[name]) for name in _TIMES if info.get(name) is not None]
    modified_at = next((time for time in times if time is not None), None)
    has_mode = info.get("mode") is not None
    return Entry(
        name=name,
        kind="link" if info.get("islink") else kind,
        size=size if isinstance(size, int) else None,
        modified_at=modified_at,
        version="" if kind == "directory" else _version(info, size, modified_at),
        mode=int(info["mode"]) if has_mode else None,
        owner=str(info.get("uid", "")) if has_mode else "",
        group=str(info.get("gid", "")) if has_mode else "",
    )


def access_of(entry: Entry, passage: Passage) -> tuple[Access, str]:
    """Who of a server's accounts can read a file, from its POSIX mode and its folders'."""
    if entry.mode is None:
        return Access.UNKNOWN, "the server does not say who can read it"
    mode = f"mode {S_IMODE(entry.mode):04o}"
    if entry.mode & S_IROTH and passage.everyone:
        return Access.EVERYONE_INTERNAL, f"{mode}: every account of the server can read it"
    if entry.mode & S_IRGRP and passage.group:
        return Access.GROUP, f"{mode}: group {entry.group} of the server can read it"
    if entry.mode & (S_IROTH | S_IRGRP):
        return Access.RESTRICTED, f"{mode}, but a folder above lets others not through"
    return Access.RESTRICTED, f"{mode}: only its owner can read it"


def _version(info: Mapping[str, Any], size: object, modified_at: datetime | None) -> str:
    for name in _SIGNS:
        if info.get(name):
            return f"{name.lower()} " + str(info[name]).strip('"')
    number = f" {info['ino']}" if info.get("ino") else ""
    return f"{size} {modified_at.isoformat() if modified_at else ''}{number}"


def _utc(time: object) -> datetime | None:
    """A time in UTC; libraries give numbers, texts and times without a zone, all meant as UTC."""
    try:
        if isinstance(time, int | float):
            return datetime.fromtimestamp(time, UTC)
        if isinstance(time, str):
            time = datetime.fromisoformat(time)
    except (ValueError, OverflowError, OSError):
        return None
    if not isinstance(time, datetime):
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
