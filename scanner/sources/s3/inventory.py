"""Listing a bucket from an S3 Inventory report instead of from the bucket itself.

A report is a manifest that names files of CSV, ORC or Parquet, in no order. They are read into
one Arrow table, a hundred-odd bytes an object, and sorted there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, orc, parquet

from scanner.config import S3Settings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Stage
from scanner.sources.s3.client import patiently, s3_client
from scanner.sources.s3.errors import FAILURES, unreadable
from scanner.sources.s3.fetch import Ranges, opened
from scanner.sources.s3.listing import Entry, place_of
from scanner.sources.s3.names import Address, address_of, decoded_key, sort_key

_ARCHIVES = ("GLACIER", "DEEP_ARCHIVE")
_MANIFEST_BYTES = 64 * 1024**2

# Column of the report's ORC and Parquet files: ours; those of CSV are named otherwise.
_COLUMNS = {
    "bucket": "bucket",
    "key": "key",
    "version_id": "version_id",
    "is_latest": "is_latest",
    "is_delete_marker": "is_delete_marker",
    "size": "size",
    "last_modified_date": "modified",
    "e_tag": "etag",
    "storage_class": "storage_class",
}
_CSV_COLUMNS = {name.replace("_", ""): ours for name, ours in _COLUMNS.items()}
_TYPES = {
    "size": pa.int64(),
    "modified": pa.timestamp("ms", tz="UTC"),
    "is_latest": pa.bool_(),
    "is_delete_marker": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a manifest says."""

    bucket: str  # the one that is listed
    format: str  # "CSV", "ORC", "Parquet"
    columns: tuple[str, ...]  # of CSV files, which have no header
    files: tuple[tuple[str, int], ...]  # key and size of each


def report_entries(
    settings: S3Settings, bucket: str, folder: str, after: Address
) -> Iterator[Entry]:
    """All objects that the report of the settings lists. Raises `TargetError`."""
    manifest = address_of(settings.inventory)
    with _opened(settings, manifest) as stream:
        report = read_manifest(stream)
    if report.bucket != bucket:
        raise TargetError(f"s3.inventory lists the bucket {report.bucket!r}, not {bucket!r}")
    tables = []
    for key, size in report.files:
        with _opened(settings, replace(manifest, key=key), size) as stream:
            tables.append(rows_of(stream, report))
    if tables:
        yield from entries_of(tables, after, folder, settings.versions)


def _opened(settings: S3Settings, address: Address, size: int | None = None) -> BinaryIO:
    """An object of the report, whose size is asked for where it is not known."""
    request = {"Bucket": address.bucket, "Key": address.key}
    client = s3_client(settings)
    try:
        if size is None:
            size = patiently(lambda: client.head_object(**request))["ContentLength"]
        return opened(Ranges(client, request, "", size, "s3:GetObject"))
    except UnreadableError as error:
        named = error
    except FAILURES as error:
        named = unreadable(error, Stage.WALK, "s3:GetObject")
    raise TargetError(f"s3.inventory: {named.detail}; {named.remedy}")


