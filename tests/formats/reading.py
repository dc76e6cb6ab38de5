"""Reads a whole file as a sweep does, everything inside it too, and says where each text stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from scanner.config import Settings
from scanner.errors import UnreadableError
from scanner.model import DataObject, Limits, Member, Skipped, TextBatch
from scanner.reading import Budget, read_to_the_end

ROOT = "file:///share/"


@dataclass(frozen=True, slots=True)
class Cell:
    """One text and where a person would look for it."""

    member: str  # "plan.doc!/notes.txt" below the file itself; "" for the file
    part: str
    column: str
    position: int
    unit: str
    text: str


@dataclass(slots=True)
class Whole:
    """All that a file and everything inside it gave."""

    cells: list[Cell] = field(default_factory=list)
    notes: list[tuple[str, Skipped]] = field(default_factory=list)  # the member, and why
    members: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)


def whole(content: bytes, name: str, limits: Limits | None = None) -> Whole:
    """What the file gives. Raises whatever a reader must not."""
    return whole_stream(BytesIO(content), name, limits)


def whole_stream(stream: BinaryIO, name: str, limits: Limits | None = None) -> Whole:
    """The same for an open file."""
    settings = Settings(limits=limits or Limits())
    found = Whole()
    obj = DataObject(uri=ROOT + name, source="files", container=ROOT.rstrip("/"))
    _walk(stream, obj, settings, Budget(settings), found)
    return found


def _walk(
    stream: BinaryIO, obj: DataObject, settings: Settings, budget: Budget, found: Whole
) -> None:
    member = obj.uri.partition("!/")[2]
    for step in read_to_the_end(stream, obj, settings, found.formats.append):
        if isinstance(step, TextBatch):
            found.cells += _cells(step, member)
        elif isinstance(step, Skipped):
            found.notes.append((member, step))
        else:
            _enter(step, obj, settings, budget, found)


def _cells(batch: TextBatch, member: str) -> Iterator[Cell]:
    for position, text in enumerate(batch.values.to_pylist(), start=batch.first):
        if text:
            column = batch.column or ""
            yield Cell(member, batch.part, column, position, batch.unit.value, text)


def _enter(
    member: Member, obj: DataObject, settings: Settings, budget: Budget, found: Whole
) -> None:
    inner = DataObject(uri=f"{obj.uri}!/{member.name}", source="files", container=obj.container)
    name = inner.uri.partition("!/")[2]
    found.members.append(name)
    if (refused := budget.enter(member.size_bytes)) is not None:
        found.notes.append((name, refused))
        return
    try:
        with member.open() as stream:
            _walk(stream, inner, settings, budget, found)
    except UnreadableError as error:
        found.notes.append((name, error.as_skipped()))
    finally:
        budget.leave()
