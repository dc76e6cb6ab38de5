"""From a stream to blocks of records: identify, read, put columns of the same records together."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from scanner.config import Settings
from scanner.errors import UnreadableError
from scanner.formats import companions, registry
from scanner.formats.companions import Beside
from scanner.formats.identify import identify
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, TextBatch

ALONE: Beside = {}


class Budget:
    """How deep, how many, how much: shared by an object and everything inside it."""

    def __init__(self, settings: Settings) -> None:
        self._limits = settings.limits
        self._depth = self._members = self._bytes = 0

    def enter(self, size_bytes: int | None = None) -> Skipped | None:
        """Goes one level down, to a member of that size, or says why not."""
        self._members += 1
        self._bytes += size_bytes or 0
        if self._depth >= self._limits.max_depth:
            return _limit(f"nested deeper than {self._limits.max_depth} levels", "max_depth")
        if self._members > self._limits.max_members:
            return _limit(f"more than {self._limits.max_members} members", "max_members")
        if self._bytes > self._limits.max_total_bytes:
            return _limit("all members together unpack to more than it allows", "max_total_bytes")
        self._depth += 1
        return None

    def leave(self) -> None:
        """Comes back up."""
        self._depth -= 1


def too_large(obj: DataObject, limits: Limits) -> Skipped | None:
    """Why an object is not read at all: its size; None where it is."""
    if (obj.size_bytes or 0) <= limits.max_object_bytes:
        return None
    detail = f"more than {limits.max_object_bytes} bytes"
    remedy = "raise max_object_bytes and sweep it again, or split it"
    return Skipped(Stage.OPEN, Reason.TOO_LARGE, detail, remedy)


def _limit(detail: str, setting: str) -> Skipped:
    return Skipped(Stage.READ, Reason.LIMIT, detail, f"raise {setting} and sweep it again")


def read(
    stream: BinaryIO,
    obj: DataObject,
    settings: Settings,
    on_format: Callable[[str], None] = lambda _: None,
    beside: Beside = ALONE,
) -> Iterator[Extracted]:
    """What the format of the stream gives; `on_format` hears its name. Raises `UnreadableError`.

    `beside`: files in the same folder that may explain this one.
    """
    explained = companions.explained(stream, obj, settings.limits, beside) if beside else None
    if explained is not None:
        name, steps = explained
        on_format(name)
        yield from registry.contained(lambda *_: steps, registry.by_name(name))(
            stream, obj, settings.limits
        )
        return
    kind = identify(stream, obj.name)
    on_format(kind.name)
    stream.seek(0)
    yield from registry.load(kind)(stream, obj, settings.limits)


def read_to_the_end(
    stream: BinaryIO,
    obj: DataObject,
    settings: Settings,
    on_format: Callable[[str], None],
    beside: Beside = ALONE,
) -> Iterator[Extracted]:
    """The same, but an error becomes the last thing given."""
    try:
        yield from read(stream, obj, settings, on_format, beside)
    except UnreadableError as error:
        yield error.as_skipped()


def by_record(steps: Iterable[Extracted]) -> Iterator[list[TextBatch] | Member | Skipped]:
    """Batches that are columns of the same records, together."""
    block: list[TextBatch] = []
    for step in steps:
        if isinstance(step, TextBatch):
            if block and not _same_records(block[0], step):
                yield block
                block = []
            block.append(step)
            continue
        if block:
            yield block
            block = []
        yield step
    if block:
        yield block


def _same_records(one: TextBatch, other: TextBatch) -> bool:
    return (one.part, one.unit, one.first, len(one.values)) == (
        other.part,
        other.unit,
        other.first,
        len(other.values),
    )
