"""Archives that hold a dump in pieces: tables with their names, and all else as members."""

import gzip
import tarfile
from io import BytesIO

import pytest

from scanner.model import Limits, Reason
from tests.formats.extract import extract, zipped
from tests.formats.pg_archives import COPY, DIRECTORY, ROWS, TABLE, contents, entry, packed

TOC = contents(
    entry(1, "TABLE", 14, TABLE, format=DIRECTORY),
    entry(2, "TABLE DATA", 14, copy=COPY, file="2.dat", format=DIRECTORY),
    format=DIRECTORY,
)
TAB = {
    "tab/client.sql": b"-- MariaDB dump 10\nCREATE TABLE `client` (\n `id` int,\n `note` text\n);",
    "tab/client.txt": b"1\tKey safe\\\n4821\n2\t\\N",
}  # fmt: skip


def _tar(members):
    held = BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return held.getvalue()


def _all(members):
    tar = _tar(members.items())
    return {"tar": tar, "gzip": gzip.compress(tar), "zip": zipped(members)}


@pytest.mark.parametrize("format", ["tar", "gzip", "zip"])
@pytest.mark.parametrize("ending", ["", ".gz", ".lz4", ".zst"])
def test_a_packed_folder_of_pg_dump_has_its_names(format, ending):
    """Rows stand before the table of contents or behind it, packed or not."""
    method = {"": "", ".gz": "gzip", ".lz4": "lz4", ".zst": "zstd"}[ending]
    rows = gzip.compress(ROWS) if ending == ".gz" else packed(ROWS, method)
    content = _all({f"dump/2.dat{ending}": rows, "dump/toc.dat": TOC, "note.txt": b"made today"})
    found = extract(format, content[format])
    assert found.skipped == []
    assert found.values("public.client", "note") == ["Key safe 4821"]
    assert found.members == {"note.txt": b"made today"}


@pytest.mark.parametrize("format", ["tar", "gzip", "zip"])
def test_the_pairs_of_tab_have_their_names(format):
    """The .sql file says what the columns of the .txt file are; a line end in a value is kept."""
    found = extract(format, _all(TAB)[format])
    assert found.skipped == []
    assert found.values("client", "note") == ["Key safe\n4821"]
    assert found.batch("client", "id").first == 1
    assert found.members == {}


def test_other_pairs_are_members():
    """A script beside a text of the same name is no dump."""
    members = {"a.sql": b"SELECT 1;", "a.txt": b"Key safe 4821"}
    assert extract("zip", zipped(members)).members == members


def test_a_missing_file_of_rows_is_said():
    """A table that the contents name and nobody packed is damage, by its name."""
    found = extract("zip", zipped({"toc.dat": TOC}))
    assert [(note.reason, note.part) for note in found.skipped] == [
        (Reason.DAMAGED, "public.client")
    ]


def test_a_cut_off_tar_counts_up_to_its_end():
    """Rows before the cut are given with their names."""
    rows = ROWS.replace(b"\\.\n\n\n", b"3\tx\n" * 5000)
    content = _tar([("toc.dat", TOC), ("2.dat", rows)])[:-15_000]
    found = extract("tar", content)
    assert found.values("public.client", "note")[0] == "Key safe 4821"
    assert found.error is not None or found.skipped


def test_names_that_occur_twice_hide_nothing():
    """Of two files of one name neither is taken for a piece, so both are members."""
    content = _tar([("toc.dat", TOC), ("2.dat", ROWS), ("2.dat", b"3\tdoor code 4821\n")])
    found = extract("tar", content)
    assert b"4821" in found.members["2.dat"]


def test_a_bomb_among_the_pieces_is_stopped():
    """A file of rows that unpacks without end is left, and said."""
    content = zipped({"toc.dat": TOC, "2.dat.gz": gzip.compress(bytes(64 * 1024**2))})
    found = extract("zip", content, limits=Limits(max_expansion=100))
    assert [note.reason for note in found.skipped] == [Reason.LIMIT]
