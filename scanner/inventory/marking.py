"""Whose folder an inventory is: its marker, the lock of whoever writes to it, what is refused."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scanner.errors import InventoryError
from scanner.inventory.storing import PRIVATE_FOLDER, write_file
from scanner.keys.key import Key
from scanner.schema import SCHEMA_VERSION

MARKER: Final = "_keysweep.json"


def marker_of(folder: Path) -> dict[str, Any] | None:
    """What the marker says; None where the folder is no inventory."""
    try:
        said = json.loads((folder / MARKER).read_bytes())
        return {
            "schema_version": int(said["schema_version"]),
            "complete": bool(said["complete"]),
            "installing": said.get("installing"),
            "encrypted_with": said.get("encrypted_with"),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def marker(key: Key | str | None, complete: bool, installing: str | None = None) -> bytes:
    """What a marker is; `installing`: whole tables of this sweep are on their way into place."""
    said = {"keysweep": "inventory", "schema_version": SCHEMA_VERSION, "complete": complete}
    if installing is not None:
        said["installing"] = installing
    if key is not None:
        said["encrypted_with"] = key.key_id if isinstance(key, Key) else key
    return json.dumps(said).encode()


def mark(
    folder: Path, key: Key | str | None, complete: bool, installing: str | None = None
) -> None:
    """Puts a marker into place."""
    write_file(folder / MARKER, marker(key, complete, installing))


def claim(folder: Path, key: Key | None) -> None:
    """Makes the folder an inventory, or refuses it untouched."""
    if folder.exists() and not folder.is_dir():
        raise InventoryError(f"{folder} is a file; name a folder for the inventory")
    said = marker_of(folder)
    if folder.is_dir() and said is None and any(folder.iterdir()):
        raise InventoryError(
            f"{folder} holds something that is no keysweep inventory; name a new or empty folder"
        )
    if said is not None and said["schema_version"] > SCHEMA_VERSION:
        raise InventoryError(
            f"{folder} was written by a newer keysweep; update this one, or name another folder"
        )
    if said is not None and said["encrypted_with"] and key is None:
        raise InventoryError(
            f"{folder} is encrypted with inventory key {said['encrypted_with']}, and without a "
            "key this would be written in the clear; give --encrypt or KEYSWEEP_INVENTORY_KEY, or "
            "name another folder"
        )
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        if said is None:
            with contextlib.suppress(PermissionError):  # the root of a volume belongs to others
                folder.chmod(PRIVATE_FOLDER)
            mark(folder, key, complete=False)


@contextlib.contextmanager
def writing(folder: Path, kept: str = "") -> Iterator[None]:
    """Trouble with the inventory's disk, told in words; `kept` says what it did not cost."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise InventoryError(f"{folder} cannot be written: {reason}{kept}") from None


def locked(folder: Path) -> int | None:
    """A lock that ends with this process, however it ends. Windows has none on folders."""
    if os.name == "nt":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise InventoryError(
            f"{folder}: another sweep is writing to it; wait for it, or name another folder"
        ) from None
    except OSError:  # some network file systems know no locks
        os.close(descriptor)
        return None
    return descriptor
