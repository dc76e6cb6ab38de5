"""Fixtures of the tests of buckets; a test module names this one in `pytest_plugins`."""

import os
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sources.s3_server import (
    ENVIRONMENT,
    Proxy,
    make_bucket,
    moto_server,
    proxy_before,
    writer,
)

_sleep = time.sleep


@pytest.fixture
def aws_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own AWS configuration is used, and pauses are short."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    # The library waits between its tries, and so do we.
    monkeypatch.setattr("time.sleep", lambda seconds: _sleep(min(seconds, 0.01)))


@pytest.fixture(scope="session")
def shared_server() -> Iterator[str]:
    """The address of a server that all tests share; each makes buckets of its own."""
    with moto_server() as address:
        yield address


@pytest.fixture
def s3_address(shared_server: str, aws_environment: None) -> str:
    """The address of a store that gives every bucket to the test's credentials."""
    return shared_server


@pytest.fixture
def s3_writer(s3_address: str) -> Any:
    """A client that may write."""
    return writer(s3_address)


@pytest.fixture
def s3_bucket(s3_writer: Any) -> str:
    """A fresh bucket."""
    name = f"care-{uuid.uuid4().hex[:12]}"
    make_bucket(s3_writer, name)
    return name


@pytest.fixture
def s3_proxy(s3_address: str) -> Iterator[Proxy]:
    """A proxy before the shared server."""
    with proxy_before(s3_address) as made:
        yield made
