"""The rows that an object becomes (see `scanner.schema`)."""

from dataclasses import dataclass

from scanner.classify import person_rows
from scanner.classify.subjects import Subject
from scanner.inventory.writer import Row
from scanner.model import COMPLETE_REASONS, DataObject, Reason, Skipped, Status
from scanner.naming import location_of

# What to do where whoever found the obstacle knew nothing better.
REMEDIES = {
    Reason.EMPTY: "nothing to do",
    Reason.NO_TEXT: "nothing to do",
    Reason.IMAGE_ONLY: "read it with OCR: install keysweep[ocr] and set ocr = true under [limits]",
    Reason.ENCRYPTED: "needs a password or key: open it, or look at it by hand",
    Reason.DAMAGED: "get a whole copy, or look at it by hand",
    Reason.UNSUPPORTED: "export it in a current format, or look at it by hand",
    Reason.EXTRA_MISSING: "install the optional part that is named",
    Reason.TOO_LARGE: "split it, or look at it by hand",
    Reason.LIMIT: "raise the limit under [limits] and sweep it again, or look at it by hand",
    Reason.TIMEOUT: "raise seconds_per_object under [limits], or look at it by hand",
    Reason.CRASHED: "look at it by hand, and report the kind of file to keysweep's authors",
    Reason.OUT_OF_MEMORY: "raise memory_bytes under [limits], or look at it by hand",
    Reason.DENIED: "give the account that sweeps the right to read it",
    Reason.VANISHED: "sweep again",
    Reason.CHANGED: "sweep again when nobody writes to it",
    Reason.LINK: "sweep the place it points to",
    Reason.SPECIAL_FILE: "nothing to do: it holds no stored data",
    Reason.IO_ERROR: "check the disk or the connection, and sweep again",
}


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
        "remedy": (note.remedy or REMEDIES[note.reason]) if note else "",
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
