"""Blocks examined by helpers: whatever the helpers do, the rows are those of one reader alone."""

import csv
import io
import json
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scanner import ahead as module
from scanner.ahead import Ahead, Block, packed, unpacked
from scanner.config import Settings
from scanner.model import (
    DataObject,
    Limits,
    Member,
    Reason,
    Skipped,
    Stage,
    TextBatch,
    Unit,
)
from scanner.pipeline import ObjectScanner
from scanner.sources.files import FileSource

SETTINGS = Settings(
    test_numbers="live",
    recognizers=("UK_NHS", "KEY_SAFE_CODE", "PERSON", "UK_POSTCODE"),
    names="off",
    limits=Limits(batch_rows=80, batch_bytes=8_192),
)
ROWS = 480


class Helpers:
    """Helpers in this process; each time one is asked, the next of `fates` befalls it."""

    def __init__(self, *fates: str) -> None:
        self.fates = cycle(fates)
        self.blocks: dict[int, Block] = {}
        self.offered = self.helped = 0

    def room(self) -> int:
        """As with two free workers."""
        return 4

    def offer(self, block: Block) -> int:
        """Takes the block as it would come out of a pipe."""
        self.offered += 1
        self.blocks[self.offered] = block
        return self.offered

    def result(self, number: int) -> tuple[int, bytes | None]:
        """Done, lost, or still at it while another lies there unbegun."""
        fate = next(self.fates)
        if fate == "busy" and len(self.blocks) > 1:
            number = max(self.blocks)
        block = self.blocks.pop(number)
        if fate != "done":
            return number, None
        self.helped += 1
        helper = other_scanner()
        return number, packed(helper.examine_apart(block), block, helper.recognizers)


@cache
def other_scanner() -> ObjectScanner:
    """The scanner of the process that helps."""
    return ObjectScanner(SETTINGS, bytes(32))


def people() -> list[dict[str, str]]:
    """Invented clients with test numbers."""
    draw = random.Random(7)
    return [
        {
            "client": str(number),
            "nhs_number": draw.choice(["9990000018", "9990000026", "9990000034", "9990000042"]),
            "name": draw.choice(["Edna Clegg", "Ben Moor", "Cara Lee"]),
            "postcode": f"LS{draw.randint(1, 28)} {draw.randint(1, 9)}AB",
            "note": draw.choice(["key safe 4821 left of the door", "rings twice", ""]),
        }
        for number in range(ROWS)
    ]


def as_csv() -> bytes:
    """With quoted cells that hold line ends, at any place."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(people()[0]))
    writer.writeheader()
    writer.writerows(
        row | {"note": f"{row['note']}\nnext line"} if number % 7 == 0 else row
        for number, row in enumerate(people())
    )
    return out.getvalue().encode()


def as_lines() -> bytes:
    """Running text in which a label may stand on the line before its value."""
    lines = [
        f"{row['name']} NHS number {row['nhs_number']} the key safe code is\n4821, LS1"
        for row in people()
    ]
    return "\n".join(lines).encode()


def as_ndjson() -> bytes:
    """A record a line."""
    return "\n".join(map(json.dumps, people())).encode()


def as_sql() -> bytes:
    """One table of a dump, many rows a statement."""
    rows = ["(" + ",".join(f"'{value}'" for value in row.values()) + ")" for row in people()]
    columns = ", ".join(f"`{name}` text" for name in people()[0])
    inserts = [
        f"INSERT INTO `clients` VALUES {','.join(rows[at : at + 100])};\n"
        for at in range(0, len(rows), 100)
    ]
    return f"CREATE TABLE `clients` ({columns});\n{''.join(inserts)}".encode()


def as_parquet() -> bytes:
    """Several row groups."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(people()), out, row_group_size=80)
    return out.getvalue()


