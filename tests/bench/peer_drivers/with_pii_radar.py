"""pii-radar on any text; its command reads CSV, JSON and Parquet alone, cell by cell."""

from common import drive
from pii_radar.detectors import detect_pii_in_text


def find(text: str) -> list[tuple[str, str]]:
    """What it finds in a text."""
    return [(one.pii_type, one.value) for one in detect_pii_in_text(text)]


drive(find)
