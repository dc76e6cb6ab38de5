"""Archives of pg_dump: versions and packings that no server here writes, and hostile ones.

What real servers write is read in `tests/databases`.
"""

import random
import zlib

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract
from tests.formats.pg_archives import (
    COPY,
    DIRECTORY,
    ROWS,
    TABLE,
    archive,
    block,
    contents,
    entry,
    number,
)


@pytest.mark.parametrize("method", ["", "gzip", "lz4", "zstd"])
@pytest.mark.parametrize("minor", [11, 13, 14, 15, 16])
def test_every_version_and_packing_is_read(minor, method):
    """Tables, columns and positions are the same in all of them."""
    if minor < 15 and method in ("lz4", "zstd"):
        method = "gzip"
    found = extract("pgdump", archive(minor, method))
    assert found.error is None and found.skipped == []
    batch = found.batch("public.client", "note")
    assert (batch.values.to_pylist(), batch.first, batch.unit) == (
        ["Key safe 4821", None], 1, Unit.ROW,
    )  # fmt: skip


def test_definitions_are_text():
    """What stands in a default, a comment or a function is looked at."""
    remark = entry(3, "COMMENT", 14, "COMMENT ON TABLE public.client IS 'key safe 4821';\n")
    found = extract("pgdump", contents(entry(1, "TABLE", 14, TABLE), remark))
    assert any("key safe 4821" in value for value in found.values(""))


def test_schemas_that_old_versions_leave_out_are_put_back():
    """Before PostgreSQL 12 the COPY statement named the table alone."""
    data = entry(2, "TABLE DATA", 13, copy=COPY.replace("public.", ""))
    found = extract("pgdump", contents(data, minor=13) + block(2, [zlib.compress(ROWS)]))
    assert found.values("public.client", "note") == ["Key safe 4821"]


def test_large_objects_are_members():
    """They may be files."""
    content = contents(entry(2, "BLOB", 14, name="16403"))
    raw = zlib.compress(b"%PDF-1.4 plan")
    content += b"\x03" + number(3) + number(16403) + number(len(raw)) + raw + number(0) + number(0)
    assert extract("pgdump", content).members == {"large object 16403": b"%PDF-1.4 plan"}


def test_the_contents_of_a_folder_name_its_files():
    """Alone, `toc.dat` says which file holds which table."""
    data = entry(2, "TABLE DATA", 14, copy=COPY, file="2.dat", format=DIRECTORY)
    found = extract("pgdump", contents(data, format=DIRECTORY))
    assert found.values("data files") == ["2.dat: public.client (id, note)"]
    assert found.skipped == []


def test_a_cut_off_archive_counts_up_to_its_end():
    """Rows before the cut are given, and which table it cut is said."""
    rows = b"".join(b"%d\tKey safe 4821\n" % n for n in range(100_000))
    content = archive(rows=rows)
    found = extract("pgdump", content[: len(content) // 2])
    assert [(note.reason, note.part) for note in found.skipped] == [
        (Reason.DAMAGED, "public.client")
    ]
    assert 10_000 < len(found.values("public.client", "note")) < 100_000


def test_a_table_without_its_rows_is_said():
    """An archive that ends before a table's rows names the table."""
    data = entry(2, "TABLE DATA", 14, copy=COPY)
    found = extract("pgdump", contents(data))
    assert [(note.reason, note.part) for note in found.skipped] == [
        (Reason.DAMAGED, "public.client")
    ]


def test_damage_in_one_table_costs_only_that_table():
    """The table behind it is read."""
    content = contents(
        entry(2, "TABLE DATA", 14, copy=COPY),
        entry(4, "TABLE DATA", 14, copy=COPY.replace("client", "visit"), name="visit"),
    )
    content += block(2, [b"no zlib at all"]) + block(4, [zlib.compress(ROWS)])
    found = extract("pgdump", content)
    assert found.values("public.visit", "note") == ["Key safe 4821"]
    assert [note.part for note in found.skipped] == ["public.client"]


def test_a_bomb_is_stopped():
    """Rows that unpack to a thousand times their size are left."""
    found = extract("pgdump", archive(rows=b"1\t" + b"a" * 64 * 1024**2 + b"\n\\.\n"))
    assert [note.reason for note in found.skipped] == [Reason.LIMIT]


@pytest.mark.parametrize(
    "content",
    [
        contents(count=2**31 - 1),
        contents(number(1) + number(0) + number(2**31 - 1)),
        contents() + b"\x01" + number(9) + number(2**31 - 1) + b"abc",
        contents() + b"\x09" + number(9),
        b"PGDMP\x01\x0e\x00\x04\x08",
        b"PGDMP\x01\x0e\x00\x09\x09\x01",
    ],
    ids=["entries", "string", "chunk", "kind", "head", "sizes"],
)
def test_giant_lengths_are_damage(content):
    """What an archive announces is never believed."""
    found = extract("pgdump", content)
    notes = [note.reason for note in found.skipped]
    notes += [found.error.reason] if found.error else []
    assert len(notes) == 1
    assert notes[0] in (Reason.DAMAGED, Reason.LIMIT)


@pytest.mark.parametrize("version", [b"\x01\x09", b"\x01\x11", b"\x02\x00"])
def test_versions_nobody_knows_are_named(version):
    """An archive older or newer than those is unsupported, not guessed at."""
    found = extract("pgdump", b"PGDMP" + version + archive()[7:])
    assert found.error is not None
    assert found.error.reason is Reason.UNSUPPORTED


def test_damaged_bytes_never_crash():
    """Flipped and cut archives end without an error that nobody foresaw."""
    rng = random.Random(4821)
    for minor, method in ((14, "gzip"), (16, "zstd"), (16, "lz4"), (14, "")):
        sample = archive(minor, method)
        for _ in range(100):
            content = bytearray(sample[: rng.randint(12, len(sample))])
            for _ in range(rng.randint(0, 4)):
                content[rng.randrange(8, len(content))] = rng.randrange(256)
            error = extract("pgdump", bytes(content), limits=Limits(batch_bytes=100)).error
            assert error is None or error.reason is not Reason.CRASHED


def test_empty_tables_are_read():
    """A table without rows is packed to nothing but its end."""
    assert extract("pgdump", archive(16, "lz4", b"\\.\n")).skipped == []
