"""A new key in place of an old one, which is kept under its id: what it was used for needs it."""

from pathlib import Path

from scanner.errors import ConfigError
from scanner.keys.files import read_key, replace_key
from scanner.keys.key import Key, Kind, key_id


def rotate(kind: Kind, file: Path) -> tuple[Key, Key]:
    """The key that was, where it is kept now, and the new one. Raises `ConfigError`."""
    old = _key(kind, file)
    kept = file.with_name(f"{file.stem}-{old.key_id}{file.suffix}")
    try:
        replace_key(file, kept)
    except OSError as error:
        raise ConfigError(
            f"{kind.title} {file}: cannot be replaced: {error.strerror}; the old one is as it was"
        ) from None
    return _key(kind, kept), _key(kind, file)


def kept_keys(kind: Kind, file: Path) -> list[Key]:
    """The keys that were rotated out of a file and lie beside it."""
    pattern = f"{file.stem}-{'[0-9a-f]' * 16}{file.suffix}"
    return [_key(kind, path) for path in sorted(file.parent.glob(pattern))]


def _key(kind: Kind, file: Path) -> Key:
    secret = read_key(file, kind.title)
    return Key(secret, key_id(secret, kind), str(file))
