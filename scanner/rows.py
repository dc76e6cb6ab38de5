"""The rows that an object becomes (see `scanner.schema`)."""

from dataclasses import dataclass

from scanner.classify import person_rows
from scanner.classify.subjects import Subject
from scanner.inventory.writer import Row
from scanner.model import COMPLETE_REASONS, DataObject, Reason, Skipped, Status
from scanner.naming import location_of


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one object gave: rows for `objects` and `inventory`, and its people."""

    object_row: Row
    inventory_rows: list[Row]
    people_rows: list[Row]


def status_of(note: Skipped) -> Status:
    """How an object ended of which nothing could be read, for this reason."""
    if note.reason in COMPLETE_REASONS:
        return Status.SCANNED
    failed = {
        Reason.DAMAGED,
        Reason.CRASHED,
        Reason.TIMEOUT,
        Reason.OUT_OF_MEMORY,
        Reason.VANISHED,
        Reason.CHANGED,
        Reason.IO_ERROR,
        Reason.DENIED,
    }
    return Status.FAILED if note.reason in failed else Status.SKIPPED


def object_row(obj: DataObject, status: Status, note: Skipped | None, format_name: str) -> Row:
    """The row of `objects`, counts of findings and people left at zero."""
    return {
        "uri": obj.uri,
        "location": location_of(obj),
        "source": obj.source,
        "container": obj.container,
        "parent_uri": obj.parent_uri,
        "controllers": [],
        "format": format_name,
        "size_bytes": obj.size_bytes,
        "modified_at": obj.modified_at,
        "version": obj.version,
        "owner": obj.owner,
        "access": obj.access.value,
        "access_evidence": obj.access_evidence,
        "encrypted_at_rest": obj.encrypted_at_rest,
        "status": status.value,
        "stage": note.stage.value if note else "",
        "reason": note.reason.value if note else "",
        "detail": note.detail if note else "",
        "remedy": note.remedy if note else "",
        "parts_skipped": 0,
        "values": 0,
        "characters": 0,
        "names_unread_characters": 0,
        "records": 0,
        "findings": 0,
        "test_data": False,
    }


def person_row(person: Subject, obj: DataObject, controller: str) -> Row:
    """The row of `people`, where the object lies left out; `controller`: of the whole object."""
    return {
        "container": obj.container,
        **person_rows.row_of(person),
        "controllers": sorted(person.controllers) or [controller] * bool(controller),
    }
