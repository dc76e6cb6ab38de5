"""SQL dumps: rows with the columns that the dump declares, everything else as text."""

import random

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

MYSQL = rb"""-- MySQL dump 10.13
CREATE TABLE `patient` (
  `id` int NOT NULL, -- it's a key
  `name` varchar(10) DEFAULT 'a,b' COMMENT 'x)y',
  `photo` blob,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `patient` VALUES (1,'O\'Neil; (x)',NULL),(2,'it''s',0xABCD),
(3,_binary 'key 4821','k');
UPDATE patient SET name = 'alarm 1234';
"""
POSTGRES = rb"""--
-- PostgreSQL database dump
--
CREATE TABLE public.patient (
    id integer NOT NULL,
    "Full Name" text,
    CONSTRAINT positive CHECK ((id > 0))
);
COPY public.patient (id, "Full Name") FROM stdin;
1	Ivy\tG
2	\N
\.
INSERT INTO public.patient VALUES (3, 'C:\'), (4, E'a\'b'::text);
"""


def _read(content, **options):
    return extract("sql", content, **options)


def test_columns_come_from_the_declaration():
    """Rows of an extended insert have the declared columns and their number in the table."""
    found = _read(MYSQL)
    assert found.values("patient", "id") == ["1", "2", "3"]
    assert found.values("patient", "name") == ["O'Neil; (x)", "it's", "key 4821"]
    assert found.batch("patient", "name").first == 1
    assert found.batch("patient", "name").unit is Unit.ROW


def test_null_and_blobs_are_nothing():
    """NULL and hexadecimal content are no text."""
    assert _read(MYSQL).batch("patient", "photo").values.to_pylist() == [None, None, "k"]


def test_columns_of_the_insert_win():
    """An insert may name its own columns."""
    found = _read(MYSQL + b"INSERT INTO `patient` (`name`,`id`) VALUES ('Bo',9);\n")
    assert found.values("patient", "name")[-1] == "Bo"
    assert found.values("patient", "id")[-1] == "9"
    assert [b.first for b in found.batches if b.column == "name"] == [1, 4]


def test_copy_is_read():
    """COPY blocks have their escapes resolved and keep the schema in the table's name."""
    found = _read(POSTGRES)
    assert found.batch("public.patient", "Full Name").values.to_pylist() == [
        "Ivy\tG",
        None,
        "C:\\",
        "a'b",
    ]


def test_other_statements_are_lines():
    """What is no row of a table is text, at its line."""
    found = _read(MYSQL)
    lines = [b for b in found.batches if b.unit is Unit.LINE]
    at = {b.first + i: v for b in lines for i, v in enumerate(b.values.to_pylist()) if v}
    assert at[1] == "-- MySQL dump 10.13"
    assert at[10] == "UPDATE patient SET name = 'alarm 1234';"


def test_quoted_names_of_sql_server_are_understood():
    """Brackets, schema, N'...' and functions around values."""
    found = _read(
        b"INSERT [dbo].[Visit] ([Who], [When it was])"
        b" VALUES (N'Ivy', CAST(N'2024-01-01' AS Date))\nGO\n" * 2
    )
    assert found.values("dbo.Visit", "Who") == ["Ivy", "Ivy"]
    assert found.values("dbo.Visit", "When it was") == ["2024-01-01"] * 2


def test_tables_without_declaration_have_numbered_columns():
    """Without names the columns are counted."""
    assert _read(b"INSERT INTO t VALUES (1,'x');").values("t", "column 2") == ["x"]


def test_a_row_at_the_end_of_a_huge_line_is_found():
    """An insert of millions of characters on one line is read to its end."""
    rows = b",".join(b"(%d,'name %d')" % (n, n) for n in range(150_000))
    found = _read(b"INSERT INTO t VALUES " + rows + b",(7,'Key safe 4821');\n")
    last = found.batches[-1]
    assert last.values.to_pylist()[-1] == "Key safe 4821"
    assert last.first + len(last.values) - 1 == 150_001


@pytest.mark.parametrize(
    ("end", "line"),
    [(b"INSERT INTO `t` VALUES (1,'key 4821", 11), (b"COPY t (a) FROM stdin;\nx\n", 13)],
)
def test_a_cut_off_dump_counts_up_to_its_end(end, line):
    """What was read is kept, and where the cut is, in which table, is said."""
    found = _read(MYSQL + end)
    assert [(s.reason, s.detail, s.part) for s in found.skipped] == [
        (Reason.DAMAGED, f"ends inside a statement, in line {line}", "t")
    ]
    assert found.values(part="t") in (["1", "key 4821"], ["x"])


@pytest.mark.parametrize("batch_bytes", [1, 7, 100])
@pytest.mark.parametrize("content", [MYSQL, POSTGRES])
def test_chunks_never_change_a_value(batch_bytes, content):
    """The size of the chunks never changes a value."""
    small = _read(content, limits=Limits(batch_bytes=batch_bytes)).values()
    assert sorted(small) == sorted(_read(content).values())


