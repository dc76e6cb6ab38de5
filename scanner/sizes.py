"""Sizes in bytes, as people write and read them: KB is 1000 bytes, KiB is 1024."""

import re

_UNITS = {"b": 1} | {
    prefix + ending: base**power
    for power, prefix in enumerate("kmgt", start=1)
    for ending, base in (("b", 1000), ("ib", 1024))
}
_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", re.IGNORECASE)


def parse_size(value: object) -> int | None:
    """Bytes of a whole number or of a text such as "512 MB"; None where it is no size above 0."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value > 0 else None
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[2].lower() not in _UNITS:
        return None
    return int(float(found[1]) * _UNITS[found[2].lower()]) or None


def size_text(size_bytes: int) -> str:
    """A size to read: three figures at most, in the largest fitting unit."""
    size, unit = float(size_bytes), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if size < 999.5:
            break
        size, unit = size / 1000, larger
    return f"{size:.0f} {unit}" if unit == "B" or size >= 99.5 else f"{size:.1f} {unit}"
