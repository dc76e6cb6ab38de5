"""7-Zip and other archives through libarchive, Zstandard, LZ4: members, bombs, what is locked."""

import tarfile
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest

from scanner.formats.registry import by_name, load
from scanner.model import DataObject, Limits, Reason, Skipped
from tests.formats.extract import extract

CODE = b"Key safe 4821, left of the door"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def archive(format: str, members: dict[str, bytes]) -> bytes:
    """An archive that libarchive writes."""
    libarchive = pytest.importorskip("libarchive", reason="keysweep[archives] is not installed")
    blocks: list[bytes] = []
    with libarchive.custom_writer(
        lambda block: blocks.append(bytes(block)) or len(block), format
    ) as held:
        for name, content in members.items():
            held.add_file_from_memory(name, len(content), content)
    return b"".join(blocks)


def packed(content: bytes, codec: str) -> bytes:
    """One frame."""
    held = pa.BufferOutputStream()
    with pa.CompressedOutputStream(held, codec) as stream:
        stream.write(content)
    return held.getvalue().to_pybytes()


def test_members_of_a_7z_archive():
    """Each file is a member with its path."""
    found = extract("7z", archive("7zip", {"a/codes.txt": CODE, "b.txt": b"x"}))
    assert found.members == {"a/codes.txt": CODE, "b.txt": b"x"}


def test_bomb_in_a_7z_archive_is_refused():
    """What unpacks to far more than it takes is not unpacked."""
    content = archive("7zip", {"bomb.txt": bytes(50_000_000), "b.txt": b"x"})
    assert extract("7z", content).members["bomb.txt"] is Reason.LIMIT


def test_too_many_members_end_the_reading():
    """Members beyond the limit are said to be left out."""
    content = archive("7zip", {f"{number}.txt": b"x" for number in range(5)})
    found = extract("7z", content, limits=Limits(max_members=3))
    assert len(found.members) == 3
    assert found.error is not None and found.error.reason is Reason.LIMIT


def test_7z_archive_cut_off_is_damaged():
    """Nothing hides: an archive without its end is damaged."""
    error = extract("7z", archive("7zip", {"a.txt": CODE})[:-10]).error
    assert error is not None and error.reason is Reason.DAMAGED


@pytest.mark.parametrize("name", ["0974_full_encrypted.7z", "0996_test7Z_protected_passTika.7z"])
def test_locked_7z_archive_needs_its_password(name):
    """Real archives with locked names, and with locked content, are both named encrypted."""
    path = CORPUS / "7z" / name
    if not path.exists():
        pytest.skip("the corpus of real files is not here")
    pytest.importorskip("libarchive", reason="keysweep[archives] is not installed")
    found = extract("7z", path.read_bytes())
    reasons = {found.error.reason} if found.error else set(found.members.values())
    assert reasons == {Reason.ENCRYPTED}


def test_members_of_a_rar_archive():
    """A real archive gives its files."""
    paths = sorted((CORPUS / "rar").glob("*test-documents.rar"))
    if not paths:
        pytest.skip("the corpus of real files is not here")
    pytest.importorskip("libarchive", reason="keysweep[archives] is not installed")
    assert "testPDF.pdf" in {
        n.rpartition("/")[2] for n in extract("rar", paths[0].read_bytes()).members
    }


@pytest.mark.parametrize(("codec", "ending"), [("zstd", "zst"), ("lz4", "lz4")])
def test_file_in_a_frame(codec, ending):
    """The one file inside is named without the ending."""
    found = extract(codec, packed(CODE, codec), f"codes.txt.{ending}")
    assert found.members == {"codes.txt": CODE}


def test_tar_in_a_frame():
    """A TAR archive inside is read as one."""
    held = BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        info = tarfile.TarInfo("codes.txt")
        info.size = len(CODE)
        archive.addfile(info, BytesIO(CODE))
    assert extract("zstd", packed(held.getvalue(), "zstd"), "x.tar.zst").members == {
        "codes.txt": CODE
    }


@pytest.mark.parametrize("codec", ["zstd", "lz4"])
def test_bomb_in_a_frame_is_refused(codec):
    """A frame that unpacks to far more than it takes is not unpacked."""
    error = extract(codec, packed(bytes(20_000_000), codec), "x").error
    assert error is not None and error.reason is Reason.LIMIT


@pytest.mark.parametrize("codec", ["zstd", "lz4"])
def test_frame_cut_off_is_damaged(codec):
    """A frame without its end is damaged."""
    error = extract(codec, packed(CODE * 1000, codec)[:-9], "x").error
    assert error is not None and error.reason is Reason.DAMAGED


def test_missing_extra_names_itself(monkeypatch):
    """Without the extra an archive is unread, and what to install is told."""
    import sys

    monkeypatch.setitem(sys.modules, "libarchive", None)
    monkeypatch.delitem(sys.modules, "scanner.formats.libarchive", raising=False)
    from scanner.errors import UnreadableError

    obj = DataObject("file:///a.7z", "files", "file:///")
    with pytest.raises(UnreadableError) as caught:
        list(load(by_name("7z"))(BytesIO(b"7z\xbc\xaf\x27\x1c"), obj, Limits()))
    note = caught.value.as_skipped()
    assert isinstance(note, Skipped) and note.reason is Reason.EXTRA_MISSING
    assert "keysweep[archives]" in note.remedy
