"""What a sweep says of files it cannot read: status, stage, reason, bytes and remedy, by table."""

import os
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.formats.compound_writer import compound_file
from scanner.inventory.reader import open_inventory
from scanner.model import Limits, Reason
from scanner.rows import REMEDIES
from tests.formats.extract import zipped
from tests.formats.places import documents

CODE = "Key safe code 4821, left of the door"
NAMED = "Referrals/NHS 999 001 2016.txt"


def _locked_zip() -> bytes:
    """One member with a telling name is encrypted, one is not."""
    content = bytearray(zipped({NAMED: "secret", "open.txt": CODE}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _hostile_tar() -> bytes:
    """Names that point outside, links, and what a terminal would obey."""
    held = BytesIO()
    names = ["../../etc/outside.txt", "/etc/absolute.txt", "C:\\windows\\drive.txt",
             "red\x1b[31m.txt", "rtl\u202etxt.exe", "bad\udcff.txt"]  # fmt: skip
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(CODE)
            archive.addfile(info, BytesIO(CODE.encode()))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return held.getvalue()


FILES: dict[str, bytes] = {
    "plain.txt": CODE.encode(),
    "empty.txt": b"",
    "locked.zip": _locked_zip(),
    "locked.docx": compound_file({"EncryptedPackage": bytes(99), "EncryptionInfo": bytes(99)}),
    "locked.odt": zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": bytes(99),
            "META-INF/manifest.xml": "<m><e><encryption-data><x/></encryption-data></e></m>",
        }
    ),
    "locked.xls": compound_file(
        {"Workbook": b"\x09\x08\x10\x00" + bytes(16) + b"\x2f\x00\x06\x00" + os.urandom(4000)}
    ),
    "care.bak": b"TAPE\x00\x00" + bytes(99),
    "small.bak": b"MSSQLBAK" + bytes(99),
    "care.dmp": b"\x03\x01" + bytes(99),
    "staff.kdbx": bytes.fromhex("03d9a29a67fb4bb5") + bytes(99),
    "laptop.vhd": b"conectix" + bytes(99),
    "server.vhdx": b"vhdxfile" + bytes(99),
    "stick.img": b"\xeb\x58\x90-FVE-FS-" + bytes(99),
    "letter.asc": b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n",
    "letter.gpg": b"\x85\x01\x0c\x03" + bytes(99),
    "keys.pfx": b"\x30\x82\x09\x01\x02\x01\x03" + bytes(99),
    "film.mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(99),
    "scan.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "plan.docx": documents._docm()[:-200],
    "half.docx": zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a"}),
    "data.xyz": b"\x00\x01\x02\x03" * 99,
    "deep.zip": zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": CODE})})}),
    "big.txt": b"x" * 200_000,
    "hostile.tar": _hostile_tar(),
}

