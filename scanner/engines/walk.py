"""The objects of a sweep that are still to be read, and what becomes of those that are not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recognizers.declaration import Recognizer
from scanner.formats.companions import wanted
from scanner.inventory.earlier import Earlier
from scanner.inventory.writer import Row, Writer
from scanner.model import DataObject, Skipped
from scanner.pipeline import ObjectScanner
from scanner.rows import Scanned
from scanner.sources.protocol import Source

Task = tuple[Source, DataObject, tuple[DataObject, ...]]  # and what may explain the object

# Objects of one folder looked at together, so that a file finds the one that explains it.
_TOGETHER = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sweep has come."""

    objects_done: int
    objects_found: int
    bytes_done: int
    bytes_found: int
    walking: bool  # listing is not finished, so nothing can be said of the time left
    skipped: int
    passed: int = 0  # examined before the run was interrupted, or unchanged since an earlier one


class Walk:
    """All objects of all targets that are still to be read, counted on their way.

    What a source skips becomes a row; what this run has examined before it was interrupted, or an
    earlier run under the same rules, is passed over.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        writer: Writer,
        scanner: ObjectScanner,
        earlier: Earlier | None,
    ) -> None:
        self._sources, self._writer, self._scanner = sources, writer, scanner
        self.earlier = earlier
        self.unlisted: set[str] = set()  # places that could not be listed, as they are shown
        self._found = self._done = self._skipped = self._passed = 0
        self._bytes_found = self._bytes_done = 0
        self._walking = True

    @property
    def recognizers(self) -> Sequence[Recognizer]:
        """What is looked for."""
        return self._scanner.recognizers

    @property
    def roots(self) -> list[str]:
        """Canonical uris of the targets."""
        return [source.root for source in self._sources]

    def __iter__(self) -> Iterator[Task]:
        for source in self._sources:
            for item, companions in with_companions(source.walk()):
                key = self._scanner.uri_key(item.uri)
                version = item.version if isinstance(item, DataObject) else ""
                unchanged = self.earlier is not None and self.earlier.carry(key, version)
                if isinstance(item, Skipped):
                    self._left_out(source, item, key)
                elif unchanged or key in self._writer.done:
                    self._passed += 1
                else:
                    self._found += 1
                    self._bytes_found += item.size_bytes or 0
                    yield source, item, companions
        self._walking = False

    def _left_out(self, source: Source, item: Skipped, key: bytes) -> None:
        self._skipped += 1
        lost = self._scanner.lost(DataObject(item.uri, source.name, source.root), item)
        self.unlisted.add(str(lost.object_row["uri"]))
        if key not in self._writer.done:
            self.store(item.uri, [lost])

    def store(self, uri: str, scanned: Sequence[Scanned]) -> None:
        """Hands over all rows of one object of a source."""
        mark: Row = {
            "top_key": self._scanner.uri_key(uri),
            "scan_id": self._writer.run.scan_id,
        }
        for one in scanned:
            self._writer.add("objects", [mark | one.object_row])
            self._writer.add("inventory", [mark | row for row in one.inventory_rows])
            self._writer.add("people", [mark | row for row in one.people_rows])
        self._writer.commit()

    def done(self, obj: DataObject) -> None:
        """Counts one object that has been dealt with."""
        self._done += 1
        self._bytes_done += obj.size_bytes or 0

    def progress(self) -> Progress:
        """Where the sweep stands."""
        return Progress(
            objects_done=self._done,
            objects_found=self._found,
            bytes_done=self._bytes_done,
            bytes_found=self._bytes_found,
            walking=self._walking,
            skipped=self._skipped,
            passed=self._passed,
        )


def apart(sources: Sequence[Source]) -> list[Source]:
    """The sources less those that lie within another one: nothing is counted twice."""
    roots = [source.root.rstrip("/") + "/" for source in sources]
    return [
        source
        for index, source in enumerate(sources)
        if not any(
            roots[index].startswith(root) and (root != roots[index] or other < index)
            for other, root in enumerate(roots)
            if other != index
        )
    ]


def with_companions(
    items: Iterable[DataObject | Skipped],
) -> Iterator[tuple[DataObject | Skipped, tuple[DataObject, ...]]]:
    """Each item with the objects of its folder that may explain it, in the same order."""
    held: list[DataObject | Skipped] = []
    for item in items:
        if held and (len(held) >= _TOGETHER or _folder(item) != _folder(held[0])):
            yield from _explained(held)
            held = []
        held.append(item)
    yield from _explained(held)


def _explained(
    held: Sequence[DataObject | Skipped],
) -> Iterator[tuple[DataObject | Skipped, tuple[DataObject, ...]]]:
    named = {item.name: item for item in held if isinstance(item, DataObject)}
    for item in held:
        names = wanted(item.name) if isinstance(item, DataObject) else ()
        yield item, tuple(named[name] for name in names if name in named)


def _folder(item: DataObject | Skipped) -> str:
    return item.uri.rpartition("/")[0]
