"""Windows shares, from a real Samba server: the contract, the order, what is passed over."""

import os
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.model import Reason
from scanner.sources.smb import requests as smb_requests
from tests.sources.contract import Known, SourceContract
from tests.sources.samba import Samba, names, rows, samba, share
from tests.sources.trees import fill

# Some sort otherwise by name than by uri; Samba shows a name that is no UTF-8 to nobody.
TREE: dict[bytes, bytes] = {
    b"a.txt": b"beside a folder of the same name",
    b"a/x.csv": b"name,town\nExample Person,Exampletown\n",
    b"a/deeper/y.csv": b"1",
    b"a b/z #1 100%.txt": b"odd name",
    b"a!/member.txt": b"an exclamation mark",
    b"caf\xc3\xa9 \xf0\x9f\x8f\xa0.txt": b"accent, and a house beyond the first plane",
    b"Z.bin": bytes(range(256)) * 20_000,
    b"empty.txt": b"",
    b".hidden": b"hidden",
}

__all__ = ["samba", "share"]  # fixtures


class TestSmbSource(SourceContract):
    """Windows shares keep the contract of every source."""

    @pytest.fixture
    def known(self, samba: Samba, share: Path) -> Known:
        """A share with awkward names."""
        fill(share, TREE)
        return Known(
            source=samba.source(share.name),
            expected=TREE,
            snapshot=lambda: {path: _seen(path) for path in [share, *share.rglob("*")]},
            remove=lambda name: (share / os.fsdecode(name)).unlink(),
        )


def _seen(path: Path) -> tuple[object, ...]:
    """What a sweep could change. Not the access time: the server sets it as it pleases."""
    found = path.lstat()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_mode, found.st_size


class TestWalk:
    """What a walk yields, and in which order."""

    def test_the_order_is_that_of_the_uris(self, samba: Samba, share: Path) -> None:
        """Files and folders are interleaved so that the uris come sorted as plain strings."""
        fill(share, TREE)
        uris = [item.uri for item in samba.source(share.name).walk()]
        assert uris == sorted(uris)

    def test_a_folder_larger_than_one_answer_is_listed_whole(
        self, samba: Samba, share: Path
    ) -> None:
        """A folder whose names do not fit into one answer of the server is listed to its end."""
        fill(share, {f"a rather long name of a file {i:05}.txt".encode(): b"" for i in range(1500)})
        assert len(names(samba.source(share.name))) == 1500

    def test_a_folder_without_an_end_is_given_up(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder with more names than memory should hold is a row, and the walk goes on."""
        monkeypatch.setattr(smb_requests, "MAX_NAMES", 20)
        fill(share, {f"big/{number}".encode(): b"" for number in range(40)} | {b"x.csv": b"1"})
        source = samba.source(share.name)
        assert names(source) == ["x.csv"]
        assert rows(source)["big/"].reason is Reason.LIMIT

    def test_a_folder_of_a_share_is_a_target(self, samba: Samba, share: Path) -> None:
        """A folder is swept with what is below it, and nothing beside it."""
        fill(share, {b"care plans/2024/x.csv": b"1", b"other/y.csv": b"2"})
        assert names(samba.source(f"{share.name}/care%20plans")) == ["2024/x.csv"]

    def test_a_single_file_is_a_target(self, samba: Samba, share: Path) -> None:
        """A file can be swept by itself; its uri is the root's."""
        fill(share, {b"one.csv": b"1", b"other.csv": b"2"})
        source = samba.source(f"{share.name}/one.csv")
        assert [item.uri for item in source.walk()] == [source.root]

    def test_patterns_choose(self, samba: Samba, share: Path) -> None:
        """Include and exclude work as for local folders."""
        fill(share, {b"a.csv": b"1", b"old/b.csv": b"2", b"c.txt": b"3"})
        settings = Settings(include=("*.csv",), exclude=("old",))
        assert names(samba.source(share.name, settings)) == ["a.csv"]

    def test_folders_before_the_resumed_place_are_not_listed(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A resumed walk lists no folder that lies wholly before it."""
        fill(share, {b"a/1": b"", b"b/2": b"", b"c/3": b""})
        listed: list[str] = []
        real = smb_requests.list_folder

        def recording(tree: object, path: str) -> object:
            listed.append(path)
            return real(tree, path)

        monkeypatch.setattr(smb_requests, "list_folder", recording)
        source = samba.source(share.name)
        list(source.walk(f"{source.root}/b/2"))
        assert listed == ["", "b", "c"]

    def test_a_folder_that_holds_itself_is_not_walked_for_ever(
        self, samba: Samba, share: Path
    ) -> None:
        """A link that the server follows, and that leads back up, is named and not entered."""
        fill(share, {b"a/x.csv": b"1"})
        (share / "a" / "back").symlink_to("..")
        source = samba.source(share.name)
        assert names(source) == ["a/x.csv"]
        assert rows(source)["a/back/"].reason is Reason.LINK

    def test_dfs_links_are_named(self, samba: Samba) -> None:
        """A link of a DFS namespace is a row and is not followed."""
        folder = samba.share(samba.new_name("space"), msdfs_root="yes")
        (folder / "elsewhere").symlink_to("msdfs:server.example.org\\care")
        fill(folder, {b"x.csv": b"1"})
        source = samba.source(folder.name)
        assert names(source) == ["x.csv"]
        assert rows(source)["elsewhere"].detail == "DFS link, not followed"

    def test_inventories_are_passed_over(self, samba: Samba, share: Path) -> None:
        """The folder of an earlier inventory is not swept, and is named."""
        fill(share, {b"report/_keysweep.json": b"{}", b"report/objects.parquet": b"x"})
        assert rows(samba.source(share.name))["report/"].detail == "a keysweep inventory"

    def test_a_folder_that_may_not_be_listed_is_named(self, samba: Samba) -> None:
        """A folder this account may not list is a row, and the walk goes on."""
        folder = samba.share(samba.new_name("closed"), force_user="games")
        fill(folder, {b"closed/a.csv": b"1", b"open/b.csv": b"2"})
        (folder / "closed").chmod(0o700)
        source = samba.source(folder.name)
        assert names(source) == ["open/b.csv"]
        assert rows(source)["closed/"].reason is Reason.DENIED


class TestServer:
    """All shares of a server as one target."""

    def test_shares_are_listed_and_swept(self, samba: Samba, share: Path) -> None:
        """A target without a share sweeps every share of files that the server lists."""
        fill(share, {b"x.csv": b"1"})
        assert f"{share.name}/x.csv" in names(samba.source(security="off"))

    def test_hidden_shares_are_named_and_not_swept(self, samba: Samba) -> None:
        """A share whose name ends in $ is a row, unless it is the target itself."""
        folder = samba.share(samba.new_name("quiet") + "$")
        fill(folder, {b"x.csv": b"1"})
        assert "hidden" in rows(samba.source(security="off"))[f"{folder.name[:-1]}%24/"].detail
        assert names(samba.source(folder.name)) == ["x.csv"]

    def test_pipes_and_printers_leave_nothing_unexamined(self, samba: Samba) -> None:
        """IPC$ holds no files, and says so in a way that does not count as a gap."""
        assert rows(samba.source(security="off"))["IPC%24/"].reason is Reason.NO_TEXT
