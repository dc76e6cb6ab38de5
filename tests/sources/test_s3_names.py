"""Keys and uris."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import TargetError
from scanner.sources.s3.names import (
    Address,
    address_of,
    address_of_target,
    decoded_key,
    is_sendable,
    sort_key,
    uri_of,
)

KEY = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
VERSION = st.text(st.characters(codec="ascii"))


@given(KEY, VERSION)
def test_a_uri_leads_back_to_its_key(key: str, version: str) -> None:
    """Whatever a key holds, its uri stands for it and for nothing else."""
    assert address_of(uri_of("care", key, version)) == Address("care", key, version)


@given(KEY, KEY)
def test_uris_sort_as_keys_do(one: str, other: str) -> None:
    """The order of uris as strings is the order of keys as UTF-8 bytes."""
    by_key = sort_key(one) < sort_key(other)
    assert (uri_of("care", one) < uri_of("care", other)) == by_key


@given(KEY, KEY, VERSION.filter(bool))
def test_versions_follow_their_object_at_once(key: str, more: str, version: str) -> None:
    """No longer key sorts between an object and its versions."""
    assert uri_of("care", key) < uri_of("care", key, version) < uri_of("care", key + more)


def test_bytes_that_are_no_text_survive() -> None:
    """A key that is no UTF-8 keeps its bytes in the uri, and is known not to be sendable."""
    key = decoded_key("caf%E9.txt")
    assert uri_of("care", key) == "s3://care/caf%E9.txt"
    assert address_of("s3://care/caf%E9.txt").key == key
    assert not is_sendable(key)


def test_listings_write_a_space_as_plus() -> None:
    """In a listing `+` is a space, and a plus is `%2B`."""
    assert decoded_key("a+b%2Bc") == "a b+c"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("s3://care", Address("care")),
        ("S3://care/", Address("care")),
        ("s3://care/Home care/", Address("care", "Home care")),
        ("s3://care/Home%20care", Address("care", "Home care")),
        ("s3://care/a//", Address("care", "a/")),
        ("s3://", Address("")),
    ],
)
def test_targets(target: str, address: Address) -> None:
    """A target names a bucket and a folder, or nothing, which is all buckets."""
    assert address_of_target(target) == address


@pytest.mark.parametrize("target", ["s3://KEY:hunter2@care/x", "s3:///folder", "s3://ca re"])
def test_wrong_targets_are_refused(target: str) -> None:
    """What is no name of a bucket is refused and not repeated: it may hold a secret."""
    with pytest.raises(TargetError) as caught:
        address_of_target(target)
    assert "hunter2" not in str(caught.value)
    assert "s3://" in str(caught.value)
