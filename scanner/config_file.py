"""Settings read from `keysweep.toml`; `docs/configuration.md` describes each of them.

Keys of a sweep stand at the top of the file or in `[sweep]`, those of `Limits` in `[limits]`.
Messages name the file, the key and what is allowed, on one line.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from scanner.config import Settings
from scanner.errors import ConfigError
from scanner.model import Limits
from scanner.sizes import parse_size

FILE_NAME = "keysweep.toml"

Parser = Callable[[object, Path], Any]

_MAX_WORKERS = 1024
_MAX_DEPTH = 16
_SHOWN = 40  # characters of a wrong value that a message repeats


class _WrongValueError(ValueError):
    """A value is wrong; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a file says: the settings, and where the inventory goes if it names a place."""

    settings: Settings = field(default_factory=Settings)
    inventory: Path | None = None


def load_config(path: Path, trusted: bool = True) -> ConfigFile:
    """Read a configuration file. Raises `ConfigError`.

    `trusted=False` is for a file that was found inside a target rather than named: whoever may
    write to the target must not choose where keysweep reads its key or writes, so keys that are
    paths are refused there.
    """
    content = _read(path)
    limits = content.pop("limits", {})
    sweep = _merged(path, content)
    parsed = _parsed(path, sweep, _SWEEP, "")
    if not trusted and (paths := sorted(_PATHS & parsed.keys())):
        raise ConfigError(
            f"{path}: {paths[0]} is not taken from a file found in a target; use --config"
        )
    inventory = parsed.pop("inventory", None)
    limited = Limits(**_parsed(path, _as_table(path, "limits", limits), _LIMITS, "limits."))
    return ConfigFile(Settings(**parsed, limits=limited), inventory)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error


def _merged(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    """The keys at the top of the file and those of `[sweep]`, none given twice."""
    sweep = _as_table(path, "sweep", content.pop("sweep", {}))
    for key in sorted(sweep.keys() & content.keys()):
        raise ConfigError(f"{path}: {key} is given twice, at the top and in [sweep]; keep one")
    return content | sweep


def _as_table(path: Path, name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {name} is not a table; write [{name}]")
    return value


def _parsed(
    path: Path, given: dict[str, Any], known: dict[str, Parser], prefix: str
) -> dict[str, Any]:
    return {
        key: _value(path, prefix + key, value, known[key])
        if key in known
        else _unknown(path, prefix + key, known)
        for key, value in given.items()
    }


def _unknown(path: Path, key: str, known: Iterable[str]) -> NoReturn:
    places = [*known, *("limits." + name for name in _LIMITS)]
    near = get_close_matches(key.removeprefix("limits."), places, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "docs/configuration.md lists every key"
    raise ConfigError(f"{path}: {key!r} is no setting; {hint}")


def _value(path: Path, key: str, value: object, parse: Parser) -> object:
    try:
        return parse(value, path.parent)
    except _WrongValueError as error:
        # What stands where a path belongs may be the key itself, so it is not repeated.
        given = "no path" if parse is _path else _shown(value)
        raise ConfigError(f"{path}: {key} is {given}; use {error}") from None


def _shown(value: object) -> str:
    """A wrong value, short enough for one line."""
    if isinstance(value, list | dict):
        return "a table" if isinstance(value, dict) else "a list"
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _choice(*allowed: str) -> Parser:
    def parse(value: object, _: Path) -> str:
        if value not in allowed:
            raise _WrongValueError(" or ".join(f'"{one}"' for one in allowed))
        return str(value)

    return parse


def _texts(value: object, _: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _WrongValueError('a list of texts, such as ["a", "b"]')
    return tuple(value)


def _path(value: object, folder: Path) -> Path:
    """A path, `~` opened, relative to the folder that holds the configuration file."""
    if not isinstance(value, str) or not value:
        raise _WrongValueError("a path in quotes")
    return folder / Path(value).expanduser()


def _model(value: object, folder: Path) -> str:
    """The package of a language model, or its folder: what runs when it is loaded is its own."""
    if isinstance(value, str) and value.isidentifier():
        return value
    return str(_path(value, folder))


def _number(low: float, high: float, words: str) -> Parser:
    def parse(value: object, _: Path) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _WrongValueError(words)
        if not low <= value <= high:
            raise _WrongValueError(words)
        return float(value)

    return parse


def _whole(low: int, high: int | None = None) -> Parser:
    words = f"a whole number from {low:,} " + (f"to {high:,}" if high is not None else "up")

    def parse(value: object, _: Path) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _WrongValueError(words)
        if value < low or (high is not None and value > high):
            raise _WrongValueError(words)
        return value

    return parse


def _size(value: object, _: Path) -> int:
    size = parse_size(value)
    if size is None:
        raise _WrongValueError(
            'bytes as a whole number above 0, or a size such as "512 MB" or "2 GiB"'
        )
    return size


_SWEEP: dict[str, Parser] = {
    "inventory": _path,
    "test_numbers": _choice("test", "live"),
    "recognizers": _texts,
    "exclude_recognizers": _texts,
    "include": _texts,
    "exclude": _texts,
    "min_confidence": _number(0, 1, "a number from 0 to 1"),
    "names": _choice("all", "auto", "off"),
    "names_model": _model,
    "names_budget_chars": _whole(0),
    "workers": _whole(0, _MAX_WORKERS),
    "hash_key_file": _path,
    "cache_folder": _path,
}
_PATHS = {key for key, parser in _SWEEP.items() if parser in (_path, _model)}
_SPECIAL_LIMITS: dict[str, Parser] = {
    "max_depth": _whole(0, _MAX_DEPTH),
    "seconds_per_object": _number(0.1, 7 * 86400, "seconds, from 0.1 to 604,800"),
}
# Sizes are named so; all other limits are whole numbers.
_LIMITS: dict[str, Parser] = {
    one.name: _SPECIAL_LIMITS.get(one.name) or (_size if one.name.endswith("_bytes") else _whole(1))
    for one in fields(Limits)
}
