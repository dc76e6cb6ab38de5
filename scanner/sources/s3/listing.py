"""Listing a bucket: every key once and in order, or an error that says how far it came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.s3.client import patiently
from scanner.sources.s3.errors import FAILURES, GARBAGE, unreadable
from scanner.sources.s3.names import Address, decoded_key, sort_key

_EMPTY_PAGES = 1000  # in a row; a bucket full of deleted objects has some
_ARCHIVES = frozenset({"GLACIER", "DEEP_ARCHIVE"})
_DIRECTORY_BUCKET = "--x-s3"  # S3 Express: these list in no order

_ALWAYS = {"Name", "IsTruncated", "Contents", "Versions"}  # a page of a listing has some

Page = dict[str, Any]
Marks = dict[str, str]  # what asks for one page of many
Place = tuple[bytes, str]


def place_of(key: str, version_id: str) -> Place:
    """Where a version of an object stands in a walk."""
    return sort_key(key), quote(version_id, safe="")


@dataclass(frozen=True, slots=True)
class Entry:
    """One object, or one version of one, as a listing has it."""

    key: str
    size: int | None = None
    etag: str = ""  # without its quotes
    modified: datetime | None = None
    is_archived: bool = False  # must be restored before it can be read
    version_id: str = ""  # "" for the newest, which is what the plain key means
    is_delete_marker: bool = False  # says that the object was deleted; holds nothing

    @property
    def place(self) -> "Place":
        """What entries are sorted by: the order of their uris."""
        return place_of(self.key, self.version_id)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be listed."""

    client: Any
    bucket: str
    prefix: str = ""
    versions: bool = False
    unordered: bool = False  # the store is known to list in no order
    requester_pays: bool = False

    def entries(self, after: Address) -> Iterator[Entry]:
        """All entries behind `after`, in the order of their uris. Raises `UnreadableError`."""
        done = place_of(after.key, after.version_id)
        if self.unordered or self.bucket.endswith(_DIRECTORY_BUCKET):
            ordered = self._sorted()
        else:
            ordered = self._versions(after.key) if self.versions else self._objects(after.key)
        # Stores differ in whether a listing that starts at a key includes it.
        return (entry for entry in ordered if entry.place > done)

    def _objects(self, after: str) -> Iterator[Entry]:
        pages = self._pages(after)
        first = next(pages)
        if _ascends(first):
            return _in_order(chain.from_iterable(chain([first], pages)))
        return self._sorted()

    def _sorted(self) -> Iterator[Entry]:
        """All entries, listed to the end and sorted in memory."""
        pages = self._version_groups("", "") if self.versions else self._pages("")
        entries = {one.place: one for page in pages for one in page}
        return (entries[place] for place in sorted(entries))

    def _versions(self, after: str) -> Iterator[Entry]:
        """Versions stand in the order of their uris; those of one key fit into memory.

        The versions of the key that the walk stopped at are listed once more.
        """
        if after:
            same = next(self._version_groups("", after), [])
            yield from (one for one in same if one.key == after)
        groups = self._version_groups(after, "")
        yield from _in_order(one for group in groups for one in group if one.key != after)

    def _pages(self, after: str) -> Iterator[list[Entry]]:
        start = {"StartAfter": after} if after else {}
        for page in self._answers("list_objects_v2", start, self.prefix):
            is_encoded = page.get("EncodingType") == "url"
            yield [_entry(row, is_encoded) for row in page.get("Contents", ())]

    def _version_groups(self, after: str, only: str) -> Iterator[list[Entry]]:
        """The versions of one key at a time, though they come in pages that cut through them."""
        start = {"KeyMarker": after} if after else {}
        pages = self._answers("list_object_versions", start, only or self.prefix)
        rows = chain.from_iterable(map(_version_entries, pages))
        for _, group in groupby(rows, key=attrgetter("key")):
            yield sorted(group, key=attrgetter("place"))

    def _answers(self, operation: str, start: Marks, prefix: str) -> Iterator[Page]:
        """The pages of one listing."""
        marks, seen, empty = start, {hash(tuple(start.items()))}, 0
        while True:
            page = self._page(operation, prefix, marks)
            if not page.keys() & _ALWAYS:  # a page of some other server, which is no empty bucket
                raise _broken(GARBAGE, "check that s3.endpoint_url is the address of an S3 store")
            yield page
            if not page.get("IsTruncated"):
                return
            holds = page.get("Contents") or page.get("Versions") or page.get("DeleteMarkers")
            empty = 0 if holds else empty + 1
            marks = _next_marks(page)
            mark = hash(tuple(marks.items()))
            if not marks or mark in seen or empty > _EMPTY_PAGES:
                raise _broken("the store says that there is more, and does not give it")
            seen.add(mark)

    def _page(self, operation: str, prefix: str, marks: Marks) -> Page:
        """One page, asked for again where that may help."""
        request: dict[str, Any] = {"Bucket": self.bucket, "Prefix": prefix, **marks}
        request |= {"EncodingType": "url", "OptionalObjectAttributes": ["RestoreStatus"]}
        request |= {"RequestPayer": "requester"} if self.requester_pays else {}
        try:
            return patiently(lambda: getattr(self.client, operation)(**request))
        except FAILURES as error:
            needs = "s3:ListBucketVersions" if self.versions else "s3:ListBucket"
            raise unreadable(error, Stage.WALK, needs) from None


def _next_marks(page: Page) -> Marks:
    """What asks for the page behind this one."""
    if token := page.get("NextContinuationToken"):
        return {"ContinuationToken": token}
    if key := page.get("NextKeyMarker"):
        key = decoded_key(key) if page.get("EncodingType") == "url" else key
        return {"KeyMarker": key, "VersionIdMarker": page.get("NextVersionIdMarker", "")}
    return {}


def _in_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The same entries, as long as each sorts behind the last: so none comes twice."""
    last = place_of("", "")
    for entry in entries:
        if entry.place <= last:
            raise _broken(
                "the store lists keys out of order or twice",
                "set s3.unordered = true: then all keys are listed and sorted before any is read",
            )
        yield entry
        last = entry.place


def _ascends(entries: list[Entry]) -> bool:
    places = [one.place for one in entries]
    return all(earlier < later for earlier, later in pairwise(places))


def _version_entries(page: Page) -> Iterator[Entry]:
    """Versions and delete markers of one page, key by key."""
    is_encoded = page.get("EncodingType") == "url"
    rows = [
        _entry(row, is_encoded, is_delete_marker=kind == "DeleteMarkers")
        for kind in ("Versions", "DeleteMarkers")
        for row in page.get(kind, ())
    ]
    yield from sorted(rows, key=lambda one: sort_key(one.key))


def _entry(row: Page, is_encoded: bool, is_delete_marker: bool = False) -> Entry:
    key = row.get("Key")
    if not key:
        raise _broken("the listing holds an object without a key")
    restored = row.get("RestoreStatus", {}).get("RestoreExpiryDate") is not None
    is_newest = row.get("IsLatest", True) and not is_delete_marker
    return Entry(
        key=decoded_key(key) if is_encoded else key,
        size=row.get("Size"),
        etag=str(row.get("ETag", "")).strip('"'),
        modified=row.get("LastModified"),
        is_archived=row.get("StorageClass") in _ARCHIVES and not restored,
        version_id="" if is_newest else str(row.get("VersionId", "null")),
        is_delete_marker=is_delete_marker,
    )


def _broken(
    detail: str, remedy: str = "sweep again; if it stays so, ask who runs the store"
) -> UnreadableError:
    return UnreadableError(Reason.IO_ERROR, detail, remedy, Stage.WALK)
