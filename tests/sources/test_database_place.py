"""Targets of live databases: uris, and what has no place in one."""

import pytest

from scanner.errors import TargetError
from scanner.sources.database.place import parse


@pytest.mark.parametrize(
    ("target", "root"),
    [
        ("postgres://nurse@DB.example.org:5432/care/", "postgresql://db.example.org/care"),
        ("postgresql://db.example.org:5433/care/s", "postgresql://db.example.org:5433/care/s"),
        ("mariadb://db.example.org/care/t", "mysql://db.example.org/care/t"),
        ("sqlite:///srv/care%20plans.db", "sqlite:///srv/care%20plans.db"),
    ],
)
def test_uris_are_canonical(target: str, root: str) -> None:
    """The same database has one uri, which names no user."""
    assert parse(target).root == root


@pytest.mark.parametrize("target", ["postgresql://a:hunter2@h/d", "mysql://h/d?password=hunter2"])
def test_a_password_in_a_target_is_refused(target: str) -> None:
    """A password in a target is refused and not repeated."""
    with pytest.raises(TargetError) as caught:
        parse(target)
    assert "hunter2" not in str(caught.value)
    assert "docs/databases_live.md" in str(caught.value)
