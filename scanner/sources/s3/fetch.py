"""Ranges of one version of one object, whatever happens to the connection in between."""

import io
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from botocore.exceptions import IncompleteReadError

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.s3.client import patiently, pause
from scanner.sources.s3.errors import FAILURES, unreadable
from scanner.sources.s3.stream import FIRST_WINDOW, RangeStream

_BUFFER_BYTES = 128 * 1024
_PIECE = 256 * 1024
_FRUITLESS = 5  # answers in a row that break off before their first byte


@dataclass(frozen=True, slots=True)
class Ranges:
    """Fetches ranges of an object; called from several threads at once."""

    client: Any = field(repr=False)
    request: dict[str, str]  # Bucket, Key and what else every call takes
    etag: str  # "": the store gave none
    size: int  # bytes
    needs: str  # the permission: "s3:GetObject"

    def fetch(self, start: int, end: int, stage: Stage = Stage.READ) -> bytearray:
        """The bytes of a range, all of them. Raises `UnreadableError`."""
        got = bytearray()
        fruitless = 0
        while len(got) < end - start:
            before = len(got)
            body = self._body(start + before, end, stage)
            error = _drain(body, got, end - start - before)
            fruitless = 0 if len(got) > before else fruitless + 1
            if fruitless == _FRUITLESS:
                raise unreadable(error, stage, self.needs)
            if fruitless:
                pause(fruitless)
        return got

    def touch(self) -> None:
        """Asks for the object without a range, which an empty one has not."""
        self._body(0, 0, Stage.OPEN).close()

    def _body(self, start: int, end: int, stage: Stage) -> Any:
        """The body of an answer to one request."""
        asked = {"Range": f"bytes={start}-{end - 1}"} if end > start else {}
        if self.etag and not self.etag.startswith("W/"):  # weak marks never match
            asked["IfMatch"] = f'"{self.etag}"'
        try:
            answer = patiently(lambda: self.client.get_object(**self.request, **asked))
        except FAILURES as error:
            raise unreadable(error, stage, self.needs) from None
        try:
            self._refuse_another(answer, start)
        except UnreadableError:
            answer["Body"].close()
            raise
        return answer["Body"]

    def _refuse_another(self, answer: dict[str, Any], start: int) -> None:
        """Stops where the answer is of another version, or not of what was asked for."""
        found, span = str(answer.get("ETag", "")), str(answer.get("ContentRange", ""))
        whole = span.rpartition("/")[2] if span else str(answer.get("ContentLength", ""))
        changed = self.etag and found and found.strip('"') != self.etag
        if changed or (whole.isdecimal() and int(whole) != self.size):
            raise UnreadableError(Reason.CHANGED, "overwritten since it was listed", "sweep again")
        if (span and not span.startswith(f"bytes {start}-")) or (start and not span):
            raise UnreadableError(
                Reason.IO_ERROR,
                "the store sends other bytes than it was asked for",
                "use a store, or a gateway to it, that answers ranged requests",
            )


def opened(ranges: Ranges) -> BinaryIO:
    """The object as a buffered stream, its first bytes fetched. Raises `UnreadableError`."""
    first = bytearray()
    if ranges.size:
        first = ranges.fetch(0, min(ranges.size, FIRST_WINDOW), Stage.OPEN)
    else:
        ranges.touch()
    return io.BufferedReader(RangeStream(ranges.size, ranges.fetch, first), _BUFFER_BYTES)


def _drain(body: Any, into: bytearray, wanted: int) -> Exception:
    """Reads what is wanted, or as much as arrives; why no more did."""
    broken: Exception = IncompleteReadError(actual_bytes=0, expected_bytes=wanted)
    try:
        while wanted > 0 and (piece := body.read(min(_PIECE, wanted))):
            into += piece
            wanted -= len(piece)
    except FAILURES as error:
        broken = error
    finally:
        body.close()
    return broken
