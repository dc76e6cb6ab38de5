"""Whether an inventory is what its manifest says, and who says it: each check with its answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from scanner.errors import KeysweepError
from scanner.inventory.digest import tables_digest
from scanner.inventory.manifest import (
    MANIFEST,
    PROOF,
    PUBLIC_KEY,
    SIGNATURE,
    Manifest,
    counts_of,
    read_manifest,
    sha256_of,
)
from scanner.inventory.reader import Inventory, open_inventory
from scanner.keys.signing import fingerprint, is_signed, public_key_of, written
from scanner.model import Verdict
from scanner.schema import TABLES

_SHOWN = 16  # digits of a digest that a message shows


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check came to. Never holds content."""

    about: str  # a file, or what was counted
    verdict: Verdict
    detail: str


def verified(folder: Path, public_key: bytes | None = None, key: str = "") -> list[Answer]:
    """All checks of an inventory. `public_key`: PEM of whoever must have signed it.

    `key`: place of the inventory key; without it an encrypted inventory's rows and counts are not
    looked at, which its answers say.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        why = "is not there, or cannot be read: swept by an older keysweep, or removed or changed"
        return [Answer(MANIFEST, Verdict.NO, why)]
    answers = [*_signature(folder, manifest, public_key), *_files(folder, manifest)]
    answers += _strangers(folder, manifest)
    damaged = {one.about for one in answers if one.verdict is Verdict.NO}
    return [*answers, *_content(folder, key, damaged)]


def _signature(folder: Path, manifest: Manifest, wanted: bytes | None) -> Iterator[Answer]:
    """Whether the manifest is signed, and the key beside it is the signer's."""
    beside = _read(folder / PUBLIC_KEY)
    public = public_key_of(beside)
    # PEM may be spelt in several ways; what keysweep wrote is one of them.
    if public is None or written(public) != beside:
        yield _no(PUBLIC_KEY, "is no public key as keysweep writes it")
    elif fingerprint(public) != manifest.signed_by:
        yield _no(PUBLIC_KEY, "is not the key that the manifest names")
    else:
        yield _yes(PUBLIC_KEY, f"fingerprint {manifest.signed_by}")
    trusted = public_key_of(wanted) if wanted is not None else public
    signature, content = _read(folder / SIGNATURE), _read(folder / MANIFEST)
    if trusted is not None and is_signed(trusted, signature, content):
        yield _yes(SIGNATURE, _whose(wanted is not None, fingerprint(trusted)))
    elif wanted is not None:
        yield _no(SIGNATURE, "is not that of the key given: changed, or signed by somebody else")
    else:
        yield _no(SIGNATURE, f"does not fit: {MANIFEST}, {SIGNATURE} or {PUBLIC_KEY} was changed")


def _whose(is_known: bool, name: str) -> str:
    if is_known:
        return f"{MANIFEST} is signed by the key given, {name}"
    return f"{MANIFEST} is signed by {name}; shows only that nothing was changed since, not by whom"


def _files(folder: Path, manifest: Manifest) -> Iterator[Answer]:
    """Whether each file is there and what it was."""
    for name in sorted({*manifest.files, *(f"{table}.parquet" for table in TABLES)}):
        file = folder / name
        if name not in manifest.files:
            yield _no(name, "is not in the manifest")
        elif Path(name).name != name or not file.is_file() or file.is_symlink():
            yield _no(name, "is missing")
        else:
            yield _file(file, *manifest.files[name])


def _file(file: Path, digest: str, size: int) -> Answer:
    found = file.stat().st_size
    if found != size:
        return _no(file.name, f"has {found:,} bytes, and the manifest says {size:,}")
    content = sha256_of(file)
    if content != digest:
        told, seen = digest[:_SHOWN], content[:_SHOWN]
        return _no(file.name, f"differs: its SHA-256 is {seen}…, and the manifest says {told}…")
    return _yes(file.name, f"{size:,} bytes, SHA-256 {digest[:_SHOWN]}…")


def _strangers(folder: Path, manifest: Manifest) -> Iterator[Answer]:
    """What lies there and should not."""
    found = {path.name for path in folder.iterdir()} - {*manifest.files, *PROOF}
    for name in sorted(found):
        begun = name in ("run", "next") and (folder / name).is_dir()
        why = "a sweep into it has begun and not ended" if begun else "was added"
        yield _no(name, f"is not in the manifest: {why}")


def _content(folder: Path, key: str, damaged: set[str]) -> Iterator[Answer]:
    """Whether the rows are as many, and what they tell is the same."""
    about = "rows and counts"
    if not damaged.isdisjoint(PROOF):
        yield Answer(about, Verdict.UNKNOWN, "not looked at: nobody stands for the manifest")
        return
    try:
        inventory = open_inventory(folder, key)
        manifest, tables = inventory.manifest, _tables(inventory, damaged)
    except KeysweepError as error:
        yield Answer(about, Verdict.UNKNOWN, f"not looked at: {error}")
        return
    if manifest is None or manifest.told is None:
        yield _no(about, "the manifest holds none")
        return
    told = manifest.told
    yield from _rows(told, tables)
    if len(tables) == len(TABLES):
        yield _counts(told, inventory)
        yield _digest(told, tables)


def _tables(inventory: Inventory, damaged: set[str]) -> dict[str, pa.Table]:
    """Those that can be read; of the others a file has been found wrong."""
    return {name: inventory.table(name) for name in TABLES if f"{name}.parquet" not in damaged}


def _rows(told: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> Iterator[Answer]:
    said = told.get("rows", {})
    wrong = {name: len(table) for name, table in tables.items() if len(table) != said.get(name)}
    for name, found in wrong.items():
        yield _no(name, f"has {found:,} rows, and the manifest says {said.get(name)}")
    if not wrong:
        yield _yes("rows", ", ".join(f"{name} {len(tables[name]):,}" for name in tables))


def _counts(told: Mapping[str, Any], inventory: Inventory) -> Answer:
    said, found = told.get("counts"), counts_of(inventory.scan)
    if said != found or len(inventory.objects) != found["objects"]:
        return _no("counts", "those of the tables are not those of the manifest")
    coverage = "everything was examined" if told.get("complete") else "not everything was examined"
    return _yes(
        "counts",
        f"{found['objects']:,} objects, {coverage}; people at least "
        f"{found['people_at_least'] or 0:,}, up to {found['people_up_to'] or 0:,}",
    )


def _digest(told: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> Answer:
    digest = tables_digest(tables)
    if digest != told.get("tables_digest"):
        return _no("tables digest", "that of the tables is not that of the manifest")
    return _yes("tables digest", digest)


def _read(file: Path) -> bytes:
    try:
        return b"" if file.is_symlink() else file.read_bytes()
    except OSError:
        return b""


def _yes(about: str, detail: str) -> Answer:
    return Answer(about, Verdict.YES, detail)


def _no(about: str, detail: str) -> Answer:
    return Answer(about, Verdict.NO, detail)
