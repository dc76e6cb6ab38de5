"""The files of an inventory: private, always whole, and encrypted where there is a key.

Every file is written under another name and renamed into place, so that what lies there is whole.
"""

import os
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.inventory.sealing import decryption, encryption
from scanner.keys.key import Key

PRIVATE_FILE: Final = 0o600  # an inventory is a map of what to steal
PRIVATE_FOLDER: Final = 0o700
_ENCRYPTED = b"PARE"  # the first bytes of a Parquet file whose footer is encrypted


def write_table(file: Path, table: pa.Table, key: Key | None) -> None:
    """A table as Parquet, under the key where there is one."""
    temporary = file.with_suffix(".tmp")
    with _private(temporary) as out:
        pq.write_table(
            table,
            out,
            compression="zstd",
            write_statistics=True,
            encryption_properties=encryption(key) if key else None,
        )
        out.flush()
        os.fsync(out.fileno())  # a machine that loses its power keeps what was renamed
    temporary.replace(file)


def read_table(
    file: Path, key: Key | None, schema: pa.Schema | None = None, columns: list[str] | None = None
) -> pa.Table:
    """A table, or some of its columns. Raises `OSError`, `ArrowInvalid` and `InventoryError`.

    Under a key only what is encrypted is read: a table that somebody put in its place is not.
    """
    if key is not None and not is_encrypted(file):
        raise OSError("is not encrypted")
    return pq.read_table(
        file,
        schema=schema,
        columns=columns,
        decryption_properties=decryption(key) if key else None,
    )


def is_encrypted(file: Path) -> bool:
    """Whether a table is encrypted. Raises `OSError`."""
    with file.open("rb") as stream:
        return stream.read(len(_ENCRYPTED)) == _ENCRYPTED


def write_file(file: Path, content: bytes) -> None:
    """A file of any other kind, on disk before this returns."""
    temporary = file.with_suffix(".tmp")
    with _private(temporary) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(file)


def _private(file: Path) -> IO[Any]:
    """A new file that only its owner can read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.fdopen(os.open(file, flags, PRIVATE_FILE), "wb")
