"""What a sweep did not see, in sentences that every document carries."""

from collections import Counter

from scanner.model import COMPLETE_REASONS
from scanner.reports.assets import several
from scanner.reports.plain import clean
from scanner.reports.summary import Summary
from scanner.sizes import size_text

_REASONS = 6
_COMPLETE = {reason.value for reason in COMPLETE_REASONS}
_SO = "There may be more than this document says, so its counts are the least that is there."


def coverage_lines(summary: Summary) -> list[str]:
    """What was swept and when, and what could not be examined."""
    finished = summary.inventory.scan.get("finished_at")
    when = f" on {finished:%d %B %Y}" if hasattr(finished, "strftime") else ""
    size = size_text(summary.count("bytes"))
    objects = several(summary.count("objects"), "object")
    lines = [f"Swept{when}: {objects}, {size}, by {version(summary)}."]
    unseen = summary.unexamined_count
    if not unseen:
        return [*lines, "Everything was examined."]
    return [*lines, f"{unseen:,} of them {_were(unseen)}: {_reasons(summary)}. {_SO}"]


def version(summary: Summary) -> str:
    """The program and its version."""
    return f"keysweep {clean(summary.inventory.scan.get('keysweep_version') or '')}".strip()


def _were(count: int) -> str:
    verb = "was" if count == 1 else "were"
    return f"{verb} not or not fully examined"


def _reasons(summary: Summary) -> str:
    counted: Counter[str] = Counter()
    for (_, reason), count in summary.reasons.items():
        if reason not in _COMPLETE:
            counted[clean(reason)] += count
    told = [f"{count:,} {reason}" for reason, count in counted.most_common(_REASONS)]
    rest = len(counted) - _REASONS
    return ", ".join(told) + (f" and {rest} more reasons" if rest > 0 else "")
