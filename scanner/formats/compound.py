"""OLE compound files, the envelope of old Office documents: streams, properties, what lies inside.

Reading goes through `olefile`; nothing is written to disk. `ole` lists names alone, for telling
what a file is without this.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

import olefile

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.compound_writer import Storage, compound_file
from scanner.formats.ole_native import native_file
from scanner.formats.protocol import Extracted
from scanner.model import Limits, Member, Reason, TextBatch, Unit

# What `olefile` raises on damaged files; its own error is an OSError.
_ERRORS = (
    *(OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError),
    RecursionError,
)
# Streams that are a file of their own, in the storage of an embedded object.
_WHOLE = ("package", "contents")
_DOCUMENTS = frozenset({"worddocument", "workbook", "book", "powerpoint document", "visiodocument"})
_SUMMARIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_NO_TEXT = frozenset({"thumbnail", "codepage", "codepage_doc"})


def never_silent(items: Iterator[Extracted]) -> Iterator[Extracted]:
    """The same items; raises where there is none, which no whole document comes to.

    `olefile` reads past broken sectors, so damage may look like emptiness.
    """
    found = False
    for item in items:
        found = True
        yield item
    if not found:
        raise UnreadableError(
            Reason.DAMAGED, "nothing can be read in it", "open it in the program that wrote it"
        )


_LIST = 0x1000  # [MS-OLEPS] 2.2: of a property's kind


class _Ole(olefile.OleFileIO):  # type: ignore[type-arg]
    """The library's reader, which believes that a property lists four thousand million nothings."""

    def _parse_property(
        self,
        s: bytes,
        offset: int,
        property_id: int,
        property_type: int,
        convert_time: bool,
        no_conversion: list[int],
    ) -> Any:
        count = int.from_bytes(s[offset : offset + 4], "little")
        if property_type & _LIST and count > len(s):
            raise ValueError("a list that is longer than all properties")
        return super()._parse_property(
            s, offset, property_id, property_type, convert_time, no_conversion
        )


class Compound:
    """One compound file. Raises `UnreadableError` alone."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        file_bytes = stream.seek(0, 2)
        stream.seek(0)
        try:
            self._ole = _Ole(stream)
            # The library believes what is said of the length of the stream that small ones lie
            # in, and of its table.
            ole: Any = self._ole  # the stubs leave out what is bounded here
            ole.num_mini_fat_sectors = min(ole.num_mini_fat_sectors, file_bytes // 512)
            ole.root.size = min(ole.root.size, file_bytes)
            self._paths = {
                "/".join(path): path for path in self._ole.listdir(streams=True, storages=False)
            }
        except _ERRORS as error:
            raise _damaged(error) from None
        self._by_lower = {name.lower(): name for name in self._paths}
        self._order = sorted(self._by_lower)

    def names(self, prefix: str = "") -> list[str]:
        """Paths of the streams below a storage ("" or "ObjectPool/"), sorted."""
        prefix = prefix.lower()
        first = bisect_left(self._order, prefix)
        last = bisect_left(self._order, prefix + "\U0010ffff", first)
        return [self._by_lower[name] for name in self._order[first:last]]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_lower

    def read(self, name: str) -> bytes:
        """One stream, whole."""
        known = self._by_lower.get(name.lower())
        if known is None:
            raise UnreadableError(Reason.DAMAGED, "a stream that the document needs is missing")
        path = self._paths[known]
        try:
            if self._ole.get_size(path) > self._limits.max_member_bytes:
                raise UnreadableError(Reason.LIMIT, "a stream is above max_member_bytes")
            with self._ole.openstream(path) as stream:
                content: bytes = stream.read()
        except _ERRORS as error:
            raise _damaged(error) from None
        return content

    def storages(self, prefix: str = "") -> list[str]:
        """The storages right below one, as prefixes that end in a slash."""
        below = (name[len(prefix) :] for name in self.names(prefix))
        return list(
            dict.fromkeys(prefix + rest.split("/")[0] + "/" for rest in below if "/" in rest)
        )

    def tree(self, prefix: str) -> Storage:
        """A storage with all that lies in it."""
        found: Storage = {}
        for name in self.names(prefix):
            *folders, leaf = name[len(prefix) :].split("/")
            place = found
            for folder in folders:
                inner = place.setdefault(folder, {})
                place = inner if isinstance(inner, dict) else {}
            place[leaf] = self.read(name)
        return found

    def as_file(self, prefix: str) -> BinaryIO:
        """A storage as a compound file of its own."""
        return BytesIO(compound_file(self.tree(prefix)))

    def properties(self) -> Iterator[TextBatch]:
        """Author, title and the rest of what the document says about itself."""
        for name in _SUMMARIES:
            if name not in self:
                continue
            try:
                found = self._ole.getproperties(self._paths[self._by_lower[name.lower()]])
            except _ERRORS:
                continue
            names = _attributes(name)
            for number, value in sorted(found.items()):
                column = names.get(number, f"property {number}")
                if column in _NO_TEXT:
                    continue
                yield from value_batches(
                    _texts(value), Unit.BLOCK, self._limits, "properties", column
                )

    def embedded(self, prefix: str = "") -> Iterator[Member]:
        """The files and objects that were put into the document, at any depth."""
        for storage in self.storages(prefix):
            found = list(self.object_files(storage))
            yield from found
            if not found:
                yield from self.embedded(storage)

    def object_files(self, storage: str) -> Iterator[Member]:
        """What one storage holds as an object: a file, a document, or nothing."""
        name = storage.rstrip("/").rpartition("/")[2] or "object"
        leaves = {path[len(storage) :].lower() for path in self.names(storage)}
        if "\x01ole10native" in leaves:
            label, content = native_file(self.read(storage + "\x01Ole10Native"))
            yield Member(label or f"{name}.bin", partial(BytesIO, content), len(content))
        for leaf in _WHOLE:
            if leaf in leaves:
                yield Member(name, partial(self._stream, storage + leaf))
        if leaves & _DOCUMENTS and storage:
            yield Member(name, partial(self.as_file, storage))

    def _stream(self, name: str) -> BinaryIO:
        return BytesIO(self.read(name))


def _attributes(stream: str) -> dict[int, str]:
    known: list[str] = (
        olefile.OleMetadata.SUMMARY_ATTRIBS
        if stream == _SUMMARIES[0]
        else olefile.OleMetadata.DOCSUM_ATTRIBS
    )
    return dict(enumerate(known, start=1))


def _texts(value: object) -> list[str]:
    """The texts in a property; numbers and dates say nothing of people."""
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    if isinstance(value, bytes):
        text = value.decode("utf-8") if _is_utf8(value) else value.decode("cp1252", "replace")
        return [text.strip("\x00")] if len(value) < 65_536 else []
    return [value.strip("\x00")] if isinstance(value, str) else []


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, f"the compound file ({type(error).__name__})")
