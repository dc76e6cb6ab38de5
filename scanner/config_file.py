"""Settings read from `keysweep.toml`; `docs/configuration.md` describes each of them.

Keys of a sweep stand at the top of the file or in `[sweep]`, others in a table of their own.
Messages name the file, the key and what is allowed, on one line.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from scanner.config import (
    CloudSettings,
    ClusterSettings,
    DatabaseSettings,
    PoliteSettings,
    S3Settings,
    Settings,
    SmbSettings,
)
from scanner.config_values import (
    Parser,
    WrongValueError,
    choice,
    hours,
    key_place,
    model,
    number,
    parser_of,
    path_value,
    shown,
    size,
    texts,
    whole,
)
from scanner.errors import ConfigError
from scanner.model import Limits

FILE_NAME = "keysweep.toml"

_MAX_WORKERS = 1024
_MAX_DEPTH = 16


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a file says: the settings, and where the inventory goes if it names a place."""

    settings: Settings = field(default_factory=Settings)
    inventory: Path | None = None


def load_config(path: Path | None, trusted: bool = True, options: Sequence[str] = ()) -> ConfigFile:
    """Read a configuration file, or none, and lay options over it. Raises `ConfigError`.

    `options` are `KEY=VALUE`, the key with its table before it: `s3.region=eu-west-2`.
    `trusted=False` is for a file that was found inside a target rather than named: whoever may
    write to the target must not choose where keysweep reads its key, whom it asks for data or
    where it writes, so keys that are paths and tables of sources are refused there.
    """
    content = _merged(path, _read(path)) if path else {}
    given = _parsed(content, str(path), path.parent if path else Path())
    if not trusted and (refused := sorted(_UNTRUSTED & given.keys())):
        raise ConfigError(
            f"{path}: {refused[0]} is not taken from a file found in a target; use --config"
        )
    for key, value in _parsed(_from_options(options), "--set", Path()).items():
        given[key] = given.get(key, {}) | value if key in TABLES else value
    inventory = given.pop("inventory", None)
    made = {name: kind(**given.pop(name, {})) for name, (kind, _) in TABLES.items()}
    return ConfigFile(Settings(**given, **made), inventory)


def _from_options(options: Sequence[str]) -> dict[str, Any]:
    """What `KEY=VALUE` options say, as a file would."""
    content: dict[str, Any] = {}
    for option in options:
        key, sign, written = option.partition("=")
        table, dot, name = key.strip().rpartition(".")
        if not sign or not name:
            raise ConfigError(f"--set {key}: write KEY=VALUE, such as s3.region=eu-west-2")
        place = content.setdefault(table, {}) if dot else content
        place[name] = _toml_value(written.strip())
    return content


def _toml_value(written: str) -> object:
    """The value as TOML has it; what is no TOML value is a text."""
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except tomllib.TOMLDecodeError:
        return written


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


def _as_table(path: Path | str, name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {name} is not a table; write [{name}]")
    return value


def _parsed(content: dict[str, Any], where: str, folder: Path) -> dict[str, Any]:
    """All values, those of a table in a dictionary of their own."""
    parsed: dict[str, Any] = {}
    for key, value in content.items():
        if key in TABLES:
            _, known = TABLES[key]
            parsed[key] = {
                name: _value(where, folder, f"{key}.{name}", inner, known.get(name))
                for name, inner in _as_table(where, key, value).items()
            }
        else:
            parsed[key] = _value(where, folder, key, value, _SWEEP.get(key))
    return parsed


def _value(where: str, folder: Path, key: str, value: object, parse: Parser | None) -> object:
    if parse is None:
        _unknown(where, key)
    try:
        return parse(value, folder)
    except WrongValueError as error:
        # What stands where a path belongs may be the key itself, so it is not repeated.
        given = "no path" if parse in (path_value, key_place) else shown(value)
        raise ConfigError(f"{where}: {key} is {given}; use {error}") from None


def _unknown(where: str, key: str) -> NoReturn:
    places = [
        *_SWEEP,
        *(f"{table}.{name}" for table, (_, known) in TABLES.items() for name in known),
    ]
    by_name = {place.rpartition(".")[2]: place for place in reversed(places)}
    near = get_close_matches(key, places, n=1, cutoff=0.5) or [
        by_name[name]
        for name in get_close_matches(key.rpartition(".")[2], by_name, n=1, cutoff=0.5)
    ]
    hint = f"did you mean {near[0]}?" if near else "docs/configuration.md lists every key"
    raise ConfigError(f"{where}: {key!r} is no setting; {hint}")


_SWEEP: dict[str, Parser] = {
    "inventory": path_value,
    "test_numbers": choice("test", "live"),
    "recognizers": texts,
    "exclude_recognizers": texts,
    "recognizers_folder": path_value,
    "reviews": path_value,
    "weights": path_value,
    "controllers": texts,
    "include": texts,
    "exclude": texts,
    "min_confidence": number(0, 1, "a number from 0 to 1"),
    "names": choice("all", "auto", "off"),
    "names_model": model,
    "names_budget_chars": whole(0),
    "engine": choice("local", "dask"),
    "workers": whole(0, _MAX_WORKERS),
    "memory": size,
    "hash_key_file": path_value,
    "hash_key": key_place,
    "inventory_key": key_place,
    "signing_key": key_place,
    "cache_folder": path_value,
}
_SPECIAL: dict[str, Parser] = {
    "limits.max_depth": whole(0, _MAX_DEPTH),
    "limits.seconds_per_object": number(0.1, 7 * 86400, "seconds, from 0.1 to 604,800"),
    "polite.hours": hours,
}


def _table(name: str, kind: Any) -> tuple[Any, dict[str, Parser]]:
    return kind, {
        one.name: _SPECIAL.get(f"{name}.{one.name}") or parser_of(one) for one in fields(kind)
    }


TABLES: dict[str, tuple[Any, dict[str, Parser]]] = {
    "limits": _table("limits", Limits),
    "polite": _table("polite", PoliteSettings),
    "s3": _table("s3", S3Settings),
    "smb": _table("smb", SmbSettings),
    "cloud": _table("cloud", CloudSettings),
    "cluster": _table("cluster", ClusterSettings),
    "database": _table("database", DatabaseSettings),
}
_UNTRUSTED = {key for key, parser in _SWEEP.items() if parser in (path_value, key_place, model)} | (
    TABLES.keys() - {"limits"}
)
