"""Findings whose context stands on the line before.

Letters and e-mails are wrapped, forms put the label above the value: "the key safe code is" at the
end of one line, the code at the beginning of the next. So lines are looked at a second time where
they meet. Only what the meeting adds is taken.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Match
from scanner.detect.engine import Detection, Engine

# Code points of each line that are looked at: as far as context words reach.
_REACH = 60
_SENTENCE_END = r"[.!?;]\s*$"


def across(
    engine: Engine, lines: pa.StringArray, known: list[Detection]
) -> Iterator[tuple[Detection, str]]:
    """Findings that the end of one line and the beginning of the next make together, with values.

    `known` is what each line holds by itself; a finding of the same entity there takes precedence.
    Spans are those of the line the value begins in.
    """
    if len(lines) < 2:
        return
    tails, heads = lines.slice(0, len(lines) - 1), lines.slice(1)
    ended = pc.match_substring_regex(tails, _SENTENCE_END)
    tails = pc.if_else(ended, pa.scalar(None, pa.string()), pc.utf8_slice_codeunits(tails, -_REACH))
    joined = pc.binary_join_element_wise(tails, pc.utf8_slice_codeunits(heads, 0, _REACH), "\n")
    taken: dict[tuple[int, str], list[Match]] = {}
    for detection in known:
        taken.setdefault(_place(detection), []).append(detection.match)
    for detection in engine.detect(joined).detections:
        text = joined[detection.cell].as_py()
        border = len(tails[detection.cell].as_py())
        moved = _moved(detection, text, border, lines)
        if moved is None:
            continue
        match = moved.match
        others = taken.get(_place(moved), ())
        if not any(o.start < match.end and match.start < o.end for o in others):
            yield moved, text[detection.match.start : detection.match.end]


def _moved(detection: Detection, text: str, border: int, lines: pa.StringArray) -> Detection | None:
    """The detection in terms of its line, or None where the meeting adds nothing to it."""
    match = detection.match
    if match.end <= border or not match.context or match.context.startswith("header: "):
        return None
    # A line that names its own value ("retry: 429") has no use for the label above.
    if set(":=") & set(text[border : match.start]):
        return None
    if match.start > border:
        cell, shift = detection.cell + 1, -border - 1
    else:
        cell, shift = detection.cell, len(lines[detection.cell].as_py()) - border
    start, end = match.start + shift, match.end + shift
    return Detection(cell, detection.recognizer, match._replace(start=start, end=end))


def _place(detection: Detection) -> tuple[int, str]:
    return detection.cell, detection.recognizer.entity.name
