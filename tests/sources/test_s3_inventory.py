"""Listing from an S3 Inventory report, in each of its formats."""

import gzip
import io
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

import pyarrow as pa
import pytest
from pyarrow import orc, parquet

from scanner.errors import TargetError
from scanner.model import DataObject, Skipped
from scanner.sources.s3.bucket import BucketSource
from tests.sources.s3_server import Proxy, settings

pytest_plugins = ["tests.sources.s3_server_fixtures"]

KEYS = ("Care plans/é+1 b.txt", "~last.txt", "Care plans/a.txt", "Care plans old/c.txt")
_TIME = "2026-11-01T09:00:00.000Z"
_SCHEMA = (
    "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass"
)


@pytest.fixture
def filled(s3_writer: Any, s3_bucket: str) -> str:
    """A bucket with objects, whose names sort otherwise than they are reported."""
    for key in KEYS:
        s3_writer.put_object(Bucket=s3_bucket, Key=key, Body=key.encode())
    return s3_bucket


def rows(client: Any, bucket: str) -> list[dict[str, Any]]:
    """The rows of a report, unsorted, with an older version, a marker and an archived object."""
    plain = {"version_id": "v", "is_latest": True, "is_delete_marker": False}
    plain |= {"storage_class": "STANDARD", "bucket": bucket}
    known = [
        plain
        | {"key": key, "size": len(key.encode())}
        | {"e_tag": client.head_object(Bucket=bucket, Key=key)["ETag"].strip('"')}
        for key in KEYS
    ]
    odd = plain | {"key": "Care plans/b.txt", "size": 1, "e_tag": "e"}
    return [
        *known,
        odd | {"is_latest": False, "version_id": "old"},
        odd | {"is_latest": True, "is_delete_marker": True, "size": None},
        odd | {"key": "cold.txt", "storage_class": "DEEP_ARCHIVE"},
    ]


