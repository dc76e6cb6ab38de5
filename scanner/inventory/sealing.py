"""Encrypted inventories: Parquet modular encryption under one key, for tables and shards alike.

Every file has a data key of its own, drawn by Arrow, which lies in the file wrapped with the
inventory key. Footer and all columns are under AES-256-GCM: nothing of a table can be read or
changed without the key. Any reader of encrypted Parquet that is given an unwrapping function like
ours can open them.
"""

import base64
import os
from functools import partial
from typing import Any

import pyarrow.parquet.encryption as pe
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from scanner.errors import InventoryError
from scanner.keys.key import Key

_NONCE_BYTES = 12
_DATA_KEY_BITS = 256


def encryption(key: Key) -> Any:
    """What Arrow needs to write one file under this key."""
    how = pe.EncryptionConfiguration(
        key.key_id,
        uniform_encryption=True,
        encryption_algorithm="AES_GCM_V1",
        double_wrapping=False,
        data_key_length_bits=_DATA_KEY_BITS,
    )
    return _factory(key).file_encryption_properties(pe.KmsConnectionConfig(), how)


def decryption(key: Key) -> Any:
    """What Arrow needs to read one file under this key."""
    return _factory(key).file_decryption_properties(pe.KmsConnectionConfig())


def sealed(content: bytes, key: Key, purpose: str) -> str:
    """A text that only this key opens, for the same purpose, and that nobody else can make."""
    nonce = os.urandom(_NONCE_BYTES)
    cipher = AESGCM(key.secret).encrypt(nonce, content, purpose.encode())
    return base64.b64encode(nonce + cipher).decode()


def unsealed(text: str, key: Key, purpose: str) -> bytes:
    """What was sealed. Raises `InventoryError` where it was not, or not with this key."""
    try:
        raw = base64.b64decode(text, validate=True)
        return AESGCM(key.secret).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode())
    except (ValueError, InvalidTag):
        raise InventoryError(
            f"inventory key {key.key_id} does not open the {purpose}; it was changed, or another "
            "key made it"
        ) from None


class _Wrapper(pe.KmsClient):
    """Wraps the data keys of files with the inventory key."""

    def __init__(self, key: Key, _: Any) -> None:
        super().__init__()
        self._key = key

    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> str:
        """A data key as it lies in its file."""
        return sealed(key_bytes, self._key, f"data key {master_key_identifier}")

    def unwrap_key(self, wrapped_key: bytes, master_key_identifier: str) -> bytes:
        """The data key of a file that says which key it is under."""
        if master_key_identifier != self._key.key_id:
            raise InventoryError(
                f"it is encrypted with inventory key {master_key_identifier}, not with "
                f"{self._key.key_id}"
            )
        text = wrapped_key.decode() if isinstance(wrapped_key, bytes) else wrapped_key
        return unsealed(text, self._key, f"data key {master_key_identifier}")


def _factory(key: Key) -> Any:
    return pe.CryptoFactory(partial(_Wrapper, key))
