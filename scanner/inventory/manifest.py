"""The proof of a sweep: what was made, of what, by which versions, and by whom.

`manifest.json` holds the SHA-256 of every other file of the inventory and what the sweep came to;
`manifest.sig` is its Ed25519 signature, `signer.pub` the public key in PEM. All three are plain
enough to be checked without keysweep:

    openssl pkeyutl -verify -pubin -inkey signer.pub -rawin -in manifest.json -sigfile manifest.sig

In an encrypted inventory what the sweep came to is sealed with the inventory key.
"""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from scanner.errors import InventoryError
from scanner.inventory.digest import tables_digest
from scanner.inventory.sealing import sealed, unsealed
from scanner.keys.key import Key
from scanner.keys.signing import Signer
from scanner.schema import SCHEMA_VERSION

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
PUBLIC_KEY: Final = "signer.pub"
PROOF: Final = (MANIFEST, SIGNATURE, PUBLIC_KEY)
FORMAT: Final = 1

_PURPOSE = "manifest"
_RUN = ("scan_id", "started_at", "finished_at", "targets", "rule_digest", "key_id", "complete")
_NO_COUNTS = frozenset(
    {*_RUN, "keysweep_version", "schema_version", "settings", "merged_scan_ids", "controllers"}
)
_CHUNK = 1024**2


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says, whoever wrote it: only its signature makes it more than a claim."""

    files: Mapping[str, tuple[str, int]]  # name: SHA-256 and bytes
    signed_by: str  # fingerprint of the public key
    encrypted_with: str | None  # id of the inventory key
    told: Mapping[str, Any] | None  # what the sweep came to; None: sealed, and the key is not here
    content_digest: str  # SHA-256 of manifest.json itself


def proof(
    files: Mapping[str, Path | bytes],
    tables: Mapping[str, pa.Table],
    key: Key | None,
    signer: Signer,
    made_from: Sequence[Mapping[str, Any]] = (),
) -> dict[str, bytes]:
    """The files that prove an inventory of these files and tables, by name."""
    told = _told(tables) | {"made_from": list(made_from)}
    content: dict[str, Any] = {
        "keysweep": "manifest",
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "signed_by": signer.fingerprint,
        "encrypted_with": key.key_id if key else None,
        "files": {name: _measured(file) for name, file in files.items()},
    }
    content |= {"sealed": sealed(_json(told), key, _PURPOSE)} if key else {"told": told}
    written = _json(content)
    return {
        MANIFEST: written,
        SIGNATURE: signer.sign(written),
        PUBLIC_KEY: signer.public_key,
    }


def read_manifest(folder: Path, key: Key | None = None) -> Manifest | None:
    """The manifest of an inventory; None where there is none that this version can read.

    Raises `InventoryError` where it is sealed with another key than this.
    """
    try:
        written = (folder / MANIFEST).read_bytes()
        said = json.loads(written)
        if said["keysweep"] != "manifest" or said["format"] != FORMAT:
            return None
        files = {
            str(name): (str(one["sha256"]), int(one["bytes"]))
            for name, one in said["files"].items()
        }
        encrypted_with = said["encrypted_with"]
        told = said.get("told")
        if encrypted_with is not None and key is not None:
            told = json.loads(unsealed(said["sealed"], key, _PURPOSE))
        digest = hashlib.sha256(written).hexdigest()
        return Manifest(files, str(said["signed_by"]), encrypted_with, told, digest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def origin(folder: Path, key: Key | None) -> dict[str, Any]:
    """How a manifest names an inventory that it was made from."""
    manifest = read_manifest(folder, key)
    if manifest is None:
        return {"manifest_sha256": None}
    told = manifest.told or {}
    return {
        "manifest_sha256": manifest.content_digest,
        "signed_by": manifest.signed_by,
        "tables_digest": told.get("tables_digest"),
        "scan_id": told.get("scan_id"),
    }


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's content. Raises `OSError`."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def counts_of(scan: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of `scans` counts: objects, people, homes, each kind of data."""
    return {name: _plain(value) for name, value in scan.items() if name not in _NO_COUNTS}


def _told(tables: Mapping[str, pa.Table]) -> dict[str, Any]:
    """Which run it was, what made it, what it came to."""
    scans = tables["scans"].to_pylist()
    if not scans:
        raise InventoryError("an inventory without a run cannot be finished")
    scan = scans[-1]
    return {name: _plain(scan[name]) for name in _RUN} | {
        "versions": _versions(scan),
        "counts": counts_of(scan),
        "rows": {name: len(table) for name, table in tables.items()},
        "tables_digest": tables_digest(tables),
    }


def _versions(scan: Mapping[str, Any]) -> dict[str, str | None]:
    return {
        "keysweep": scan["keysweep_version"],
        "python": platform.python_version(),
        "pyarrow": pa.__version__,
        "hyperscan": _installed("hyperscan"),
    }


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _measured(file: Path | bytes) -> dict[str, Any]:
    if isinstance(file, bytes):
        return {"sha256": hashlib.sha256(file).hexdigest(), "bytes": len(file)}
    return {"sha256": sha256_of(file), "bytes": file.stat().st_size}


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=True) + "\n").encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
