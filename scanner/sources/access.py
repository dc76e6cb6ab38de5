"""Who can read a local file, as far as its POSIX mode and that of the folders above it say.

Access control lists and the permissions of a network share are not read.
"""

import os
import stat
from dataclasses import dataclass
from functools import lru_cache

from scanner.model import Access


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


def access_of(found: os.stat_result, passage: Passage) -> tuple[Access, str]:
    """Who can read the file, and the evidence for it in words."""
    if os.name == "nt":
        return Access.UNKNOWN, "not read on this platform"
    mode = f"mode {stat.S_IMODE(found.st_mode):04o}"
    if found.st_mode & stat.S_IROTH and passage.everyone:
        return Access.EVERYONE_INTERNAL, f"{mode}: every account of this machine can read it"
    if found.st_mode & stat.S_IRGRP and passage.group:
        return Access.GROUP, f"{mode}: group {_group_name(found.st_gid)} can read it"
    if found.st_mode & (stat.S_IROTH | stat.S_IRGRP):
        return Access.RESTRICTED, f"{mode}, but a folder above lets others not through"
    return Access.RESTRICTED, f"{mode}: only its owner can read it"


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