# File: status, stage, reason, a word of what happened, a word of what to do.
EXPECTED = {
    "plain.txt": ("scanned", "", "", "", ""),
    "empty.txt": ("scanned", "identify", "empty", "zero bytes", "nothing"),
    "locked.zip": ("skipped", "read", "encrypted", "1 of its members", "password"),
    f"locked.zip!/{NAMED}": ("skipped", "read", "encrypted", "member", "password"),
    "locked.zip!/open.txt": ("scanned", "", "", "", ""),
    "locked.docx": ("skipped", "identify", "encrypted", "Office document", "password"),
    "locked.odt": ("skipped", "read", "encrypted", "OpenDocument", "password"),
    "locked.xls": ("skipped", "read", "encrypted", "workbook", "password"),
    "care.bak": ("skipped", "identify", "format not supported", "SQL Server", "restore"),
    "small.bak": ("skipped", "identify", "format not supported", "SQL Server", "restore"),
    "care.dmp": ("skipped", "identify", "format not supported", "Oracle Data Pump", "restore"),
    "staff.kdbx": ("skipped", "identify", "encrypted", "KeePass", "who can reach it"),
    "laptop.vhd": ("skipped", "identify", "format not supported", "VHD", "mount"),
    "server.vhdx": ("skipped", "identify", "format not supported", "VHDX", "mount"),
    "stick.img": ("skipped", "identify", "encrypted", "BitLocker", "unlock"),
    "letter.asc": ("skipped", "identify", "encrypted", "PGP", "key"),
    "letter.gpg": ("skipped", "identify", "encrypted", "PGP", "key"),
    "keys.pfx": ("skipped", "identify", "encrypted", "key store", "who can reach it"),
    "film.mp4": ("skipped", "identify", "format not supported", "video", "by hand"),
    "scan.png": ("skipped", "read", "image only", "picture", "keysweep[ocr]"),
    "plan.docx": ("failed", "read", "damaged", "read from the front", "whole copy"),
    "half.docx": ("failed", "read", "damaged", "breaks off", "whole copy"),
    "data.xyz": ("skipped", "identify", "format not supported", "unknown", "by hand"),
    "deep.zip!/a.zip": ("skipped", "read", "limit reached", "nested deeper", "max_depth"),
    "deep.zip!/a.zip!/b.zip": ("skipped", "read", "limit reached", "nested deeper", "max_depth"),
    "big.txt": ("skipped", "open", "too large", "100000 bytes", "max_object_bytes"),
    "pipe": ("skipped", "walk", "not a regular file", "", "nothing"),
    "endless": ("skipped", "walk", "link not followed", "", "sweep the place"),
    "hostile.tar": ("skipped", "read", "link not followed", "link", "sweep the place"),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """The row of each object, by its path as a person reads it."""
    folder = tmp_path_factory.mktemp("coverage")
    share = folder / "share"
    share.mkdir()
    for name, content in FILES.items():
        (share / name).write_bytes(content)
    os.mkfifo(share / "pipe")
    (share / "endless").symlink_to("/dev/zero")
    limits = Limits(max_depth=1, max_object_bytes=100_000)
    settings = Settings(
        limits=limits, test_numbers="live", workers=1, names="off", hash_key_file=folder / "key"
    )
    assert not sweep([str(share)], folder / "inventory", settings)
    inventory = open_inventory(folder / "inventory")
    yield {_path(row["uri"]): row for row in inventory.objects.to_pylist()}


def _path(uri: str) -> str:
    from urllib.parse import unquote

    return unquote(uri.partition("/share/")[2], errors="surrogateescape")


@pytest.mark.parametrize("path", EXPECTED)
def test_object_ends_as_a_row_that_says_why(path, rows):
    """Status, stage and reason are those of the table; words of detail and remedy stand in it."""
    shown = path if path in rows else next(p for p in rows if _masked(p) == _masked(path))
    row = rows[shown]
    status, stage, reason, happened, to_do = EXPECTED[path]
    assert (row["status"], row["stage"], row["reason"]) == (status, stage, reason)
    assert happened in row["detail"] and to_do in row["remedy"]


def _masked(path: str) -> str:
    """The path up to what is replaced in it."""
    return path.partition("NHS ")[0].partition("[UK_NHS")[0]


def test_every_object_that_was_not_read_has_a_stage_a_reason_bytes_and_a_remedy(rows):
    """No row says less than what happened, how much it is about and what to do."""
    for path, row in rows.items():
        if row["status"] != "scanned":
            assert row["stage"] and row["reason"] and row["remedy"], path
            assert row["size_bytes"] is not None or row["stage"] == "walk", path


def test_name_of_a_locked_member_is_examined(rows):
    """An NHS number in the name of a file nobody can open is found, and hidden."""
    (locked,) = [row for path, row in rows.items() if path.startswith("locked.zip!/Referrals")]
    assert locked["findings"] == 1 and "999" not in locked["uri"]


@pytest.mark.parametrize(
    "name", ["../../etc/outside.txt", "/etc/absolute.txt", "C:\\windows\\drive.txt"]
)
def test_name_that_points_outside_is_only_a_name(name, rows):
    """The member is read where it lies, and lies inside its archive."""
    row = rows[f"hostile.tar!/{name}"]
    assert row["status"] == "scanned" and row["findings"]
    assert row["parent_uri"].endswith("/hostile.tar")


def test_names_hold_nothing_that_a_terminal_obeys(rows):
    """Escapes, marks that turn the direction of text, and broken bytes are written as codes."""
    for row in rows.values():
        assert row["uri"].isascii() and row["uri"].isprintable()


def test_every_reason_has_a_remedy():
    """What a reader says nothing about, the table of remedies does."""
    assert set(REMEDIES) == set(Reason)


def test_nothing_was_written_beside_the_inventory(rows):
    """Names of members made no file."""
    assert not Path("/etc/outside.txt").exists() and not Path("/etc/absolute.txt").exists()
