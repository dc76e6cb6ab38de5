"""scrubadub with the detectors of its British locale; it reads text alone."""

from common import drive
from scrubadub import Scrubber

_SCRUBBER = Scrubber(locale="en_GB")


def find(text: str) -> list[tuple[str, str]]:
    """What it finds in a text."""
    return [
        (str(filth.detector_name or filth.type), filth.text) for filth in _SCRUBBER.iter_filth(text)
    ]


drive(find)
