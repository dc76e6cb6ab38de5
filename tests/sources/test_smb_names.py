"""Targets of Windows shares taken apart, and names to uris and back."""

import pytest

from scanner.config import Settings, SmbSettings
from scanner.errors import ConfigError, TargetError
from scanner.sources.smb.names import Target, decoded, encoded, parts_of, target_of
from scanner.sources.smb.source import from_target


@pytest.mark.parametrize(
    ("text", "uri", "user"),
    [
        ("smb://NAS.example.org/Care", "smb://nas.example.org/Care", ""),
        ("smb://nas/care/plans/", "smb://nas/care/plans", ""),
        ("smb://nas", "smb://nas", ""),
        ("smb://nas/", "smb://nas", ""),
        ("smb://nas:445/care", "smb://nas/care", ""),
        ("smb://nas:4450/care", "smb://nas:4450/care", ""),
        ("smb://sam@nas/care", "smb://nas/care", "sam"),
        ("smb://sam@example.org@nas/care", "smb://nas/care", "sam@example.org"),
        ("smb://CARE;sam@nas/care", "smb://nas/care", "CARE\\sam"),
        ("smb://[2001:db8::1]:4450/care", "smb://[2001:db8::1]:4450/care", ""),
        ("smb://nas/care plans", "smb://nas/care%20plans", ""),
        ("smb://nas/care%20plans", "smb://nas/care%20plans", ""),
        ("smb://nas/a#b?c", "smb://nas/a%23b%3Fc", ""),
        ("SMB://nas//care", "smb://nas/care", ""),
    ],
)
def test_targets_become_canonical(text: str, uri: str, user: str) -> None:
    """However a place is written, its uri is one; the user is no part of it."""
    target = target_of(text, 445)
    assert (target.uri, target.user) == (uri, user)


@pytest.mark.parametrize(
    "text",
    [
        "smb://",
        "smb:///care",
        "smb://nas:99999/care",
        "smb://nas:x/care",
        "smb://nas/care/../other",
        "smb://nas/care%5C..",
        "smb://nas/%ff",
    ],
)
def test_what_is_no_place_is_refused(text: str) -> None:
    """A target without a server, with a bad port or with a way out of it is refused."""
    with pytest.raises(TargetError):
        target_of(text, 445)


def test_a_password_is_refused_and_not_repeated() -> None:
    """A password in a target is refused, for it would stand in lists of processes."""
    with pytest.raises(TargetError, match="KEYSWEEP_SMB_PASSWORD") as caught:
        target_of("smb://sam:hunter2@nas/care", 445)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("name", ["a b", "é", "🏠", "100%", "a!b", "\ud800", "x~1", "#?;"])
def test_names_survive_the_way_there_and_back(name: str) -> None:
    """A name of UTF-16, half a surrogate pair included, comes back from its uri."""
    assert decoded(encoded(name)) == name
    assert parts_of(Target("nas", 445, "", ("care", name)).uri) == ("care", name)


def test_the_port_may_be_a_setting() -> None:
    """A port that is set counts where the target names none."""
    settings = Settings(smb=SmbSettings(port=4450))
    assert from_target("smb://nas/care", settings).root == "smb://nas:4450/care"


def test_the_targets_user_goes_before_the_setting() -> None:
    """The user that a target names is nearer than the one that is set."""
    settings = Settings(smb=SmbSettings(username="other"))
    assert from_target("smb://sam@nas/care", settings).server.username == "sam"
    assert from_target("smb://nas/care", settings).server.username == "other"


def test_an_unknown_security_setting_is_refused() -> None:
    """A wrong word is refused with those that are right."""
    with pytest.raises(ConfigError, match='"folder"'):
        from_target("smb://nas/care", Settings(smb=SmbSettings(security="all")))
