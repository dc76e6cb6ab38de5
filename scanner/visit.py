"""One object on its way through the rooms: its findings become rows and people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from scanner.ahead import Look
from scanner.classify.local_ids import local_id, names_people
from scanner.classify.tally import Place
from scanner.detect.engine import Tally
from scanner.inventory.writer import Row
from scanner.model import (
    COMPLETE_REASONS,
    PATH_PART,
    DataObject,
    Reason,
    Skipped,
    Stage,
    Status,
    TextBatch,
    Unit,
)
from scanner.naming import below, location_of, scope_of
from scanner.rows import Scanned, object_row, person_row, status_of

if TYPE_CHECKING:  # the scanner makes visits, a visit asks its scanner
    from scanner.pipeline import ObjectScanner

PATH_HEADER = "file name"


class Visit:
    """One object on its way: what was read, found and left out."""

    def __init__(self, scanner: "ObjectScanner", obj: DataObject, is_piece: bool = False) -> None:
        self.scanner, self.obj = scanner, obj
        self.is_piece = is_piece  # one table of a dump that lies there as a folder
        self.tally = scanner.tally(obj)
        self.skipped: list[Skipped] = []
        self.names = scanner.name_reader()
        self.format = ""
        self.named: set[str] = set()  # controllers that records or ODS codes name
        self._gave_up: set[str] = set()  # recognizers that ran away; told once
        self._by_name = {r.name: r for r in scanner.recognizers}

    def reads_as(self, format_name: str) -> None:
        """The object turned out to be of this format."""
        self.format = format_name

    def path(self) -> None:
        """The path is text too: names and numbers stand in file names."""
        segments = pa.array([below(self.obj).split("/")[-1]])
        self.block([TextBatch(segments, Unit.LINE, PATH_PART, PATH_HEADER)])

    def block(self, columns: Sequence[TextBatch], known: list[Look] | None = None) -> None:
        """One run of records: all its columns; `known`: what patterns found in them."""
        cells: set[int] = set()
        for batch in columns:
            characters = pc.sum(pc.utf8_length(batch.values)).as_py() or 0
            values = len(batch.values) - batch.values.null_count
            if batch.part != PATH_PART:
                self.tally.read(batch.part, batch.column, values, characters)
        for batch, detection, value in self.scanner.block_findings(
            columns, self.names, self, known
        ):
            place = place_of(batch, detection.cell)
            self.tally.found(place, detection.recognizer, detection.match, value)
            if detection.recognizer.entity.name == "UK_ODS_CODE":
                self._belongs(place, self.scanner.controllers.of_ods(value))
            # Names may come late: they can lie before this block.
            if 0 <= (cell := place.position - columns[0].first) < len(columns[0].values):
                cells.add(cell)
        if cells and columns[0].unit.is_record:
            self._local_ids(columns, sorted(cells))
            self._controllers(columns, sorted(cells))
        self.tally.end_block()

    def _local_ids(self, columns: Sequence[TextBatch], cells: list[int]) -> None:
        """The keys of the records with findings, and those they point at."""
        scope = scope_of(self.obj, columns[0].part, self.is_piece)
        table = columns[0].part or below(self.obj).rpartition("/")[2].split(".")[0]
        kinds = next((b.values for b in columns if b.column == "resourceType"), None)
        for batch in columns:
            if not names_people(batch.column, table):
                continue
            for cell in cells:
                value, kind = batch.values[cell].as_py(), kinds and kinds[cell].as_py()
                if value and (key := local_id(batch.column or "", table, value, kind or "")):
                    self.tally.points_at(place_of(batch, cell), f"{scope}\0{key}")

    def _controllers(self, columns: Sequence[TextBatch], cells: list[int]) -> None:
        """Whose the records with findings are, where a column says so."""
        rules = self.scanner.controllers
        for batch in columns if rules.columns else ():
            for cell in cells:
                value = batch.values[cell].as_py()
                self._belongs(place_of(batch, cell), rules.of_value(batch.column, value or ""))

    def _belongs(self, place: Place, controller: str) -> None:
        """Notes whose a record is; running text with one ODS code is that practice's as a whole."""
        if not controller:
            return
        named = self.scanner.hide(controller)
        self.named.add(named)
        if place.unit.is_record:
            self.tally.belongs_to(place, named)

    def _whose(self) -> str:
        """The controller of what no record rule speaks of."""
        rules = self.scanner.controllers
        named = rules.of_object(self.obj)
        if named:
            return self.scanner.hide(named)
        return next(iter(self.named)) if len(self.named) == 1 else ""

    def checks(
        self, batch: TextBatch, tallies: dict[str, Tally], timed_out: frozenset[str]
    ) -> None:
        """Takes what the checks said, and which recognizers gave up."""
        for name, tally in tallies.items():
            recognizer = self._by_name[name]
            self.tally.checked(place_of(batch, 0), recognizer, tally.tried, tally.passed)
        for name in sorted(timed_out - self._gave_up):
            detail = f"recognizer {name} took too long"
            self.skipped.append(Skipped(Stage.DETECT, Reason.TIMEOUT, detail, part=batch.part))
        self._gave_up |= timed_out

    def close(self) -> Scanned:
        """The rows of the object."""
        classified = self.tally.close()
        if (unread := self.names.note()) is not None:
            self.skipped.append(unread)
        notes = [note for note in self.skipped if note.reason not in COMPLETE_REASONS]
        first = next(iter(notes or self.skipped), None)
        if not notes:
            status = Status.SCANNED
        elif classified.values:
            status = Status.PARTLY
        else:
            status = status_of(notes[0])
        shown = self.scanner.shown(self.obj)
        controller = self._whose()
        row = object_row(shown, status, first, self.format) | {
            "controllers": sorted(self.named | {controller} - {""}),
            "parts_skipped": len(notes),
            "values": classified.values,
            "characters": classified.characters,
            "names_unread_characters": self.names.unread_characters,
            "records": classified.records,
            "findings": classified.findings,
            "test_data": classified.test_data,
        }
        where = {"uri": shown.uri, "location": location_of(shown)}
        return Scanned(
            row,
            [where | self._named(found) for found in classified.rows],
            [where | person_row(person, self.obj, controller) for person in classified.people],
        )

    def _named(self, row: Row) -> Row:
        """Sheets are named after clients, and a table without a header begins with one."""
        column = row["column"]
        return row | {
            "part": self.scanner.hide(str(row["part"])),
            "column": None if column is None else self.scanner.hide(str(column)),
        }


def place_of(batch: TextBatch, cell: int) -> Place:
    """Where a value of a batch stands."""
    return Place(batch.part, batch.column, batch.first + cell, batch.unit)
