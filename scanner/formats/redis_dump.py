"""Redis dumps (`dump.rdb`): every key is a row, or every item of what it holds.

A hash is one row, its fields the columns; items of lists and sets are rows. A plain value's column
is what its key says without the parts that have digits: `keysafe` for `client:1041:keysafe`.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from scanner.formats.blobs import as_member, meaning
from scanner.formats.json_paths import flatten
from scanner.formats.json_stream import DECODER
from scanner.formats.protocol import Extracted
from scanner.formats.redis_stream import Dump, EndError, Key, UnknownKindError
from scanner.formats.text_batches import RecordBatcher
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_MANY_FIELDS = 50  # a hash with more is a table of values, not a record
_PART_OF_KEY = re.compile(r"[^:/|.\s]+")
Pairs = list[tuple[str, str]]


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The keys of each database, which is the part: "db0"."""
    yield from _Reading(limits).read(Dump(stream, limits.max_member_bytes))


class _Reading:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows: dict[int, RecordBatcher] = {}
        self._unread: dict[str, int] = {}  # what was stepped over -> how many keys

    def read(self, dump: Dump) -> Iterator[Extracted]:
        """Everything in the dump."""
        try:
            for key in dump.walk():
                yield from self._key(key)
        except EndError:
            detail = f"ends or breaks off near byte {dump.position()}"
            yield from self._close(Skipped(Stage.READ, Reason.DAMAGED, detail, "save it again"))
        except UnknownKindError as error:
            detail = f"holds {error}, behind which nothing can be read (byte {dump.position()})"
            yield from self._close(Skipped(Stage.READ, Reason.UNSUPPORTED, detail))
        else:
            yield from self._close(None)

    def _close(self, note: Skipped | None) -> Iterator[Extracted]:
        for rows in self._rows.values():
            yield from rows.flush()
        if note is not None:
            yield note
        for what, count in self._unread.items():
            detail = f"{what} of {count} keys are not read"
            yield Skipped(Stage.READ, Reason.UNSUPPORTED, detail, "look at them in Redis")

    def _key(self, key: Key) -> Iterator[Extracted]:
        if key.unread:
            self._unread[key.unread] = self._unread.get(key.unread, 0) + 1
        rows = self._rows.setdefault(
            key.database, RecordBatcher(self._limits, part=f"db{key.database}")
        )
        name = _text(key.name) or "(no text)"
        files: list[Member] = []
        if key.is_hash and len(key.items) <= 2 * _MANY_FIELDS:
            pairs = [("key", name)]
            for field, value in zip(key.items[::2], key.items[1::2], strict=False):
                pairs += self._value(value, _text(field) or "value", name, files)
            yield from rows.add(pairs)
        elif key.is_hash:
            for field, value in zip(key.items[::2], key.items[1::2], strict=False):
                pairs = [("key", name), ("field", _text(field) or "")]
                yield from rows.add(pairs + self._value(value, _column(name), name, files))
        else:
            for value in key.items or [b""]:
                yield from rows.add(
                    [("key", name), *self._value(value, _column(name), name, files)]
                )
        yield from files

    def _value(self, raw: bytes, column: str, name: str, files: list[Member]) -> Pairs:
        """A value as columns: JSON in it is opened."""
        cell = meaning(raw)
        if isinstance(cell, bytes):
            files.append(as_member(cell, f"{name}/{column}"))
            return []
        text = _text(raw)
        if text is None:
            return []
        if text[:1] in "{[" and text[-1:] in "}]":
            try:
                found = list(flatten(DECODER.decode(text), name, "" if text[0] == "{" else column))
            except (json.JSONDecodeError, RecursionError):
                return [(column, text)]
            files.extend(item for item in found if isinstance(item, Member))
            return [item for item in found if not isinstance(item, Member)]
        return [(column, text)]


def _text(raw: bytes) -> str | None:
    """Text, also where it is mixed with bytes of a serialiser; None for what is mostly bytes."""
    text = raw.decode("utf-8", "replace")
    strange = sum(not (character.isprintable() or character in "\t\r\n") for character in text)
    strange += text.count("\ufffd")
    return None if not text or strange * 3 > len(text) else text


def _column(key: str) -> str:
    words = [w for w in _PART_OF_KEY.findall(key) if not any(c.isdigit() for c in w)]
    return " ".join(words) or "value"
