"""Which reading of a piece of text counts when several entities claim it.

Inside one entity the engine has removed duplicates already. Across entities two findings
contradict each other only where they are the same stretch of text, give or take a title or a
sign: ten digits are an NHS number or a telephone number, not both. A note that contains a name
and a number ("keyholder Mr P Okafor, 01632 960457") contradicts neither.
"""

from collections.abc import Iterable

from recognizers.declaration import Role
from scanner.detect.engine import Detection

# Share of the longer span that both must cover to be called the same stretch of text.
_SAME = 0.6


def resolve(detections: Iterable[Detection]) -> list[Detection]:
    """One value's detections, contradicted ones removed, in order of position."""
    ranked = sorted(detections, key=_rank)
    kept: list[Detection] = []
    for detection in ranked:
        if not any(_contradict(detection, other) for other in kept):
            kept.append(detection)
    return sorted(kept, key=lambda d: (d.match.start, d.match.end, d.recognizer.entity.name))


def _rank(detection: Detection) -> tuple[float, int, int, str]:
    match, entity = detection.match, detection.recognizer.entity
    return (-match.score, match.start - match.end, -entity.sensitivity, entity.name)


def _contradict(one: Detection, other: Detection) -> bool:
    mine, theirs = one.recognizer.entity, other.recognizer.entity
    # "Keyholder: Mr P Okafor" says both who holds the key and that this is a name.
    if mine is theirs or {mine.role, theirs.role} == {Role.NAME, Role.HOME_DETAIL}:
        return False
    a, b = one.match, other.match
    common = min(a.end, b.end) - max(a.start, b.start)
    longest = max(a.end - a.start, b.end - b.start)
    return common >= _SAME * longest
