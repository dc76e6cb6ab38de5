"""What stands beside a number speaks for it: a name or a date of birth in the same line.

Ten plain digits that pass their check may be anything, and are doubtful alone. "Edna Clegg
9990000018" is how people write an NHS number down without saying so.
"""

from collections.abc import Sequence
from typing import Final

from recognizers.declaration import Match, Role
from scanner.detect.engine import Detection

_REACH: Final = 40  # code points between the two
# A number that a rival explains otherwise ("order 9990000018") scores below this and stays there.
_DOUBTFUL: Final = 0.4
_SUPPORTED: Final = 0.55
_PERSON: Final = frozenset({Role.NAME, Role.BIRTH_DATE})


def supported(detections: Sequence[Detection]) -> list[Detection]:
    """The detections in one value, doubtful identifiers beside a person raised."""
    people = [
        d.match
        for d in detections
        if d.recognizer.entity.role in _PERSON and d.match.score >= _SUPPORTED
    ]
    return [_raised(d) if _is_doubtful(d) and _near(d, people) else d for d in detections]


def _is_doubtful(detection: Detection) -> bool:
    match = detection.match
    is_id = detection.recognizer.entity.role is Role.PERSON_ID
    return is_id and match.checked is True and _DOUBTFUL <= match.score < _SUPPORTED


def _near(detection: Detection, people: Sequence[Match]) -> bool:
    start, end = detection.match.start, detection.match.end
    return any(start - p.end <= _REACH and p.start - end <= _REACH for p in people)


def _raised(detection: Detection) -> Detection:
    match = detection.match._replace(score=_SUPPORTED, context="a person beside it")
    return detection._replace(match=match)
