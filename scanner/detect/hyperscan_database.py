"""Compiled expressions, and where they are kept between runs.

Compiling takes up to twenty seconds, loading a millisecond; so databases are kept by a digest of
all that they were made of.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan

_FLAGS: int = (
    hyperscan.HS_FLAG_PREFILTER
    | hyperscan.HS_FLAG_CASELESS
    | hyperscan.HS_FLAG_DOTALL
    | hyperscan.HS_FLAG_MULTILINE
)

Refused = frozenset[int]  # the patterns that Hyperscan does not take


def database(patterns: Sequence[str], cache: Path | None) -> tuple[Any, Refused]:
    """One database of all patterns, which report their index; None where none compiles."""
    flat = list(enumerate(patterns))
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{hyperscan.__file__} {_version()} {_FLAGS}".encode())
    for index, text in flat:
        digest.update(f"\0{index}\0{text}".encode())
    file = cache / f"{digest.hexdigest()}.hs" if cache is not None else None
    if file is not None and file.exists():
        with contextlib.suppress(Exception):  # a damaged or foreign cache is rebuilt below
            return _load(file)
    compiled, refused = _compile(flat)
    if file is not None:
        with contextlib.suppress(OSError):  # no cache is slower, not wrong
            _save(file, compiled, refused)
    return compiled, refused


@lru_cache(maxsize=1)
def _version() -> str:
    return version("hyperscan")


def _compile(flat: list[tuple[int, str]]) -> tuple[Any, Refused]:
    """One database of all patterns, and the expressions that Hyperscan refuses."""
    try:
        return _compile_all(flat), frozenset()
    except hyperscan.HyperscanError:
        refused = frozenset(index for index, text in flat if not _compiles(index, text))
    kept = [(index, text) for index, text in flat if index not in refused]
    return (_compile_all(kept) if kept else None), refused


def _compiles(index: int, text: str) -> bool:
    try:
        _compile_all([(index, text)])
    except hyperscan.HyperscanError:
        return False
    return True


def _compile_all(flat: list[tuple[int, str]]) -> Any:
    made = hyperscan.Database()
    made.compile(
        expressions=[text.encode() for _, text in flat],
        ids=[index for index, _ in flat],
        elements=len(flat),
        flags=[_FLAGS | _utf8(text) for _, text in flat],
    )
    return made


def _utf8(text: str) -> int:
    """Patterns that name characters beyond ASCII match characters, all others bytes."""
    beyond = not text.isascii() or r"\x{" in text
    return int(hyperscan.HS_FLAG_UTF8) if beyond else 0


def _save(file: Path, made: Any, refused: Refused) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    head = ",".join(map(str, sorted(refused))).encode() + b"\n"
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(head + (hyperscan.dumpb(made) if made is not None else b""))
    Path(name).replace(file)


def _load(file: Path) -> tuple[Any, Refused]:
    head, dump = file.read_bytes().split(b"\n", 1)
    refused = frozenset(int(index) for index in head.decode().split(",") if index)
    if not dump:
        return None, refused
    loaded = hyperscan.loadb(dump, hyperscan.HS_MODE_BLOCK)
    loaded.scratch = hyperscan.Scratch(loaded)
    return loaded, refused
