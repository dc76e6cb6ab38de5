"""Windows shares that cannot be swept, and what is tried before a sweep."""

from pathlib import Path

import pytest

from scanner.errors import TargetError
from scanner.model import Verdict
from scanner.sources.smb.sign_in import PASSWORD_VARIABLE
from tests.sources.samba import PASSWORD, Samba, names, samba, share
from tests.sources.trees import fill

__all__ = ["samba", "share"]  # fixtures


class TestRefusals:
    """Targets that cannot be swept."""

    def test_a_missing_share_is_refused(self, samba: Samba) -> None:
        """A share that is not there is refused, and does not end as clean."""
        with pytest.raises(TargetError, match="no such share"):
            list(samba.source("absent").walk())

    def test_a_missing_folder_is_refused(self, samba: Samba, share: Path) -> None:
        """A folder that is not there is refused."""
        with pytest.raises(TargetError, match="vanished"):
            list(samba.source(f"{share.name}/absent").walk())

    def test_a_dfs_link_as_a_target_is_refused(self, samba: Samba) -> None:
        """A target that is a DFS link says so."""
        folder = samba.share(samba.new_name("space"), msdfs_root="yes")
        (folder / "elsewhere").symlink_to("msdfs:server.example.org\\care")
        with pytest.raises(TargetError, match="link"):
            list(samba.source(f"{folder.name}/elsewhere").walk())

    def test_a_wrong_password_is_refused(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A wrong password is named as such, and not repeated."""
        monkeypatch.setenv(PASSWORD_VARIABLE, "wrong-drama")
        with pytest.raises(TargetError, match="user name or the password") as caught:
            list(samba.source(share.name).walk())
        assert "wrong-drama" not in str(caught.value)

    def test_no_password_asks_for_one(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without a password and a Kerberos ticket the message says where to put one."""
        monkeypatch.delenv(PASSWORD_VARIABLE)
        with pytest.raises(TargetError, match=PASSWORD_VARIABLE):
            list(samba.source(share.name).walk())

    def test_a_password_file_is_read(
        self, samba: Samba, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The password may stand in a file, with or without an end of line."""
        monkeypatch.delenv(PASSWORD_VARIABLE)
        secret = tmp_path / "secret"
        secret.write_text(PASSWORD + "\n")
        fill(share, {b"x.csv": b"1"})
        assert names(samba.source(share.name, password_file=secret)) == ["x.csv"]

    def test_a_guest_is_refused_unless_said(self, samba: Samba) -> None:
        """A server that takes an unknown account for a guest is swept only where that is said."""
        folder = samba.share(samba.new_name("guests"), guest_ok="yes")
        fill(folder, {b"x.csv": b"1"})
        with pytest.raises(TargetError, match="as a guest"):
            list(samba.source(folder.name, username="nobody-known").walk())
        assert names(samba.source(folder.name, username="nobody-known", guest=True)) == ["x.csv"]


class TestChecks:
    """What is tried before a sweep."""

    def test_all_is_well(self, samba: Samba, share: Path) -> None:
        """Where everything works every check says yes."""
        fill(share, {b"x.csv": b"1"})
        checks = list(samba.source(share.name).checks())
        assert [check.verdict for check in checks] == [Verdict.YES] * 4
        assert checks[0].detail == "SMB 3.1.1, encrypted"

    def test_a_wrong_password_ends_the_checks(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without signing in nothing else is tried."""
        monkeypatch.setenv(PASSWORD_VARIABLE, "wrong-drama")
        (check,) = samba.source(share.name).checks()
        assert (check.verdict, check.required) == (Verdict.NO, True)

    def test_a_file_that_may_not_be_read_names_the_permission(self, samba: Samba) -> None:
        """The permission that is missing is given by its own name."""
        folder = samba.share(samba.new_name("unread"), force_user="games")
        fill(folder, {b"x.csv": b"1"})
        (folder / "x.csv").chmod(0o600)
        refused = [c for c in samba.source(folder.name).checks() if c.verdict is Verdict.NO]
        assert "FILE_READ_DATA (Read data)" in [check.needs for check in refused]

    def test_a_missing_share_is_said(self, samba: Samba) -> None:
        """A share that is not there fails the listing."""
        signed_in, listed = samba.source("absent").checks()
        assert (signed_in.verdict, listed.verdict) == (Verdict.YES, Verdict.NO)