def read_manifest(stream: BinaryIO) -> Report:
    """The manifest of a report. Raises `TargetError`."""
    try:
        found = json.loads(stream.read(_MANIFEST_BYTES))
        return Report(
            bucket=str(found["sourceBucket"]),
            format=str(found["fileFormat"]),
            columns=tuple(one.strip() for one in str(found["fileSchema"]).split(",")),
            files=tuple((str(one["key"]), int(one["size"])) for one in found["files"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TargetError(
            "s3.inventory names no manifest of an S3 Inventory report; it ends in manifest.json"
        ) from None


def rows_of(stream: BinaryIO, report: Report) -> pa.Table:
    """The rows of one file of a report. Raises `TargetError`."""
    try:
        table = _read(stream, report)
    except UnreadableError as error:
        raise TargetError(f"a file of the S3 Inventory report: {error}") from None
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise TargetError(
            f"a file of the S3 Inventory report cannot be read ({type(error).__name__}); "
            "name an earlier manifest with s3.inventory, or leave it out"
        ) from None
    return table


def entries_of(
    tables: list[pa.Table], after: Address, folder: str, versions: bool
) -> Iterator[Entry]:
    """The objects of all files in the order of their uris; older versions where wished."""
    whole = pa.concat_tables(tables, promote_options="default")
    keep = pc.starts_with(whole["key"], sort_key(f"{folder}/" if folder else ""))
    keep = pc.or_(keep, pc.equal(whole["key"], sort_key(folder)))
    if not versions:
        shown = pc.and_(pc.fill_null(whole["is_latest"], True), pc.invert(_is_marker(whole)))
        keep = pc.and_(keep, shown)
    whole = whole.filter(keep).sort_by([("key", "ascending")])
    done = place_of(after.key, after.version_id)
    for group in _by_key(whole):
        for entry in sorted(group, key=lambda one: one.place):
            if entry.place > done:
                yield entry


def _by_key(table: pa.Table) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    for batch in table.to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            entry = _entry(row)
            if group and group[0].key != entry.key:
                yield group
                group = []
            group.append(entry)
    if group:
        yield group


def _read(stream: BinaryIO, report: Report) -> pa.Table:
    if report.format.upper() == "CSV":
        return _plain(_read_csv(stream, report.columns), _CSV_COLUMNS, is_encoded=True)
    if report.format.upper() == "ORC":
        table = orc.ORCFile(pa.PythonFile(stream, "r")).read()
    else:
        table = parquet.read_table(pa.PythonFile(stream, "r"))
    return _plain(table, _COLUMNS, is_encoded=False)


def _read_csv(stream: BinaryIO, columns: tuple[str, ...]) -> pa.Table:
    texts = csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()))
    names = csv.ReadOptions(column_names=list(columns))
    with pa.CompressedInputStream(pa.PythonFile(stream, "r"), "gzip") as unpacked:
        return csv.read_csv(unpacked, names, convert_options=texts)


def _plain(table: pa.Table, names: dict[str, str], *, is_encoded: bool) -> pa.Table:
    """Our columns of a file, under our names and of our types; those it lacks hold null."""
    found = {names.get(_squeezed(name, names), ""): name for name in table.column_names}
    columns = {}
    for ours in _COLUMNS.values():
        values = table[found[ours]] if ours in found else pa.nulls(len(table), pa.string())
        columns[ours] = _typed(values, _TYPES.get(ours, pa.string()))
    # Bytes, because listings are sorted by those.
    if is_encoded:
        keys = [sort_key(decoded_key(key)) for key in columns["key"].to_pylist()]
        columns["key"] = pa.array(keys, pa.binary())
    return pa.table(columns | {"key": columns["key"].cast(pa.binary())})


def _squeezed(name: str, names: dict[str, str]) -> str:
    """A column's name as the table of names has it: `LastModifiedDate`, `last_modified_date`."""
    return name if name in names else name.replace("_", "").lower()


def _typed(values: Any, kind: pa.DataType) -> Any:
    if pa.types.is_string(values.type) and pa.types.is_timestamp(kind):
        bare = pc.replace_substring_regex(values, r"(\.[0-9]+)?Z$", "")
        bare = pc.if_else(pc.equal(bare, ""), None, bare)
        return pc.strptime(bare, "%Y-%m-%dT%H:%M:%S", "ms").cast(kind)
    if pa.types.is_string(values.type):
        values = pc.if_else(pc.equal(values, ""), None, values)
    if pa.types.is_timestamp(values.type) and values.type.tz is None:
        values = pc.assume_timezone(values, "UTC")
    return values.cast(kind)


def _is_marker(table: pa.Table) -> Any:
    return pc.fill_null(table["is_delete_marker"], False)


def _entry(row: dict[str, Any]) -> Entry:
    is_newest = row["is_latest"] is not False and not row["is_delete_marker"]
    return Entry(
        key=row["key"].decode("utf-8", "surrogateescape"),
        size=row["size"],
        etag=(row["etag"] or "").strip('"'),
        modified=row["modified"],
        is_archived=row["storage_class"] in _ARCHIVES,
        version_id="" if is_newest else row["version_id"] or "null",
        is_delete_marker=bool(row["is_delete_marker"]),
    )
