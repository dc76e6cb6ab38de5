"""Signatures by Ed25519: who made an inventory, provable to whoever knows the public key."""

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from scanner.keys.key import SIGNING
from scanner.keys.places import load_key

_FINGERPRINT_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs in one name."""

    private: Ed25519PrivateKey = field(repr=False)
    where: str

    @property
    def public_key(self) -> bytes:
        """The public key in PEM, as openssl takes it."""
        return written(self.private.public_key())

    @property
    def fingerprint(self) -> str:
        """Names the public key, to be compared by people."""
        return fingerprint(self.private.public_key())

    def sign(self, content: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self.private.sign(content)


def load_signer(place: str = "") -> Signer:
    """The signer of this account; its key is made on first use. Raises `ConfigError`."""
    key = load_key(SIGNING, place)
    return Signer(Ed25519PrivateKey.from_private_bytes(key.secret), key.where)


def written(public: Ed25519PublicKey) -> bytes:
    """A public key in PEM."""
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def public_key_of(pem: bytes) -> Ed25519PublicKey | None:
    """The public key in a PEM text; None where it holds none of this kind."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def fingerprint(public: Ed25519PublicKey) -> str:
    """The beginning of the SHA-256 of the key's DER form."""
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()[:_FINGERPRINT_DIGITS]


def fingerprint_of(secret: bytes) -> str:
    """The fingerprint of the public key that belongs to a secret one."""
    return fingerprint(Ed25519PrivateKey.from_private_bytes(secret).public_key())


def is_signed(public: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    """Whether the signature is this key's, of exactly this content."""
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True
