"""A JSON value as pairs of column and text: paths without indexes, FHIR's meanings included."""

from collections.abc import Iterator
from typing import Any

from scanner.formats.fhir import attachment, narrative, system_word
from scanner.model import Member

Pair = tuple[str, str]

_MANY_KEYS = 50  # an object with more is a table keyed by something, not a record
_DIGITS_IN_KEY = 4


def is_data_key(key: str) -> bool:
    """Whether an object's key is itself a value: "9990000018" or an address, not "line2"."""
    return "@" in key or sum(character.isdigit() for character in key) >= _DIGITS_IN_KEY


def joined(path: str, key: str) -> str:
    """The column below `path` that `key` opens."""
    return f"{path}.{key}" if path else key


def flatten(value: Any, position: str, path: str = "") -> Iterator[Pair | Member]:
    """Every text in the value with its column, in the order written.

    Works with a list of its own, not by calling itself: no depth can overflow it.
    """
    waiting: list[tuple[str, Any]] = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if (member := _attachment(value, position)) is not None:
                yield member
                value = {key: value[key] for key in value if key != "data"}
            pairs, children = _children(path, value)
            yield from pairs
            waiting.extend(reversed(children))
        elif isinstance(value, list):
            waiting.extend((path, item) for item in reversed(value))
        elif isinstance(value, str):
            yield path or "value", _text(path, value)
        elif value is not None:
            yield path or "value", str(value).lower()  # true, false


def _children(path: str, value: dict[str, Any]) -> tuple[list[Pair], list[tuple[str, Any]]]:
    """Keys that are values, as pairs; and what lies below, with its paths."""
    pairs: list[Pair] = []
    children: list[tuple[str, Any]] = []
    many = len(value) > _MANY_KEYS
    word = _meaning(value)
    for key, child in value.items():
        if many or is_data_key(key):
            pairs.append((f"{path} (key)" if path else "(key)", key))
            children.append((path, child))
        else:
            children.append((joined(path, word if word and key == "value" else key), child))
    return pairs, children


def _meaning(value: dict[str, Any]) -> str:
    """The word for the value of an identifier or contact point: "nhs-number", "phone"."""
    system = value.get("system")
    return system_word(system) if isinstance(system, str) and "value" in value else ""


def _text(path: str, value: str) -> str:
    return narrative(value) if path == "div" or path.endswith(".div") else value


def _attachment(value: dict[str, Any], position: str) -> Member | None:
    media_type, content, title = value.get("contentType"), value.get("data"), value.get("title")
    if not (isinstance(media_type, str) and isinstance(content, str) and content):
        return None
    return attachment(content, media_type, title if isinstance(title, str) else "", position)
