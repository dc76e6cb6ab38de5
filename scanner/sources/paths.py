"""Names of local files: paths to uris and back, and the glob patterns that choose among them.

A uri is `file://` and the percent-encoded bytes of the absolute path, so a name that is no valid
UTF-8 survives the way there and back.
"""

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes, unquote_to_bytes

from scanner.errors import TargetError

SCHEME = "file://"


def uri_of(path: PurePath) -> str:
    """The uri of an absolute path; `C:\\care plans` gives `file:///C:/care%20plans`."""
    drive = path.drive.replace("\\", "/")
    rest = quote_from_bytes(os.fsencode(path.as_posix()[len(drive) :]))
    if drive.startswith("//"):  # \\server\share: the server is the uri's authority
        return "file:" + quote_from_bytes(os.fsencode(drive)) + rest
    return SCHEME + (f"/{drive}" if drive else "") + rest


def path_of(uri: str) -> Path:
    """The path a uri of `uri_of` stands for. Raises `TargetError` for any other uri."""
    if not uri.startswith(SCHEME + "/") and not (os.name == "nt" and uri.startswith(SCHEME)):
        raise TargetError("not the uri of a local file; it begins with file:/// and the path")
    text = os.fsdecode(unquote_to_bytes(uri.removeprefix(SCHEME)))
    if os.name == "nt":
        return Path(text.lstrip("/") if text.startswith("/") else f"//{text}")
    return Path(text)


def shown(path: PurePath) -> str:
    """A path for people: any terminal can print it, whatever bytes are in it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def encoded_name(name: str) -> str:
    """One path segment as it stands in a uri."""
    return quote_from_bytes(os.fsencode(name), safe="")


def matches_any(patterns: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a relative path, as its segments, or a folder above it fits one of the patterns.

    `*` and `?` stay inside one segment, `**` stands for any number of segments, and a pattern
    without a slash fits at any depth.
    """
    return any(_matches(_segments(pattern), parts) for pattern in patterns)


def _segments(pattern: str) -> list[str]:
    segments = [segment for segment in pattern.split("/") if segment]
    return segments if "/" in pattern.rstrip("/") else ["**", *segments]


def _matches(pattern: Sequence[str], parts: Sequence[str]) -> bool:
    if not pattern:
        return True  # the pattern fits a folder above, so it fits what lies below
    if pattern[0] == "**":
        return any(_matches(pattern[1:], parts[skip:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(pattern[1:], parts[1:])
