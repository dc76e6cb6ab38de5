"""The weights of a priority: read from TOML and refused where they would break a promise.

The file that ships with keysweep is `weights.toml` beside this module. The promises are those
that `docs/priority.md` makes: wider access or higher sensitivity never lowers a score, and the
parts add up to 100.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from recognizers.declaration import Harm, Sensitivity
from scanner.errors import ConfigError
from scanner.model import Access

SHIPPED = "weights.toml"

_KEYS: dict[str, tuple[str, ...]] = {
    "bands": ("moderate", "high", "critical"),
    "harm": ("most", "decay", "unlisted"),
    "harm.points": tuple(harm.name for harm in Harm),
    "sensitivity": tuple(level.name for level in Sensitivity),
    "people": ("most", "full"),
    "homes": ("most", "first", "full"),
    "raising": ("most", "full"),
    "joins": ("most", "identity_and_finance", "identity_and_special_category"),
    "exposure": tuple(access.name for access in Access),
    "encryption": ("encrypted", "unknown", "not_encrypted"),
    "staleness": ("most", "after_years", "full_years"),
}
# Each table's keys in the order in which their values may not fall.
_RISING: dict[str, tuple[str, ...]] = {
    "bands": ("moderate", "high", "critical"),
    "sensitivity": ("LOW", "MODERATE", "HIGH", "CRITICAL"),
    "exposure": ("RESTRICTED", "GROUP", "UNKNOWN", "EVERYONE_INTERNAL", "PUBLIC"),
    "encryption": ("encrypted", "unknown", "not_encrypted"),
    "staleness": ("after_years", "full_years"),
    "homes": ("first", "most"),
}
# The largest value of each part; together they are the scale.
# What lies in a place, and how open it lies there.
_HELD = tuple((part, "most") for part in ("harm", "people", "homes", "raising", "joins"))
_OPEN = (("exposure", "PUBLIC"), ("encryption", "not_encrypted"), ("staleness", "most"))
_PARTS = (*_HELD, *_OPEN)
_SCALE = 100.0

Table = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Points and factors, table by table as in the file."""

    bands: Table
    harm: Table
    harm_points: Table  # by name of `Harm`
    sensitivity: Table  # factor 0..1, by name of `Sensitivity`
    people: Table
    homes: Table
    raising: Table
    joins: Table
    exposure: Table  # by name of `Access`
    encryption: Table
    staleness: Table

    @property
    def most_held(self) -> float:
        """The most points that what lies in a place can get."""
        return self._sum(_HELD)

    @property
    def most_open(self) -> float:
        """The most points that the openness of a place can get."""
        return self._sum(_OPEN)

    def _sum(self, parts: Iterable[tuple[str, str]]) -> float:
        tables: list[tuple[Table, str]] = [(getattr(self, name), key) for name, key in parts]
        return sum(table[key] for table, key in tables)

    def band(self, score: int) -> str:
        """The band that a score falls in."""
        for name in ("critical", "high", "moderate"):
            if score >= self.bands[name]:
                return name.upper()
        return "LOW"


def load_weights(path: Path | None = None) -> Weights:
    """The weights of a file, or those that ship with keysweep.

    Raises `ConfigError` for an unknown or missing key and for values that break a promise.
    """
    tables = _tables(_read(path), path.name if path else SHIPPED)
    return Weights(**{name.replace(".", "_"): table for name, table in tables.items()})


def _read(path: Path | None) -> dict[str, Any]:
    try:
        if path is None:
            return tomllib.loads((files(__package__) / SHIPPED).read_text("utf-8"))
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error


def _tables(content: dict[str, Any], name: str) -> dict[str, dict[str, float]]:
    harm = content.get("harm")
    flat = dict(content)
    if isinstance(harm, dict):
        flat["harm"] = {key: value for key, value in harm.items() if key != "points"}
        flat["harm.points"] = harm.get("points")
    _same_keys(name, "the file", flat, (key for key in _KEYS if key != "harm.points"))
    tables = {key: _table(name, key, flat.get(key)) for key in _KEYS}
    for table, keys in _RISING.items():
        _rises(name, table, [(key, tables[table][key]) for key in keys])
    _bounded(name, tables)
    return tables


def _table(name: str, table: str, values: object) -> dict[str, float]:
    if not isinstance(values, dict):
        raise ConfigError(f"{name}: table [{table}] is missing")
    _same_keys(name, f"[{table}]", values, _KEYS[table])
    for key, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e9:
            raise ConfigError(f"{name}: [{table}] {key} is not a number from 0 up")
    return {key: float(value) for key, value in values.items()}


def _same_keys(name: str, place: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
    wanted = set(known)
    for key in sorted(given.keys() - wanted - {"harm.points"}):
        raise ConfigError(f"{name}: {place} holds {key!r}, which is no weight; remove it")
    for key in sorted(wanted - given.keys()):
        raise ConfigError(f"{name}: {place} lacks {key!r}; copy it from the weights that ship")


def _rises(name: str, table: str, values: list[tuple[str, float]]) -> None:
    for (low, first), (high, second) in pairwise(values):
        if second < first:
            raise ConfigError(f"{name}: [{table}] {high} may not be less than {low}")


def _bounded(name: str, tables: Mapping[str, Table]) -> None:
    for table, key in (("harm", "decay"), ("sensitivity", "CRITICAL")):
        if tables[table][key] > 1:
            raise ConfigError(f"{name}: [{table}] {key} may not be above 1")
    for table, least in (("people", 1), ("homes", 2), ("raising", 1)):
        if tables[table]["full"] < least:
            raise ConfigError(f"{name}: [{table}] full must be {least} or more")
    if tables["bands"]["moderate"] < 1:
        raise ConfigError(f"{name}: [bands] moderate must be 1 or more, or nothing could be LOW")
    points = tables["harm.points"]
    if max(points.values()) > points["PHYSICAL_SAFETY"]:
        raise ConfigError(f"{name}: [harm.points] nothing may weigh more than PHYSICAL_SAFETY")
    total = sum(tables[table][key] for table, key in _PARTS)
    if abs(total - _SCALE) > 1e-9:
        raise ConfigError(f"{name}: the parts add up to {total:g}; they must add up to 100")
