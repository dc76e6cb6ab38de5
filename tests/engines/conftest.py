"""Fixtures of the tests of engines."""

from collections.abc import Iterator

import pytest

from scanner.engines.pool import Pool
from tests.engines.pools import pool


@pytest.fixture(scope="session")
def kept() -> Iterator[Pool[str, object]]:
    """One pool for all tests that do not harm its child: starting one takes half a second."""
    with pool() as running:
        yield running
