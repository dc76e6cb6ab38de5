"""An NHS number and a key-safe code planted in every newer format are found where they stand."""

from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import open_inventory
from tests.formats import old_office, test_more_tables, test_outlook, test_packed_files

NHS = "NHS number 999 001 2016"
CODE = "Key safe code 4821, left of the door"
BOTH = f"{NHS}. {CODE}"


def _files() -> dict[str, bytes]:
    rows = [{"client": {"name": "Ivy Crabtree", "nhs": "9990012016"}, "notes": [CODE]}]
    card = f"BEGIN:VCARD\nFN:Ivy Crabtree\nNOTE:{NHS}. Key safe code 48\n 21\nEND:VCARD\n"
    inner = old_office.word97(f"Plan\r{CODE}\r", comments=f"{NHS}\r")
    return {
        "a.doc": inner,
        "a.ppt": old_office.slides97(["Rota", CODE], deleted=NHS),
        "a.msg": old_office.outlook(
            {0x37: NHS, 0x1000: "Hello"}, [old_office.attachment("plan.doc", inner)]
        ),
        "winmail.dat": old_office.winmail(NHS, CODE, "a.txt", BOTH.encode()),
        "a.txt.p7m": test_outlook._signed(BOTH.encode()),
        "a.dbf": test_more_tables.dbase([(NHS.encode().ljust(40), CODE.encode())]),
        "a.avro": test_more_tables.avro(rows),
        "a.dcm": test_more_tables.dicom(PatientName="Crabtree^Ivy", PatientID="9990012016"),
        "a.xlsb": test_more_tables.xlsb_with_comment(),
        "a.7z": test_packed_files.archive("7zip", {"deep/a.doc": inner}),
        "a.txt.zst": test_packed_files.packed(BOTH.encode(), "zstd"),
        "a.vcf": card.encode(),
        "a.one": b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d" + BOTH.encode("utf-16-le") + bytes(9),
    }


# Each: file and member, part, column ("" for none), entity.
EXPECTED = {
    ("a.doc", "", "", "KEY_SAFE_CODE"),
    ("a.doc", "comments", "", "UK_NHS"),
    ("a.ppt", "slide 2", "", "KEY_SAFE_CODE"),
    ("a.ppt", "left from earlier versions", "", "UK_NHS"),
    ("a.msg", "headers", "Subject", "UK_NHS"),
    ("a.msg!/plan.doc", "comments", "", "UK_NHS"),
    ("a.msg!/plan.doc", "", "", "KEY_SAFE_CODE"),
    ("winmail.dat", "headers", "Subject", "UK_NHS"),
    ("winmail.dat", "body", "", "KEY_SAFE_CODE"),
    ("winmail.dat!/a.txt", "", "", "KEY_SAFE_CODE"),
    ("a.txt.p7m!/a.txt", "", "", "UK_NHS"),
    ("a.txt.p7m!/a.txt", "", "", "KEY_SAFE_CODE"),
    ("a.dbf", "", "CLIENT", "UK_NHS"),
    ("a.dbf", "", "NOTES", "KEY_SAFE_CODE"),
    ("a.avro", "", "client.nhs", "UK_NHS"),
    ("a.avro", "", "notes", "KEY_SAFE_CODE"),
    ("a.dcm", "", "PatientID", "UK_NHS"),
    ("a.dcm", "", "PatientComments", "KEY_SAFE_CODE"),
    ("a.xlsb", "comments of Clients", "", "UK_NHS"),
    ("a.7z!/deep/a.doc", "comments", "", "UK_NHS"),
    ("a.txt.zst!/a.txt", "", "", "KEY_SAFE_CODE"),
    ("a.vcf", "", "NOTE", "UK_NHS"),
    ("a.vcf", "", "NOTE", "KEY_SAFE_CODE"),
    ("a.one", "text runs", "", "UK_NHS"),
    ("a.one", "text runs", "", "KEY_SAFE_CODE"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str, str]]:
    """What a sweep of one file of each kind finds."""
    folder = tmp_path_factory.mktemp("planted")
    share = folder / "share"
    share.mkdir()
    for name, content in _files().items():
        (share / name).write_bytes(content)
    settings = Settings(test_numbers="live", workers=1, names="off", hash_key_file=folder / "key")
    sweep([str(share)], folder / "inventory", settings)
    rows = open_inventory(folder / "inventory").table("inventory").to_pylist()
    return {
        (row["uri"].partition("/share/")[2], row["part"], row["column"] or "", row["entity"])
        for row in rows
    }


@pytest.mark.parametrize("where", sorted(EXPECTED), ids=str)
def test_planted_value_is_found_where_it_stands(where, found):
    """File, part and column are those that a person would look at."""
    assert where in found


def test_the_fixture_writes_a_file_of_each_kind():
    """No kind is left out of the table of what is expected."""
    assert {Path(name).name for name in _files()} == {row[0].split("!/")[0] for row in EXPECTED}
