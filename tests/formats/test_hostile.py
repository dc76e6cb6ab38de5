"""Files made to hurt their reader: each ends soon, in little memory, as text or as a reason."""

import bz2
import gzip
import lzma
import os
import resource
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from scanner.model import Limits, Reason
from tests.formats import test_packed_files
from tests.formats.extract import zipped
from tests.formats.places import documents
from tests.formats.places.pdf_parts import written
from tests.formats.places.sheets import xls_formula
from tests.formats.reading import Whole, whole, whole_stream

CODE = "key safe code 4821"
MB = 1024**2
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _reasons(found: Whole) -> set[Reason]:
    return {note.reason for _, note in found.notes}


def _characters(found: Whole) -> int:
    return sum(len(cell.text) for cell in found.cells)


def _zip_of(times: int, content: bytes, name: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(f"{number}{name}", content)
    return held.getvalue()


def test_nested_bomb_is_stopped_by_what_all_its_members_hold():
    """Archives in archives, each harmless, together unpack to more than one object may."""
    bomb = _zip_of(16, bytes(MB // 2), ".bin")
    for _ in range(2):
        bomb = _zip_of(16, bomb, ".zip")
    began = time.process_time()
    found = whole(bomb, "bomb.zip", Limits(max_total_bytes=20 * MB))
    assert "max_total_bytes" in {note.remedy.split()[1] for _, note in found.notes if note.remedy}
    assert len(found.formats) < 60 and time.process_time() - began < 10


def test_archive_without_end_is_stopped_by_depth():
    """An archive that holds an archive, and so on, is left at the deepest level allowed."""
    content = CODE.encode()
    for level in range(12):
        content = zipped({f"{level}.zip" if level else "a.txt": content})
    found = whole(content, "deep.zip")
    assert [note.detail for _, note in found.notes] == ["nested deeper than 8 levels"]


@pytest.mark.parametrize("name", ["gz/0978_quine.gz", "zip/0973_droste.zip"])
def test_archive_that_holds_itself_ends(name):
    """A quine unpacks to itself for ever; the depth ends it."""
    path = CORPUS / name
    if not path.exists():
        pytest.skip("the corpus of real files is not here")
    assert _reasons(whole(path.read_bytes(), path.name)) & {Reason.LIMIT, Reason.IMAGE_ONLY}


def test_members_that_share_their_bytes_are_left_out():
    """Hundreds of entries that name the same packed bytes are one file, and said to be a bomb."""
    content = bytearray(_zip_of(300, os.urandom(2000), ".bin"))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 42 : at + 46] = bytes(4)
        at = content.find(b"PK\x01\x02", at + 1)
    found = whole(bytes(content), "overlap.zip")
    assert sum(note.reason is Reason.LIMIT for _, note in found.notes) >= 299


PACKERS = {
    "a.gz": gzip.compress,
    "a.bz2": bz2.compress,
    "a.xz": lzma.compress,
    "a.zst": lambda content: test_packed_files.packed(content, "zstd"),
    "a.lz4": lambda content: test_packed_files.packed(content, "lz4"),
    "a.7z": lambda content: test_packed_files.archive("7zip", {"a.txt": content}),
    "a.zip": lambda content: zipped({"a.txt": content}),
}


@pytest.mark.parametrize("name", PACKERS)
def test_packed_file_that_grows_is_not_unpacked_whole(name):
    """Twenty-four megabytes of one byte out of a few thousand: refused, and never all in memory."""
    content = PACKERS[name](b"a" * (24 * MB))
    tracemalloc.start()
    try:
        found = whole(content, name, Limits(max_expansion=50, max_member_bytes=8 * MB))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert _reasons(found) == {Reason.LIMIT} and peak < 24 * MB


def _entities(grows: str) -> tuple[str, str]:
    """A document type whose entity, written `&z;`, stands for an enormous text."""
    if grows == "quadratic":
        return f'<!DOCTYPE x [<!ENTITY z "{"x" * 100_000}">]>', "&z;" * 10_000
    lines = [f'<!ENTITY a "{CODE}">']
    lines += [f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(25)]
    return f"<!DOCTYPE x [{''.join(lines)}]>", "&z;"


def _laughing(name: str, grows: str) -> bytes:
    declared, used = _entities(grows)
    if name.endswith("docx"):
        body = f"<w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body>"
        xml = f"{declared}<w:document {W}>{body}</w:document>"
        return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})
    if name.endswith("odt"):
        plain = documents.odf("text", "<text:p>MARK</text:p>")
        parts = {n: zipfile.ZipFile(BytesIO(plain)).read(n) for n in ("mimetype", "content.xml")}
        return zipped(
            {
                "mimetype": parts["mimetype"],
                "content.xml": declared.encode()
                + parts["content.xml"].replace(b"MARK", used.encode()),
            }
        )
    return f"{declared}<x><p>{used}</p></x>".encode()


@pytest.mark.parametrize("grows", ["exponential", "quadratic"])
@pytest.mark.parametrize("name", ["a.xml", "a.xhtml", "a.docx", "a.odt"])
def test_entities_that_grow_are_not_expanded(name, grows):
    """Billion laughs and its quadratic brother give a reason, or as much text as the file has."""
    content = _laughing(name, grows)
    began = time.process_time()
    found = whole(content, name)
    assert _characters(found) < 5 * MB and time.process_time() - began < 5
    assert found.notes or name == "a.xhtml"


