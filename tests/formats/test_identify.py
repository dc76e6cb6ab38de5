"""What a stream is said to be: content first, the ending only where content leaves it open."""

import bz2
import gzip
import lzma
import sqlite3
import struct
import tarfile
from io import BytesIO

import openpyxl
import pytest
from docx import Document

from scanner.errors import UnreadableError
from scanner.formats import registry
from scanner.formats.identify import identify
from scanner.formats.protocol import Format
from scanner.model import Reason
from tests.formats.extract import zipped

TEXT = b"Visit at ten, ring twice.\n"
MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: visit\r\n\r\nHello\r\n"


def _xlsx():
    held = BytesIO()
    openpyxl.Workbook().save(held)
    return held.getvalue()


def _docx():
    held = BytesIO()
    Document().save(held)
    return held.getvalue()


def _tar():
    held = BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        archive.addfile(info, BytesIO(TEXT))
    return held.getvalue()


def _sqlite():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE a (b)")
    content = connection.serialize()
    connection.close()
    return content


def _ole(*names):
    """A compound file whose directory, in sector 1, holds these stream names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for name in names:
        raw = name.encode("utf-16-le") + b"\x00\x00"
        entries += raw.ljust(64, b"\x00") + struct.pack("<H", len(raw)) + bytes(62)
    return bytes(header) + fat + entries.ljust(512, b"\x00")


def _odf(kind):
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"})


KNOWN = {
    "xlsx": _xlsx(),
    "docx": _docx(),
    "pptx": zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}),
    "xlsb": zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"\x00"}),
    "xls": _ole("Root Entry", "Workbook"),
    "odt": _odf("text"),
    "ods": _odf("spreadsheet"),
    "zip": zipped({"a.txt": TEXT}),
    "tar": _tar(),
    "gzip": gzip.compress(TEXT),
    "bzip2": bz2.compress(TEXT),
    "xz": lzma.compress(TEXT),
    "sqlite": _sqlite(),
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
    "rtf": rb"{\rtf1 hello}",
    "parquet": b"PAR1\x15\x04\x15\x10",
    "arrow": b"ARROW1\x00\x00\xff\xff\xff\xff",
    "eml": MAIL,
    "mbox": b"From a@example.org Tue Nov  3 10:00:00 2026\n" + MAIL,
    "text": TEXT,
    "access": b"\x00\x01\x00\x00Standard ACE DB\x00",
    "pgdump": b"PGDMP\x01\x0e\x00\x04\x08\x01",
    "redis": b"REDIS0010\xfa\x09redis-ver",
    "mongoarchive": b"\x6d\xe2\x99\x81\x05\x00\x00\x00\x00",
    "dynamodb": b'{"Item":{"pk":{"S":"SU1"}}}\n{"Item":{"pk":{"S":"SU2"}}}\n',
    "ion": b'$ion_1_0 {Item:{pk:"SU1"}}\n',
    "bacpac": zipped({"[Content_Types].xml": "<a/>", "DacMetadata.xml": "<a/>"}),
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "rar": b"Rar!\x1a\x07\x01\x00",
    "zstd": b"\x28\xb5\x2f\xfd\x04\x58",
    "lz4": b"\x04\x22\x4d\x18\x64\x40",
    "pst": b"!BDN\x00\x00\x00\x00",
    "onenote": b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1",
    "dicom": bytes(128) + b"DICM\x02\x00",
    "tnef": b"\x78\x9f\x3e\x22\x01\x00",
    "avro": b"Obj\x01\x04",
    "orc": b"ORC\x11\x00",
    "feather": b"FEA1\x00\x00\x00\x00",
    "berkeley": bytes(12) + b"\x62\x31\x05\x00" + bytes(40),
    "cms": b"0\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + bytes(9),
    "image": b"\x89PNG\r\n\x1a\n\x00\x00",
    "doc": _ole("Root Entry", "WordDocument"),
    "ppt": _ole("Root Entry", "PowerPoint Document"),
    "msg": _ole("Root Entry", "__properties_version1.0"),
    "ole": _ole("Root Entry", "VisioDocument"),
    "biff": b"\x09\x04\x06\x00\x00\x00\x10\x00",
}


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("ending", ["", ".bin", ".docx"])
def test_content_decides(name, ending):
    """Every kind is known by its content, whatever its name ends with."""
    assert identify(BytesIO(KNOWN[name]), "sample" + ending).name == name


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x00\x01\x00\x00\x00\x02\x00\x01\x00\x05\x00\x02\x00\x02HBAM7\x00", "FileMaker"),
        (b"TAPE\x00\x00\x03\x00\x8c\x00\x0e\x01", "bak"),
        (b"\x01\x0f\x00\x00\x08\x00\x00\x00", "mdf"),
        (b"\x03\x00\x1fEXPORT:V11.02.00\nDSCOTT\n", "Oracle export"),
        (b"\x7fELF\x02\x01\x01\x00", "executable"),
        (b"ID3\x04\x00\x00\x00", "audio"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"wOF2\x00\x01\x00\x00", "font"),
        (b"\x9f\x00\x81\x00\xfe\x00\x9c\x00\x02\x00" * 9, "unknown binary data"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_read_is_named(content, word):
    """A kind that we do not read is unsupported, and named."""
    with pytest.raises(UnreadableError, match=word) as caught:
        identify(BytesIO(content), "sample")
    assert caught.value.reason is Reason.UNSUPPORTED
    assert caught.value.remedy


def test_nothing_is_empty():
    """Zero bytes are empty, not unknown."""
    with pytest.raises(UnreadableError) as caught:
        identify(BytesIO(b""), "a.docx")
    assert caught.value.reason is Reason.EMPTY


def test_encrypted_office_document():
    """An Office document in an encrypting envelope needs its password."""
    with pytest.raises(UnreadableError) as caught:
        identify(BytesIO(_ole("Root Entry", "EncryptedPackage")), "plan.docx")
    assert caught.value.reason is Reason.ENCRYPTED
    assert caught.value.remedy == "needs its password"


def test_enveloped_mail_is_encrypted():
    """Of S/MIME messages the enveloped ones need the recipient's key."""
    content = b"0\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03" + bytes(9)
    with pytest.raises(UnreadableError) as caught:
        identify(BytesIO(content), "smime.p7m")
    assert caught.value.reason is Reason.ENCRYPTED


