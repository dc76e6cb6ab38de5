"""Words and numbers as the page says them."""

from datetime import datetime


def number(value: int | None) -> str:
    """1,234; a dash where nobody knows."""
    return "–" if value is None else f"{value:,}"


def people(count: int) -> str:
    """1 person, 2 people."""
    return f"{count:,} {'person' if count == 1 else 'people'}"


def counted(count: int, one: str, many: str = "") -> str:
    """1 place, 2 places."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def between(low: int, high: int) -> str:
    """60 to 92; up to 92 where nobody is sure; 60 where both are one."""
    if low == high:
        return f"{high:,}"
    return f"{low:,} to {high:,}" if low else f"up to {high:,}"


def day(value: datetime | None) -> str:
    """25 November 2026."""
    return f"{value.day} {value:%B %Y}" if value else "unknown"


def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def parted(name: str) -> tuple[str, str]:
    """A path as its last segment and what comes before."""
    before, _, last = name.rstrip("/").rpartition("/")
    return last or name, before
