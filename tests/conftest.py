"""Shared by all tests: nothing of the user's is read or written."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The hash key of tests lies in a folder of theirs; compiled expressions are shared."""
    import click

    home = tmp_path_factory.mktemp("keysweep")
    original = click.get_app_dir

    def app_dir(name: str, *args: object, **kwargs: object) -> str:
        return str(home) if name == "keysweep" else original(name, *args, **kwargs)  # type: ignore[arg-type]

    click.get_app_dir = app_dir  # type: ignore[assignment]
    home.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).parent.parent