def as_zip() -> bytes:
    """Large members between small ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("first.txt", "NHS number 999 000 0018")
        archive.writestr("clients.csv", as_csv())
        archive.writestr("clients.txt", as_lines())
    return out.getvalue()


FORMATS = {
    "clients.csv": as_csv,
    "clients.txt": as_lines,
    "clients.ndjson": as_ndjson,
    "clients.sql": as_sql,
    "clients.parquet": as_parquet,
    "clients.zip": as_zip,
}


@pytest.mark.parametrize("name", FORMATS)
def test_helpers_change_no_row(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, people, positions and evidence are equal, whatever becomes of the blocks on offer."""
    monkeypatch.setattr(module, "_LEAST_BYTES", 1_000)
    (tmp_path / name).write_bytes(FORMATS[name]())
    source = FileSource(tmp_path)
    obj = next(iter(source.walk()))
    assert isinstance(obj, DataObject)
    expected = other_scanner().scan(source, obj)
    assert sum(len(one.people_rows) for one in expected) > 3
    helpers = Helpers("done", "busy", "done", "lost")
    assert ObjectScanner(SETTINGS, bytes(32), helpers).scan(source, obj) == expected
    assert helpers.helped >= 2, "the file is too small to be shared"
    assert not helpers.blocks, "a block was offered and never asked for"


def block(text: str = "x", size: int = 200_000) -> Block:
    """A block of one long value."""
    return [TextBatch(pa.array([text * size]), Unit.LINE)]


def ahead(helpers: Helpers) -> Ahead:
    """A window on steps, whose blocks nobody really examines."""
    return Ahead(helpers, lambda _: [], ())


def test_nothing_is_read_ahead_while_nobody_is_free() -> None:
    """Without room, each step is given before the next is read."""
    read: list[int] = []

    def steps() -> Iterator[Block]:
        for number in range(3):
            read.append(number)
            yield block()

    helpers = Helpers("done")
    helpers.room = lambda: 0  # type: ignore[method-assign]
    for count, _ in enumerate(ahead(helpers).steps(steps()), start=1):
        assert len(read) == count
    assert helpers.offered == 0


def test_small_blocks_are_not_offered() -> None:
    """What travels longer than it is examined stays."""
    helpers = Helpers("done")
    steps = [block(size=1_000) for _ in range(5)]
    assert [step for step, _ in ahead(helpers).steps(iter(steps))] == steps
    assert helpers.offered == 0


def test_members_are_given_before_anything_is_read_behind_them() -> None:
    """A member must be opened before its reader goes on, so all before it is given first."""
    member = Member("m", lambda: io.BytesIO())
    read: list[object] = []

    def steps():  # type: ignore[no-untyped-def]
        for step in (block(), member, block()):
            read.append(step)
            yield step

    given = ahead(Helpers("lost")).steps(steps())
    assert next(given)[0] is read[0]
    assert next(given)[0] is member
    assert len(read) == 2


def test_notes_keep_their_place() -> None:
    """What was left out is told between the blocks it stood between."""
    note = Skipped(Stage.READ, Reason.DAMAGED)
    steps = [block(), note, block(), block()]
    assert [step for step, _ in ahead(Helpers("busy")).steps(iter(steps))] == steps


def test_what_helpers_found_survives_the_way() -> None:
    """Packed and unpacked, findings, checks and places are what they were."""
    scanner = other_scanner()
    columns = [
        TextBatch(pa.array(["999"]), Unit.ROW, "clients", "nhs1", 5),
        TextBatch(pa.array(["000"]), Unit.ROW, "clients", "nhs2", 5),
        TextBatch(pa.array(["0018"]), Unit.ROW, "clients", "nhs3", 5),
    ]
    looks = scanner.examine_apart(columns)
    again = unpacked(packed(looks, columns, scanner.recognizers), columns, scanner.recognizers)
    assert any(look.found for look in looks)
    assert [(look.found, look.tallies, look.timed_out) for look in again] == [
        (look.found, look.tallies, look.timed_out) for look in looks
    ]
    assert [(o.batch.column, o.batch.first, o.batch.part) for o in again] == [
        (o.batch.column, o.batch.first, o.batch.part) for o in looks
    ]


def test_what_ran_away_elsewhere_is_given_up_here() -> None:
    """A recognizer that ran away in a helper is not tried on the object's later blocks."""
    scanner = ObjectScanner(SETTINGS, bytes(32))
    with scanner._engine.afresh():
        scanner._engine.give_up({"inside"})
        assert scanner._engine.given_up == {"inside"}
    assert scanner._engine.given_up == frozenset()
