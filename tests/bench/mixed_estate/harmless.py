"""Text that holds nothing: log lines, rows, sentences, in blocks that are used many times."""

from collections.abc import Callable
from random import Random
from typing import Final

DATE: Final = b"2026-01-01"  # replaced wherever a block is used
_WORDS: Final = (
    "queue batch order stock delivery route vehicle invoice ledger supplier filter cable bracket "
    "valve pump paper toner chair desk monitor server cluster backup index cache worker request "
    "response timeout retry thread socket buffer packet header payload schema column region zone "
    "morning evening week month quarter budget total average report summary chapter section "
    "figure table draft review meeting agenda minutes action item plan target result method"
).split()
_LEVELS: Final = ("INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR")
_BLOCKS, _PIECES, _LINES = 4, 16, 200  # of each kind; lines in a piece


def _words(rng: Random, least: int, most: int) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(least, most)))


def log_line(rng: Random) -> str:
    """A line of an application's log."""
    at = f"2026-01-01T{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}Z"
    return (
        f"{at} {rng.choice(_LEVELS)} {rng.choice(_WORDS)}.{rng.choice(_WORDS)} "
        f"{_words(rng, 3, 9)} took={rng.randrange(4000)}ms id={rng.getrandbits(64):016x}\n"
    )


def csv_line(rng: Random) -> str:
    """A row of an export with nobody in it. Order numbers begin as no issued number does."""
    order, amount = f"2{rng.randrange(10**9):09}", rng.randrange(100, 90_000) / 100
    return f"{order},2026-01-01,{_words(rng, 1, 3)},{amount:.2f},,,,,,,{_words(rng, 0, 8)}\n"


def json_line(rng: Random) -> str:
    """A line of newline-delimited JSON."""
    event = f"{rng.choice(_WORDS)}.{rng.choice(_WORDS)}"
    return (
        f'{{"at": "2026-01-01T{rng.randrange(24):02}:00:00Z", "event": "{event}", '
        f'"count": {rng.randrange(10**5)}, "text": "{_words(rng, 4, 12)}"}}\n'
    )


def sql_line(rng: Random) -> str:
    """A row of a dump."""
    order = f"2{rng.randrange(10**9):09}"
    return (
        f"INSERT INTO visits VALUES ({order},'2026-01-01','{_words(rng, 1, 3)}',"
        f"{rng.randrange(9000) / 100:.2f},'','','','','','','{_words(rng, 0, 8)}');\n"
    )


def sentence(rng: Random) -> str:
    """A line of prose."""
    return f"The {_words(rng, 8, 18)} was seen in the {_words(rng, 1, 4)} of 2026-01-01.\n"


class Blocks:
    """Pieces of lines, made once; every use carries another date."""

    def __init__(self, line: Callable[[Random], str], rng: Random) -> None:
        self._blocks = [
            ["".join(line(rng) for _ in range(_LINES)).encode() for _ in range(_PIECES)]
            for _ in range(_BLOCKS)
        ]

    def piece(self, rng: Random) -> bytes:
        """Some lines."""
        day = f"{rng.randrange(2015, 2026)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        return rng.choice(rng.choice(self._blocks)).replace(DATE, day.encode())
