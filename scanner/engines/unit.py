"""The unit of work of every engine: a task, or a block of another's, to rows."""

import contextlib
import math
from collections.abc import Callable
from functools import partial
from importlib import import_module

from scanner import custom
from scanner.ahead import Helpers, packed
from scanner.config import Settings
from scanner.engines.board import Piece
from scanner.engines.sweep import Orders
from scanner.engines.walk import Task
from scanner.errors import UnreadableError
from scanner.pipeline import ObjectScanner
from scanner.rows import Scanned
from scanner.rule_digest import rule_digest

# Slower than any reader and the densest text seen: what takes longer has hung.
_SLOWEST_BYTES_PER_SECOND = 100_000
# Objects up to this size are handed out several at a time.
_SMALL_BYTES = 64 * 1024


def begin(orders: Orders, helpers: Helpers) -> Callable[[Task | Piece], list[Scanned] | bytes]:
    """Runs once in each child. Raises `ConfigError` where its rules are no longer the parent's."""
    scanner = ObjectScanner(orders.settings, orders.key, helpers)
    # It looks for its library by starting programs, which a child may not do later.
    with contextlib.suppress(ImportError, UnreadableError):
        import_module("scanner.formats.libarchive")
    custom.same_rules(orders.rules, rule_digest(scanner.recognizers, orders.settings))
    return partial(_do, scanner)


def _do(scanner: ObjectScanner, task: Task | Piece) -> list[Scanned] | bytes:
    if isinstance(task, Piece):
        looks = scanner.examine_apart(task.columns)
        return packed(looks, task.columns, scanner.recognizers)
    source, obj, companions = task
    return scanner.scan(source, obj, companions)


def seconds_for(settings: Settings, workers: int, task: Task) -> float:
    """How long an object may take: the setting, and more for a large one."""
    _, obj, _ = task
    polite = settings.polite
    waiting = workers / polite.requests_per_second if polite.requests_per_second else 0.0
    slowest = min(_SLOWEST_BYTES_PER_SECOND, (polite.bytes_per_second or math.inf) / workers)
    return settings.limits.seconds_per_object + waiting + (obj.size_bytes or 0) / slowest


def is_small(task: Task) -> bool:
    """Whether handing the object over alone would cost as much as reading it."""
    _, obj, _ = task
    return obj.size_bytes is not None and obj.size_bytes <= _SMALL_BYTES
