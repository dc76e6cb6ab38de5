"""What a setting may be: one parser a kind of value, each saying what is allowed.

A parser takes the value as TOML gives it and the folder of the configuration file.
"""

import re
from collections.abc import Callable
from dataclasses import Field
from pathlib import Path
from typing import Any

from scanner.sizes import parse_size

Parser = Callable[[object, Path], Any]

_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_HOURS = f"(?:{_CLOCK}-{_CLOCK})?"
_KEY_ITSELF = re.compile("[0-9A-Fa-f]{64}|[0-9A-Za-z+/_-]{43}=")
_SHOWN = 40  # characters of a wrong value that a message repeats


class WrongValueError(ValueError):
    """A value is wrong; the message says what is allowed."""


def shown(value: object) -> str:
    """A wrong value, short enough for one line."""
    if isinstance(value, list | dict):
        return "a table" if isinstance(value, dict) else "a list"
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def choice(*allowed: str) -> Parser:
    """One of a few words."""

    def parse(value: object, _: Path) -> str:
        if value not in allowed:
            raise WrongValueError(" or ".join(f'"{one}"' for one in allowed))
        return str(value)

    return parse


def texts(value: object, _: Path) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise WrongValueError('a list of texts, such as ["a", "b"]')
    return tuple(value)


def path_value(value: object, folder: Path) -> Path:
    """A path, `~` opened, relative to the folder that holds the configuration file."""
    if not isinstance(value, str) or not value:
        raise WrongValueError("a path in quotes")
    return folder / Path(value).expanduser()


def key_place(value: object, folder: Path) -> str:
    """Where a key lies: a path as above, `file:PATH`, `env:NAME` or `kms:PATH`."""
    words = 'a path in quotes, "env:NAME" or "kms:PATH"; never the key itself'
    if not isinstance(value, str) or not value or _KEY_ITSELF.fullmatch(value):
        raise WrongValueError(words)
    scheme, sign, rest = value.partition(":")
    if scheme == "env":
        return value
    if scheme in ("file", "kms") and sign:
        return f"{scheme}:{path_value(rest, folder)}"
    return str(path_value(value, folder))


def model(value: object, folder: Path) -> str:
    """The package of a language model, or its folder: what runs when it is loaded is its own."""
    if isinstance(value, str) and value.isidentifier():
        return value
    return str(path_value(value, folder))


def number(low: float, high: float, words: str) -> Parser:
    """A number between bounds, said in words."""

    def parse(value: object, _: Path) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongValueError(words)
        if not low <= value <= high:
            raise WrongValueError(words)
        return float(value)

    return parse


def whole(low: int, high: int | None = None) -> Parser:
    """A whole number between bounds."""
    words = f"a whole number from {low:,} " + (f"to {high:,}" if high is not None else "up")

    def parse(value: object, _: Path) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise WrongValueError(words)
        if value < low or (high is not None and value > high):
            raise WrongValueError(words)
        return value

    return parse


def size(value: object, _: Path) -> int:
    """Bytes, with a unit if wished."""
    size = parse_size(value)
    if size is None:
        raise WrongValueError(
            'bytes as a whole number above 0, or a size such as "512 MB" or "2 GiB"'
        )
    return size


def text(value: object, _: Path) -> str:
    """Any text, the empty one too."""
    if not isinstance(value, str):
        raise WrongValueError('a text in quotes, such as "a"')
    return value


def flag(value: object, _: Path) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise WrongValueError("true or false")
    return value


def hours(value: object, _: Path) -> str:
    """Hours of the day, such as "22:00-06:00"; the empty text is all day."""
    if not isinstance(value, str) or not re.fullmatch(_HOURS, value):
        raise WrongValueError('hours of the day, such as "22:00-06:00"')
    return value


def parser_of(one: "Field[Any]") -> Parser:
    """The parser that fits the type of a settings field."""
    if one.name.endswith(("_bytes", "_bytes_per_second")):
        return size
    by_type: dict[object, Parser] = {
        bool: flag,
        str: text,
        int: whole(1),
        int | None: whole(1),
        float: number(0, 1e9, "a number from 0 up"),
        float | None: number(0, 1e9, "a number from 0 up"),
        tuple[str, ...]: texts,
        Path | None: path_value,
    }
    return by_type[one.type]
