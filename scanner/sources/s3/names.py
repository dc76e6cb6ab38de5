"""Names in buckets: keys to uris and back.

A uri is `s3://`, the bucket, a slash and the key with its lowest characters percent-encoded:
control characters, space, `!`, `"`, `#`, `$` and `%`, nothing else. Stores list keys in the order
of their UTF-8 bytes, and so written the uris stand in the same order as plain strings, which full
percent-encoding would break (`é` as `%C3%A9` would sort before `a`). An older version of an object
is its uri with `#versionId=` and the version behind it: `#` sorts before whatever a longer key
could have there, so the versions of an object follow it at once.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_plus

from scanner.errors import TargetError

SCHEME = "s3://"
VERSION_MARK = "#versionId="
ACCOUNT_ROOT = "s3:/"  # so that every bucket is the account's root, a slash and its name

_HIGHEST_ENCODED = 0x25  # the percent sign itself
_ENCODED = {code: f"%{code:02X}" for code in range(_HIGHEST_ENCODED + 1)} | {
    # Bytes that are no UTF-8, as `surrogateescape` holds them.
    0xDC00 + byte: f"%{byte:02X}"
    for byte in range(0x80, 0x100)
}
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,254}")
_ESCAPES = "surrogateescape"


@dataclass(frozen=True, slots=True)
class Address:
    """What a uri stands for."""

    bucket: str  # "" is all buckets
    key: str = ""
    version_id: str = ""


def uri_of(bucket: str, key: str = "", version_id: str = "") -> str:
    """The uri of a bucket, of an object, or of one version of it."""
    uri = f"{SCHEME}{bucket}/{key.translate(_ENCODED)}" if key else SCHEME + bucket
    return uri + VERSION_MARK + quote(version_id, safe="") if version_id else uri


def address_of(uri: str) -> Address:
    """The bucket, key and version that a uri of `uri_of` stands for."""
    path, _, version_id = uri.removeprefix(SCHEME).partition(VERSION_MARK)
    bucket, _, key = path.partition("/")
    return Address(bucket, unquote(key, errors=_ESCAPES), unquote(version_id))


def address_of_target(target: str) -> Address:
    """The bucket and folder that a person named. Raises `TargetError`.

    The bucket is not repeated in the message: someone may have put a secret before an `@`.
    """
    address = address_of(SCHEME + target[len(SCHEME) :])
    if address.version_id:
        raise TargetError("one version of an object is no target; name the object")
    if address.bucket and not _BUCKET.fullmatch(address.bucket):
        raise TargetError(
            "not the name of a bucket: write s3://bucket or s3://bucket/folder; "
            "credentials come from the environment or --set s3.profile=NAME"
        )
    if address.key and not address.bucket:
        raise TargetError("no bucket is named: write s3://bucket/folder, or s3:// for all")
    return Address(address.bucket, address.key.removesuffix("/"))


def decoded_key(key: str) -> str:
    """A key as a listing with `EncodingType=url` writes it: form encoding, so `+` is a space."""
    return unquote_plus(key, errors=_ESCAPES)


def is_sendable(key: str) -> bool:
    """Whether the key is Unicode, which is all that a request can name."""
    return not any(0xDC00 <= ord(character) <= 0xDFFF for character in key)


def sort_key(key: str) -> bytes:
    """What stores sort by."""
    return key.encode("utf-8", _ESCAPES)
