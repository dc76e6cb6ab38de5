"""DataFog with its engine of expressions, which needs no model; it reads text alone."""

import os

from common import drive

os.environ["DATAFOG_NO_TELEMETRY"] = "1"  # before it is imported: it would call home

from datafog.services.text_service import TextService

_SERVICE = TextService(engine="regex")


def find(text: str) -> list[tuple[str, str]]:
    """What it finds in a text."""
    found = _SERVICE.annotate_text_sync(text)
    return [(name, value) for name, values in found.items() for value in values if value]


drive(find)
