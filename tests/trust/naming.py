"""Values in names: of files, folders, archive members, sheets, columns and tables."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import regex

from tests.trust.planting import Planted, planted

_TEXT = "Key safe code 482913"
_SHEET_CHARACTERS = 31  # Excel's bound
_NOT_IN_SHEETS = regex.compile(r"[\[\]:*?/\\]")


def name_of(one: Planted) -> str:
    """The sentence as a name: a slash would end it."""
    return one.text.replace("/", "-")


def files(share: Path, values: list[Planted]) -> None:
    """A file each."""
    for one in values:
        (share / f"{name_of(one)}.txt").write_text("Rota")


def folders(share: Path, values: list[Planted]) -> None:
    """A folder each, with a file in it."""
    for one in values:
        (share / name_of(one)).mkdir()
        (share / name_of(one) / "a.txt").write_text(_TEXT)


def members(share: Path, values: list[Planted]) -> None:
    """Folders and files in one archive."""
    with zipfile.ZipFile(share / "members.zip", "w") as archive:
        for one in values:
            archive.writestr(f"{name_of(one)}/a {name_of(one)}.txt", _TEXT)


def sheets(share: Path, values: list[Planted]) -> None:
    """Sheets of one workbook, where the sentence is short enough for a name."""
    book = openpyxl.Workbook()
    for one in values:
        name = _NOT_IN_SHEETS.sub("-", one.text)
        if len(name) <= _SHEET_CHARACTERS and name == one.text:
            book.create_sheet(name).append([_TEXT])
    _save(book, share / "sheets.xlsx")


def columns(share: Path, values: list[Planted]) -> None:
    """Headers of one sheet."""
    book = openpyxl.Workbook()
    book.active.append([one.text for one in values])
    book.active.append([_TEXT for _ in values])
    _save(book, share / "columns.xlsx")


def tables(share: Path, values: list[Planted]) -> None:
    """Tables of one database, and a column of each."""
    database = sqlite3.connect(share / "tables.sqlite")
    for one in values:
        database.execute(f'CREATE TABLE "{one.text}" ("about {one.text}" TEXT)')
        database.execute(f'INSERT INTO "{one.text}" VALUES (?)', [_TEXT])
    database.commit()
    database.close()


def _save(book: openpyxl.Workbook, file: Path) -> None:
    out = io.BytesIO()
    book.save(out)
    file.write_bytes(out.getvalue())


KINDS: dict[str, Callable[[Path, list[Planted]], None]] = {
    "file names": files,
    "folder names": folders,
    "member names": members,
    "sheet names": sheets,
    "column names": columns,
    "table names": tables,
}


def name_all(share: Path, kinds: list[str]) -> dict[str, list[Planted]]:
    """Names of these kinds in a folder; what was planted in each."""
    given: dict[str, list[Planted]] = {}
    for kind in kinds:
        given[kind] = [one for one in planted(kind) if one.is_unique and not one.header]
        KINDS[kind](share, given[kind])
    return given
