"""Listings that misbehave: nothing is lost, nothing comes twice, nothing goes on for ever."""

from typing import Any
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError

from scanner.errors import UnreadableError
from scanner.model import Reason
from scanner.sources.s3.listing import Entry, Listing
from scanner.sources.s3.names import Address

Page = dict[str, Any]
START = Address("care")


class Client:
    """Gives pages one after the other, from the start again for another listing."""

    def __init__(self, *pages: Page) -> None:
        self.pages, self.asked = pages, list[dict[str, Any]]()

    def list_objects_v2(self, **request: Any) -> Page:
        """The page whose number is the token."""
        self.asked.append(request)
        page = self.pages[int(request.get("ContinuationToken", 0))]
        if isinstance(page, Exception):
            raise page
        return page


def page(*keys: str, then: int | None = None, **more: Any) -> Page:
    """A page of a listing; `then` is the page that follows it."""
    rows = [{"Key": quote(key), "Size": 1, "ETag": '"e"'} for key in keys]
    follows = {} if then is None else {"IsTruncated": True, "NextContinuationToken": str(then)}
    return {"Name": "care", "EncodingType": "url", "Contents": rows} | follows | more


def keys(client: Client, after: Address = START, **more: Any) -> list[str]:
    """All keys that a listing gives."""
    return [one.key for one in Listing(client, "care", **more).entries(after)]


def stopped(client: Client, **more: Any) -> tuple[list[str], UnreadableError]:
    """The keys up to where a listing stops, and why it does."""
    found: list[str] = []
    with pytest.raises(UnreadableError) as caught:
        for one in Listing(client, "care", **more).entries(START):
            found.append(one.key)  # noqa: PERF401 - those before the error are wanted too
    return found, caught.value


def test_an_empty_page_is_not_the_end() -> None:
    """A page without keys that says there is more is followed by the next."""
    assert keys(Client(page(then=1), page(then=2), page("a"))) == ["a"]


def test_a_repeated_mark_stops_the_listing() -> None:
    """A store that gives the same page mark again is named, not asked for ever."""
    found, error = stopped(Client(page("a", then=1), page("b", then=1)))
    assert found == ["a", "b"]
    assert "does not give it" in error.detail


def test_a_missing_mark_stops_the_listing() -> None:
    """More is promised and no mark given: that is no end of the bucket."""
    found, error = stopped(Client(page("a", IsTruncated=True)))
    assert (found, error.reason) == (["a"], Reason.IO_ERROR)


def test_endless_empty_pages_stop_the_listing() -> None:
    """New marks without keys are followed for a while only."""
    pages = [page(then=number + 1) for number in range(2000)]
    _, error = stopped(Client(*pages, page("a")))
    assert "does not give it" in error.detail


def test_a_first_page_out_of_order_is_sorted() -> None:
    """A store that lists in no order is listed to the end, sorted, and each key given once."""
    client = Client(page("b", "a", then=1), page("c", "a"))
    assert keys(client) == ["a", "b", "c"]


def test_sorted_listings_resume() -> None:
    """Keys up to the one resumed after are left out, wherever they stood in the listing."""
    client = Client(page("b", "a", then=1), page("d", "c"))
    assert keys(client, Address("care", "b")) == ["c", "d"]


def test_a_later_page_out_of_order_stops_the_listing() -> None:
    """What would come twice or unsorted is an error that names the remedy."""
    found, error = stopped(Client(page("b", "c", then=1), page("a")))
    assert found == ["b", "c"]
    assert "s3.unordered" in error.remedy


def test_a_directory_bucket_is_sorted() -> None:
    """Buckets of S3 Express list in no order, and are never asked to start somewhere."""
    client = Client(page("a", "b", then=1), page("0"))
    listing = Listing(client, "care--euw2-az1--x-s3")
    assert [one.key for one in listing.entries(Address("", "a"))] == ["b"]
    assert all("StartAfter" not in asked for asked in client.asked)


def test_a_resumed_listing_starts_there() -> None:
    """What lies before is not listed at all."""
    client = Client(page("b"))
    keys(client, Address("care", "a"))
    assert client.asked[0]["StartAfter"] == "a"


def test_an_object_without_a_key_stops_the_listing() -> None:
    """Garbage in a listing is an error, not a crash."""
    _, error = stopped(Client({"Contents": [{"Size": 1}]}))
    assert "without a key" in error.detail


def test_keys_are_taken_as_they_are_where_the_store_does_not_encode() -> None:
    """A store that ignores the wish for encoded keys means a plus by `+`."""
    client = Client({"Contents": [{"Key": "a+b%20c", "Size": 1}]})
    assert keys(client) == ["a+b%20c"]


def test_a_refused_page_names_the_permission() -> None:
    """A listing that is not allowed says what to grant."""
    denied = ClientError({"Error": {"Code": "AccessDenied"}}, "ListObjectsV2")
    with pytest.raises(UnreadableError) as caught:
        keys(Client(denied))  # type: ignore[arg-type]
    assert caught.value.reason is Reason.DENIED
    assert "s3:ListBucket" in caught.value.remedy


@pytest.mark.parametrize(
    ("row", "is_archived"),
    [
        ({"StorageClass": "DEEP_ARCHIVE"}, True),
        ({"StorageClass": "GLACIER", "RestoreStatus": {"IsRestoreInProgress": True}}, True),
        ({"StorageClass": "GLACIER", "RestoreStatus": {"RestoreExpiryDate": 1}}, False),
        ({"StorageClass": "GLACIER_IR"}, False),
    ],
)
def test_archived_objects_are_known(row: Page, is_archived: bool) -> None:
    """Only what must be restored and is not yet counts as archived."""
    client = Client({"Contents": [{"Key": "a", "Size": 1} | row]})
    (entry,) = Listing(client, "care").entries(START)
    assert entry.is_archived == is_archived


class Versions:
    """Lists versions three at a time, the newest of a key first."""

    rows = (("a", "x"), ("a", "m"), ("a", "c"), ("a", "b"), ("ab", "y"))

    def list_object_versions(self, **request: Any) -> Page:
        """The versions behind the markers."""
        key, version_id = request.get("KeyMarker", ""), request.get("VersionIdMarker")
        start = sum(row[0] <= key for row in self.rows)
        if version_id:
            start = self.rows.index((key, version_id)) + 1
        found = [row for row in self.rows[start:] if row[0].startswith(request["Prefix"])]
        newest = {"x", "y"}
        rows = [
            {"Key": key, "VersionId": name, "IsLatest": name in newest, "Size": 1}
            for key, name in found[:3]
        ]
        if len(found) <= 3:
            return {"Versions": rows}
        marks = {"NextKeyMarker": found[2][0], "NextVersionIdMarker": found[2][1]}
        return {"Versions": rows, "IsTruncated": True} | marks


def test_versions_come_in_the_order_of_uris() -> None:
    """The versions of a key are sorted, also where a page cuts through them."""
    entries = list(Listing(Versions(), "care", versions=True).entries(START))
    places = [(one.key, one.version_id) for one in entries]
    assert places == [("a", ""), ("a", "b"), ("a", "c"), ("a", "m"), ("ab", "")]


def test_versions_resume_within_a_key() -> None:
    """A walk that was cut off between two versions goes on with the next."""
    listing = Listing(Versions(), "care", versions=True)
    entries: list[Entry] = list(listing.entries(Address("care", "a", "b")))
    assert [(one.key, one.version_id) for one in entries] == [("a", "c"), ("a", "m"), ("ab", "")]