@pytest.mark.parametrize("name", ["a.bin", "a.csv", "a.tar", "a.sqlite", "a.bak", "a.json"])
def test_ten_gigabytes_of_nothing_are_told(name, tmp_path):
    """A sparse file is no text: it is said to be unknown, at once, and takes no memory."""
    path = tmp_path / name
    path.touch()
    os.truncate(path, 10 * 1024**3)
    tracemalloc.start()
    try:
        with path.open("rb") as stream:
            found = whole_stream(stream, name)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert _reasons(found) == {Reason.UNSUPPORTED} and peak < 10 * MB


def test_hole_behind_text_loses_no_text(tmp_path):
    """Rows before a hole of 20 MB are read; what was cut in it is said."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name,Note\n" + f"Ivy,{CODE}\n".encode() * 4000)
    os.truncate(path, 20 * MB)
    with path.open("rb") as stream:
        found = whole_stream(stream, "a.csv")
    assert sum(cell.text == CODE for cell in found.cells) == 4000
    assert _reasons(found) == {Reason.LIMIT}


@pytest.mark.parametrize("opens", [b"[", b'{"a":'])
def test_json_without_bottom_is_read_as_text(opens):
    """A hundred thousand levels are a limit, not a crash; the text in them counts."""
    content = opens * 100_000 + f'"{CODE}"'.encode()
    found = whole(content, "a.json")
    assert Reason.LIMIT in _reasons(found)
    assert any(CODE in cell.text for cell in found.cells)


def test_table_of_a_hundred_thousand_columns_loses_no_cell():
    """The last cell of a row that no program shows is read."""
    row = ",".join(["x"] * 99_999)
    found = whole(f"{row},note\n{row},{CODE}\n".encode(), "a.csv")
    assert any(CODE in cell.text for cell in found.cells)


ONE_LINE = {
    "a.json": ('{"rows":[', '{"nhs":"none","note":"nothing"},', f'{{"note":"{CODE}"}}]}}'),
    "b.json": ('{"note":"', "nothing ", f'{CODE}"}}'),
    "a.sql": ("INSERT INTO t (a, b) VALUES ", "('none','nothing'),", f"('x','{CODE}');"),
    "a.txt": ("", "nothing at all ", CODE),
    "a.csv": ("", "nothing ", CODE),
    "a.xml": ("<a>", "<b>nothing</b>", f"<b>{CODE}</b></a>"),
    "a.html": ("<html><p>", "nothing ", f"{CODE}</p></html>"),
}


def _one_line(name: str, size: int) -> bytes:
    begins, repeats, ends = ONE_LINE[name]
    return (begins + repeats * (size // len(repeats)) + ends).encode()


@pytest.mark.parametrize("name", ONE_LINE)
def test_last_value_of_one_long_line_is_found(name):
    """A line far longer than a batch may be holds its last value too."""
    content = _one_line(name, MB // 2)
    found = whole(content, name, Limits(batch_bytes=64 * 1024, max_cell_chars=10_000))
    assert any(CODE in cell.text for cell in found.cells)
    assert max(len(cell.text) for cell in found.cells) <= 10_000


_MEASURED = """
import resource, sys
from scanner.config import Settings
from scanner.model import DataObject, TextBatch
from scanner.reading import read_to_the_end
name, code = sys.argv[1:]
obj = DataObject(uri=f"file:///share/{name}", source="files", container="file:///share")
found = False
with open(name, "rb") as stream:
    for step in read_to_the_end(stream, obj, Settings(), lambda _: None):
        if isinstance(step, TextBatch):
            found = found or any(code in text for text in step.values.to_pylist() if text)
print(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif("KEYSWEEP_SLOW" not in os.environ, reason="slow; set KEYSWEEP_SLOW=1")
@pytest.mark.parametrize("name", ["a.sql", "a.json"])
def test_line_of_a_gigabyte_takes_little_memory(name, tmp_path):
    """A dump of one line of 1 GB is read to its end in less than 600 MB."""
    begins, repeats, ends = ONE_LINE[name]
    with (tmp_path / name).open("w") as held:
        held.write(begins)
        block = repeats * (MB // len(repeats))
        for _ in range(1024**3 // len(block)):
            held.write(block)
        held.write(ends)
    command = [sys.executable, "-c", _MEASURED, name, CODE]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    found, peak = told.stdout.split()
    assert found == "True" and int(peak) < 600


def test_pages_that_name_each_other_end():
    """A PDF whose page tree runs in a circle is damaged, or has no page."""
    content = written(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 9>>",
            "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>",
        ]
    )
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found = whole(content, "a.pdf")
    assert Reason.DAMAGED in _reasons(found)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began < 5


def test_cell_beyond_every_sheet_takes_no_memory():
    """An old workbook whose damage claims billions of cells ends in a reason, not in an abort."""
    content = xls_formula().replace(
        struct.pack("<HHH", 1, 1, 0), struct.pack("<HHH", 65535, 65535, 0)
    )
    found = whole(content, "a.xls", Limits(memory_bytes=256 * MB))
    assert _reasons(found) == {Reason.DAMAGED}
