"""Reading from a Windows share: ranges, changes while reading, connections that die."""

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.errors import UnreadableError
from scanner.model import Reason
from scanner.sources.smb import connection as smb_connection
from scanner.sources.smb import stream as smb_stream
from tests.sources.samba import Samba, objects, samba, share
from tests.sources.trees import fill

__all__ = ["samba", "share"]  # fixtures

BIG = random.Random(7).randbytes(6 * 1024 * 1024)


class TestRanges:
    """A stream behaves like a local file."""

    def test_random_reads_give_the_bytes(self, samba: Samba, share: Path) -> None:
        """Whatever is sought and read, in and out of order, is what lies there."""
        fill(share, {b"big": BIG})
        source, draw = samba.source(share.name), random.Random(3)
        with source.open(objects(source)[0]) as stream:
            for _ in range(60):
                start, length = draw.randrange(len(BIG)), draw.choice([1, 700, 70_000, 1_500_000])
                stream.seek(start)
                assert stream.read(length) == BIG[start : start + length]

    def test_reading_beyond_the_end_is_empty(self, samba: Samba, share: Path) -> None:
        """A position behind the end holds nothing, and is no error."""
        fill(share, {b"a": b"123"})
        source = samba.source(share.name)
        with source.open(objects(source)[0]) as stream:
            stream.seek(100)
            assert stream.read() == b""

    def test_a_zip_is_read_without_reading_all(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A reader that seeks to a small member does not fetch the large ones."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("big", BIG)
            archive.writestr("small", b"small")
        fill(share, {b"a.zip": packed.getvalue()})
        fetched: list[int] = []
        real = smb_stream._content
        monkeypatch.setattr(
            smb_stream, "_content", lambda answer: fetched.append(1) or real(answer)
        )
        source = samba.source(share.name)
        with source.open(objects(source)[0]) as stream, zipfile.ZipFile(stream) as archive:
            assert archive.read("small") == b"small"
        assert len(fetched) < 6

    def test_others_may_write_and_delete_meanwhile(self, samba: Samba) -> None:
        """A file that is being read is locked for nobody."""
        folder = samba.share(samba.new_name("open"), read_only="no")
        fill(folder, {b"a": b"123"})
        source = samba.source(folder.name)
        with source.open(objects(source)[0]) as stream:
            assert stream.read(1) == b"1"
            remove(samba, folder.name, "a")
        assert not (folder / "a").exists()


def remove(server: Samba, share_name: str, name: str) -> None:
    """Deletes a file over a connection of its own, as another user's program would."""
    from smbprotocol.open import CreateOptions, FilePipePrinterAccessMask

    from scanner.sources.smb import requests as smb_requests

    other = smb_connection.Live(replace(server.source(share_name).server, timeout_seconds=59.0))
    try:
        tree, options = other.tree(share_name), CreateOptions.FILE_DELETE_ON_CLOSE
        number = smb_requests.opened(tree, name, FilePipePrinterAccessMask.DELETE, options)
        smb_requests.close(tree, number)
    finally:
        other.close()


class TestChanges:
    """Only the very file that was listed is read, and only as it was when it was opened."""

    def test_a_file_that_grows_while_it_is_read_is_noticed(self, samba: Samba, share: Path) -> None:
        """A file that changes under the reader ends with that reason."""
        fill(share, {b"big": BIG})
        source = samba.source(share.name)
        with source.open(objects(source)[0]) as stream:
            stream.read(10)
            with (share / "big").open("ab") as other:
                other.write(b"more")
            with pytest.raises(UnreadableError) as caught:
                stream.read()
        assert caught.value.reason is Reason.CHANGED

    def test_another_file_in_its_place_is_refused(self, samba: Samba, share: Path) -> None:
        """A file replaced since the walk is not read as the old one."""
        fill(share, {b"a": b"1"})
        source = samba.source(share.name)
        obj = objects(source)[0]
        fill(share, {b"new": b"2"})
        (share / "new").replace(share / "a")
        with pytest.raises(UnreadableError) as caught:
            source.open(obj)
        assert caught.value.reason is Reason.CHANGED

    def test_errors_name_no_file(self, samba: Samba, share: Path) -> None:
        """An error quotes neither the path nor the server's message."""
        fill(share, {b"Example Person": b"1"})
        source = samba.source(share.name)
        obj = objects(source)[0]
        (share / "Example Person").unlink()
        with pytest.raises(UnreadableError) as caught:
            source.open(obj)
        assert "Example" not in str(caught.value)
        assert caught.value.__cause__ is None
