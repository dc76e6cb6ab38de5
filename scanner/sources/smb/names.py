"""Names on a Windows share: a target taken apart, and paths to uris and back.

A uri is `smb://server/share/` and the percent-encoded UTF-8 of each name. Names on a share are
UTF-16 and may hold half a surrogate pair; "surrogatepass" brings those there and back.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, unquote_to_bytes

from scanner.errors import TargetError

SCHEME = "smb://"
USUAL_PORT = 445

_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::([0-9]{1,5}))?")


@dataclass(frozen=True, slots=True)
class Target:
    """What a target names. Equal places have equal uris, whoever signs in."""

    host: str  # lower case; an IPv6 address without brackets
    port: int
    user: str  # "" where the target names none
    parts: tuple[str, ...]  # share, folders, file; empty: all shares of the server

    @property
    def uri(self) -> str:
        """The canonical uri, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == USUAL_PORT else f":{self.port}"
        return "/".join([f"{SCHEME}{host}{port}", *map(encoded, self.parts)])


def target_of(text: str, port: int) -> Target:
    """Takes `smb://user@server:port/share/folder` apart. Raises `TargetError`."""
    rest = text[len(SCHEME) :]
    authority, _, path = rest.partition("/")
    # Not said with the target itself: what stands before the server may be a password.
    user, _, server = authority.rpartition("@")
    if ":" in user:
        raise TargetError(
            "a target must hold no password; set KEYSWEEP_SMB_PASSWORD or smb.password_file"
        )
    found = _AUTHORITY.fullmatch(server)
    if found is None:
        raise TargetError("smb:// needs a server: smb://server/share")
    port = int(found[2] or port)
    if not 0 < port < 65536:
        raise TargetError(f"port {port} is none; use 1 to 65535")
    parts = tuple(decoded(part) for part in path.split("/") if part)
    if any(part in (".", "..") or not fits(part) for part in parts):
        raise TargetError("an smb:// target holds no . or .. and no backslash; name the folder")
    # `DOMAIN;user` is how a uri writes `DOMAIN\user`.
    return Target(found[1].strip("[]").lower(), port, decoded(user).replace(";", "\\"), parts)


def encoded(name: str) -> str:
    """One name as it stands in a uri."""
    return quote_from_bytes(name.encode("utf-8", "surrogatepass"), safe="")


def decoded(segment: str) -> str:
    """The name a segment of a uri stands for. Raises `TargetError`."""
    try:
        return unquote_to_bytes(segment).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise TargetError("an smb:// target is not UTF-8; check its percent signs") from None


def parts_of(uri: str) -> tuple[str, ...]:
    """Share, folders and file of a uri that `Target.uri` or a walk made."""
    return tuple(decoded(part) for part in uri[len(SCHEME) :].split("/")[1:] if part)


def fits(name: str) -> bool:
    """Whether a name is one, and not a way to somewhere else."""
    return bool(name) and not any(mark in name for mark in "\\/\0")
