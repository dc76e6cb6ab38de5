"""Live databases: every table is an object, whose rows are read as an Arrow stream.

Nothing is written: transactions are read-only, and no lock is held beyond what a SELECT takes.
Databases do not say what changed, so a table's version is empty and it is always read again.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from sqlalchemy.exc import SQLAlchemyError

from scanner.config import DatabaseSettings, Settings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Access, Check, DataObject, Reason, Skipped, Stage, Verdict
from scanner.sources.access import Passage
from scanner.sources.access import access_of as file_access_of
from scanner.sources.database.catalogue import Table, access_of, tables
from scanner.sources.database.place import DatabasePlace, parse
from scanner.sources.database.server import connect, unreadable
from scanner.sources.database.stream import TableStream
from scanner.sources.paths import matches_any

_PASSED_OVER = {
    # A plain view holds nothing itself, so nothing is missed.
    "view": (
        Reason.NO_TEXT,
        "a view, which shows what tables hold",
        "set database.views = true to read it",
    ),
    "foreign": (Reason.LINK, "a foreign table: its rows lie in another database", "sweep that"),
}


@dataclass(frozen=True, slots=True)
class DatabaseSource:
    """A database, or one schema or table of it. The server's own schemas are left out."""

    place: DatabasePlace
    settings: DatabaseSettings = field(default_factory=DatabaseSettings)
    include: tuple[str, ...] = ()  # glob patterns on schema/table; empty: all
    exclude: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The registry name."""
        return "databases"

    @property
    def root(self) -> str:
        """Canonical uri of the target."""
        return self.place.root

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All tables in the order of their uris; see `Source.walk`."""
        try:
            chosen = self._tables()
        except UnreadableError as error:
            raise self._refused(error) from None
        for uri, table in chosen:
            if uri > resume_after:
                yield self._look(uri, table)

    def open(self, obj: DataObject) -> BinaryIO:
        """The table's rows as an Arrow stream; see `Source.open`."""
        parts = self.place.parts_of(obj.uri)
        found = [table for table in self._catalogue(parts[-1]) if table.parts == parts]
        if not found:
            raise UnreadableError(
                Reason.VANISHED, "gone since it was listed", "sweep again", Stage.OPEN
            )
        stream = TableStream(self.place, found[0], self.settings)
        stream.prime()
        return cast("BinaryIO", stream)

    def checks(self) -> Iterator[Check]:
        """Signing in, the catalogue, one row, grants; see `Source.checks`."""
        try:
            found = [table for _, table in self._tables()]
        except (TargetError, UnreadableError) as error:
            remedy = getattr(error, "remedy", "")
            needs = "CONNECT on the database" if self.place.kind == "postgresql" else "an account"
            yield Check(
                "list tables", Verdict.NO, f"{error}; {remedy}".strip("; "), needs, required=True
            )
            return
        readable = [table for table in found if table.kind == "table" or self._reads(table)]
        rows = sum(table.rows or 0 for table in readable)
        estimate = f", about {rows:,} rows" if rows else ""
        detail = f"{len(readable):,} to read{estimate}"
        yield Check("list tables", Verdict.YES, detail, required=True)
        for table in readable:
            yield from self._trial_read(table)
        known = readable[0].readers is not None if readable else False
        why = (
            "" if known else access_of(readable[0], self.place.kind)[1] if readable else "no table"
        )
        verdict = Verdict.YES if known else Verdict.UNKNOWN
        yield Check("see who can read it", verdict, why)

    def _trial_read(self, table: Table) -> Iterator[Check]:
        """One row of each table, for grants differ from table to table."""
        asks = "read one row of " + ".".join(table.parts)
        few = replace(self.settings, rows_per_table=1)
        try:
            TableStream(self.place, table, few).prime()
        except UnreadableError as error:
            needs = ", ".join(_rights(self.place.kind, table))
            yield Check(asks, Verdict.NO, str(error), needs, required=True)
            return
        detail = "row-level security hides rows" if table.hides_rows else ""
        yield Check(asks, Verdict.YES, detail, required=True)

    def _reads(self, table: Table) -> bool:
        return table.kind == "view" and self.settings.views

    def _tables(self) -> list[tuple[str, Table]]:
        """The tables of the target with their uris, in order.

        Raises `UnreadableError`, and `TargetError` where there is no such schema or table.
        """
        below = self.place.below
        inside = [table for table in self._catalogue() if table.parts[: len(below)] == below]
        if not inside and below:
            raise TargetError(f"{self.root}: there is no such schema or table")
        chosen = [(self.place.uri_of(table.parts), table) for table in filter(self._wants, inside)]
        return sorted(chosen, key=lambda one: one[0])

    def _catalogue(self, name: str = "") -> list[Table]:
        """All tables, or those of one name. Raises `UnreadableError`."""
        with connect(self.place, self.settings, Stage.WALK) as connection:
            try:
                return list(tables(connection, self.place, name))
            except SQLAlchemyError as error:
                raise unreadable(error, Stage.WALK) from None
            finally:
                connection.engine.dispose()

    def _refused(self, error: UnreadableError) -> TargetError:
        if error.reason is Reason.VANISHED:
            return TargetError(f"{self.root} does not exist")
        return TargetError(f"{self.root} cannot be listed: {error}; {error.remedy}")

    def _wants(self, table: Table) -> bool:
        parts = table.parts[len(self.place.below) :] or table.parts[-1:]
        if matches_any(self.exclude, parts):
            return False
        return not self.include or matches_any(self.include, parts)

    def _look(self, uri: str, table: Table) -> DataObject | Skipped:
        if table.kind != "table" and not self._reads(table):
            reason, detail, remedy = _PASSED_OVER[table.kind]
            return Skipped(Stage.WALK, reason, detail, remedy, uri)
        access, evidence = self._access(table)
        return DataObject(
            uri=uri,
            source=self.name,
            container=self.root,
            size_bytes=table.size_bytes,
            access=access,
            access_evidence=evidence,
        )

    def _access(self, table: Table) -> tuple[Access, str]:
        if self.place.kind != "sqlite":
            return access_of(table, self.place.kind)
        return file_access_of(os.stat(self.place.database), Passage())  # noqa: PTH116


def from_target(target: str, settings: Settings) -> DatabaseSource:
    """The source that a uri of a database names. Raises `TargetError`."""
    return DatabaseSource(parse(target), settings.database, settings.include, settings.exclude)


def _rights(kind: str, table: Table) -> Iterator[str]:
    """The rights that reading a table takes, as the server's own GRANT names them."""
    if kind == "postgresql":
        yield f"USAGE ON SCHEMA {table.schema}"
    yield "SELECT ON " + ".".join(table.parts)
