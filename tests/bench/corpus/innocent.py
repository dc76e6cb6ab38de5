"""Values that are nobody's secret: times, doses, order numbers, hashes, stock codes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from .numbers import digits


def _day(rng: Random) -> date:
    return date(2026, 11, 20) - timedelta(days=rng.randrange(900))


def _written_day(rng: Random) -> str:
    day = _day(rng)
    return rng.choice(
        (f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day:%d.%m.%y}", f"{day:%Y-%m-%d}")
    )


def _stamp(rng: Random) -> str:
    at = datetime(2026, 1, 1) + timedelta(seconds=rng.randrange(28_000_000))
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def _isbn13(rng: Random) -> str:
    base = "978" + digits(rng, 9)
    total = sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(base))
    return f"{base}{-total % 10}"


def _isbn10(rng: Random) -> str:
    base = "0" + digits(rng, 8)
    total = -sum(int(d) * (10 - i) for i, d in enumerate(base)) % 11
    return f"{base}{'X' if total == 10 else total}"


def _hex(rng: Random, count: int) -> str:
    return "".join(rng.choices("0123456789abcdef", k=count))


def _stock(rng: Random) -> str:
    """Looks like a postcode, and is the code of a bolt."""
    return (
        f"M{rng.randrange(4, 24)} {rng.randrange(1, 9)}{rng.choice('BDFGHJ')}{rng.choice('NPRSTU')}"
    )


def _of(count: int) -> Callable[[Random], str]:
    return lambda rng: f"{rng.randrange(10 ** (count - 1), 10**count)}"


MADE: dict[str, Callable[[Random], str]] = {
    **{f"n{count}": _of(count) for count in range(1, 17)},
    "d10": lambda rng: digits(rng, 10),
    "date": _written_day,
    "day": lambda rng: f"{_day(rng):%d/%m/%Y}",
    "stamp": _stamp,
    "time": lambda rng: f"{rng.randrange(6, 23):02d}:{rng.randrange(60):02d}",
    "money": lambda rng: f"£{rng.randrange(1, 9000):,}.{rng.randrange(100):02d}",
    "percent": lambda rng: f"{rng.randrange(1000) / 10}%",
    "hex8": lambda rng: _hex(rng, 8),
    "hex32": lambda rng: _hex(rng, 32),
    "hex40": lambda rng: _hex(rng, 40),
    "hex64": lambda rng: _hex(rng, 64),
    "guid": lambda rng: str(UUID(int=rng.getrandbits(128))),
    "isbn13": _isbn13,
    "isbn10": _isbn10,
    "epoch": lambda rng: f"{1_700_000_000 + rng.randrange(90_000_000)}",
    "version": lambda rng: f"{rng.randrange(20)}.{rng.randrange(20)}.{rng.randrange(400)}",
    "stock": _stock,
    "mobile9": lambda rng: f"7700900{rng.randrange(1000):03d}",
    "float": lambda rng: f"{rng.random() * 100:.6f}",
    "bp": lambda rng: f"{rng.randrange(100, 170)}/{rng.randrange(60, 95)}",
    "ml": lambda rng: f"{rng.randrange(5, 60) * 10} ml",
}
