"""Key files: made once, read by their owner alone.

A file that other accounts can read is refused rather than used, as ssh does: whoever has the hash
key and an inventory can try all NHS numbers there are in a minute.
"""

import os
import shlex
import stat
from pathlib import Path

import click

from scanner.errors import ConfigError
from scanner.keys.key import KEY_BYTES, decoded

_GROUP_AND_OTHERS, _OTHERS, _MAY_REPLACE = 0o077, 0o007, 0o022


def key_folder() -> Path:
    """Where a user's keys lie: in the user's configuration folder, outside any inventory."""
    return Path(click.get_app_dir("keysweep"))


def read_key(path: Path, title: str) -> bytes:
    """The key in a file. Raises `ConfigError`, where others can read it too."""
    try:
        with path.open("rb") as stream:
            _refuse_open_file(path, title, os.fstat(stream.fileno()))
            _refuse_open_folder(path, title)
            secret = decoded(stream.read(1024).decode("ascii"))
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{title} {path}: {type(error).__name__}; give a file of {2 * KEY_BYTES} "
            "hexadecimal digits that you can read, or a folder that you can write to"
        ) from None
    if secret is None:
        raise ConfigError(
            f"{title} {path}: holds no key; {2 * KEY_BYTES} hexadecimal digits are needed, or "
            f"base64 of {KEY_BYTES} bytes"
        )
    return secret


def make_key(path: Path, title: str) -> None:
    """Writes a new key, unless another process was first. Raises `ConfigError`."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.parent == key_folder():
            path.parent.chmod(0o700)
        _place(_new_file(path), path)
    except OSError as error:
        raise ConfigError(
            f"{title} {path}: cannot be made: {error.strerror}; name a folder that you can write to"
        ) from None


def replace_key(path: Path, kept: Path) -> None:
    """A new key in place of the old one, which stays under the name `kept`. Raises `OSError`."""
    fresh = _new_file(path)
    _place(path, kept, keep=True)
    fresh.replace(path)


def _new_file(path: Path) -> Path:
    """A new key under a name of this process."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(os.urandom(KEY_BYTES).hex() + "\n")
        out.flush()
        os.fsync(out.fileno())
    return temporary


def _place(file: Path, path: Path, keep: bool = False) -> None:
    """Gives a file its name so that of two runs at once the first one's counts."""
    try:
        os.link(file, path)
    except FileExistsError:
        pass
    except OSError:  # some file systems know no hard links
        if keep:
            _copied(file, path)
        else:
            file.replace(path)
        return
    if not keep:
        file.unlink()


def _copied(file: Path, path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(file.read_bytes())


def _refuse_open_file(path: Path, title: str, status: os.stat_result) -> None:
    if os.name == "nt":
        return
    # A mounted secret belongs to root and is read through a group made for that.
    is_ours = status.st_uid == os.geteuid()
    if status.st_mode & (_GROUP_AND_OTHERS if is_ours else _OTHERS):
        raise ConfigError(
            f"{title} {path}: other accounts can read it (mode {stat.S_IMODE(status.st_mode):04o});"
            f" run: chmod 600 {shlex.quote(str(path))}"
        )


def _refuse_open_folder(path: Path, title: str) -> None:
    if os.name == "nt":
        return
    folder = path.absolute().parent
    mode = folder.stat().st_mode
    if mode & _MAY_REPLACE and not mode & stat.S_ISVTX:
        raise ConfigError(
            f"{title} {path}: other accounts can replace it, for they can write to its folder; "
            f"run: chmod go-w {shlex.quote(str(folder))}"
        )
