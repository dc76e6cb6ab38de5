"""Files of marks: one JSON object a line, appended to, kept outside the inventory.

A later line about the same row goes before an earlier one, so a mark is taken back by marking the
row again. What stands under `why` is people's own words.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from scanner.errors import ConfigError
from scanner.marks import Mark, Marks, Rules, marks_of

_TEXTS = ("row", "entity", "who", "why", "rules")


def usual_file(inventory: Path) -> Path:
    """Where the marks of an inventory are kept unless another file is named: beside it."""
    folder = inventory.absolute()
    return folder.with_name(f"{folder.name}.reviews.jsonl")


def load_marks(path: Path) -> list[Mark]:
    """All marks of a file, oldest first; none where there is no file. Raises `ConfigError`."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {type(error).__name__}") from error
    return [
        _mark(line, f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def marks_in_force(inventory: Path, named: Path | None, rules: Rules, today: date) -> Marks:
    """The marks that hold for a sweep into `inventory`: of the file named, or of the usual one.

    Raises `ConfigError`, where the file named is not there too.
    """
    if named is not None and not named.is_file():
        raise ConfigError(f"{named}: there is no such file of marks; keysweep review makes one")
    return marks_of(load_marks(named or usual_file(inventory)), rules, today)


def append_mark(path: Path, mark: Mark) -> None:
    """Adds one mark, on disk before this returns. Raises `ConfigError`."""
    said: dict[str, Any] = {
        "row": mark.row,
        "entity": mark.entity,
        "mark": "right" if mark.right else "wrong",
        "who": mark.who,
        "why": mark.why,
        "on": mark.on.isoformat(),
        "expires": mark.expires.isoformat(),
        "rules": mark.rules,
        "recognizers": list(mark.recognizers),
    }
    try:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        with os.fdopen(os.open(path, flags, 0o600), "a", encoding="utf-8") as out:
            out.write(json.dumps(said, ensure_ascii=True) + "\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error


def _mark(line: str, where: str) -> Mark:
    try:
        said = json.loads(line)
        return _read(said)
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{where}: is no mark ({type(error).__name__}); keysweep review writes them"
        ) from None


def _read(said: Mapping[str, Any]) -> Mark:
    texts = {name: said[name] for name in _TEXTS}
    if said["mark"] not in ("right", "wrong"):
        raise ValueError
    recognizers = tuple(said["recognizers"])
    if not all(isinstance(text, str) for text in (*texts.values(), *recognizers)):
        raise TypeError
    return Mark(
        **texts,
        recognizers=recognizers,
        right=said["mark"] == "right",
        on=date.fromisoformat(said["on"]),
        expires=date.fromisoformat(said["expires"]),
    )