def test_many_plain_lines_stay_fast():
    """Lines that are no rows cost time in proportion to their number."""
    found = _read(b"UPDATE x SET y = 1 WHERE z;\n" * 100_000)
    assert len(found.values(part="")) == 100_000


@pytest.mark.parametrize("format", ["text", "csv", "json", "hl7", "xml", "html", "sql"])
def test_damaged_bytes_never_crash_a_reader(format):
    """Truncated and flipped samples end without an error of any text reader."""
    rng = random.Random(4821)
    samples = [
        MYSQL,
        POSTGRES,
        b'[{"nhs": "9990000018", "n": [1.5, {"x": null}]}]',
        b'Name,Note\nIvy,"a\nb"\nBo,c\n',
        b"MSH|^~\\&|A\rPID|1||9990000018^^^NHS^NH||G^IVY\rOBX|1|ED|x||^AP^PDF^Base64^aGVsbG8=\r",
        b'<rs a="b"><r><a>1 &amp; 2</a><!-- c --></r><r><a><![CDATA[x]]></a></r></rs>',
        b"<h1>T</h1><table><tr><th>Name<tr><td>Ivy</table><script>x</script>",
    ]
    for sample in samples:
        for _ in range(40):
            content = bytearray(sample[: rng.randint(1, len(sample))])
            for _ in range(rng.randint(0, 5)):
                content[rng.randrange(len(content))] = rng.randrange(256)
            assert extract(format, bytes(content)).error is None


def test_each_database_of_a_dump_keeps_its_tables_apart():
    """Behind USE a table is named with its database, as are those of a whole cluster."""
    found = _read(
        b"USE `care`;\nINSERT INTO `t` VALUES ('a');\nUSE `old`;\nINSERT INTO `t` VALUES ('b');\n"
    )
    assert found.values("care.t") == ["a"]
    assert found.values("old.t") == ["b"]
    cluster = b"--\n-- PostgreSQL database cluster dump\n--\n\\connect care\n" + POSTGRES
    assert _read(cluster).values("care.public.patient", "id") == ["1", "2", "3", "4"]


def test_one_database_of_postgres_keeps_its_tables_names():
    """pg_dump -C connects to its database; schema and table are name enough."""
    assert _read(b"\\connect care\n" + POSTGRES).values("public.patient", "id")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"0x4B657920736166652034383231", "Key safe 4821"),
        (b"_binary 0x4B657920736166652034383231", "Key safe 4821"),
        (b"x'4b657920736166652034383231'", "Key safe 4821"),
        (b"_utf8mb4 'Key safe 4821'", "Key safe 4821"),
        (b"N'Key safe 4821'", "Key safe 4821"),
        (b"b'101'", None),
        (b"0x000000000101000000000000000000F03F", None),
        (b"''", None),
    ],
)
def test_literals_of_mysql(value, text):
    """Hexadecimal that is text is text; bits and shapes are nothing."""
    found = _read(b"INSERT INTO `t` VALUES (1," + value + b",'z');\n")
    assert found.values("t", "column 2") == ([text] if text else [])
    assert found.values("t", "column 3") == ["z"]


def test_bytes_of_postgres_that_are_text():
    """What COPY and INSERT write of a bytea column is text where it is."""
    found = _read(
        POSTGRES + b"COPY public.b (a) FROM stdin;\n\\\\x6b65792034383231\n\\\\xff00\n\\.\n"
        b"INSERT INTO public.b VALUES ('\\x6b65792034383232');\n"
    )
    assert found.values("public.b") == ["key 4821", "key 4822"]


def test_a_file_in_a_cell_is_a_member():
    """A document in a hexadecimal literal is read as one, named after its place."""
    found = _read(b"INSERT INTO `t` (`id`,`file`) VALUES (1,0x255044462D312E34);\n")
    assert found.members == {"t/1/file": b"%PDF-1.4"}


def test_large_objects_are_said():
    """A plain dump of PostgreSQL with large objects is not called clean."""
    found = _read(POSTGRES + b"SELECT pg_catalog.lowrite(0, '\\x6b65792034383231');\nSELECT 1;\n")
    assert [(s.reason, s.detail) for s in found.skipped] == [
        (Reason.UNSUPPORTED, "large objects in a plain dump are not read")
    ]
    assert found.values(part="")[-1] == "SELECT 1;"


def test_a_line_end_in_a_row_of_tab_is_kept():
    """MySQL writes it as a backslash and a line end, and a tab as a backslash and a tab."""
    found = _read(b"COPY `t` FROM stdin;\n1\ta\\\nb\\\tc\\\\\n2\td\n\\.\n")
    assert found.values("t", "column 2") == ["a\nb\tc\\", "d"]


def test_a_dump_that_says_so_has_no_escapes():
    """Where backslashes mean nothing a path may end in one."""
    found = _read(
        b"SET sql_mode='NO_BACKSLASH_ESCAPES';\nINSERT INTO `t` VALUES ('C:\\','x'),('D:\\','y');\n"
    )
    assert found.values("t", "column 1") == ["C:\\", "D:\\"]
