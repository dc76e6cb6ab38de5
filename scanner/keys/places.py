"""Where a key is taken from: a file, a variable of the environment, or AWS KMS.

A place is written as `FILE`, `file:FILE`, `env:NAME` or `kms:FILE`. The variable of a kind may hold
the key itself, or one of `file:` and `kms:`. The place that is named goes before the variable, and
that before the user's own file.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from scanner.errors import ConfigError
from scanner.keys import kms
from scanner.keys.files import key_folder, make_key, read_key
from scanner.keys.key import INVENTORY, KEY_BYTES, Key, Kind, decoded, key_id


def load_key(kind: Kind, place: str = "") -> Key:
    """The key of this kind; one is made in a file on first use. Raises `ConfigError`."""
    return find_key(kind, place, make=True) or _from_file(kind, own_file(kind), make=True)


def find_key(kind: Kind, place: str = "", make: bool = False) -> Key | None:
    """The key that a place or the environment names; None where neither does.

    `make`: a file that is not there is made. Raises `ConfigError`.
    """
    if place:
        return _from_place(kind, place, make)
    if os.environ.get(kind.variable):
        return _from_variable(kind, kind.variable)[0]
    return None


def inventory_keys(place: str = "") -> list[Key]:
    """All keys that an inventory may be opened with. Raises `ConfigError`."""
    named = [_from_place(INVENTORY, place, make=False)] if place else []
    if os.environ.get(INVENTORY.variable):
        named += _from_variable(INVENTORY, INVENTORY.variable)
    return named


def own_file(kind: Kind) -> Path:
    """Where a user's own key of this kind lies."""
    return key_folder() / kind.file_name


def file_of(kind: Kind, place: str = "") -> Path | None:
    """The file that the key is read from; None where it comes from elsewhere."""
    scheme, _, rest = place.partition(":")
    if scheme in ("env", "kms") or (not place and os.environ.get(kind.variable)):
        return None
    return Path(rest if scheme == "file" else place) if place else own_file(kind)


def refuse_inside(folder: Path, places: Iterable[tuple[Kind, str]]) -> None:
    """A key that lies in the inventory it guards guards nothing. Raises `ConfigError`."""
    for kind, place in places:
        file = file_of(kind, place)
        if file is not None and file.resolve().is_relative_to(folder.resolve()):
            raise ConfigError(
                f"{kind.title} {file} lies inside the inventory that it guards; name another place"
            )


def _from_place(kind: Kind, place: str, make: bool) -> Key:
    scheme, _, rest = place.partition(":")
    if scheme == "env":
        return _from_variable(kind, rest or kind.variable)[0]
    if scheme == "kms":
        return _from_kms(kind, rest)
    return _from_file(kind, Path(rest if scheme == "file" else place), make)


def _from_variable(kind: Kind, name: str) -> list[Key]:
    """The key that a variable holds or points to; several stand between commas."""
    held = [text.strip() for text in os.environ.get(name, "").split(",") if text.strip()]
    if not held:
        raise ConfigError(f"{kind.title}: the variable {name} is not set; set it to the key")
    return [_from_text(kind, text, name) for text in held]


def _from_text(kind: Kind, text: str, name: str) -> Key:
    if text.startswith(("file:", "kms:")):
        return _from_place(kind, text, make=False)
    secret = decoded(text)
    if secret is None:
        raise ConfigError(
            f"{kind.title}: the variable {name} holds no key; set it to {2 * KEY_BYTES} "
            f"hexadecimal digits or base64 of {KEY_BYTES} bytes, to file:PATH or kms:PATH"
        )
    return Key(secret, key_id(secret, kind), f"the variable {name}")


def _from_kms(kind: Kind, file: str) -> Key:
    secret = kms.decrypted(Path(file), kind.title)
    if len(secret) != KEY_BYTES:
        raise ConfigError(
            f"{kind.title} kms:{file}: is a key of {len(secret)} bytes; make one of {KEY_BYTES}: "
            f"aws kms generate-data-key-without-plaintext --number-of-bytes {KEY_BYTES}"
        )
    return Key(secret, key_id(secret, kind), f"kms:{file}")


def _from_file(kind: Kind, path: Path, make: bool) -> Key:
    if make and not path.exists():
        make_key(path, kind.title)
    secret = read_key(path, kind.title)
    return Key(secret, key_id(secret, kind), str(path))
