"""One short text that changes whenever a finding could: what decides whether a sweep can go on."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from importlib.metadata import version

from recognizers.declaration import Recognizer
from scanner import custom
from scanner.config import Settings
from scanner.detect import language


def rule_digest(recognizers: Sequence[Recognizer], settings: Settings) -> str:
    """Changes whenever a finding could: with any declaration or setting that decides one.

    What functions do is not looked into: this version of keysweep stands for its own.
    """
    digest = hashlib.blake2b(version("keysweep").encode(), digest_size=16)
    for recognizer in recognizers:
        digest.update(_stable(recognizer).encode())
    digest.update(
        repr(
            (settings.test_numbers, settings.min_confidence, settings.limits, settings.controllers)
        ).encode()
    )
    digest.update(custom.imported_version(settings).encode())
    digest.update(language.rules_of(settings, recognizers).encode())
    return digest.hexdigest()


def _stable(value: object) -> str:
    """A text of a declaration that is the same in every process."""
    if is_dataclass(value) and not isinstance(value, type):
        return _listed(f"{one.name}={_stable(getattr(value, one.name))}" for one in fields(value))
    if isinstance(value, tuple | list):
        return _listed(map(_stable, value))
    if isinstance(value, frozenset | set):
        return _listed(sorted(map(_stable, value)))
    if isinstance(value, dict):
        return _listed(sorted(f"{_stable(key)}={_stable(one)}" for key, one in value.items()))
    if isinstance(value, partial):
        return _listed(map(_stable, (value.func, value.args, value.keywords)))
    if callable(value):
        return f"{value.__module__}.{getattr(value, '__qualname__', type(value).__qualname__)}"
    if type(value).__repr__ is object.__repr__:  # it would tell an address in memory
        return f"{type(value).__module__}.{type(value).__qualname__}"
    return repr(value)


def _listed(texts: Iterable[str]) -> str:
    return "[" + ",".join(f"{len(text)}:{text}" for text in texts) + "]"
