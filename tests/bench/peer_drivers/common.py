"""Shared by drivers; the standard library alone, for every environment has its own packages."""

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

TEXTS = frozenset((".log", ".csv", ".ndjson", ".sql", ".html", ".mbox", ".eml"))
_SIGNS = re.compile(r"[^0-9a-z@.]+")

Find = Callable[[str], Iterable[tuple[str, str]]]  # name of the peer, value


def drive(find: Find, block_chars: int = 20_000) -> None:
    """Gives a peer the text of all files that are text, whole lines at a time."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    with out.open("w") as told:
        for path in files(folder):
            found: dict[str, set[str]] = defaultdict(set)
            if path.suffix in TEXTS:
                for block in blocks(path, block_chars):
                    for name, value in find(block):
                        found[name].add(_SIGNS.sub("", value.lower()))
            counts = {name: len(values) for name, values in found.items()}
            line = {"path": path.relative_to(folder).as_posix(), "found": counts}
            told.write(json.dumps(line) + "\n")
            told.flush()


def files(folder: Path) -> list[Path]:
    """All files in a mixed order, so that a run that is cut off has seen every kind."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    random.Random(1).shuffle(found)
    return found


def blocks(path: Path, chars: int) -> Iterator[str]:
    """The text of a file, a few lines at a time."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        while held := lines.readlines(chars):
            yield "".join(held)
