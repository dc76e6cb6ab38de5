"""The nouns that every room shares: objects, text, reasons. No behaviour beyond naming."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import BinaryIO

import pyarrow as pa


class Access(Enum):
    """Who can read a place."""

    PUBLIC = "public"
    EVERYONE_INTERNAL = "everyone inside"
    GROUP = "a group"
    RESTRICTED = "restricted"
    UNKNOWN = "unknown"


class Unit(Enum):
    """What one position in a batch is.

    ROW and MESSAGE are records: what stands at one position, across all columns, is about one
    record. LINE, BLOCK and PAGE are pieces of running text, whose records are found by who is
    named in them.
    """

    ROW = "row"
    MESSAGE = "message"
    PAGE = "page"
    BLOCK = "block"
    LINE = "line"

    @property
    def is_record(self) -> bool:
        """Whether one position is one record."""
        return self in (Unit.ROW, Unit.MESSAGE)


class Status(Enum):
    """How the examination of an object ended."""

    SCANNED = "scanned"
    PARTLY = "partly scanned"
    SKIPPED = "skipped"
    FAILED = "failed"


class Stage(Enum):
    """Where in the walk something was left out."""

    WALK = "walk"
    OPEN = "open"
    IDENTIFY = "identify"
    READ = "read"
    DETECT = "detect"


class Reason(Enum):
    """Why something was not examined, or not fully; the value is shown to people."""

    EMPTY = "empty"
    NO_TEXT = "holds no text"
    IMAGE_ONLY = "image only"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNSUPPORTED = "format not supported"
    EXTRA_MISSING = "optional part not installed"
    TOO_LARGE = "too large"
    LIMIT = "limit reached"
    TIMEOUT = "took too long"
    CRASHED = "reader crashed"
    OUT_OF_MEMORY = "needed too much memory"
    DENIED = "permission denied"
    VANISHED = "vanished"
    CHANGED = "changed while it was read"
    LINK = "link not followed"
    SPECIAL_FILE = "not a regular file"
    IO_ERROR = "could not be read"


# The part that an object's own name is given as.
PATH_PART = "(path)"

# Objects that end so hold nothing that could have been missed.
COMPLETE_REASONS = frozenset({Reason.EMPTY, Reason.NO_TEXT})


@dataclass(frozen=True, slots=True)
class DataObject:
    """One thing that can be read as a whole: a file, an S3 object, a member of an archive."""

    uri: str  # canonical and stable; members: parent's uri + "!/" + member path
    source: str  # registry name of the source: "files", "s3"
    container: str  # the target it was found in, as its root's uri
    size_bytes: int | None = None  # None: the store does not say
    modified_at: datetime | None = None  # UTC
    version: str = ""  # etag, or inode+size+mtime: equal means unchanged
    owner: str = ""
    access: Access = Access.UNKNOWN
    access_evidence: str = ""  # "mode 0644", "bucket policy allows *"
    encrypted_at_rest: bool | None = None
    parent_uri: str = ""  # "" for what lies in the source itself
    labels: tuple[tuple[str, str], ...] = ()  # name and value: tags of a bucket

    @property
    def name(self) -> str:
        """The last segment of the uri, slashes and archive marks removed."""
        return self.uri.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something was not examined, or not fully. Never holds content."""

    stage: Stage
    reason: Reason
    detail: str = ""  # what happened, in words that quote no content
    remedy: str = ""  # what a person can do about it
    uri: str = ""  # set by sources: which object; formats leave it empty
    part: str = ""  # which sheet, page or table; "" for the whole object


class Verdict(Enum):
    """What a trial before a sweep came to."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a sweep will ask of a source, tried beforehand. Never holds content."""

    asks: str  # "list objects", "read one object", "read the bucket's policy status"
    verdict: Verdict
    detail: str = ""  # what was seen, or what the source answered
    needs: str = ""  # the permission that is missing, by its own name: "s3:GetObject"
    required: bool = False  # without it nothing is seen; else only something less is known


@dataclass(frozen=True, slots=True)
class TextBatch:
    """A run of text values at consecutive positions.

    Batches that share (part, unit, first, len(values)) and follow each other are columns of the
    same records: position i of each is the same row.
    """

    values: pa.StringArray  # UTF-8; null where there is nothing
    unit: Unit
    part: str = ""  # sheet, table, "page 3"; "" where the object has one part
    column: str | None = None  # header, field or tag name as written in the source
    first: int = 1  # position of values[0], counted from 1 as a person would


@dataclass(frozen=True, slots=True)
class Member:
    """An object inside another: an archive member, an attachment. The pipeline reads it in turn.

    `open` may be called once, before the reader that yielded the member goes on; the caller
    closes the stream. It raises `UnreadableError`.
    """

    name: str  # path inside the parent, as stored there
    open: Callable[[], BinaryIO] = field(repr=False)
    size_bytes: int | None = None
    modified_at: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one object may cost. Reaching a limit is said, never silent."""

    max_depth: int = 8  # archives inside archives
    max_members: int = 100_000  # per top-level object
    max_member_bytes: int = 512 * 1024**2  # one member, unpacked
    max_expansion: int = 200  # unpacked bytes per packed byte of a member above 1 MiB
    max_total_bytes: int = 16 * 1024**3  # unpacked bytes per top-level object
    max_object_bytes: int = 64 * 1024**3
    max_cell_chars: int = 1_000_000  # longer values are cut into pieces that overlap
    batch_rows: int = 16_384
    batch_bytes: int = 4 * 1024**2
    seconds_per_object: float = 300.0
    memory_bytes: int = 2 * 1024**3  # per worker process
    ocr: bool = False  # text in pictures is read, seconds a page; needs keysweep[ocr]