def test_dbase_is_known_by_its_ending():
    """A dBase table has no signature; its ending names it."""
    content = b"\x03\x7a\x05\x02\x02\x00\x00\x00\xa1\x00" + bytes(200) + b"\x9f\x81\x8d" * 30
    assert identify(BytesIO(content), "clients.dbf").name == "dbf"


def test_stream_is_left_at_its_beginning():
    """The reader that follows finds the stream at position 0."""
    stream = BytesIO(KNOWN["zip"])
    identify(stream, "a.zip")
    assert stream.tell() == 0


def test_added_format_takes_what_nobody_knows(monkeypatch):
    """A format of another package is asked where content says too little."""
    added = Format("abc", "ABC file", "abc:read", ("abc",))
    monkeypatch.setattr("scanner.formats.identify.added_formats", lambda: (added,))
    assert identify(BytesIO(b"\x9f\x00\x81\x00\xfe\x00" * 20), "x.abc") is added


def test_every_kind_names_a_registered_format():
    """The tables of kinds point at formats that exist."""
    from scanner.formats import kinds

    tables = [*kinds.MAGIC, *kinds.OLE_STREAMS, *kinds.ZIP_PARTS]
    named = {row[-1].format for row in tables} | {format for _, format in kinds.ODF_TYPES}
    assert named - {""} <= {format.name for format in registry.BUILT_IN}


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        (
            "full.dmp",
            b"\x01\x04\x00\x00" + bytes(40) + b'"SYS"."SYS_EXPORT_SCHEMA_01"',
            "Data Pump",
        ),
        ("client.bcp", b"\x01\x00\x00\x00\x06\x00I\x00v\x00y\x00\xff\xff\x9f\x81", "native"),
        ("client.ibd", bytes(30) + b"\x9f\x81\x8d\x90" * 30, "ibd"),
    ],
)
def test_database_files_without_a_signature_are_known_by_their_ending(name, content, word):
    """What no server but their own can read is named, with a way out."""
    with pytest.raises(UnreadableError, match=word) as caught:
        identify(BytesIO(content), name)
    assert caught.value.remedy


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_bcp_file_of_characters_is_a_table(codec):
    """What bcp -c and -w write is text, whatever the ending."""
    content = "".join(f"{n}\tIvy\t9990000018\tx\n" for n in range(9)).encode(codec)
    assert identify(BytesIO(content), "client.bcp").name == "csv"


def test_a_collection_of_mongodb_is_known_by_its_ending():
    """BSON has no signature."""
    assert (
        identify(BytesIO(b"\x0c\x00\x00\x00\x10a\x00\x01\x00\x00\x00\x00"), "a.bson").name == "bson"
    )


def test_last_volume_of_a_split_archive_is_named():
    """The end of an archive whose beginning lies in another file says so."""
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 1, 0, 1, 9, 99, 99, 0)
    with pytest.raises(UnreadableError) as caught:
        identify(BytesIO(bytes(range(256)) * 9 + end), "a.zip")
    assert "volume" in caught.value.detail and "together" in caught.value.remedy
