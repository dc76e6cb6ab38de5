"""JSON, JSON lines and FHIR: records are rows, paths are columns.

Records are the items of an array at the top, of arrays of objects further up in a wrapping
object (a FHIR Bundle's entries), the objects of a table keyed by a number, or each of several
documents one after another. An object that names a person itself is one record, whatever
arrays it holds.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import regex

from scanner.formats.encoding import decoded
from scanner.formats.json_paths import flatten, is_data_key, joined
from scanner.formats.json_stream import DECODER, BrokenJsonError, JsonCursor, JsonTooLargeError
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher, line_batches
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_MAX_WRAPPERS = 4  # objects around the array of records
_MAX_BESIDE = 10_000  # members of wrapping objects that are held for one record
# Keys of a record about a person. A wrapper has none of them, or "name" as its own name.
_PERSON_KEY = regex.compile(
    r"(?i)nhs.?(?:no|num)|surname|fore.?name|family.?name|given.?name|first.?name|last.?name"
    r"|full.?name|birth|^dob$|post.?code|^(?:patient|client|person|resident|service.?user)(?:.?id)?$"
)


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The records; what is no JSON comes as lines of text, with a `Skipped` that says so."""
    yield from _Reading(JsonCursor(decoded(stream, limits.batch_bytes)), limits).documents()


class _Reading:
    """One pass over one file."""

    def __init__(self, cursor: JsonCursor, limits: Limits) -> None:
        self._cursor, self._limits = cursor, limits
        self._batcher = RecordBatcher(limits)
        self._broken_lines = 0
        self._outside: list[tuple[str, Any]] = []  # what lies beside the records of a document

    def documents(self) -> Iterator[Extracted]:
        """All documents of the file."""
        try:
            one = self._line if self._cursor.starts_json_lines() else self._outer
            while self._cursor.peek():
                yield from one()
        except JsonTooLargeError:
            yield from self._as_text(Reason.LIMIT, "a value is too large or too deeply nested")
        except BrokenJsonError:
            yield from self._as_text(Reason.DAMAGED, "not valid JSON")
        yield from self._batcher.flush()
        if self._broken_lines:
            detail = f"{self._broken_lines} lines are not valid JSON; they were read as text"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail)

    def _line(self) -> Iterator[Extracted]:
        """One document of JSON lines; a bad one costs only itself."""
        number, text = self._cursor.rest_of_line()
        try:
            yield from self._record(DECODER.decode(text))
        except (ValueError, RecursionError):
            self._broken_lines += 1
            yield from self._batcher.flush()
            yield from line_batches([text], self._limits, first=number)

    def _outer(self) -> Iterator[Extracted]:
        """One document: its records, then what lies beside them."""
        if self._cursor.take("["):
            yield from self._items()
        elif self._cursor.take("{"):
            yield from self._members("", _MAX_WRAPPERS)
        else:
            yield from self._record(self._cursor.value())
        yield from self._beside()

    def _beside(self) -> Iterator[Extracted]:
        beside, self._outside = self._outside, []
        if beside:
            yield from self._record_of(beside)

    def _items(self) -> Iterator[Extracted]:
        """The items of an array, up to its end; each is a record."""
        while not self._cursor.take("]"):
            yield from self._record(self._cursor.value())
            if not self._cursor.take(",") and self._cursor.peek() != "]":
                raise BrokenJsonError

    def _members(self, path: str, depth: int) -> Iterator[Extracted]:
        """The members of an object, up to its end; arrays of objects in it are records."""
        wraps = True
        while not self._cursor.take("}"):
            key = self._cursor.value()
            if not isinstance(key, str) or not self._cursor.take(":"):
                raise BrokenJsonError
            wraps = wraps and not names_person(key)
            below = joined(path, key)
            if wraps and self._cursor.starts_array_of_objects():
                self._cursor.take("[")
                yield from self._items()
            elif wraps and depth and self._cursor.peek() == "{" and not is_data_key(key):
                self._cursor.take("{")
                yield from self._members(below, depth - 1)
            else:
                self._cursor.open_key = key
                value = self._cursor.value()
                wraps = wraps and not _is_one_resource(key, value)
                yield from self._member(path, key, value)
            if not self._cursor.take(",") and self._cursor.peek() != "}":
                raise BrokenJsonError
            self._cursor.open_key = ""

    def _member(self, path: str, key: str, value: Any) -> Iterator[Extracted]:
        if is_data_key(key) and isinstance(value, dict):
            yield from self._record_of([(path, {key: value})])
        else:
            self._outside.append((path, {key: value}))
            if len(self._outside) >= _MAX_BESIDE:
                yield from self._beside()

    def _record(self, value: Any) -> Iterator[Extracted]:
        # An entry of a Bundle wraps the resource; the resource is the record.
        if isinstance(value, dict) and isinstance(value.get("resource"), dict):
            value = {**value, **value["resource"], "resource": None}
        yield from self._record_of([("", value)])

    def _record_of(self, values: list[tuple[str, Any]]) -> Iterator[Extracted]:
        pairs: list[tuple[str, str]] = []
        name = f"record {self._batcher.position}"
        for path, value in values:
            for found in flatten(value, name, path):
                if isinstance(found, Member):
                    yield found
                else:
                    pairs.append(found)
        yield from self._batcher.add(pairs)

    def _as_text(self, reason: Reason, detail: str) -> Iterator[Extracted]:
        """The rest of the file as lines."""
        yield from self._beside()
        yield from self._batcher.flush()
        first, chunks = self._cursor.rest()
        yield from line_batches(chunks, self._limits, first=first)
        detail = f"{detail} from line {first} on; the rest was read as text"
        yield Skipped(Stage.READ, reason, detail, "export the file again")


def names_person(key: str) -> bool:
    """Whether a key belongs to a record about a person: "nhsNumber", "surname", "patient"."""
    return _PERSON_KEY.search(key) is not None


def _is_one_resource(key: str, value: Any) -> bool:
    """Whether a member says that the document is one FHIR resource, not a Bundle of them."""
    return key == "resourceType" and value not in {"Bundle", "Parameters", "List"}
