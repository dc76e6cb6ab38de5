"""Snapshots of Amazon RDS as Parquet: the path says which table it is."""

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.formats.extract import extract

PART = "part-00000-65f0-c000.gz.parquet"


def _parquet():
    held = BytesIO()
    pq.write_table(pa.table({"note": ["key safe 4821"]}), held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (f"export-1/care/public.client/1/{PART}", "public.client"),
        (f"export-1/care/public.client%20access/12/{PART}", "public.client access"),
        (f"lake/clients/{PART}", ""),
        ("export-1/care/public.client/1/clients.parquet", ""),
    ],
)
def test_the_folder_names_the_table(path, part):
    """Only paths as that export makes them say it."""
    found = extract("parquet", _parquet(), path)
    assert found.batch(part, "note").values.to_pylist() == ["key safe 4821"]


def test_damage_is_said_as_of_any_parquet_file():
    """The name of the folder changes nothing else."""
    error = extract("parquet", _parquet()[:-9], f"e/care/public.client/1/{PART}").error
    assert error is not None
