"""Who can read a local file, as far as its POSIX mode, its access list and the folders above say.

A share's own permissions and those of Windows are not read here.
"""

import os
import stat
from dataclasses import dataclass
from functools import lru_cache

from scanner.model import Access
from scanner.sources.posix_acl import AccessLists, Tag, access_lists

_NOT_NAMED = (Tag.OWNER, Tag.OTHERS)
_SHOWN = 4  # accounts that the evidence names


@dataclass(frozen=True, slots=True)
class Passage:
    """Whether every folder from the target down to a file lets others through."""

    everyone: bool = True
    group: bool = True

    def into(self, folder_mode: int) -> "Passage":
        """The passage through one more folder."""
        everyone = self.everyone and bool(folder_mode & stat.S_IXOTH)
        # Whoever shares the file's group comes through as a member or as anyone else.
        group = self.group and bool(folder_mode & (stat.S_IXGRP | stat.S_IXOTH))
        return Passage(everyone, group)


def access_of(found: os.stat_result, passage: Passage, path: str = "") -> tuple[Access, str]:
    """Who can read the file, and the evidence for it in words. Without a path: by mode alone."""
    if os.name == "nt":
        return Access.UNKNOWN, "not read on this platform"
    lists = access_lists(path) if path else AccessLists()
    access, evidence = _by_list(found, passage, lists.readers) or _by_mode(found, passage)
    unread = "; its NFSv4 access list is not read" if lists.nfs else ""
    return access, evidence + unread


def _by_mode(found: os.stat_result, passage: Passage) -> tuple[Access, str]:
    mode = f"mode {stat.S_IMODE(found.st_mode):04o}"
    if found.st_mode & stat.S_IROTH and passage.everyone:
        return Access.EVERYONE_INTERNAL, f"{mode}: every account of this machine can read it"
    if found.st_mode & stat.S_IRGRP and passage.group:
        return Access.GROUP, f"{mode}: group {_group_name(found.st_gid)} can read it"
    if found.st_mode & (stat.S_IROTH | stat.S_IRGRP):
        return Access.RESTRICTED, f"{mode}, but a folder above lets others not through"
    return Access.RESTRICTED, f"{mode}: only its owner can read it"


def _by_list(
    found: os.stat_result, passage: Passage, readers: tuple[tuple[Tag, int], ...] | None
) -> tuple[Access, str] | None:
    """By the file's access list; None where it has none, or where its mode says it all."""
    if readers is None or (found.st_mode & stat.S_IROTH and passage.everyone):
        return None
    named = [_reader(tag, number, found) for tag, number in readers if tag not in _NOT_NAMED]
    if not named:
        return Access.RESTRICTED, "access list: only its owner can read it"
    # A folder's group bits are its own list's mask: whom it lets through is not told apart.
    if not passage.group:
        return Access.RESTRICTED, "access list, but a folder above lets others not through"
    return Access.GROUP, f"access list: {_listed(named)} can read it"


def _reader(tag: Tag, number: int, found: os.stat_result) -> str:
    if tag is Tag.USER:
        return f"user {_user_name(number)}"
    return f"group {_group_name(found.st_gid if tag is Tag.OWNING_GROUP else number)}"


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def owner_of(found: os.stat_result) -> str:
    """The owner's account name, its number where it has no name, "" on Windows."""
    return "" if os.name == "nt" else _user_name(found.st_uid)


# Cached: with accounts in a directory service, each look-up may cross the network.
@lru_cache(maxsize=4096)
def _user_name(uid: int) -> str:
    import pwd  # absent on Windows

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


@lru_cache(maxsize=4096)
def _group_name(gid: int) -> str:
    import grp  # absent on Windows

    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)
