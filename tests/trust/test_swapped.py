"""What is swapped between the listing and the opening is refused, for every way of swapping."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.errors import UnreadableError
from scanner.model import DataObject, Reason, Skipped
from scanner.sources.files import FileSource

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes links and pipes of POSIX")
SECRET = "NHS number 999 000 0018"


def _link(path: Path, outside: Path) -> None:
    path.unlink()
    path.symlink_to(outside)


def _pipe(path: Path, outside: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _other_file(path: Path, outside: Path) -> None:
    outside.rename(path)


def _hard_link(path: Path, outside: Path) -> None:
    path.unlink()
    path.hardlink_to(outside)


def _folder(path: Path, outside: Path) -> None:
    path.unlink()
    path.mkdir()


def _linked_folder(path: Path, outside: Path) -> None:
    path.parent.rename(path.parent.with_name("away"))
    path.parent.symlink_to(outside.parent)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file of the same name beside the target, which must not be read."""
    (tmp_path / "elsewhere").mkdir()
    file = tmp_path / "elsewhere" / "a.txt"
    file.write_text(SECRET)
    return file


@pytest.fixture
def listed(tmp_path: Path) -> tuple[FileSource, DataObject, Path]:
    """A file as it was listed."""
    file = tmp_path / "share" / "deep" / "a.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Rota")
    source = FileSource(tmp_path / "share")
    (obj,) = source.walk()
    assert isinstance(obj, DataObject)
    return source, obj, file


@pytest.mark.parametrize("swap", [_link, _pipe, _other_file, _hard_link, _folder, _linked_folder])
def test_what_took_its_place_is_not_read(
    listed: tuple[FileSource, DataObject, Path], outside: Path, swap: Callable[[Path, Path], None]
) -> None:
    """Opened by its old name it is refused as changed, at once, and quotes nothing."""
    source, obj, file = listed
    swap(file, outside)
    with pytest.raises(UnreadableError) as caught:
        source.open(obj)
    assert caught.value.reason is Reason.CHANGED
    assert "999" not in str(caught.value)


def test_a_folder_swapped_while_it_is_walked_is_not_entered(tmp_path: Path, outside: Path) -> None:
    """A folder that became a link after its parent was listed is a row, and nothing in it is."""
    for name in ("a", "b"):
        (tmp_path / "share" / name).mkdir(parents=True)
        (tmp_path / "share" / name / "x.txt").write_text("Rota")
    walk = FileSource(tmp_path / "share").walk()
    assert isinstance(next(walk), DataObject)
    (tmp_path / "share" / "b").rename(tmp_path / "share" / "c")
    (tmp_path / "share" / "b").symlink_to(outside.parent)
    rest = list(walk)
    assert [type(one) for one in rest] == [Skipped]
    assert isinstance(rest[0], Skipped) and rest[0].reason in (Reason.CHANGED, Reason.VANISHED)
