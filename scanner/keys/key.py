"""What a key is: 32 secret bytes of one kind, and the short name that may be told to everybody."""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from typing import Final

KEY_BYTES: Final = 32
_HEX_DIGITS = 2 * KEY_BYTES


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key is for, and where one of this kind is looked for."""

    title: str
    setting: str
    variable: str  # of the environment
    file_name: str  # in the user's own folder
    label: bytes  # keeps the ids of equal keys of two kinds apart


HASH: Final = Kind("hash key", "hash_key", "KEYSWEEP_HASH_KEY", "hash.key", b"keysweep key id")
INVENTORY: Final = Kind(
    "inventory key",
    "inventory_key",
    "KEYSWEEP_INVENTORY_KEY",
    "inventory.key",
    b"keysweep inventory key id",
)
SIGNING: Final = Kind(
    "signing key",
    "signing_key",
    "KEYSWEEP_SIGNING_KEY",
    "signing.key",
    b"keysweep signing key id",
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key in memory. Its secret is in no text that is made of it."""

    secret: bytes = field(repr=False)
    key_id: str
    where: str  # the file or variable it was read from


def key_id(secret: bytes, kind: Kind = HASH) -> str:
    """Names a key and tells nothing of it."""
    return hashlib.blake2b(kind.label, key=secret, digest_size=8).hexdigest()


def decoded(text: str) -> bytes | None:
    """The key that hexadecimal digits or base64 stand for; None where they are no key."""
    text = text.strip()
    try:
        secret = (
            bytes.fromhex(text)
            if len(text) == _HEX_DIGITS
            else base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
        )
    except (ValueError, binascii.Error):
        return None
    return secret if len(secret) == KEY_BYTES else None
