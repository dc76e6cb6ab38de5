"""Fixtures of the tests of sources."""

from pathlib import Path

import pytest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder to fill and sweep."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder
