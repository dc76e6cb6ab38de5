"""Shared by all tests: nothing of the user's is read or written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Compiled expressions are kept from run to run, for compiling them takes longer than most tests.
_OWN = ROOT / ".pytest_cache" / "keysweep"


@pytest.fixture(autouse=True, scope="session")
def own_folders() -> Iterator[None]:
    """The hash key and the cache of tests lie in a folder of theirs, in child processes too."""
    names = ("XDG_CONFIG_HOME", "APPDATA")
    before = {name: os.environ.get(name) for name in names}
    _OWN.mkdir(parents=True, exist_ok=True)
    os.environ.update(dict.fromkeys(names, str(_OWN)))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT
