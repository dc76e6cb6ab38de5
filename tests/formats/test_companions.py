"""Files of rows in a folder, with the file beside them that says what they hold."""

import io
from pathlib import Path

import pytest

from scanner.engines.walk import with_companions
from scanner.formats.companions import explained, wanted
from scanner.model import DataObject, Limits, Skipped, TextBatch
from scanner.sources.files import FileSource

FORMAT = b'14.0\n2\n1 SQLCHAR 0 10 "\\t" 1 nhs_number ""\n2 SQLCHAR 0 50 "\\r\\n" 2 key_safe ""\n'
PACKAGE = (
    b'{"resources":[{"path":"client.csv","dialect":{"header":false},'
    b'"schema":{"fields":[{"name":"nhs_number"},{"name":"key_safe"}]}}]}'
)
TAB = (
    b"-- MariaDB dump 10.19\nCREATE TABLE `client` (\n  `nhs_number` varchar(10),\n"
    b"  `key_safe` varchar(10)\n);\n"
)


def read(name: str, content: bytes, **beside: bytes) -> list[TextBatch] | None:
    """The tables in a file as the files beside it explain it; None where they do not."""
    opened = {other.replace("__", "."): _opener(held) for other, held in beside.items()}
    found = explained(io.BytesIO(content), DataObject(name, "f", ""), Limits(), opened)
    return None if found is None else [one for one in found[1] if isinstance(one, TextBatch)]


def _opener(content: bytes):  # type: ignore[no-untyped-def]
    return lambda: io.BytesIO(content)


ROWS = [("nhs_number", ["9990000018"]), ("key_safe", ["4821"])]


@pytest.mark.parametrize(
    ("name", "content", "beside"),
    [
        ("client.txt", b"9990000018\t4821\r\n", {"client__fmt": FORMAT}),
        ("client.bcp", b"9990000018\t4821\r\n", {"client__fmt": FORMAT}),
        ("client.csv", b"9990000018,4821\n", {"datapackage__json": PACKAGE}),
        ("client.txt", b"9990000018\t4821\n", {"client__sql": TAB}),
    ],
    ids=["format file", "bcp", "data package", "tab dump"],
)
def test_columns_have_the_names_that_the_file_beside_gives(
    name: str, content: bytes, beside: dict[str, bytes]
) -> None:
    """Values stand under the names of their columns, which is what makes a code a code."""
    batches = read(name, content, **beside)
    assert batches is not None
    assert [(one.column, one.values.to_pylist()) for one in batches if one.column] == ROWS


@pytest.mark.parametrize(
    "beside",
    [{}, {"client__fmt": b"no format file"}, {"client__sql": b"SELECT 1"}, {"toc__dat": b"x"}],
    ids=["nothing", "no format file", "no declaration", "another kind"],
)
def test_a_file_that_nothing_explains_is_read_as_any_other(beside: dict[str, bytes]) -> None:
    """The ordinary way of reading goes on with an untouched stream."""
    assert read("client.txt", b"9990000018\t4821\n", **beside) is None


def test_a_broken_contents_list_explains_nothing() -> None:
    """Rows of pg_dump beside a file that is called toc.dat and is none."""
    assert read("3412.dat", b"9990000018\n", toc__dat=b"nothing") is None


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("3412.dat.gz", ("toc.dat",)),
        ("rota.csv", ("rota.fmt", "datapackage.json")),
        ("client.txt", ("client.sql", "client.fmt", "datapackage.json")),
        ("plan.docx", ()),
        ("toc.dat.bak", ()),
    ],
)
def test_few_names_are_looked_for(name: str, names: tuple[str, ...]) -> None:
    """Only files of rows have one that may explain them."""
    assert wanted(name) == names


def listed(folder: Path) -> list[tuple[str, list[str]]]:
    """What a walk gives: names, each with those of its companions."""
    walk = with_companions(FileSource(folder).walk())
    return [(item.uri.rpartition("/")[2], [one.name for one in more]) for item, more in walk]


def test_a_walk_brings_files_of_one_folder_together(tmp_path: Path) -> None:
    """Whether the one that explains comes first or last; never from another folder."""
    for name in ("a/client.sql", "a/client.txt", "b/3412.dat", "b/toc.dat", "c/client.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert listed(tmp_path) == [
        ("client.sql", []),
        ("client.txt", ["client.sql"]),
        ("3412.dat", ["toc.dat"]),
        ("toc.dat", []),
        ("client.txt", []),
    ]


def test_what_is_passed_over_keeps_its_place() -> None:
    """A skipped thing among the objects of a folder is given on, in the same order."""
    items = [DataObject("s:/a/1", "f", "s:/"), Skipped(None, None, uri="s:/a/2")]  # type: ignore[arg-type]
    assert [item for item, _ in with_companions(items)] == items
