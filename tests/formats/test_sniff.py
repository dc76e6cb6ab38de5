"""Content decides which text format a file is in; its ending is a hint."""

from pathlib import Path

import pytest

from scanner.formats.sniff import text_format

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TABLE = b"NHS No%sName%sCode\n9990000018%sIvy%s1\n9990000026%sBo%s2\n"


@pytest.mark.parametrize("delimiter", [b"|", b"\t", b";", b"^", b","])
def test_a_table_with_a_header_is_csv_whatever_its_ending(delimiter):
    """A delimited table in a .txt file is read as one."""
    assert text_format(TABLE % ((delimiter,) * 6), "extract.txt") == "csv"


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"Phone\n01632 960001\n01632 960002\n", "one_column.csv", "csv"),
        (b"MSH|^~\\&|A|B\rPID|1\r", "feed.txt", "hl7"),
        (b"\x0bMSH|^~\\&|A|B\rPID|1\r\x1c\r", "feed.dat", "hl7"),
        (b'{"a": [1, 2]}', "noending", "json"),
        (b'[{"a": 1}, {"a": 2}]', "x.txt", "json"),
        (b'{"a": 1}\n{"a": 2}\n', "x.json", "ndjson"),
        (b'{"a": 1}\n', "x.jsonl", "ndjson"),
        (b'{"a": 1, "b": ', "x.json", "json"),
        (b'<?xml version="1.0"?><a/>', "x.dat", "xml"),
        (b'<Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>', "x", "xml"),
        (b"<!-- note --><!DOCTYPE html><html><body>x</body></html>", "x.txt", "html"),
        (b"<table><tr><td>x</td></tr></table>", "x.xls", "html"),
        (b"-- MySQL dump 10.13\nCREATE TABLE t (a int);\n", "backup", "sql"),
        (b"INSERT INTO t VALUES (1,'x');\n", "x.txt", "sql"),
        (b"Key safe 4821, left of door\n", "letter.docx", "text"),
        (b"", "empty", "text"),
    ],
)
def test_content_decides(content, name, expected):
    """Each format is recognised by what its files begin with."""
    assert text_format(content, name) == expected


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"a,b,c\n1,2,3\n4,5,6\n", "app.log"),
        (b"x, y, z = 1, 2, 3\na, b, c = 4, 5, 6\n", "job.py"),
        (b"| a | b |\n|---|---|\n| c | d |\n", "notes.md"),
        (b"[mysqld]\nport=3306\n", "my.cnf"),
        (b"[1] Smith\n[2] Jones\n", "refs.txt"),
        (b"[2024-01-01 10:00] in\n[2024-01-01 11:00] out\n", "visits.txt"),
        (b"Dear Ivy,\n\nThank you, we will come.\nYours,\nBo\n", "letter.txt"),
        (b"<Name> was not at home\n", "note.txt"),
        (b"<?php echo 'x'; ?>", "page.txt"),
    ],
)
def test_prose_and_source_stay_text(content, name):
    """What only resembles a table, a page or JSON is plain text."""
    assert text_format(content, name) == "text"


def test_utf16_is_text():
    """The NUL bytes of UTF-16 do not make a file binary."""
    content = "Name\tPhone\nIvy\t01632 960001\n".encode("utf-16-le")
    assert text_format(content, "x.txt") == "csv"


def test_a_few_nul_bytes_stay_text():
    """A text padded with NUL bytes is still text."""
    assert text_format(b"Ivy\0\0\0 Greenhalgh, key safe 4821\n", "x.txt") == "text"


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100, b"\0" * 64])
def test_binary_is_none(content):
    """What is no text is nobody's text format."""
    assert text_format(content, "x.txt") is None


@pytest.mark.parametrize("kind", ["json", "xml", "html", "csv"])
def test_real_files_are_recognised(kind):
    """Files that other people's software wrote are what their folder says."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real files is not here")
    found = {
        text_format(path.read_bytes()[:65536], path.name) for path in (CORPUS / kind).iterdir()
    }
    assert found == {kind}
