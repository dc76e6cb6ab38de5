"""Keys: made once, private, taken from where they are named, and never told."""

import base64
import os
import stat
import sys
from pathlib import Path

import pytest

from scanner.errors import ConfigError
from scanner.keys.files import key_folder
from scanner.keys.key import HASH, INVENTORY, KEY_BYTES, key_id
from scanner.keys.places import find_key, inventory_keys, load_key, own_file
from scanner.keys.rotating import kept_keys, rotate

SECRET = bytes(range(KEY_BYTES))
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def key_file(folder: Path, text: str = SECRET.hex()) -> Path:
    """A private file with a key in it."""
    file = folder / "hash.key"
    file.write_text(text)
    file.chmod(0o600)
    return file


@pytest.fixture
def open_umask() -> object:
    """New files would be readable by all."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_key_is_made_once_and_private(tmp_path: Path) -> None:
    """The first use makes it, the second finds the same, and only its owner reads it."""
    file = tmp_path / "deep" / "hash.key"
    key = load_key(HASH, str(file))
    assert len(key.secret) == KEY_BYTES and load_key(HASH, str(file)) == key
    assert [path.name for path in file.parent.iterdir()] == ["hash.key"]
    if sys.platform != "win32":
        assert (mode(file), mode(file.parent)) == (0o600, 0o700)


@posix
def test_a_users_own_folder_of_keys_becomes_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been made before, for compiled expressions, and be open to all."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    key_folder().mkdir(mode=0o775)
    load_key(HASH)
    assert (mode(key_folder()), mode(own_file(HASH))) == (0o700, 0o600)


def test_two_keys_are_not_alike(tmp_path: Path) -> None:
    """Each comes from the system's randomness."""
    one, two = (load_key(HASH, str(tmp_path / name)) for name in ("one", "two"))
    assert one.secret != two.secret and one.key_id != two.key_id


@pytest.mark.parametrize("content", ["", "zz" * KEY_BYTES, "00" * (KEY_BYTES - 1), "é"])
def test_bad_key_file_is_named(tmp_path: Path, content: str) -> None:
    """A file that is no key is refused, and its content is not shown."""
    file = key_file(tmp_path, content)
    with pytest.raises(ConfigError, match=r"hash\.key") as error:
        load_key(HASH, str(file))
    assert not content or content not in str(error.value)


@posix
@pytest.mark.parametrize("open_to", [0o644, 0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, open_to: int) -> None:
    """The message holds the mode and the command that mends it."""
    file = key_file(tmp_path)
    file.chmod(open_to)
    with pytest.raises(ConfigError, match=f"mode {open_to:04o}.*chmod 600 .*hash.key"):
        load_key(HASH, str(file))


@posix
def test_a_key_that_others_can_replace_is_refused(tmp_path: Path) -> None:
    """Who may write to its folder may put another key there."""
    folder = tmp_path / "shared"
    folder.mkdir()
    file = key_file(folder)
    folder.chmod(0o777)
    with pytest.raises(ConfigError, match=r"chmod go-w .*shared"):
        load_key(HASH, str(file))


@pytest.mark.parametrize(
    "text",
    [
        SECRET.hex(),
        f" {SECRET.hex().upper()}\n",
        base64.b64encode(SECRET).decode(),
        base64.urlsafe_b64encode(bytes([255]) * KEY_BYTES).decode(),
    ],
)
def test_a_variable_holds_a_key_in_hex_or_base64(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both spellings, the one for addresses too; no file is made."""
    monkeypatch.setenv("KEYSWEEP_HASH_KEY", text)
    assert load_key(HASH).secret in (SECRET, bytes([255]) * KEY_BYTES)


def test_a_place_that_is_named_goes_before_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A setting says where; the variable is for those without one."""
    monkeypatch.setenv("KEYSWEEP_HASH_KEY", "11" * KEY_BYTES)
    assert load_key(HASH, str(key_file(tmp_path))).secret == SECRET


def test_another_variable_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """`env:NAME`; where it is not set the message names it."""
    monkeypatch.setenv("OURS", SECRET.hex())
    assert load_key(HASH, "env:OURS").secret == SECRET
    with pytest.raises(ConfigError, match="variable OTHERS is not set"):
        load_key(HASH, "env:OTHERS")


def test_a_bad_variable_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds may be most of a key."""
    monkeypatch.setenv("KEYSWEEP_HASH_KEY", SECRET.hex()[:-1])
    with pytest.raises(ConfigError, match="KEYSWEEP_HASH_KEY holds no key") as error:
        load_key(HASH)
    assert SECRET.hex()[:8] not in str(error.value)


def test_a_variable_may_point_to_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several keys of inventories stand between commas."""
    monkeypatch.setenv("KEYSWEEP_INVENTORY_KEY", f"file:{key_file(tmp_path)}, {'22' * KEY_BYTES}")
    assert [key.secret for key in inventory_keys()] == [SECRET, b"\x22" * KEY_BYTES]


def test_no_inventory_key_is_made_unasked(tmp_path: Path) -> None:
    """Without a place and a variable there is none; a file that is not there cannot open one."""
    assert find_key(INVENTORY) is None
    with pytest.raises(ConfigError, match="FileNotFoundError"):
        inventory_keys(str(tmp_path / "absent"))


def test_a_key_is_in_no_text_made_of_it(tmp_path: Path) -> None:
    """Its id is, and differs between kinds."""
    key = load_key(HASH, str(key_file(tmp_path)))
    assert SECRET.hex() not in repr(key) and repr(SECRET) not in repr(key)
    assert key.key_id in repr(key)
    assert key_id(SECRET, HASH) != key_id(SECRET, INVENTORY)


def test_rotation_keeps_the_old_key_under_its_id(tmp_path: Path) -> None:
    """The file holds a new one; both are private."""
    file = key_file(tmp_path)
    old, new = rotate(HASH, file)
    assert old.secret == SECRET and load_key(HASH, str(file)) == new != old
    assert kept_keys(HASH, file) == [old]
    assert Path(old.where).name == f"hash-{old.key_id}.key"
    assert sorted(path.name for path in tmp_path.iterdir()) == [Path(old.where).name, "hash.key"]
    if sys.platform != "win32":
        assert mode(file) == mode(Path(old.where)) == 0o600


def test_a_key_that_is_not_there_cannot_be_rotated(tmp_path: Path) -> None:
    """None is made in its place either."""
    with pytest.raises(ConfigError, match="FileNotFoundError"):
        rotate(HASH, tmp_path / "absent.key")
    assert list(tmp_path.iterdir()) == []