def as_csv(found: list[dict[str, Any]]) -> bytes:
    """Rows as AWS writes them: quoted, no header, keys encoded as in a form."""

    def text(value: object) -> str:
        return (
            "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        )

    lines = []
    for row in found:
        cells = [row["bucket"], quote_plus(row["key"], safe="/"), row["version_id"]]
        cells += [row["is_latest"], row["is_delete_marker"], row["size"], _TIME]
        cells += [row["e_tag"], row["storage_class"]]
        lines.append(",".join(f'"{text(cell)}"' for cell in cells))
    return gzip.compress("\n".join(lines).encode())


def as_table(found: list[dict[str, Any]]) -> pa.Table:
    """Rows as the columns of ORC and Parquet files."""
    when = datetime(2026, 11, 1, 9, tzinfo=UTC)
    made = [row | {"last_modified_date": when} for row in found]
    return pa.Table.from_pylist(made)


def as_parquet(found: list[dict[str, Any]]) -> bytes:
    """Rows as Parquet."""
    into = io.BytesIO()
    parquet.write_table(as_table(found), into)
    return into.getvalue()


def as_orc(found: list[dict[str, Any]]) -> bytes:
    """Rows as ORC."""
    into = io.BytesIO()
    orc.write_table(as_table(found), into)
    return into.getvalue()


FORMATS = {"CSV": as_csv, "Parquet": as_parquet, "ORC": as_orc}


def report(client: Any, bucket: str, form: str, files: list[bytes], source: str = "") -> str:
    """Puts a report into a bucket of its own; gives the uri of its manifest."""
    where = f"{bucket}-reports"
    client.create_bucket(
        Bucket=where, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
    )
    listed = []
    for number, content in enumerate(files):
        client.put_object(Bucket=where, Key=f"data/{number}", Body=content)
        listed.append({"key": f"data/{number}", "size": len(content)})
    manifest = {"sourceBucket": source or bucket, "fileFormat": form, "files": listed}
    manifest["fileSchema"] = _SCHEMA if form == "CSV" else "message s3.inventory {}"
    client.put_object(Bucket=where, Key="manifest.json", Body=json.dumps(manifest).encode())
    return f"s3://{where}/manifest.json"


def source_of(
    address: str, bucket: str, manifest: str, folder: str = "", **more: Any
) -> BucketSource:
    """The bucket, listed from a report."""
    return BucketSource(bucket, folder, settings(address, inventory=manifest, **more))


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_lists_what_the_bucket_does(
    s3_address: str, s3_writer: Any, filled: str, form: str
) -> None:
    """The objects of a report are those of the bucket, in the same order, and can be read."""
    found = rows(s3_writer, filled)
    files = [FORMATS[form](found[:3]), FORMATS[form](found[3:])]
    source = source_of(s3_address, filled, report(s3_writer, filled, form, files))
    items = [item for item in source.walk() if isinstance(item, DataObject)]
    plain = list(BucketSource(filled, "", settings(s3_address)).walk())
    assert [(item.uri, item.version, item.size_bytes) for item in items] == [
        (item.uri, item.version, item.size_bytes) for item in plain if isinstance(item, DataObject)
    ]
    assert all(item.modified_at == datetime(2026, 11, 1, 9, tzinfo=UTC) for item in items)
    with source.open(items[0]) as stream:
        assert stream.read() == sorted(KEYS)[0].encode()


def test_the_bucket_itself_is_not_listed(s3_proxy: Proxy, s3_writer: Any, filled: str) -> None:
    """With a report no page of the bucket's listing is asked for."""
    manifest = report(s3_writer, filled, "CSV", [as_csv(rows(s3_writer, filled))])
    list(source_of(s3_proxy.address, filled, manifest).walk())
    assert not [one for one in s3_proxy.asked if "list-type" in one.path]


def test_archived_objects_of_a_report_are_rows(
    s3_address: str, s3_writer: Any, filled: str
) -> None:
    """What must be restored first is known from the report."""
    manifest = report(s3_writer, filled, "CSV", [as_csv(rows(s3_writer, filled))])
    skipped = [i for i in source_of(s3_address, filled, manifest).walk() if isinstance(i, Skipped)]
    assert [item.uri for item in skipped] == [f"s3://{filled}/cold.txt"]


def test_older_versions_of_a_report(s3_address: str, s3_writer: Any, filled: str) -> None:
    """Where older versions are wished, the report's are yielded, delete markers too."""
    manifest = report(s3_writer, filled, "Parquet", [as_parquet(rows(s3_writer, filled))])
    source = source_of(s3_address, filled, manifest, versions=True)
    uris = [item.uri for item in source.walk()]
    assert [uri.rpartition("=")[2] for uri in uris if "versionId" in uri] == ["old", "v"]
    assert uris == sorted(uris)


def test_a_report_serves_a_folder_and_resumes(s3_address: str, s3_writer: Any, filled: str) -> None:
    """A folder's objects are chosen from the report, and a walk goes on behind any of them."""
    manifest = report(s3_writer, filled, "CSV", [as_csv(rows(s3_writer, filled))])
    source = source_of(s3_address, filled, manifest, "Care plans")
    uris = [item.uri for item in source.walk()]
    assert [uri.rpartition("/")[2] for uri in uris] == ["a.txt", "é+1%20b.txt"]
    assert [item.uri for item in source.walk(uris[0])] == uris[1:]


@pytest.mark.parametrize(
    ("form", "content"), [("CSV", b"no gzip"), ("Parquet", b"PAR1"), ("ORC", b"ORC"), ("CSV", b"")]
)
def test_a_damaged_report_is_refused(
    s3_address: str, s3_writer: Any, filled: str, form: str, content: bytes
) -> None:
    """A report that cannot be read in full is no listing: the sweep does not begin."""
    manifest = report(s3_writer, filled, form, [content])
    with pytest.raises(TargetError, match="S3 Inventory report"):
        list(source_of(s3_address, filled, manifest).walk())


def test_a_report_of_another_bucket_is_refused(
    s3_address: str, s3_writer: Any, filled: str
) -> None:
    """A report on another bucket would make this one look examined."""
    manifest = report(s3_writer, filled, "CSV", [], source="other")
    with pytest.raises(TargetError, match="lists the bucket 'other'"):
        list(source_of(s3_address, filled, manifest).walk())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"files": 3}', b"\xff"])
def test_what_is_no_manifest_is_refused(
    s3_address: str, s3_writer: Any, filled: str, content: bytes
) -> None:
    """Anything but a manifest is named as such."""
    s3_writer.put_object(Bucket=filled, Key="manifest.json", Body=content)
    with pytest.raises(TargetError, match="no manifest"):
        list(source_of(s3_address, filled, f"s3://{filled}/manifest.json").walk())


def test_a_missing_manifest_is_named(s3_address: str, filled: str) -> None:
    """A manifest that is not there says that it is the setting that is wrong."""
    with pytest.raises(TargetError, match=r"s3\.inventory"):
        list(source_of(s3_address, filled, f"s3://{filled}/absent.json").walk())
